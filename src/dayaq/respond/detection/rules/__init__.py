"""Rules of detection. Pure: packs, facts and times are arguments."""

from dayaq.respond.detection.rules.child import (
    Found,
    age_found,
    check_age_assessment,
    check_best_interest,
    may_trace,
    needs_independent,
)
from dayaq.respond.detection.rules.events import Ends, asks_for_referral, check_event, check_street_end, check_turn, may_pass, way_kind
from dayaq.respond.detection.rules.roles import HELD_RESPONSIBLE, check_coercion, needs_check
from dayaq.respond.detection.rules.sheet import COLUMNS, Line, Words, check_line, read_paste, whole

__all__ = [
    "COLUMNS",
    "HELD_RESPONSIBLE",
    "Ends",
    "Found",
    "Line",
    "Words",
    "age_found",
    "asks_for_referral",
    "check_age_assessment",
    "check_best_interest",
    "check_coercion",
    "check_event",
    "check_line",
    "check_street_end",
    "check_turn",
    "may_pass",
    "may_trace",
    "needs_check",
    "needs_independent",
    "read_paste",
    "way_kind",
    "whole",
]

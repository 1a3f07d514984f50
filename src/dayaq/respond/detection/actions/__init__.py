"""Every write of detection: one verb, one function."""

from dayaq.respond.detection.actions.checks import do_check, drop_check, plan_check
from dayaq.respond.detection.actions.children import (
    NewAgeAssessment,
    NewBestInterest,
    ask_quick_questions,
    assess_age,
    decide_best_interest,
    end_stop,
    find_street_child,
    note_street_step,
    take_child_step,
)
from dayaq.respond.detection.actions.events import NewEvent, close_event, describe_event, hand_event, record_event
from dayaq.respond.detection.actions.persons import enter_sheet, keep_draft, note_suspect, turn_to_suspect, turn_to_victim
from dayaq.respond.detection.actions.roles import change_role, check_coercion
from dayaq.respond.detection.actions.signals import assess_signal, pass_signal, settle_signal, take_information

__all__ = [
    "NewAgeAssessment",
    "NewBestInterest",
    "NewEvent",
    "ask_quick_questions",
    "assess_age",
    "assess_signal",
    "change_role",
    "check_coercion",
    "close_event",
    "decide_best_interest",
    "describe_event",
    "do_check",
    "drop_check",
    "end_stop",
    "enter_sheet",
    "find_street_child",
    "hand_event",
    "keep_draft",
    "note_street_step",
    "note_suspect",
    "pass_signal",
    "plan_check",
    "record_event",
    "settle_signal",
    "take_child_step",
    "take_information",
    "turn_to_suspect",
    "turn_to_victim",
]

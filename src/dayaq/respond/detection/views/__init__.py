"""Pages of detection."""

from dayaq.respond.detection.views.checks import check_done, checks, drop, new_check
from dayaq.respond.detection.views.children import age, best_interest, child, child_step
from dayaq.respond.detection.views.events import account, close, event, events, hand, new_event, sums
from dayaq.respond.detection.views.roles import coercion, new_role, roles, to_suspect
from dayaq.respond.detection.views.sheet import sheet
from dayaq.respond.detection.views.signals import new_signal, pass_on, signal, signals
from dayaq.respond.detection.views.street import found, questions, street, street_end, street_found, street_step
from dayaq.respond.detection.views.suspects import new_suspect, suspects, to_victim

__all__ = [
    "account",
    "age",
    "best_interest",
    "check_done",
    "checks",
    "child",
    "child_step",
    "close",
    "coercion",
    "drop",
    "event",
    "events",
    "found",
    "hand",
    "new_check",
    "new_event",
    "new_role",
    "new_signal",
    "new_suspect",
    "pass_on",
    "questions",
    "roles",
    "sheet",
    "signal",
    "signals",
    "street",
    "street_end",
    "street_found",
    "street_step",
    "sums",
    "suspects",
    "to_suspect",
    "to_victim",
]

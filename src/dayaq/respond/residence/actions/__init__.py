"""Every write of residence and return: one verb, one function."""

from dayaq.respond.residence.actions.claims import end_alert, keep_going, raise_alert, stop_going
from dayaq.respond.residence.actions.costs import record_cost
from dayaq.respond.residence.actions.permits import apply_permit, end_permit, grant_permit, refuse_permit, withdraw_application
from dayaq.respond.residence.actions.reflection import decline_reflection, end_reflection, extend_reflection, give_reflection
from dayaq.respond.residence.actions.removing import record_removal
from dayaq.respond.residence.actions.returning import (
    arrive,
    assess_return,
    begin_return,
    cancel_return,
    depart,
    follow_up,
    hear_child,
    hear_choice,
    plan_return,
    plan_travel,
    prepare_partner,
)

__all__ = [
    "apply_permit",
    "arrive",
    "assess_return",
    "begin_return",
    "cancel_return",
    "decline_reflection",
    "depart",
    "end_alert",
    "end_permit",
    "end_reflection",
    "extend_reflection",
    "follow_up",
    "give_reflection",
    "grant_permit",
    "hear_child",
    "hear_choice",
    "keep_going",
    "plan_return",
    "plan_travel",
    "prepare_partner",
    "raise_alert",
    "record_cost",
    "record_removal",
    "refuse_permit",
    "stop_going",
    "withdraw_application",
]

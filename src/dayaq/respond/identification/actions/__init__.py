"""Every write of identification: one verb, one function."""

from dayaq.respond.identification.actions.deciding import NewDecision, co_assess, decide, remove_decision
from dayaq.respond.identification.actions.removal import agree_to_hint, ask_removal, lift_hold, withdraw_hint
from dayaq.respond.identification.actions.reviewing import ask_review, decide_review
from dayaq.respond.identification.actions.stages import begin_stage, finish_stage
from dayaq.respond.identification.actions.telling import Told, notify_person, presume

__all__ = [
    "NewDecision",
    "Told",
    "agree_to_hint",
    "ask_removal",
    "ask_review",
    "begin_stage",
    "co_assess",
    "decide",
    "decide_review",
    "finish_stage",
    "lift_hold",
    "notify_person",
    "presume",
    "remove_decision",
    "withdraw_hint",
]

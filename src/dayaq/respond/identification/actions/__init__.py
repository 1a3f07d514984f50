"""Every write of identification: one verb, one function."""

from dayaq.respond.identification.actions.abroad import NewRecognition, answer_at_home, recognise_abroad
from dayaq.respond.identification.actions.clocks import end_stay, note_event, start_stay
from dayaq.respond.identification.actions.deciding import NewDecision, co_assess, decide, remove_decision
from dayaq.respond.identification.actions.panel import cast_vote
from dayaq.respond.identification.actions.removal import agree_to_hint, ask_removal, lift_hold, withdraw_hint
from dayaq.respond.identification.actions.reviewing import ask_review, decide_review
from dayaq.respond.identification.actions.stages import begin_stage, finish_stage
from dayaq.respond.identification.actions.telling import Told, notify_person, presume

__all__ = [
    "NewDecision",
    "NewRecognition",
    "Told",
    "agree_to_hint",
    "answer_at_home",
    "ask_removal",
    "ask_review",
    "begin_stage",
    "cast_vote",
    "co_assess",
    "decide",
    "decide_review",
    "end_stay",
    "finish_stage",
    "lift_hold",
    "note_event",
    "notify_person",
    "presume",
    "recognise_abroad",
    "remove_decision",
    "start_stay",
    "withdraw_hint",
]

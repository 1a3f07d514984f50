"""Every write of rights: one verb, one function."""

from dayaq.respond.rights.actions.answering import (
    DataAsked,
    answer_data,
    ask_data,
    erase,
    lift_restriction,
    tell_answer,
)
from dayaq.respond.rights.actions.complaining import (
    NewComplaint,
    complain,
    decide_complaint,
    lay_before,
    mark_retaliation,
    note_step,
    reply,
    take_on,
    tell_outcome,
)
from dayaq.respond.rights.actions.telling import Telling, owe_rights, sweep_rights, tell

__all__ = [
    "DataAsked",
    "NewComplaint",
    "Telling",
    "answer_data",
    "ask_data",
    "complain",
    "decide_complaint",
    "erase",
    "lay_before",
    "lift_restriction",
    "mark_retaliation",
    "note_step",
    "owe_rights",
    "reply",
    "sweep_rights",
    "take_on",
    "tell",
    "tell_answer",
    "tell_outcome",
]

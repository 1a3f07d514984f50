"""Forms of detection: what was typed, read and explained."""

from dayaq.respond.detection.forms.children import AgeForm, BestInterestForm, ChildStepForm, FoundForm, QuestionsForm, StreetEndForm
from dayaq.respond.detection.forms.events import AccountForm, EventFilter, HandForm, NewEventForm
from dayaq.respond.detection.forms.roles import CoercionForm, RoleForm
from dayaq.respond.detection.forms.sheet import HEADS, PasteForm, SuspectForm, TurnForm, grid, lines_of
from dayaq.respond.detection.forms.signals import AssessForm, DoneForm, NewSignalForm, PlanForm, SignalFilter

__all__ = [
    "HEADS",
    "AccountForm",
    "AgeForm",
    "AssessForm",
    "BestInterestForm",
    "ChildStepForm",
    "CoercionForm",
    "DoneForm",
    "EventFilter",
    "FoundForm",
    "HandForm",
    "NewEventForm",
    "NewSignalForm",
    "PasteForm",
    "PlanForm",
    "QuestionsForm",
    "RoleForm",
    "SignalFilter",
    "StreetEndForm",
    "SuspectForm",
    "TurnForm",
    "grid",
    "lines_of",
]

"""Raids, stops, information and checks; street children; a child's path; roles in proceedings.

An event and a piece of information are files of their own: no case, no victim. What a person's row says stands
behind the person's own file, also where it came from an event.
"""

from dayaq.respond.detection.models.children import AgeAssessment, BestInterest, BestInterestWords, ChildStep, StreetAnswer, StreetChild
from dayaq.respond.detection.models.events import Event, EventAccount, EventLine, EventMet, EventPerson, SheetDraft, Suspect
from dayaq.respond.detection.models.roles import CoercionCheck, LegalRole
from dayaq.respond.detection.models.signals import Check, Signal, SignalText

__all__ = [
    "AgeAssessment",
    "BestInterest",
    "BestInterestWords",
    "Check",
    "ChildStep",
    "CoercionCheck",
    "Event",
    "EventAccount",
    "EventLine",
    "EventMet",
    "EventPerson",
    "LegalRole",
    "SheetDraft",
    "Signal",
    "SignalText",
    "StreetAnswer",
    "StreetChild",
    "Suspect",
]

"""shelter.yaml: who is admitted, areas kept separate, leave, services, standards, accreditation, reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Binding, Code, Codes, DurationText, Text


class Admission(Binding):
    """Whether somebody at risk, to whom nothing has happened yet, may be taken in."""

    preventive: bool


class Refusals(Binding):
    """Reasons for which no bed may be refused; one that was refused for them is a breach."""

    unlawful: Codes


class Separate(Binding):
    """Areas that are kept apart."""

    areas: Codes


class LeaveRule(Binding):
    """Going out: the clock of the answer, the hour of return, whether somebody may go along."""

    answer: Code | None
    curfew: time | None
    accompanied: bool
    phone_free: bool


class Services(Binding):
    """What a house owes each day; those of health are kept apart."""

    owed: Codes
    health: Codes


class Leaving(Binding):
    """To whom a person who leaves a State shelter is referred, and from which kinds of bodies."""

    from_types: Codes
    refer_to: tuple[str, ...]


class Standard(Binding):
    """One minimum standard that a visit looks at."""

    label: Text


class AccreditationRule(Binding):
    """Which accreditation exists, whether a grant needs it, and how long before its end somebody is reminded."""

    kinds: Codes
    before_grants: bool
    remind: DurationText = "P60D"


class ReportDue(Binding):
    """A report of the calendar: how often, the first day it is due."""

    label: Text
    every: DurationText
    first: date


class Housing(Binding):
    """Other places than a shelter that a person may be lodged in, and those with a rent."""

    kinds: Codes
    rented: Codes


class ShelterFile(AreaFile):
    """The whole of shelter.yaml."""

    admission: Admission | None = None
    refusals: Refusals | None = None
    separate: Separate | None = None
    leave: LeaveRule | None = None
    services: Services | None = None
    leaving: Leaving | None = None
    housing: Housing | None = None
    accreditation: AccreditationRule | None = None
    standards: Mapping[Code, Standard] = {}
    reports: Mapping[Code, ReportDue] = {}

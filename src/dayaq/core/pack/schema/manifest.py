"""pack.yaml, access.yaml and reports.yaml: the country, its floors, who may disclose, what is reported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from dayaq.core.calendar import Calendar
from dayaq.core.pack.schema.base import Binding, Code, Codes, DurationText, Entry, Language, Text, Words

FloorRule = Literal["at_least", "at_most", "equals", "includes"]
FloorValue = int | bool | str | tuple[str, ...]


def _zone(name: str) -> str:
    try:
        Calendar(name)
    except (KeyError, ValueError, OSError) as fault:
        raise ValueError("the name of a time zone expected, such as Asia/Baku") from fault
    return name


class CalendarRules(Entry):
    """Weekend (Monday is 0) and public holidays; an empty list of holidays says that none are loaded."""

    weekend: tuple[Annotated[int, Field(ge=0, le=6)], ...] = (5, 6)
    holidays: tuple[date, ...] = ()
    holidays_complete: bool = False


class Floor(Binding):
    """A value no country goes below: where it stands in a pack and how it is compared."""

    label: Text
    at: Words
    rule: FloorRule
    value: FloorValue


class Approver(Entry):
    """Somebody who answers for an override."""

    name: Words
    role: Words


class Override(Entry):
    """A floor set aside with a reason, by two different people in two different roles."""

    floor: Code
    reason: Words
    approved_by: tuple[Approver, ...]


class Manifest(Entry):
    """The whole of pack.yaml. ``statistical_only``: figures and code lists, no cases and no process."""

    code: Code
    version: Words
    name: Text
    extends: Code | None
    base: bool = False
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    timezone: Annotated[str, AfterValidator(_zone)] | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    not_reviewed_by_native_speaker: tuple[Language, ...] = ()
    calendar: CalendarRules = CalendarRules()
    statistical_only: bool = False
    attribution: Text | None = None
    floors: Mapping[Code, Floor] = {}
    overrides: tuple[Override, ...] = ()


class Authorised(Binding):
    """Bodies that may authorise or do something."""

    by: tuple[Words, ...]


class Offence(Binding):
    """The offence of unlawful disclosure."""


class Lives(Entry):
    """How long a grant lasts by default, by its kind; renewal needs the reason again."""

    person: DurationText
    after_task: DurationText
    hotline: DurationText
    break_glass: DurationText


class AccessFile(Entry):
    """The whole of access.yaml: deny by default, and who may set that aside."""

    default: Literal["deny", "allow"]
    principle: Offence
    offence: Offence | None
    disclosure: Authorised
    child_identity_publishable: bool
    grant_lives: Lives
    purposes: Mapping[Code, Text]
    grounds: Mapping[Code, Text]


class Report(Binding):
    """A report that has to be given: how often, to whom, until when, and whether it is published."""

    label: Text
    period: Literal["month", "quarter", "half_year", "year", "five_years"]
    by: Codes
    to: tuple[Text, ...]
    publish: bool
    due: tuple[Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")], ...] = ()


class Thresholds(Entry):
    """The smallest count shown where not people are counted: cases and proceedings, records of single persons.

    Basis: European handbook on statistical disclosure control, chapter 4.2.
    """

    cases: Annotated[int, Field(ge=3)] = 3
    microdata: Annotated[int, Field(ge=10)] = 10


class ReportsFile(Entry):
    """The whole of reports.yaml; cells of people from 1 to ``threshold`` - 1 do not leave the office.

    ``careful``: groups by dimension that are merged with others or held to the threshold of microdata, because few
    people belong to them and each is easily known (children, rare citizenships, organ removal, forced marriage).
    """

    threshold: Annotated[int, Field(ge=3)]
    thresholds: Thresholds = Thresholds()
    careful: Mapping[Code, Codes] = {}
    year_starts: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")]
    disaggregation: Codes
    reports: Mapping[Code, Report] = {}

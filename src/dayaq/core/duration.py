"""Lengths of time as laws write them: 24 hours, 30 days, 5 working days, 3 months, one year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from dayaq.core.calendar import Calendar, utc


class Unit(StrEnum):
    """Units of a duration; ``WORKING_DAYS`` is our addition to the ISO 8601 notation."""

    HOURS = "H"
    DAYS = "D"
    WORKING_DAYS = "WD"
    MONTHS = "M"
    YEARS = "Y"


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the last day of a month too short (31 January: 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_DURATION = re.compile(r"P(?:T(?P<hours>\d{1,5})H|(?P<count>\d{1,5})(?P<unit>WD|D|M|Y))", re.ASCII)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as the law writes it: one number and one unit, never converted into another."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError("a duration is not negative")

    def __str__(self) -> str:
        return f"PT{self.count}H" if self.unit is Unit.HOURS else f"P{self.count}{self.unit}"

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read ``PT24H``, ``P30D``, ``P5WD`` (working days), ``P3M`` or ``P1Y``; else ValueError."""
        found = _DURATION.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is no duration: PT24H, P30D, P5WD, P3M or P1Y expected")
        if found["hours"] is not None:
            return cls(int(found["hours"]), Unit.HOURS)
        return cls(int(found["count"]), Unit(found["unit"]))

    def add(self, start: datetime, calendar: Calendar) -> datetime:
        """``start`` plus this length at the same wall time; hours are real hours across a clock change.

        Working days counted from a day off start when the next working day does.
        """
        if self.unit is Unit.HOURS:
            return calendar.local(utc(start) + timedelta(hours=self.count))
        local = calendar.local(start)
        if self.unit is Unit.WORKING_DAYS and not calendar.is_working(local.date()):
            local = calendar.day_start(calendar.add_working_days(local.date(), 0))
        return calendar.at_wall(self.add_to_day(local.date(), calendar), local.time())

    def add_to_day(self, day: date, calendar: Calendar) -> date:
        """The day reached by counting from ``day``, which itself is not counted."""
        match self.unit:
            case Unit.DAYS:
                return day + timedelta(days=self.count)
            case Unit.WORKING_DAYS:
                return calendar.add_working_days(day, self.count)
            case Unit.MONTHS:
                return add_months(day, self.count)
            case Unit.YEARS:
                return add_months(day, 12 * self.count)
            case Unit.HOURS:
                raise ValueError("hours are added to a moment, not to a day")

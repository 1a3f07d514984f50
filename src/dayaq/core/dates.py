"""Dates known only in part: a year, a month, "about 2001"; and what such a birthday says about an age.

A partial date keeps what was said and the first and last day it can mean (both included), so that every
calculation is done twice, once for each end, and nothing is invented in between.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

USUAL_DOUBT = 2  # "about 2001" without a number means two years either way


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    APPROXIMATE = "approximate"


@dataclass(frozen=True, slots=True)
class AgeRange:
    """The lowest and highest age in whole years that a partial birthday allows."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"{self.low} to {self.high} is no range of ages")

    @property
    def exact(self) -> int | None:
        return self.low if self.low == self.high else None

    def could_be_under(self, years: int) -> bool:
        """Whether an age below ``years`` cannot be excluded."""
        return self.low < years

    def surely_under(self, years: int) -> bool:
        return self.high < years

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


_WRITTEN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
_ABOUT = re.compile(r"~(?P<year>\d{4})(?:±(?P<doubt>\d{1,2}))?", re.ASCII)


def _age(born: date, on: date) -> int:
    """Whole years; who was born on 29 February is a year older on 1 March of a year without one."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as known: ``value`` is its first day (the middle, if approximate), the rest says how exact."""

    value: date
    precision: Precision
    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if not self.earliest <= self.value <= self.latest:
            raise ValueError("a partial date lies between its earliest and its latest day")
        if self.precision is not Precision.APPROXIMATE and not self._is_whole():
            raise ValueError(f"{self.earliest} to {self.latest} is not one {self.precision}")

    def _is_whole(self) -> bool:
        first = last = self.value
        if self.precision is Precision.MONTH:
            first, last = self.value.replace(day=1), _month_end(self.value)
        elif self.precision is Precision.YEAR:
            first, last = self.value.replace(month=1, day=1), self.value.replace(month=12, day=31)
        return self.value == first == self.earliest and self.latest == last

    @classmethod
    def day(cls, day: date) -> PartialDate:
        return cls(day, Precision.DAY, day, day)

    @classmethod
    def month(cls, year: int, month: int) -> PartialDate:
        first = date(year, month, 1)
        return cls(first, Precision.MONTH, first, _month_end(first))

    @classmethod
    def year(cls, year: int) -> PartialDate:
        first = date(year, 1, 1)
        return cls(first, Precision.YEAR, first, date(year, 12, 31))

    @classmethod
    def about(cls, year: int, plus_minus: int = USUAL_DOUBT) -> PartialDate:
        """A year give or take ``plus_minus`` years."""
        if plus_minus < 0:
            raise ValueError("a doubt is not negative")
        first, last = date(year - plus_minus, 1, 1), date(year + plus_minus, 12, 31)
        return cls(date(year, 1, 1), Precision.APPROXIMATE, first, last)

    @classmethod
    def between(cls, earliest: date, latest: date) -> PartialDate:
        """Any day from ``earliest`` to ``latest``, for an age that was estimated on some day."""
        return cls(earliest + (latest - earliest) / 2, Precision.APPROXIMATE, earliest, latest)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read 2001, 2001-05, 2001-05-14, ~2001, ~2001±3 or 2000-02-01..2001-01-31; else ValueError."""
        if ".." in text:
            first, last = text.split("..", 1)
            return cls.between(date.fromisoformat(first), date.fromisoformat(last))
        if about := _ABOUT.fullmatch(text.strip()):
            return cls.about(int(about["year"]), int(about["doubt"] or USUAL_DOUBT))
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            raise ValueError(f"{text!r} is no date: 2001, 2001-05, 2001-05-14 or ~2001 expected")
        year = int(found["year"])
        if found["day"]:
            return cls.day(date(year, int(found["month"]), int(found["day"])))
        return cls.month(year, int(found["month"])) if found["month"] else cls.year(year)

    def __str__(self) -> str:
        match self.precision:
            case Precision.DAY:
                return self.value.isoformat()
            case Precision.MONTH:
                return self.value.isoformat()[:7]
            case Precision.YEAR:
                return f"{self.value.year:04}"
            case Precision.APPROXIMATE:
                return self._approximate()

    def _approximate(self) -> str:
        doubt = self.latest.year - self.value.year
        if self == _about_or_none(self.value.year, doubt):
            return f"~{self.value.year:04}" + ("" if doubt == USUAL_DOUBT else f"±{doubt}")
        return f"{self.earliest}..{self.latest}"

    def age_on(self, day: date) -> AgeRange:
        """The ages possible on ``day``; ValueError for a day before the person can have been born."""
        if day < self.earliest:
            raise ValueError("not yet born on that day")
        return AgeRange(max(_age(self.latest, day), 0), _age(self.earliest, day))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _about_or_none(year: int, doubt: int) -> PartialDate | None:
    inside = date.min.year <= year - doubt and year + doubt <= date.max.year
    return PartialDate.about(year, doubt) if inside else None

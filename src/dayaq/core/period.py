"""Periods of reports and figures: half-open spans of days, by the dates of the country's calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dayaq.core.calendar import ONE_DAY, Calendar
from dayaq.core.duration import add_months

OPEN_START, OPEN_END = date.min, date.max


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From ``start`` until before ``end``. An open side is ``OPEN_START`` or ``OPEN_END``."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if isinstance(self.start, datetime) or isinstance(self.end, datetime):
            raise TypeError("a period is made of dates; take the local date of a moment first")
        if self.start >= self.end:
            raise ValueError(f"a period has at least one day, not {self.start} until {self.end}")

    @classmethod
    def _months(cls, first: date, count: int) -> Period:
        return cls(first, add_months(first, count))

    @classmethod
    def year(cls, year: int) -> Period:
        return cls._months(date(year, 1, 1), 12)

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        return cls._months(date(year, 6 * half - 5, 1), 6)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls._months(date(year, 3 * quarter - 2, 1), 3)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls._months(date(year, month, 1), 1)

    @classmethod
    def day(cls, day: date) -> Period:
        return cls(day, day + ONE_DAY)

    @classmethod
    def years(cls, first: int, last: int) -> Period:
        """Whole years, the last one included, as figures are printed: 2009-2011."""
        return cls(date(first, 1, 1), date(last + 1, 1, 1))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read 2017, 2017-Q3, 2022_q2, 2013-H1, 2016-04, 2016-04-05, 2009-2011, 2009-, "to 2016",
        2012-01..02 or first..last (any two of these, both included); else ValueError."""
        words = text.strip().upper()
        for pattern, read in _FORMS:
            if found := pattern.fullmatch(words):
                return read(*found.groups())
        raise ValueError(f"{text!r} is no period: 2017, 2017-Q3, 2016-04 or 2009-2011 expected")

    @property
    def label(self) -> str:
        """The shortest way to write it, which ``parse`` reads back."""
        if self.start == OPEN_START or self.end == OPEN_END:
            return self._open_label()
        if (self.start.day, self.end.day) != (1, 1):
            return self._days_label()
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        year, month = self.start.year, self.start.month
        if months == 1:
            return f"{year:04}-{month:02}"
        if months in (3, 6, 12) and (month - 1) % months == 0:
            suffix = {3: f"-Q{(month + 2) // 3}", 6: f"-H{(month + 5) // 6}", 12: ""}
            return f"{year:04}" + suffix[months]
        if month == 1 and months % 12 == 0:
            return f"{year:04}-{self.end.year - 1:04}"
        return self._days_label()

    def _open_label(self) -> str:
        if self.start == OPEN_START and self.end == OPEN_END:
            return ".."
        if self.end == OPEN_END:
            whole = (self.start.month, self.start.day) == (1, 1)
            return f"{self.start.year:04}-" if whole else f"{self.start}.."
        whole = (self.end.month, self.end.day) == (1, 1)
        return f"to {self.end.year - 1:04}" if whole else f"..{self.last_day}"

    def _days_label(self) -> str:
        return f"{self.start}" if self.end - self.start == ONE_DAY else f"{self.start}..{self.last_day}"

    def __str__(self) -> str:
        return self.label

    @property
    def last_day(self) -> date:
        return self.end - ONE_DAY

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def contains(self, at: date | datetime, calendar: Calendar | None = None) -> bool:
        """Whether a day, or a moment by the country's date, is in it: 00:30 on 1 January is the new year."""
        if isinstance(at, datetime):
            if calendar is None:
                raise ValueError("a moment falls on a day only by a calendar")
            at = calendar.local_date(at)
        return self.start <= at < self.end

    def moments(self, calendar: Calendar) -> tuple[datetime, datetime]:
        """First moment, and first moment after: what a query on event times compares with."""
        return calendar.day_start(self.start), calendar.day_start(self.end)

    def overlaps(self, other: Period) -> bool:
        return self.start < other.end and other.start < self.end

    def overlap(self, other: Period) -> Period | None:
        """The days in both; None if there are none."""
        if not self.overlaps(other):
            return None
        return Period(max(self.start, other.start), min(self.end, other.end))


def _span(first: str, last: str) -> Period:
    start = Period.parse(first).start if first else OPEN_START
    return Period(start, Period.parse(last).end if last else OPEN_END)


def _numbers(make: Callable[..., Period]) -> Callable[..., Period]:
    return lambda *found: make(*map(int, found))


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = tuple(
    (re.compile(pattern, re.ASCII), read)
    for pattern, read in (
        (r"(\d{4})", _numbers(Period.year)),
        (r"(\d{4})[-_ ]?Q([1-4])", _numbers(Period.quarter)),
        (r"(\d{4})[-_ ]?H([12])", _numbers(Period.half)),
        (r"(\d{4})-(\d\d)", _numbers(Period.month)),
        (r"(\d{4})-(\d{4})", _numbers(Period.years)),
        (r"(\d{4}-\d\d-\d\d)", lambda day: Period.day(date.fromisoformat(day))),
        (r"(\d{4})-", lambda year: _span(year, "")),
        (r"TO (\d{4})", lambda year: _span("", year)),
        (r"(\d{4})-(\d\d)\.\.(\d\d)", lambda y, first, last: _span(f"{y}-{first}", f"{y}-{last}")),
        (r"(.*?)\.\.(.*)", _span),
    )
)

"""Opening hours of a line or an office: days of the week with wall-clock spans, and what they leave uncovered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dayaq.core.calendar import Calendar, utc

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
DAY_MINUTES = 24 * 60
PART = re.compile(r"(?:(?P<first>[a-z]{2})(?:-(?P<last>[a-z]{2}))? )?(?P<h1>\d{2}):(?P<m1>\d{2})-(?P<h2>\d{2}):(?P<m2>\d{2})")
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Hours:
    """Spans of minutes (start, end; half-open) for each day of the week, Monday first; ``24:00`` is the day's end.

    Written ``00:00-24:00``, ``08:00-19:00`` or ``mo-fr 09:00-18:00; sa 10:00-14:00``. A span that ends before it
    begins runs into the next day.
    """

    week: tuple[tuple[tuple[int, int], ...], ...]
    text: str = ""

    @classmethod
    def parse(cls, text: str) -> Hours:
        """Read written hours; ValueError says what cannot be read."""
        week: list[list[tuple[int, int]]] = [[] for _ in DAYS]
        for part in filter(None, (one.strip().lower() for one in text.split(";"))):
            found = PART.fullmatch(part)
            if found is None:
                raise ValueError(f"hours like mo-fr 09:00-18:00 expected (found: {part!r})")
            start, end = _minutes(found["h1"], found["m1"]), _minutes(found["h2"], found["m2"])
            for day in _days(found["first"], found["last"]):
                for where, span in _spans(day, start, end):
                    week[where].append(span)
        if not any(week):
            raise ValueError("hours like mo-fr 09:00-18:00 expected (found nothing)")
        return cls(tuple(_joined(spans) for spans in week), text.strip())

    @property
    def always(self) -> bool:
        """Whether it is open day and night."""
        return all(spans == ((0, DAY_MINUTES),) for spans in self.week)

    def open_at(self, at: datetime, calendar: Calendar) -> bool:
        """Whether it is open at that moment, by the country's wall clock."""
        local = calendar.local(at)
        minute = local.hour * 60 + local.minute
        return any(start <= minute < end for start, end in self.week[local.weekday()])

    def closes_at(self, at: datetime, calendar: Calendar) -> datetime | None:
        """When the span that is open at ``at`` ends; None when closed or always open."""
        if self.always or not self.open_at(at, calendar):
            return None
        return next(end for start, end in self.between(at - timedelta(days=1), at + timedelta(days=8), calendar) if utc(end) > utc(at))

    def between(self, start: datetime, end: datetime, calendar: Calendar) -> list[Span]:
        """The open spans inside ``[start, end)``, as aware moments in order; neighbours that touch are one."""
        found: list[Span] = []
        day, last = calendar.local_date(start), calendar.local_date(end)
        while day <= last:
            for first, stop in self.week[day.weekday()]:
                opens, closes = _wall(calendar, day, first), _wall(calendar, day, stop)
                opens, closes = max(opens, start, key=utc), min(closes, end, key=utc)
                if utc(opens) < utc(closes):
                    found.append((opens, closes))
            day += timedelta(days=1)
        return _touching(found)


def gaps(open_spans: Iterable[Span], covered: Iterable[Span]) -> list[Span]:
    """The parts of the open spans that nothing covers, in order."""
    shifts = sorted(covered, key=lambda span: utc(span[0]))
    left: list[Span] = []
    for start, end in open_spans:
        cursor = start
        for first, last in shifts:
            if utc(last) <= utc(cursor) or utc(first) >= utc(end):
                continue
            if utc(first) > utc(cursor):
                left.append((cursor, first))
            cursor = max(cursor, last, key=utc)
        if utc(cursor) < utc(end):
            left.append((cursor, end))
    return left


def _minutes(hour: str, minute: str) -> int:
    total = int(hour) * 60 + int(minute)
    if int(minute) > 59 or total > DAY_MINUTES:
        raise ValueError(f"a time up to 24:00 expected (found: {hour}:{minute})")
    return total


def _days(first: str | None, last: str | None) -> list[int]:
    if first is None:
        return list(range(7))
    unknown = [day for day in (first, last) if day and day not in DAYS]
    if unknown:
        raise ValueError(f"a day out of {', '.join(DAYS)} expected (found: {unknown[0]!r})")
    begin = DAYS.index(first)
    length = (DAYS.index(last or first) - begin) % 7
    return [(begin + step) % 7 for step in range(length + 1)]


def _spans(day: int, start: int, end: int) -> list[tuple[int, tuple[int, int]]]:
    if start < end:
        return [(day, (start, end))]
    rest = [((day + 1) % 7, (0, end))] if end else []
    return [(day, (start, DAY_MINUTES)), *rest]


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return tuple(made)


def _touching(spans: list[Span]) -> list[Span]:
    made: list[Span] = []
    for start, end in spans:
        if made and utc(start) <= utc(made[-1][1]):
            made[-1] = (made[-1][0], max(made[-1][1], end, key=utc))
        else:
            made.append((start, end))
    return made


def _wall(calendar: Calendar, day: date, minute: int) -> datetime:
    if minute == DAY_MINUTES:
        return calendar.day_start(day + timedelta(days=1))
    return calendar.at_wall(day, time(minute // 60, minute % 60))

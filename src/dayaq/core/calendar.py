"""The calendar of a country: its time zone, its weekend, its holidays, and where a day begins.

Two traps are handled here once, so that no caller meets them. Python compares two moments of the same
zone by the wall clock, which is wrong in the hour that a clock change repeats: compare moments after
``utc``. And a wall time may not exist at all on the night of a change: ``day_start`` and
``at_wall`` answer with the first moment that does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

SATURDAY_AND_SUNDAY = frozenset({5, 6})
ONE_DAY = timedelta(days=1)


def utc(at: datetime) -> datetime:
    """The same moment in UTC; a moment without a zone is refused, guessing one loses hours."""
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone")
    return at.astimezone(UTC)


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days and local time of one country. ``weekend`` counts Monday as 0."""

    timezone: str
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        _zone(self.timezone)
        if not self.weekend <= frozenset(range(7)) or len(self.weekend) == 7:
            raise ValueError("a weekend is made of 0 (Monday) to 6 and leaves a working day")

    @property
    def zone(self) -> ZoneInfo:
        return _zone(self.timezone)

    def local(self, at: datetime) -> datetime:
        """The moment as the country's wall clock shows it."""
        return utc(at).astimezone(self.zone)

    def local_date(self, at: datetime) -> date:
        """The country's date at that moment: 00:30 in Baku on 1 January is already the new year."""
        return self.local(at).date()

    def at_wall(self, day: date, clock_time: time = time.min) -> datetime:
        """The moment the wall clock shows that time: the first if shown twice, moved on if never."""
        wall = datetime.combine(day, clock_time.replace(tzinfo=None), tzinfo=self.zone)
        return self.local(wall)

    def day_start(self, day: date) -> datetime:
        """The first moment of a day, as an aware local time."""
        return self.at_wall(day)

    def is_working(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.holidays

    def add_working_days(self, day: date, n: int) -> date:
        """The ``n``-th working day after ``day`` (before it for a negative ``n``); day itself is not counted.

        With ``n`` = 0 the answer is the day itself, or the next working day if it is none.
        """
        step = -ONE_DAY if n < 0 else ONE_DAY
        while n == 0 and not self.is_working(day):
            day += step
        for _ in range(abs(n)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def wall_time(self, start: datetime, end: datetime, *, working: bool = False) -> timedelta:
        """How far the wall clock moved between two moments, on working days only if asked; never negative."""
        cursor, stop = (self.local(at).replace(tzinfo=None) for at in (start, end))
        if not working:
            return max(stop - cursor, timedelta(0))
        passed = timedelta(0)
        while cursor < stop:
            upto = min(_next_midnight(cursor), stop)
            passed += upto - cursor if self.is_working(cursor.date()) else timedelta(0)
            cursor = upto
        return passed

    def add_wall_time(self, at: datetime, delta: timedelta, *, working: bool = False) -> datetime:
        """The moment when the wall clock has moved by ``delta``, running on working days only if asked."""
        cursor = self.local(at).replace(tzinfo=None)
        while working and delta:
            midnight = _next_midnight(cursor)
            if self.is_working(cursor.date()):
                taken = min(midnight - cursor, delta)
                cursor, delta = cursor + taken, delta - taken
            else:
                cursor = midnight
        cursor += delta
        return self.at_wall(cursor.date(), cursor.time())


def _next_midnight(wall: datetime) -> datetime:
    return datetime.combine(wall.date() + ONE_DAY, time.min)

"""Clocks of the law: how long a duty or a right lasts, when it is due, and how a clock stands now.

A ``Deadline`` is a rule as a pack states it; a ``Clock`` is that rule running in one case. Hours are
counted in real time, days, months and years on the country's wall calendar. Intervals are half-open: a
thirty-day stay from 1 March has 31 March as its last day and is due at the midnight that follows. A duty
is overdue when ``now`` is later than due, never at due itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from dayaq.core.calendar import ONE_DAY, Calendar, utc
from dayaq.core.decision import Reason
from dayaq.core.duration import Duration, Unit
from dayaq.core.words import N_

__all__ = [
    "Clock",
    "ClockState",
    "Confidence",
    "Deadline",
    "DeadlineKind",
    "Duration",
    "EndRule",
    "Phase",
    "Suspension",
    "Unit",
    "due",
    "in_words",
    "last_day",
]

LONGEST_WARNING = timedelta(days=7)
NOTHING = timedelta(0)


class DeadlineKind(StrEnum):
    """What a term means: a duty's limit, a guaranteed minimum, a wish, or what practice shows."""

    MAX = "max"
    MIN = "min"
    TARGET = "target"
    OBSERVED = "observed"


class Confidence(StrEnum):
    """Where a value of a pack comes from; an unverified one starts no clock until confirmed."""

    SEED = "seed"
    WEB = "web"
    UNVERIFIED = "unverified"


class EndRule(StrEnum):
    """Which moment ends a term.

    ``SAME_TIME``: to the second, 24 hours from 10:00 end at 10:00. ``END_OF_DAY``: the day reached by
    counting is the last one, the term ends at the midnight after it (30 days from 1 March: 31 March).
    ``DAY_BEFORE``: the day before the one reached is the last (a year from 2017-06-01: 2018-05-31).
    """

    SAME_TIME = "same_time"
    END_OF_DAY = "end_of_day"
    DAY_BEFORE = "day_before"


class Phase(StrEnum):
    """How a clock stands. ``PASSED`` and ``TOO_EARLY`` belong to terms that cannot be late (see Clock)."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    PASSED = "passed"
    MET = "met"
    MET_LATE = "met_late"
    TOO_EARLY = "too_early"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One term of a pack, with the events that start and stop it and the law it stands on.

    ``valid_from`` is the first day in force and ``valid_to`` the first day no longer in force (None:
    open). ``uncertain`` only marks the dates as not certain. ``confirmed`` is set by the caller
    when two named people have confirmed an unverified value.
    """

    rule: str
    value: Duration
    kind: DeadlineKind
    start_event: str
    stop_event: str | None
    basis: str | None
    confidence: Confidence
    end_rule: EndRule
    uncertain: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    confirmed: bool = False

    def __post_init__(self) -> None:
        if self.value.unit is Unit.HOURS and self.end_rule is not EndRule.SAME_TIME:
            raise ValueError(f"{self.rule}: hours end to the second (same_time), not by days")
        if self.valid_from and self.valid_to and self.valid_from >= self.valid_to:
            raise ValueError(f"{self.rule}: never in force, ends {self.valid_to} before it begins")

    def in_force(self, day: date) -> bool:
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_to is None or day < self.valid_to)

    @property
    def starts_clock(self) -> bool:
        """Whether a clock may run on it: an unverified value binds nobody until it is confirmed."""
        return self.confirmed or self.confidence is not Confidence.UNVERIFIED


def due(deadline: Deadline, start: datetime, calendar: Calendar) -> datetime:
    """The moment the term ends, in the calendar's zone, without any suspension."""
    if deadline.end_rule is EndRule.SAME_TIME:
        return deadline.value.add(start, calendar)
    reached = deadline.value.add_to_day(calendar.local_date(start), calendar)
    if deadline.end_rule is EndRule.END_OF_DAY:
        reached += ONE_DAY
    return calendar.day_start(reached)


def last_day(deadline: Deadline, ends: datetime, calendar: Calendar) -> date:
    """The last day that still belongs to a term which ends at ``ends``: what a notice prints."""
    if deadline.end_rule is EndRule.SAME_TIME:
        return calendar.local_date(ends)
    return calendar.local_date(utc(ends) - timedelta(microseconds=1))


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time in which the clock stood still; open while ``end`` is None."""

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.end is not None and utc(self.end) < utc(self.start):
            raise ValueError("a suspension ends after it starts")


@dataclass(frozen=True, slots=True)
class ClockState:
    """A clock at one moment; ``remaining`` is negative once due has passed, None before the start."""

    phase: Phase
    due: datetime | None
    remaining: timedelta | None


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline running in one case.

    A ``max`` or ``target`` term is overdue after due and met late if stopped then. A ``min`` term
    cannot be overdue: after due it has ``passed``, and stopping before due is ``too_early``. An
    ``observed`` term is what practice shows, so it passes and is always met.
    """

    deadline: Deadline
    started: datetime | None
    stopped: datetime | None = None
    suspensions: tuple[Suspension, ...] = ()

    def due(self, calendar: Calendar, now: datetime | None = None) -> datetime | None:
        """When the term ends, suspended time added; None if it has not started or may not run.

        An open suspension counts up to ``now``; without ``now`` it adds nothing yet. Terms of
        working days gain only what was suspended on working days.
        """
        if self.started is None or not self.deadline.starts_clock:
            return None
        ends = due(self.deadline, self.started, calendar)
        for start, end in _merged(self.suspensions, utc(self.started), now):
            if start >= utc(ends):
                break
            ends = _extend(ends, (start, end), self.deadline.value.unit, calendar)
        return ends

    def state(self, now: datetime, calendar: Calendar, soon: timedelta | None = None) -> ClockState:
        """How the clock stands at ``now``; ``soon`` is the warning time (usual: a quarter, up to 7 days)."""
        moment = utc(now) if self.stopped is None else min(utc(now), utc(self.stopped))
        ends = self.due(calendar, moment)
        if self.started is None or ends is None or moment < utc(self.started):
            return ClockState(Phase.NOT_STARTED, None, None)
        remaining = utc(ends) - moment
        if self.stopped is not None and utc(self.stopped) <= utc(now):
            return ClockState(self._stopped_phase(remaining), ends, remaining)
        if any(utc(s.start) <= moment and (s.end is None or moment < utc(s.end)) for s in self.suspensions):
            return ClockState(Phase.SUSPENDED, ends, remaining)
        warn = soon if soon is not None else min((utc(ends) - utc(self.started)) / 4, LONGEST_WARNING)
        return ClockState(self._running_phase(remaining, warn), ends, remaining)

    def _stopped_phase(self, remaining: timedelta) -> Phase:
        late = remaining < NOTHING
        match self.deadline.kind:
            case DeadlineKind.MAX | DeadlineKind.TARGET:
                return Phase.MET_LATE if late else Phase.MET
            case DeadlineKind.MIN:
                return Phase.TOO_EARLY if remaining > NOTHING else Phase.MET
            case DeadlineKind.OBSERVED:
                return Phase.MET

    def _running_phase(self, remaining: timedelta, warn: timedelta) -> Phase:
        if remaining < NOTHING:
            binding = self.deadline.kind in (DeadlineKind.MAX, DeadlineKind.TARGET)
            return Phase.OVERDUE if binding else Phase.PASSED
        return Phase.DUE_SOON if remaining <= warn else Phase.RUNNING


def _merged(suspensions: Iterable[Suspension], since: datetime, now: datetime | None) -> Iterator[tuple[datetime, datetime]]:
    """The suspended times in order, overlaps joined, nothing before ``since``, open ones until ``now``."""
    edge = since
    for pause in sorted(suspensions, key=lambda s: utc(s.start)):
        start = max(utc(pause.start), edge)
        end = pause.end or now
        if end is not None and utc(end) > start:
            edge = utc(end)
            yield start, edge


def _extend(ends: datetime, pause: tuple[datetime, datetime], unit: Unit, calendar: Calendar) -> datetime:
    """``ends`` moved by one suspended time: in real time for hours, on the wall clock for days."""
    if unit is Unit.HOURS:
        return calendar.local(utc(ends) + (pause[1] - pause[0]))
    working = unit is Unit.WORKING_DAYS
    return calendar.add_wall_time(ends, calendar.wall_time(*pause, working=working), working=working)


def in_words(remaining: timedelta) -> Reason:
    """A remaining (or, when negative, exceeded) time as a short text, rounded down to what matters.

    From two days on in days, below in hours and minutes; the words need no plural forms.
    """
    over = remaining < NOTHING
    minutes, seconds = divmod(int(abs(remaining).total_seconds()), 60)
    if minutes >= 48 * 60:
        text = N_("%(days)s days over") if over else N_("%(days)s days left")
        return Reason("clock.days", text, {"days": minutes // (24 * 60)})
    if minutes >= 60:
        text = N_("%(hours)s h %(minutes)s min over") if over else N_("%(hours)s h %(minutes)s min left")
        return Reason("clock.hours", text, {"hours": minutes // 60, "minutes": minutes % 60})
    if minutes or not seconds:
        text = N_("%(minutes)s min over") if over else N_("%(minutes)s min left")
        return Reason("clock.minutes", text, {"minutes": minutes})
    text = N_("%(seconds)s s over") if over else N_("%(seconds)s s left")
    return Reason("clock.seconds", text, {"seconds": seconds})

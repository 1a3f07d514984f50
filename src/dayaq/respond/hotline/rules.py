"""Rules of a line: which number is reached from where, when somebody answers, whose topic counts as trafficking, what a call may do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dayaq.core.calendar import Calendar, utc
from dayaq.core.decision import Decision, allowed
from dayaq.core.hours import Hours, Span, gaps
from dayaq.core.words import N_

AT_WISH = ("police_emergency", "case")
CHANNELS: Mapping[str, str] = {
    "telephone": N_("telephone"),
    "messenger": N_("messenger"),
    "email": N_("e-mail"),
    "through": N_("through another person"),
    "calls_again": N_("no number: the caller calls again"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line as callers find it."""

    code: str
    body: str
    name: Mapping[str, str]
    number: str
    reach: str  # inside | outside | both
    hours: Hours
    languages: tuple[str, ...] = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """A line for a caller: whether it is open now, and when it closes."""

    line: Line
    open_now: bool
    closes_at: datetime | None


def reachable(lines: Iterable[Line], *, country: str, home: str, now: datetime, calendar: Calendar) -> list[Reached]:
    """Lines that answer a caller in ``country`` (empty: at home), open ones first, those with a number first.

    Basis: in pack az MIA Order 590 of 2007 (152 is reached inside the country only). HOT-01, HOT-02
    """
    inside = not country or country == home
    ways = {"inside", "both"} if inside else {"outside", "both"}
    found = [Reached(line, line.hours.open_at(now, calendar), line.hours.closes_at(now, calendar)) for line in lines if line.reach in ways]
    return sorted(found, key=lambda one: (not one.open_now, not one.line.number, one.line.code))


def uncovered(hours: Hours, shifts: Iterable[Span], start: datetime, end: datetime, calendar: Calendar) -> list[Span]:
    """When a line is open and nobody stands in the list of shifts."""
    return gaps(hours.between(start, end, calendar), shifts)


def closes_soon(line: Line, now: datetime, calendar: Calendar, within: timedelta = timedelta(minutes=30)) -> bool:
    """Whether a line closes so soon that a caller is better handed on warm. The half hour is practice, no text names one."""
    end = line.hours.closes_at(now, calendar)
    return end is not None and utc(end) - utc(now) <= within


def root(topic: str, parents: Mapping[str, str]) -> str:
    """The topic under which a topic stands."""
    seen = {topic}
    while topic in parents and parents[topic] not in seen:
        topic = parents[topic]
        seen.add(topic)
    return topic


@dataclass(frozen=True, slots=True)
class Share:
    """Calls on trafficking among all calls: the measure of HOT-04."""

    thb: int
    calls: int

    @property
    def percent(self) -> float | None:
        """The share in percent; None without calls."""
        return self.thb * 100 / self.calls if self.calls else None


def thb_share(by_topic: Mapping[str, int], parents: Mapping[str, str], thb: str) -> Share:
    """How many calls were on trafficking; not all calls are (HOT-04). Basis: IOM needs assessment 2016, section 2.1."""
    return Share(sum(n for topic, n in by_topic.items() if root(topic, parents) == thb), sum(by_topic.values()))


def check_call(*, started: datetime, ended: datetime, now: datetime, outcome: str, wished: bool) -> Decision:
    """Whether a call can be true, and whether what came of it was the caller's own wish.

    A call may stay anonymous, and nobody is sent the police or given a file without wanting it (HOT-03).
    Basis: OSCE Action Plan, IV 4.11 (anonymous reporting).
    """
    if utc(ended) < utc(started):
        return allowed(False, "ends_before", N_("The call ends before it begins."))
    if utc(ended) > utc(now) + timedelta(minutes=1):
        return allowed(False, "future", N_("This lies in the future."))
    text = N_("The police are called, and a file is opened, only when the caller wants it.")
    return allowed(outcome not in AT_WISH or wished, "not_wished", text, "osce-plan")


def check_call_back(*, channel: str, contact: str, safe_times: str, due: datetime, now: datetime) -> Decision:
    """Whether a call-back is safe: a way, the number of that way, and when it is safe."""
    if channel not in CHANNELS:
        return allowed(False, "no_channel", N_("Choose how the caller can be reached."))
    if (channel == "calls_again") == bool(contact.strip()):
        return allowed(False, "contact", N_("Write the number or address, or choose that the caller calls again."))
    if not safe_times.strip():
        return allowed(False, "safe_times", N_("Say when it is safe to call."))
    return allowed(utc(due) >= utc(now) - timedelta(days=1), "past", N_("The day of the call-back has passed already."))


def check_tally(n: int, topics: Collection[str], topic: str) -> Decision:
    """A sum from paper: a topic of the list."""
    if topic not in topics:
        return allowed(False, "topic", N_("Choose a topic of the list."))
    return allowed(n >= 0, "negative", N_("A number of calls is not negative."))


def quick_topic(key: str, keys: Mapping[str, str]) -> str:
    """The topic behind one key; empty when the key means none."""
    return keys.get(key.strip()[:1], "") if len(key.strip()) == 1 else ""


def by_item(rows: Sequence[tuple[str, str, str, str, int]], dim: str, *, line: str = "") -> dict[str, int]:
    """Sums of one dimension out of (body, line, dimension, item, number)."""
    found: dict[str, int] = {}
    for _body, of_line, name, item, n in rows:
        if name == dim and (not line or line == of_line):
            found[item] = found.get(item, 0) + n
    return found

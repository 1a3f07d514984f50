"""Rules of background work: when a failed mail is tried again, when a term is spoken of, how long work ends."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

ATTEMPTS = 8
LONGEST_WARNING = timedelta(days=7)


def retry_at(attempts: int, failed: datetime) -> datetime | None:
    """When to try again after ``attempts`` failures: 2, 4, 8 ... minutes later; None: given up."""
    if attempts >= ATTEMPTS:
        return None
    return failed + timedelta(minutes=2**attempts)


class Call(StrEnum):
    """What is said about a term, each once."""

    REMIND = "remind"
    ESCALATE = "escalate"


def soon(started: datetime, due: datetime) -> datetime:
    """From when a term counts as due soon: its last quarter, at most the last seven days."""
    return due - min((due - started) / 4, LONGEST_WARNING)


def call(started: datetime, due: datetime, now: datetime, *, reminded: bool, escalated: bool) -> Call | None:
    """What to say now. Overdue when ``now`` is later than due, never at due itself; nothing is said twice."""
    if now > due:
        return None if escalated else Call.ESCALATE
    if now >= soon(started, due) and not reminded and not escalated:
        return Call.REMIND
    return None


class State(StrEnum):
    """Where long work stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


OVER = frozenset({State.DONE, State.STOPPED, State.FAILED})

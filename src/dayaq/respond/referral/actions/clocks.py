"""The sweep: terms that come near or have passed are spoken of, each once, to whoever is responsible and then to the co-ordinator.

Basis: in pack az Cabinet Decision 21 of 1 February 2008, Article 7 (24 hours); the Law, Article 7 (co-ordination).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.urls import reverse

from dayaq.base.jobs.rules import Call, call
from dayaq.respond.casefile.queries import task_words
from dayaq.respond.referral.actions.letters import tell_coordinator, tell_unit
from dayaq.respond.referral.queries import home


@dataclass(frozen=True, slots=True)
class Running:
    """A term that runs, as the clock service sees it: no person in it. ``hidden``: not even the State's co-ordinator hears of it."""

    task: UUID
    kind: str
    rule: str
    unit: UUID
    body: str
    code: str
    started: datetime
    due: datetime
    reminded: bool
    escalated: bool
    hidden: bool


def sweep_clocks(*, at: datetime) -> dict[str, int]:
    """Say what is due soon and what is overdue at ``at``; return how much was said. Run it as the clock service."""
    said, overdue = Counter({"remind": 0, "escalate": 0}), []
    for term in running(at):
        what = call(term.started, term.due, at, reminded=term.reminded, escalated=term.escalated)
        if what is None or not mark(term.task, what, at):
            continue
        said[what] += 1
        link = reverse("casefile:case", args=[term.code]) if term.code else reverse("today")
        tell_unit(
            term.unit,
            "overdue" if what is Call.ESCALATE else "soon",
            at=at,
            code=term.code,
            link=link,
            task=task_words(term.kind),
            due=term.due,
        )
        if what is Call.ESCALATE and term.rule and not term.hidden:
            overdue.append(term)
    if overdue:
        escalate(overdue, at)
    return dict(said)


def running(at: datetime) -> Iterator[Running]:
    """Every term something may have to be said about."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM guard.running_terms(%s)", [at])
        yield from [Running(*row) for row in cursor.fetchall()]


def mark(task: UUID, what: Call, at: datetime) -> bool:
    """Mark the term as spoken of; False when another sweep was faster."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.mark_term(%s, %s, %s)", [task, str(what), at])
        row = cursor.fetchone()
        return bool(row and row[0])


def escalate(overdue: list[Running], at: datetime) -> None:
    """One letter to the co-ordinator for the whole sweep: how many, by which body, their codes; never a name."""
    bodies = sorted(Counter(term.body for term in overdue).items())
    names = {code: home().text(f"bodies.{code}") for code, _ in bodies if code in home().bodies}
    lines = [{"body": names.get(body, body), "n": n, "codes": [term.code for term in overdue if term.body == body]} for body, n in bodies]
    tell_coordinator("escalated", at=at, link=reverse("referral:overview"), n=len(overdue), lines=lines)

"""Letters: where each one is, since when, by whose desk. REF-08."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from dayaq.core.pack.schema.casework import CaseworkFile, Clearance
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, label, pack_of
from dayaq.respond.casework.models import Letter
from dayaq.respond.casework.rules.letters import State, Step
from dayaq.respond.casework.rules.letters import state as state_of

WORDS = {
    State.DRAFTED: N_("drafted"),
    State.IN_CLEARANCE: N_("in clearance"),
    State.SENT_BACK: N_("sent back"),
    State.CLEARED: N_("cleared"),
    State.SENT: N_("sent"),
    State.WITHDRAWN: N_("not needed any more"),
}
READABLE: list[Callable[[set[UUID]], set[UUID]]] = []


def carry_papers(readable: Callable[[set[UUID]], set[UUID]]) -> None:
    """Let the area above that makes papers say which of those that letters carry the reader is let into."""
    READABLE.append(readable)


MOODS = {State.IN_CLEARANCE: "amber", State.SENT_BACK: "brick", State.SENT: "leaf", State.CLEARED: "leaf"}


def clearance_of(case: Case, kind: str, at: datetime) -> Clearance | None:
    """What letters of a kind pass under the country's rules on that day; None where nothing is known."""
    pack = pack_of(case)
    rule = pack.area(CaseworkFile).letters.get(kind)
    return rule if rule and rule.in_force(pack.calendar.local_date(at)) else None


def offices(letter: Letter) -> tuple[str, ...]:
    """The offices this letter passes, in their order."""
    rule = clearance_of(letter.case, letter.kind, letter.at)
    return rule.offices if rule else ()


def steps(letter: Letter) -> list[Step]:
    """The offices it has passed or lies at."""
    return [Step(row.office, row.at, row.outcome) for row in letter.clearances.order_by("number")]


def state(letter: Letter) -> State:
    """Where it is."""
    return state_of(steps(letter), offices(letter), sent=letter.sent_at is not None, withdrawn=letter.withdrawn_at is not None)


def letter_rows(case: Case) -> list[dict[str, Any]]:
    """Letters of a case with their visible state: whose desk, since when."""
    pack = pack_of(case)
    rows: list[dict[str, Any]] = []
    for letter in Letter.objects.filter(case=case).select_related("case").prefetch_related("clearances").order_by("-at", "id"):
        now, taken = state(letter), steps(letter)
        last = taken[-1] if taken else None
        rows.append(
            {
                "letter": letter,
                "kind": label(pack, f"codes.letter_kind.{letter.kind}"),
                "to": label(pack, f"bodies.{letter.to_body}"),
                "state": {"label": gettext(WORDS[now]), "kind": MOODS.get(now, "neutral")},
                "code": str(now),
                "office": label(pack, f"codes.clearance_office.{last.office}") if last else "",
                "since": letter.sent_at or (last.since if last else letter.at),
                "may_send": now is State.CLEARED or (letter.at_once and now in {State.DRAFTED, State.IN_CLEARANCE}),
                "to_report": letter.at_once and letter.sent_at is not None and letter.reported_at is None,
            }
        )
    carried = {row["letter"].paper for row in rows if row["letter"].paper}
    seen: set[UUID] = set().union(*(readable(carried) for readable in READABLE)) if carried else set()
    return [{**row, "paper": row["letter"].paper if row["letter"].paper in seen else None} for row in rows]

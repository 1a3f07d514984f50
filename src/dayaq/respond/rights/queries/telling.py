"""What each person has to be told, what was told, and what is late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.core.clock import Clock
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.rights import RightsFile
from dayaq.respond.casefile.queries import Assertion, Case, Task, pack_of, statuses
from dayaq.respond.identification.queries import notices
from dayaq.respond.rights import rules
from dayaq.respond.rights.models import Told
from dayaq.ui.templatetags.dayaq import codes as in_words

TASK = "rights.tell"
ELSEWHERE = {"reflection": "reflection"}  # what identification records as told, by the right it means


@dataclass(frozen=True, slots=True)
class RightRow:
    """One right a person has to be told of: until when, where it stands, and every time it was told."""

    code: str
    label: str
    basis: str
    due: datetime | None
    state: rules.State
    told: Sequence[Any] = field(default=())

    @property
    def last(self) -> Any:
        """The last telling."""
        return self.told[0] if self.told else None


def foreign(case: Case, pack: Pack) -> bool:
    """Whether the person comes from abroad; not known counts as yes, a right is told rather once too often."""
    return case.nationality_state != "known" or case.nationality != pack.manifest.country


def due_of(pack: Pack, code: str, since: datetime) -> datetime | None:
    """Until when a right has to be told, counted from the first contact or from the status it hangs on."""
    right = pack.area(RightsFile).rights[code]
    term = pack.on(pack.calendar.local_date(since)).clock(right.clock)
    return Clock(term, since).due(pack.calendar) if term and term.starts_clock else None


def told(case: Case, now: datetime | None = None) -> list[RightRow]:
    """Every right the person has to be told of, in the pack's order. For pages and for the person's own window."""
    pack, words = pack_of(case), statuses(case)
    found: dict[str, list[Any]] = defaultdict(list)
    for one in Told.objects.filter(case=case).order_by("-at", "-recorded_at"):
        found[one.right].append(one)
    for notice in notices(case):
        if notice.about in ELSEWHERE:
            found[ELSEWHERE[notice.about]].append(notice)
    return rows_of(case, pack, words, found, now or timezone.now())


def rows_of(case: Case, pack: Pack, words: Iterable[Assertion], found: Any, now: datetime) -> list[RightRow]:
    """Rights of one case from what is at hand, without asking again."""
    rights, said = pack.area(RightsFile).rights, list(words)
    day = pack.calendar.local_date(now)
    codes = rules.owed(rights, [word.status for word in said], foreign=foreign(case, pack), day=day)
    rows = []
    for code in codes:
        tied = [word.at for word in said if word.status in rights[code].statuses]
        due = due_of(pack, code, min(tied) if tied else case.opened_at)
        given = sorted(found.get(code, ()), key=lambda one: one.at, reverse=True)
        state = rules.state_of([understood(one) for one in given], due, now)
        rows.append(RightRow(code, in_words(rights[code].label), "; ".join(rights[code].basis), due, state, given))
    return rows


def understood(one: Any) -> str:
    """Whether a telling was understood, of this area or another."""
    value = one.understood
    return value if isinstance(value, str) else "yes" if value else "no"


def missing(case: Case, now: datetime) -> list[RightRow]:
    """Rights still to be told."""
    return [row for row in told(case, now) if row.state is not rules.State.TOLD]


def next_due(rows: Iterable[RightRow]) -> datetime | None:
    """The nearest time among rights still to be told."""
    return min((row.due for row in rows if row.due is not None), default=None)


def untold_cases(actor: Actor) -> QuerySet[Task]:
    """Open tasks of the own unit to tell somebody of the rights, the latest first."""
    return Task.objects.filter(unit=actor.unit_id, kind=TASK, done_at__isnull=True).select_related("case").order_by("due_at", "id")


def matrix(cases: Iterable[Case], now: datetime) -> list[dict[str, Any]]:
    """Rights against what became of them over several cases: owed, told, said and unclear, to be told, late. Three queries for any number."""
    shown = list(cases)
    ids = [case.id for case in shown]
    words: dict[UUID, list[Assertion]] = defaultdict(list)
    for word in Assertion.objects.filter(case__in=ids, superseded_by__isnull=True, removed_at__isnull=True):
        words[word.case_id].append(word)
    found: dict[UUID, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for one in Told.objects.filter(case__in=ids):
        found[one.case_id][one.right].append(one)
    sums: dict[str, dict[str, Any]] = {}
    for case in shown:
        for row in rows_of(case, pack_of(case), words[case.id], found[case.id], now):
            line = sums.setdefault(row.code, {"label": row.label, "owed": 0, **{state.value: 0 for state in rules.State}})
            line["owed"] += 1
            line[row.state.value] += 1
    return list(sums.values())

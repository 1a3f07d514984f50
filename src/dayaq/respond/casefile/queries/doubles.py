"""Files that may be of one person, among those the reader sees; and what two files say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from dayaq.respond.casefile.models import Case, Identity

CORE = ("sex", "nationality", "age_band", "exploitation", "route")
PAIRS = """
SELECT a.case_id, b.case_id FROM casefile_identity a JOIN casefile_identity b ON b.match_keys && a.match_keys AND a.case_id < b.case_id
JOIN casefile_case x ON x.id = a.case_id JOIN casefile_case y ON y.id = b.case_id
WHERE x.same_as_id IS NULL AND y.same_as_id IS NULL ORDER BY greatest(x.opened_at, y.opened_at) DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a file is compared by; the keys are spellings, never shown."""

    case: Case
    keys: frozenset[str]
    born: tuple[int, int] | None
    facts: dict[str, str]


def alike(most: int = 200) -> list[tuple[Likeness, Likeness]]:
    """Pairs of files that share a spelling of a name, the newest first; row security leaves only what the reader sees of both."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, [most])
        pairs: list[tuple[UUID, UUID]] = cursor.fetchall()
    known = likenesses({key for pair in pairs for key in pair})
    return [(known[one], known[other]) for one, other in pairs if one in known and other in known]


def likenesses(ids: Iterable[UUID]) -> dict[UUID, Likeness]:
    """What these files are compared by, as far as the reader sees it."""
    wanted = list(ids)
    identities = {row.case_id: row for row in Identity.objects.filter(case_id__in=wanted)}
    return {case.id: likeness_of(case, identities.get(case.id)) for case in Case.objects.filter(id__in=wanted)}


def likeness_of(case: Case, row: Identity | None) -> Likeness:
    """One file."""
    born = (row.birth_earliest.year, row.birth_latest.year) if row and row.birth_earliest and row.birth_latest else None
    return Likeness(case, frozenset(row.match_keys if row else ()), born, {name: getattr(case, name) for name in CORE})


def core_facts(case: Case) -> dict[str, tuple[object, str]]:
    """The core facts that can be chosen between two files: value and state."""
    facts: dict[str, tuple[object, str]] = {name: (getattr(case, name), getattr(case, f"{name}_state")) for name in CORE}
    facts["languages"] = (list(case.languages), case.languages_state)
    facts["interpreter_needed"] = (case.interpreter_needed, case.interpreter_state)
    return facts

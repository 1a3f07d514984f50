"""The person apart from the case: links between files, two files of one person joined and parted again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.actions.record import writing
from dayaq.respond.casefile.queries import Case, core_facts, statuses
from dayaq.respond.casework.actions.listed import listed
from dayaq.respond.casework.models import Link, Merge
from dayaq.respond.casework.rules import doubles

DECIDED = {"identified", "not_identified"}


def link(*, case: Case, other: Case, kind: str, by: Actor, at: datetime) -> Link:
    """Say what two files have to do with each other; only whoever sees the family part of both ever learns of it."""
    writing(case, Group.G7, by)
    listed(case, "link_kind", kind)
    both = bool(groups_of(other.id) & Group.G7)
    require(allowed(case.id != other.id and both, "other_unseen", N_("Choose another case whose family part you see.")))
    there = Link.objects.filter(case__in=[case, other], other__in=[case, other], kind=kind, ended_at__isnull=True).exists()
    require(allowed(not there, "linked_already", N_("These cases are linked already.")))
    return Link.objects.create(case=case, other=other, kind=kind, at=at, by=by.user_id)


def end_link(*, row: Link, by: Actor, at: datetime) -> None:
    """It was an error, or it is no longer so; kept with its end."""
    writing(row.case, Group.G7, by)
    Link.objects.filter(id=row.id, ended_at__isnull=True).update(ended_at=at)


def merge(*, kept: Case, double: Case, take: Collection[str], by: Actor, at: datetime) -> Merge:
    """Join two files of one person: ``kept`` counts, ``take`` names core facts taken from the double; the rest stays where it is.

    No row moves and no right grows: whoever saw one file sees one file. Both words on the status are kept, side by side.
    Basis: THB Law, Article 6.3; CoE Convention, Article 11.
    """
    require(
        doubles.may_join(
            may=by.may("case.merge"),
            same_readers=same_readers(kept, double),
            kept_decided=decided(kept),
            double_decided=decided(double),
        )
    )
    facts, others = core_facts(kept), core_facts(double)
    taken = {name: others[name] for name in take if name in facts and facts[name] != others[name]}
    casefile.join_files(kept=kept, double=double, by=by, at=at)
    row = Merge.objects.create(
        case=kept, double=double, taken=stored(taken), before=stored({name: facts[name] for name in taken}), at=at, by=by.user_id
    )
    if taken:
        casefile.change_core(case=kept, version=kept.version, changes=taken, by=by, at=at)
    return row


def unmerge(*, row: Merge, by: Actor, at: datetime) -> list[str]:
    """Part the files again: what was taken is put back where nobody changed it since; return the facts that stay as they are now."""
    require(allowed(by.may("case.merge") and row.undone_at is None, "not_joined", N_("This file is not joined to another.")))
    kept = Case.objects.get(id=row.case_id)
    now, taken, before = stored(core_facts(kept)), row.taken, row.before
    back = {name: tuple(before[name]) for name in taken if now[name] == taken[name]}
    if back:
        casefile.change_core(case=kept, version=kept.version, changes=back, by=by, at=at)
    casefile.part_files(double=Case.objects.get(id=row.double_id), by=by, at=at)
    Merge.objects.filter(id=row.id, undone_at__isnull=True).update(undone_at=at, undone_by=by.user_id)
    return sorted(set(taken) - set(back))


def stored(facts: Any) -> dict[str, list[Any]]:
    """Facts as they stand in JSON."""
    return {name: [value, state] for name, (value, state) in facts.items()}


def decided(case: Case) -> bool:
    """Whether a formal decision stands on the file."""
    return any(word.status in DECIDED for word in statuses(case))


def same_readers(one: Case, other: Case) -> bool | None:
    """Whether both files are known to exactly the same units and people; None where the actor does not see both."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.same_readers(%s, %s)", [one.id, other.id])
        found = cursor.fetchone()
    return found[0] if found else None

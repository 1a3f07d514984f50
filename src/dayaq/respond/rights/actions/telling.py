"""Telling a person of the rights; what is not told yet stays a task with its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, allowed, require
from dayaq.core.pack import load
from dayaq.core.pack.schema.rights import RightsFile
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, record, set_task
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.rights import queries, rules
from dayaq.respond.rights.access import may_tell
from dayaq.respond.rights.models import Told
from dayaq.respond.rights.queries.telling import TASK


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What was explained in one talk, and how."""

    rights: tuple[str, ...]
    language: str
    method: str
    understood: str = "yes"
    own_words: bool = False
    leaflet: str = ""


def tell(*, case: Case, new: Telling, by: Actor, at: datetime) -> tuple[list[Told], Decision]:
    """Record that rights were explained; understood ones are told, the others stay owed. Also an untimely or poor telling is recorded.

    Rules: RFL-04, LEG-01. Basis: CoE Convention, Articles 12(1)(d) and 15(1).
    """
    require(may_tell(by, writes_of(case.id)))
    file = pack_of(case).area(RightsFile)
    known = all(code in file.rights for code in new.rights) and (not new.leaflet or new.leaflet in file.leaflets)
    require(allowed(known, "unknown_right", N_("Choose what was explained from the list.")))
    how = {"method": new.method, "language": new.language, "understood": new.understood, "own_words": new.own_words}
    answer = rules.check_telling(new.rights, **how, speaks=case.languages)  # type: ignore[arg-type]  # texts and one truth, by name
    require(answer)
    version = file.leaflets[new.leaflet].version if new.leaflet else ""
    made = [
        Told(
            case=case,
            at=at,
            organisation=by.organisation_id,
            by=by.user_id,
            right=code,
            leaflet=new.leaflet,
            leaflet_version=version,
            **how,
        )
        for code in dict.fromkeys(new.rights)
    ]
    for one in made:
        one.save(force_insert=True)
    facts = {"rights": list(new.rights), "language": new.language, "understood": new.understood}
    record(case=case, kind="rights.told", by=by, at=at, facts=facts)
    owe_rights(case=case, by=by, at=at)
    return made, answer


def owe_rights(*, case: Case, by: Actor, at: datetime) -> None:
    """Keep one task while something is still to be told, due at the nearest time; end it when all is told."""
    if not by.unit_id or Group.G1 not in writes_of(case.id):
        return
    rest = queries.missing(case, at)
    if not rest:
        finish_tasks(case=case, kind=TASK, by=by, at=at)
        return
    due, open_ones = queries.next_due(rest), case.tasks.filter(kind=TASK, done_at__isnull=True)
    if not open_ones.update(due_at=due):
        clock = pack_of(case).area(RightsFile).rights[rest[0].code].clock
        set_task(case=case, kind=TASK, unit=by.unit_id, started_at=case.opened_at, due_at=due, rule=clock, by=by)


def sweep_rights() -> int:
    """As the clock service: give every open case that has none the task to tell the first rights, due by the pack; return how many.

    Rule: RFL-04. Basis: CoE Convention, Articles 12(1)(d) and 15(1).
    """
    pack, made = load(settings.HOME_PACK), 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT file, opened FROM guard.rights_unowed()")
        for file, opened in cursor.fetchall():
            rights = pack.area(RightsFile).rights
            dues = [
                (due, rights[code].clock) for code in rights if not rights[code].statuses and (due := queries.due_of(pack, code, opened))
            ]
            due, clock = min(dues, default=(None, ""))
            cursor.execute("SELECT guard.owe_rights(%s, %s, %s)", [file, due, clock])
            made += bool(cursor.fetchone()[0])
    return made

"""Rows for pages: kept files, the printed summary, units elsewhere, transfers that wait."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from dayaq.base.access.rules import Actor, Group
from dayaq.base.accounts.queries import names, units_of_mechanism
from dayaq.base.documents.queries import files, versions
from dayaq.respond.casefile.queries import Case, codes, label, pack_of, personal_parts, timeline, timeline_rows
from dayaq.respond.casework.models import HealthNote, Transfer
from dayaq.ui.templatetags.dayaq import codes as in_words


def document_rows(case: Case) -> list[dict[str, Any]]:
    """Kept files of a case with kind, part of the file, size and how many versions there are."""
    pack, rows = pack_of(case), list(files(case.id))
    bodies = names({row.organisation for row in rows})
    return [
        {
            "row": row,
            "kind": label(pack, f"codes.document_kind.{row.kind}"),
            "group": label(pack, f"groups.{row.group}").partition(":")[0],
            "body": in_words(bodies.get(row.organisation, {})),
            "size": max(1, row.size // 1024),
            "older": versions(row)[1:] if row.replaces_id else [],
        }
        for row in rows
    ]


def summary(case: Case, groups: Group) -> dict[str, Any]:
    """The parts of a printed summary: the core always, further parts as chosen."""
    parts = personal_parts(case, groups)
    if groups & Group.G4:
        parts["health"] = list(HealthNote.objects.filter(case=case).order_by("at"))
    return {**parts, "events": timeline_rows(case, timeline(case)[:200]), "now": timezone.now()}


def units_elsewhere(actor: Actor) -> list[tuple[str, str]]:
    """Units of other bodies a case can be given to."""
    rows = [unit for unit in units_of_mechanism() if unit.organisation_id != actor.organisation_id]
    said = names([unit.id for unit in rows])
    return sorted(((str(unit.id), in_words(said[unit.id])) for unit in rows), key=lambda pair: pair[1])


def transfers_waiting(actor: Actor) -> list[dict[str, Any]]:
    """Cases given to the actor's unit, and given away by it, that are not done yet."""
    rows = list(Transfer.objects.filter(state__in=["sent", "accepted"]).select_related("case").order_by("-at"))
    written = codes([row.case_id for row in rows], actor.organisation_id)
    said = names({key for row in rows for key in (row.unit, row.to_unit)})
    return [
        {
            "row": row,
            "code": written.get(row.case_id, ""),
            "from": in_words(said.get(row.unit, {})),
            "to": in_words(said.get(row.to_unit, {})),
            "groups": ", ".join(label(pack_of(row.case), f"groups.{name}").partition(":")[0] for name in Group(row.groups).names),
            "reason": label(pack_of(row.case), f"codes.transfer_reason.{row.reason}"),
            "mine": row.to_unit == actor.unit_id,
        }
        for row in rows
    ]

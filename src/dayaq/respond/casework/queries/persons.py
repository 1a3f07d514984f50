"""The person apart from the case: links, other files of the person, files joined, and possible doubles."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from dayaq.base.access.rules import Actor
from dayaq.respond.casefile.queries import Case, Likeness, alike, case_url, codes, label, pack_of
from dayaq.respond.casework.models import Link, Merge
from dayaq.respond.casework.rules.doubles import Traits, likeness

# Read from the other file the word turns round.
TURNED = {"child": "parent", "parent": "child"}
LEAST = 60


def links_of(case: Case, actor: Actor) -> list[dict[str, Any]]:
    """Links of a case in words, read from its side; a link to a file the actor must not know does not exist."""
    rows = list(Link.objects.filter(Q(case=case) | Q(other=case), ended_at__isnull=True).order_by("at"))
    others = {row.id: row.other_id if row.case_id == case.id else row.case_id for row in rows}
    written, pack = codes(others.values(), actor.organisation_id), pack_of(case)
    return [
        {
            "row": row,
            "kind": label(pack, f"codes.link_kind.{row.kind if row.case_id == case.id else TURNED.get(row.kind, row.kind)}"),
            "code": written.get(others[row.id], "–"),
            "url": case_url("case", written[others[row.id]]) if others[row.id] in written else "",
            "same": row.kind == "same_person",
        }
        for row in rows
    ]


def other_files(case: Case, actor: Actor) -> list[dict[str, Any]]:
    """Every other file of the same person the actor sees, with when it was opened and where it stands."""
    found, ahead = {case.id}, [case.id]
    while ahead:
        near = Link.objects.filter(Q(case__in=ahead) | Q(other__in=ahead), kind="same_person", ended_at__isnull=True)
        ids = {key for pair in near.values_list("case_id", "other_id") for key in pair}
        ahead = list(ids - found)
        found |= ids
    rows = list(Case.objects.filter(id__in=found - {case.id}).order_by("opened_at"))
    written = codes([row.id for row in rows], actor.organisation_id)
    return [{"case": row, "code": written.get(row.id, "–"), "stage": label(pack_of(row), f"stages.{row.stage}")} for row in rows]


def merges_of(case: Case, actor: Actor) -> list[dict[str, Any]]:
    """Files joined with this one, with what was taken, for undoing."""
    rows = list(Merge.objects.filter(Q(case=case) | Q(double=case), undone_at__isnull=True))
    written = codes({key for row in rows for key in (row.case_id, row.double_id)}, actor.organisation_id)
    return [
        {
            "row": row,
            "counts": row.case_id == case.id,
            "code": written.get(row.double_id if row.case_id == case.id else row.case_id, "–"),
            "at": row.at,
        }
        for row in rows
    ]


def doubles(actor: Actor) -> list[dict[str, Any]]:
    """Pairs of files the actor sees that may be of one person, the likeliest first; no name is shown."""
    scored = [(likeness(traits(one), traits(other)), one.case, other.case) for one, other in alike()]
    scored = sorted((row for row in scored if row[0] >= LEAST), key=lambda row: -row[0])
    written = codes({case.id for _score, one, other in scored for case in (one, other)}, actor.organisation_id)
    return [
        {
            "score": score,
            "one": written[one.id],
            "other": written[other.id],
            "ids": (one.id, other.id),
            "opened": (one.opened_at, other.opened_at),
        }
        for score, one, other in scored
        if one.id in written and other.id in written
    ]


def traits(one: Likeness) -> Traits:
    """For the rule."""
    return Traits(one.keys, one.born, one.facts)

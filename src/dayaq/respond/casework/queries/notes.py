"""Notes of a case, newest first, each only for readers of its part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import names, roles
from dayaq.respond.casefile.queries import Case, label, pack_of
from dayaq.respond.casework.models import Conference, FamilyNote, HealthNote, Minutes, PrivateNote
from dayaq.ui.templatetags.dayaq import codes as in_words

TABLES: Mapping[str, type[HealthNote] | type[FamilyNote] | type[PrivateNote]] = {
    "health": HealthNote,
    "family": FamilyNote,
    "private": PrivateNote,
}


def keeps_own(actor: Actor) -> bool:
    """Whether the acting role keeps privileged notes, seen by their author alone."""
    role = roles().get(actor.role)
    return role is not None and "G9" in role.own and actor.may("case.write")


def notes_of(case: Case) -> list[dict[str, Any]]:
    """Every note the actor may read, with its kind and author."""
    found = [(kind, row) for kind, table in TABLES.items() for row in table.objects.filter(case=case)]
    found.sort(key=lambda pair: pair[1].at, reverse=True)
    said, pack = names({row.by for _kind, row in found}), pack_of(case)
    return [
        {"kind": kind, "row": row, "who": in_words(said.get(row.by, {})), "language": label(pack, f"codes.language.{row.language}")}
        for kind, row in found
    ]


def minutes_of(conference: Conference) -> list[Minutes]:
    """Minutes of a conference, for readers of the account."""
    return list(Minutes.objects.filter(conference=conference).order_by("at"))

"""Notes without opening a form of the file: what was said and seen goes to the part it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.actions.record import writing
from dayaq.respond.casefile.queries import Case, writes_of
from dayaq.respond.casework.actions.listed import core, listed
from dayaq.respond.casework.models import FamilyNote, HealthNote, PrivateNote
from dayaq.respond.casework.queries import keeps_own
from dayaq.respond.casework.rules.notes import KINDS

TABLES: Mapping[str, type[HealthNote] | type[FamilyNote] | type[PrivateNote]] = {
    "health": HealthNote,
    "family": FamilyNote,
    "private": PrivateNote,
}


def add_note(*, case: Case, kind: str, text: str, language: str, by: Actor, at: datetime) -> None:
    """Write one note: story (G3), health (G4), family (G7) or private (G9, its author's alone).

    The timeline says only that there is one, and of a private note not even that. Basis: THB Law, Article 17.
    """
    require(allowed(kind in KINDS, "unknown_kind", N_("Say what the note is about.")))
    require(allowed(bool(text.strip()), "empty_note", N_("The note is empty.")))
    if kind == "story":
        casefile.add_story(case=case, text=text, language=language, by=by, at=at)
        return
    if kind == "private":
        require(allowed(keeps_own(by), "may_not_keep", N_("Your role keeps no privileged notes.")))
    else:
        writing(case, KINDS[kind], by)
    row = TABLES[kind](case=case, at=at, organisation=by.organisation_id, by=by.user_id, language=language, text=text)
    row.save(force_insert=True)
    if kind != "private" and Group.G1 in writes_of(case.id):  # a doctor writes no core: the health note stands for itself
        casefile.record(case=case, kind=f"casework.note_{kind}", by=by, at=at)


def note_contact(*, case: Case, contact: str, by: Actor, at: datetime) -> None:
    """Note in two clicks that there was contact; a code, no text."""
    core(case, by)
    listed(case, "contact_kind", contact)
    casefile.record(case=case, kind="casework.contact", by=by, at=at, facts={"contact_kind": contact})

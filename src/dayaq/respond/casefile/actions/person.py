"""What is known about the person: the core facts, who it is, how to reach the person safely, the story, a guardian."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.core.dates import PartialDate
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.text import AZERBAIJANI, ENGLISH, RUSSIAN, match_keys, sort_key
from dayaq.core.words import N_
from dayaq.respond.casefile import rules
from dayaq.respond.casefile.actions.child import protect_child
from dayaq.respond.casefile.actions.record import record, writing
from dayaq.respond.casefile.actions.tasks import finish_tasks
from dayaq.respond.casefile.models import Case, Guardian, Identity, SafeContact, StoryNote

FACTS = ("sex", "nationality", "age_band", "exploitation", "route")
PLAIN = ("source_kind", "under_18", "under_18_reason", "cooperates")
SPOKEN = {"languages": "languages_state", "interpreter_needed": "interpreter_state"}
ALPHABETS = {"az": AZERBAIJANI.followed_by(RUSSIAN)}
EVERYWHERE = ENGLISH.followed_by(RUSSIAN)


def change_core(*, case: Case, version: int, changes: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Change core facts: ``{"sex": ("female", "known"), "languages": (["az"], "known"), "under_18": "yes", ...}``.

    Stale when somebody was faster.
    """
    writing(case, Group.G1, by)
    columns = core_columns(changes)
    answer, why = columns.get("under_18", case.under_18), columns.get("under_18_reason", case.under_18_reason)
    require(rules.check_age_answer(rules.AgeAnswer(answer), why))
    if not Case.objects.filter(id=case.id, version=version).update(**columns, version=F("version") + 1):
        raise Stale
    case.refresh_from_db()
    record(case=case, kind="casefile.facts", by=by, at=at, facts={"changed": sorted(changes)})
    if case.under_18 != rules.AgeAnswer.NOT_ASKED or case.age_band_state != "not_asked":
        finish_tasks(case=case, kind="age", by=by, at=at)
    protect_child(case=case, by=by, at=at)


def core_columns(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes as columns; KeyError for anything that is no core fact."""
    columns: dict[str, Any] = {}
    for name, value in changes.items():
        if name in FACTS:
            columns[name], columns[f"{name}_state"] = value
        elif name in SPOKEN:
            columns[name], columns[SPOKEN[name]] = value
        elif name in PLAIN:
            columns[name] = value
        else:
            raise KeyError(name)
    return columns


def record_identity(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    given_name: str = "",
    family_name: str = "",
    other_names: str = "",
    birth: str = "",
    document: str = "",
    version: int = 0,
) -> None:
    """Write who the person is; ``birth`` as told (2001, 2001-05, 2001-05-14, ~2001), ``version`` 0 for the first time."""
    writing(case, Group.G2, by)
    columns = {"given_name": given_name, "family_name": family_name, "other_names": other_names, "document": document}
    columns_all: dict[str, Any] = {**columns, **birth_columns(birth), **name_columns(case.pack, given_name, family_name, other_names)}
    if version:
        if not Identity.objects.filter(case=case, version=version).update(**columns_all, version=F("version") + 1):
            raise Stale
    elif groups_of(case.id) & Group.G2 and Identity.objects.filter(case=case).exists():
        raise Stale
    else:
        Identity(case=case, **columns_all).save(force_insert=True)
    record(case=case, kind="casefile.identity", by=by, at=at)


def birth_columns(birth: str) -> dict[str, Any]:
    """The date of birth as told, with the first and last day it can mean."""
    if not birth:
        return {"birth_value": "", "birth_earliest": None, "birth_latest": None}
    try:
        told = PartialDate.parse(birth)
    except ValueError:
        text = N_("Write the date of birth as 2001, 2001-05, 2001-05-14 or ~2001.")
        raise Refused(Decision.refuse(Reason("no_date", text))) from None
    return {"birth_value": str(told)[:20], "birth_earliest": told.earliest, "birth_latest": told.latest}


def name_columns(pack: str, given: str, family: str, other: str) -> dict[str, Any]:
    """Match keys of all names and spellings, and the sort key of the pack's alphabet, family name first."""
    keys = [*match_keys(f"{given} {family}")]
    for name in filter(None, (part.strip() for part in other.replace(";", ",").split(","))):
        keys += match_keys(name if " " in name else f"{name} {family}")
        keys += match_keys(name)
    alphabet = ALPHABETS.get(pack, EVERYWHERE)
    return {"match_keys": [key[:200] for key in dict.fromkeys(keys)], "sort_key": sort_key(f"{family} {given}", alphabet)[:400]}


def record_contact(
    *, case: Case, channel: str, value: str, by: Actor, at: datetime, safe_times: str = "", leave_message: bool = False, caution: str = ""
) -> SafeContact:
    """Write how the person may be reached without danger; what was said before is ended, not overwritten."""
    writing(case, Group.G5, by)
    require(rules.check_safe_contact(rules.Channel(channel), value, safe_times))
    SafeContact.objects.filter(case=case, channel=channel, ended_at__isnull=True).update(ended_at=at)
    contact = SafeContact(case=case, channel=channel, value=value, safe_times=safe_times, leave_message=leave_message, caution=caution)
    contact.save(force_insert=True)
    record(case=case, kind="casefile.contact", by=by, at=at)
    return contact


def end_contact(*, contact: SafeContact, by: Actor, at: datetime) -> None:
    """This way is no longer safe; it stays in the history."""
    writing(contact.case, Group.G5, by)
    SafeContact.objects.filter(id=contact.id, ended_at__isnull=True).update(ended_at=at)
    record(case=contact.case, kind="casefile.contact_ended", by=by, at=at)


def add_story(*, case: Case, text: str, language: str, by: Actor, at: datetime) -> StoryNote:
    """Keep what the person told, in the language it was told in."""
    writing(case, Group.G3, by)
    note = StoryNote(case=case, at=at, by=by.user_id, language=language, text=text)
    note.save(force_insert=True)
    record(case=case, kind="casefile.story", by=by, at=at, facts={"language": language})
    return note


def appoint_guardian(
    *, case: Case, name: str, kind: str, by: Actor, at: datetime, organisation: Any = None, independent: bool = True
) -> Guardian:
    """Appoint a representative of a child; where the guardian's body also shelters the child, another one is needed.

    Basis: CoE Convention, Article 10(4)(a).
    """
    writing(case, Group.G7, by)
    guardian = Guardian(case=case, name=name, kind=kind, organisation=organisation, independent=independent, appointed_at=at)
    guardian.save(force_insert=True)
    record(case=case, kind="casefile.guardian", by=by, at=at, facts={"kind": kind, "independent": independent})
    if independent:
        finish_tasks(case=case, kind="guardian", by=by, at=at)
    return guardian

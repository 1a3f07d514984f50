"""The history of a section in words: which field, what stood there, what stands there now, by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from dayaq.base.accounts.queries import names
from dayaq.base.audit.queries import authors, changes
from dayaq.core.pack import Pack
from dayaq.core.words import N_
from dayaq.respond.casefile.models import Case
from dayaq.respond.casefile.queries.cases import pack_of
from dayaq.respond.casefile.queries.head import country, label
from dayaq.respond.casefile.queries.words import OUTCOMES, WORDS, evidence_words, task_words
from dayaq.ui.templatetags.dayaq import codes as in_words
from dayaq.ui.templatetags.dayaq import moment_words

SECTIONS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "facts": ("G1", ("casefile_case",)),
    "status": ("G1", ("casefile_assertion",)),
    "help": ("G1", ("casefile_assistance",)),
    "closing": ("G1", ("casefile_closing",)),
    "tasks": ("G1", ("casefile_task",)),
    "identity": ("G2", ("casefile_identity",)),
    "story": ("G3", ("casefile_storynote",)),
    "contact": ("G5", ("casefile_safecontact",)),
    "guardian": ("G7", ("casefile_guardian",)),
}
# Columns that say nothing to a reader: keys, search keys, the record's own bookkeeping.
SILENT = {"id", "case_id", "match_keys", "sort_key", "version", "recorded_at", "pack", "pack_version", "superseded_by_id", "rule"}
FIELDS = {
    "sex": N_("Sex"),
    "nationality": N_("Nationality"),
    "age_band": N_("Age"),
    "under_18": N_("Could this person be under 18?"),
    "under_18_reason": N_("If no: what does the answer rest on?"),
    "languages": N_("Languages the person understands"),
    "interpreter_needed": N_("Is an interpreter needed?"),
    "interpreter": N_("Is an interpreter needed?"),
    "exploitation": N_("Exploitation, as far as it is known"),
    "route": N_("Route"),
    "source_kind": N_("Who brought it to you?"),
    "stage": N_("Stage"),
    "refers": N_("The person's word on referral"),
    "ngo_only": N_("closed to the State"),
    "cooperates": N_("Works with the investigation"),
    "opened_at": N_("Opened"),
    "opened_unit": N_("Opened by"),
    "closed_at": N_("Closed"),
    "status": N_("Status"),
    "kind": N_("What"),
    "at": N_("When"),
    "organisation": N_("Body"),
    "body": N_("Body"),
    "by": N_("Who"),
    "basis": N_("Basis"),
    "evidence": N_("Rests on"),
    "removed_at": N_("Recorded in error"),
    "removed_reason": N_("Reason"),
    "outcome": N_("Outcome"),
    "reason": N_("Reason"),
    "unit": N_("For whom"),
    "started_at": N_("Since"),
    "due_at": N_("Due"),
    "done_at": N_("Done"),
    "done_by": N_("Done by"),
    "reminded_at": N_("Reminded"),
    "escalated_at": N_("Said to be overdue"),
    "given_name": N_("Given name"),
    "family_name": N_("Family name"),
    "other_names": N_("Other names and spellings"),
    "birth_value": N_("Date of birth, as told"),
    "birth_earliest": N_("Born not before"),
    "birth_latest": N_("Born not after"),
    "document": N_("Document"),
    "channel": N_("Way"),
    "value": N_("Number, address or person"),
    "safe_times": N_("When is it safe?"),
    "leave_message": N_("A message may be left"),
    "caution": N_("Caution"),
    "ended_at": N_("Ended"),
    "text": N_("What was told"),
    "language": N_("Told in"),
    "name": N_("Name"),
    "independent": N_("Does not belong to the body that shelters or serves the child"),
    "appointed_at": N_("Appointed"),
    "reopened_at": N_("Opened again"),
    "reopened_by": N_("Opened again by"),
    "reopened_reason": N_("Why it was opened again"),
    "same_as_id": N_("Joined with another file"),
}
LISTS = {
    "sex": "codes.sex",
    "age_band": "codes.age_band",
    "exploitation": "codes.exploitation",
    "route": "codes.route",
    "source_kind": "codes.referral_source",
    "stage": "stages",
    "status": "status",
    "body": "bodies",
    "language": "codes.language",
}
SAID = {
    "known": N_("known"),
    "unknown": N_("unknown"),
    "not_asked": N_("not asked"),
    "refused": N_("refused"),
    "yes": N_("yes"),
    "no": N_("no"),
    "cannot_be_excluded": N_("it cannot be excluded"),
    "papers": N_("papers were seen"),
    "own_word": N_("the person says so and nothing speaks against it"),
    "family_word": N_("the family says so"),
    "assessment": N_("an age assessment was made"),
    "clearly_older": N_("the person is clearly much older"),
    "wrong_case": N_("it was about another case"),
    "wrong_status": N_("another status was meant"),
    "duplicate": N_("it was entered twice"),
    "wrong_date": N_("the date was wrong"),
    "other": N_("another reason"),
    "parent": N_("parent"),
    "relative": N_("relative"),
    "guardian": N_("guardian appointed by an authority"),
    "representative": N_("representative of an organisation"),
    "phone": N_("telephone"),
    "messenger": N_("messenger"),
    "email": N_("e-mail"),
    "post": N_("post"),
    "through": N_("through another person"),
    "in_person": N_("in person"),
    "none": N_("no contact: the person comes"),
    **OUTCOMES,
}
CLOSING_LISTS = {"reason": "close_reason", "outcome": "close_outcome", "reopened_reason": "reopen_reason"}
CODED = {"channel", "under_18", "under_18_reason", "cooperates", "outcome", "removed_reason"}
WHOSE = {"opened_unit", "organisation", "by", "unit", "done_by", "reopened_by"}


def history_rows(case: Case, section: str) -> list[dict[str, Any]]:
    """Who changed what in a section, old and new value in words; only of groups the actor reads (row security)."""
    group, tables = SECTIONS[section]
    kept, pack = changes(case.id, group, tables), pack_of(case)
    causes = authors(row.event for row in kept)
    who = names({author for author in causes.values() if author} | set(mentioned(kept)))
    return [
        {
            "at": row.at,
            "who": in_words(who.get(causes.get(row.event), {})) or "–",  # type: ignore[arg-type]  # a missing author has no name
            "column": field_words(column),
            "old": value_words(pack, row.kind, column, (row.old or {}).get(column), who),
            "new": value_words(pack, row.kind, column, (row.new or {}).get(column), who),
        }
        for row in kept
        for column in sorted({*(row.old or {}), *(row.new or {})} - SILENT)
        if (row.old or {}).get(column) not in EMPTY or (row.new or {}).get(column) not in EMPTY
    ]


EMPTY: tuple[object, ...] = (None, "", [])


def mentioned(kept: Iterable[Any]) -> Iterable[UUID]:
    """People, units and bodies that stand in the values."""
    for row in kept:
        for values in (row.old or {}, row.new or {}):
            yield from (UUID(str(values[column])) for column in WHOSE if values.get(column))


def field_words(column: str) -> str:
    """What a column is called on the forms."""
    name = column.removesuffix("_state")
    words = gettext(FIELDS[name]) if name in FIELDS else name.replace("_", " ")
    return gettext("%(field)s: known or not") % {"field": words} if column.endswith("_state") else words


def value_words(pack: Pack, table: str, column: str, value: Any, who: Mapping[UUID, Mapping[str, str]]) -> str:
    """A stored value in words: codes by the country's lists, moments, names of bodies; what a person wrote as it was written."""
    if value in EMPTY:
        return "–"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if column in WHOSE:
        return in_words(who.get(UUID(str(value)), {})) or "–"
    if column == "same_as_id":
        return gettext("yes")
    if column.endswith("_at") or column == "at":
        return moment_words(datetime.fromisoformat(str(value)), pack.calendar.zone)
    return coded_words(pack, table, column, value)


def coded_words(pack: Pack, table: str, column: str, value: Any) -> str:
    """Words of one code or several."""
    if column == "languages":
        return ", ".join(label(pack, f"codes.language.{code}") for code in value)
    text = str(value)
    if column == "kind":
        return kind_words(pack, table, text)
    if table == "casefile_closing" and column in CLOSING_LISTS:
        return label(pack, f"codes.{CLOSING_LISTS[column]}.{text}")
    if column in CODED or column.endswith("_state"):
        return gettext(SAID.get(text, text))
    if column in LISTS:
        return label(pack, f"{LISTS[column]}.{text}")
    return OWN_WORDS.get(column, str)(text)


def said_words(code: str) -> str:
    """An answer or a state of a fact in words."""
    return gettext(SAID.get(code, code))


def value_in_words(pack: Pack, name: str, value: Any) -> str:
    """One value of a core fact in words, by the name the form gives it."""
    return coded_words(pack, "casefile_case", name, [value]) if name == "languages" else value_words(pack, "casefile_case", name, value, {})


OWN_WORDS: Mapping[str, Callable[[str], str]] = {
    "nationality": country,
    "evidence": evidence_words,
    "refers": lambda word: gettext(WORDS.get(word, word)),
}


def kind_words(pack: Pack, table: str, kind: str) -> str:
    """The kind of a help, a task or a guardian."""
    if table == "casefile_assistance":
        return label(pack, f"codes.first_assistance.{kind}")
    return gettext(task_words(kind) if table == "casefile_task" else SAID.get(kind, kind))

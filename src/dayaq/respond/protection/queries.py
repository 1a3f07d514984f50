"""Reads of protection: who is protected, risks and what changed, plans, threats, measures, what a person was held liable for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from dayaq.base.access.rules import Actor
from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.protection import ProtectionFile
from dayaq.respond.casefile.queries import Case, codes, label, pack_of, statuses, visible
from dayaq.respond.protection import rules
from dayaq.respond.protection.models import (
    FalseName,
    LetterAddress,
    Liability,
    Link,
    Measure,
    Note,
    Plan,
    ProtectedPerson,
    Risk,
    Subject,
    Threat,
)
from dayaq.ui.templatetags.dayaq import codes as in_words

PERSON = "person"


def home() -> Pack:
    """The installation's country."""
    return load(settings.HOME_PACK)


def file_of(pack: Pack) -> ProtectionFile:
    """What the country says about protection."""
    return pack.area(ProtectionFile)


# --- who -------------------------------------------------------------------------------------------------------------


def case_of(subject_id: UUID) -> Case | None:
    """The case whose file this is; None for a protected person who has none."""
    return visible().filter(id=subject_id).first()


def subject(subject_id: UUID) -> Subject | None:
    """A protected person the reader sees: one recorded, or the person of a case on which nothing is recorded yet."""
    found = Subject.objects.filter(id=subject_id).first()
    if found is not None:
        return found
    case = case_of(subject_id)
    return Subject(id=case.id, kind=PERSON, at=case.opened_at) if case else None


def pack_for(one: Subject) -> Pack:
    """The country pack of the person's case, or the installation's."""
    case = case_of(one.id) if one.kind == PERSON else None
    return pack_of(case) if case else home()


def others() -> QuerySet[Subject]:
    """Protected people who are no victims, the newest first; row security chooses."""
    return Subject.objects.exclude(kind=PERSON).order_by("-at", "id")


def who(subjects: Iterable[UUID]) -> Mapping[UUID, ProtectedPerson]:
    """Names of protected people without a case, for whoever reads identity."""
    return {row.subject_id: row for row in ProtectedPerson.objects.filter(subject_id__in=list(subjects))}


def linked(subject_id: UUID, actor: Actor) -> list[str]:
    """Codes of the cases for whose sake somebody is protected, as far as the reader sees both."""
    ids = list(Link.objects.filter(subject_id=subject_id).values_list("linked", flat=True))
    return sorted(codes(ids, actor.organisation_id).values())


def standing(subject_id: UUID) -> list[str]:
    """The statuses that stand for the person of a case; nobody else has one."""
    case = case_of(subject_id)
    return [word.status for word in statuses(case)] if case else []


# --- risks, plans ----------------------------------------------------------------------------------------------------


def risks(subject_id: UUID) -> list[Risk]:
    """Every assessment, the newest first."""
    return list(Risk.objects.filter(subject_id=subject_id).order_by("-at", "-recorded_at"))


def change(found: list[Risk]) -> rules.Change | None:
    """What changed between the last two assessments."""
    if len(found) < 2:
        return None
    last, before = (rules.Seen(one.level, frozenset(one.factors)) for one in found[:2])
    return rules.compared(last, before)


def plan(subject_id: UUID) -> Plan | None:
    """The safety plan that stands."""
    return Plan.objects.filter(subject_id=subject_id, ended_at__isnull=True).first()


def lacks_plan(subject_id: UUID) -> bool:
    """Whether an individual safety plan is owed and missing."""
    rule = file_of(home()).safety_plan
    return rules.needs_plan(standing(subject_id), rule.statuses if rule else (), planned=plan(subject_id) is not None)


def without_plan() -> list[Case]:
    """Cases the reader sees with a status that owes a safety plan, and none that stands (VWP-04)."""
    rule = file_of(home()).safety_plan
    planned = Plan.objects.filter(ended_at__isnull=True).values("subject_id")
    named = {"assertions__status__in": rule.statuses if rule else (), "assertions__removed_at__isnull": True}
    rows = visible().filter(closed_at__isnull=True, assertions__superseded_by__isnull=True, **named).exclude(id__in=planned)
    return list(rows.distinct().order_by("opened_at"))


# --- threats, measures, liability ------------------------------------------------------------------------------------


def threats(subject_id: UUID) -> list[Threat]:
    """Threats against somebody, the newest first."""
    return list(Threat.objects.filter(subject_id=subject_id).order_by("-at", "-recorded_at"))


def open_threats() -> QuerySet[Threat]:
    """Threats nobody closed, urgent ones first; row security chooses."""
    return Threat.objects.filter(closed_at__isnull=True).select_related("subject").order_by("-urgent", "-at")


def threats_in_record(case: Case) -> list[Threat]:
    """Threats entered on a case, for the page of lawyer and court; nothing for who does not work on protection."""
    return threats(case.id)


def measures(subject_id: UUID, family: str = "") -> list[Measure]:
    """Measures of a kind (``safety``, ``court``), the newest first."""
    rows = Measure.objects.filter(subject_id=subject_id).order_by("-at", "-recorded_at")
    return list(rows.filter(family=family) if family else rows)


def court_measures(case: Case) -> list[Measure]:
    """What was asked for in court and what was granted, for the page of lawyer and court."""
    return measures(case.id, "court")


def liability_events(case: Case) -> list[Liability]:
    """What the person of a case was held liable for, the newest first."""
    return liability_events_of(case.id)


def liability_events_of(subject_id: UUID) -> list[Liability]:
    """What somebody was held liable for, the newest first."""
    return list(Liability.objects.filter(subject_id=subject_id).order_by("-at", "-recorded_at"))


def letter_address(case: Case) -> LetterAddress | None:
    """Where the person wants verdicts and letters to go; None for who does not see places (G5)."""
    return LetterAddress.objects.filter(subject_id=case.id, ended_at__isnull=True).order_by("-at").first()


def false_names(subject_id: UUID) -> list[FalseName]:
    """Other names somebody lives under now, for whoever reads identity."""
    return list(FalseName.objects.filter(subject_id=subject_id, ended_at__isnull=True).order_by("at"))


def note_of(subject_id: UUID) -> dict[UUID, Note]:
    """Words beside risks and threats by the row they belong to, for whoever reads them."""
    return {one.row: one for one in Note.objects.filter(subject_id=subject_id)}


# --- rows of pages ---------------------------------------------------------------------------------------------------


def said(pack: Pack, name: str, code: str) -> str:
    """A word of a list in the reader's language; nothing for nothing."""
    return label(pack, f"codes.{name}.{code}") if code else ""


def risk_words(one: Risk, pack: Pack) -> dict[str, Any]:
    """An assessment in words."""
    factors = ", ".join(said(pack, "risk_factor", code) for code in one.factors)
    return {"row": one, "factors": factors, "mitigations": ", ".join(said(pack, "risk_mitigation", code) for code in one.mitigations)}


def threat_words(one: Threat, pack: Pack) -> dict[str, Any]:
    """A threat in words."""
    lists = {"target": "threat_target", "source": "threat_source", "channel": "threat_channel", "closed_reason": "threat_closing"}
    words = {field: said(pack, name, getattr(one, field)) for field, name in lists.items()}
    responses = ", ".join(said(pack, "threat_response", code) for code in one.responses)
    return {"row": one, **words, "responses": responses, "reported_to": label(pack, f"bodies.{one.reported_to}") if one.reported_to else ""}


def measure_words(one: Measure, pack: Pack) -> dict[str, Any]:
    """A measure in words."""
    kind = file_of(pack).measures.get(one.kind)
    words = {"answer": said(pack, "measure_answer", one.answer), "reason": said(pack, "measure_reason", one.reason)}
    return {
        "row": one,
        "kind": in_words(kind.label) if kind else one.kind,
        "body": label(pack, f"bodies.{one.body}") if one.body else "",
        **words,
    }


def liability_words(one: Liability, pack: Pack) -> dict[str, Any]:
    """A liability event in words."""
    lists = {"kind": "liability_kind", "act": "coerced_act", "invoked_by": "invoked_by", "answer": "liability_answer"}
    words = {field: said(pack, name, getattr(one, field)) for field, name in lists.items()}
    return {"row": one, **words, "body": label(pack, f"bodies.{one.body}") if one.body else ""}


def threat_rows(rows: Iterable[Threat], actor: Actor) -> list[dict[str, Any]]:
    """Threats of a list with the code of the case they belong to, or the kind of protected person."""
    shown, pack = list(rows), home()
    known = codes([one.subject_id for one in shown if one.subject.kind == PERSON], actor.organisation_id)
    return [
        {**threat_words(one, pack), "code": known.get(one.subject_id, ""), "kind": said(pack, "protected_kind", one.subject.kind)}
        for one in shown
    ]

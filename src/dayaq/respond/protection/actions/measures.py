"""Measures of safety and in court: offered or asked for, answered with a reason, used, ended."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.protection import access, queries, rules
from dayaq.respond.protection.actions.subjects import told, working
from dayaq.respond.protection.models import Measure, Subject


def propose_measure(*, subject: Subject, kind: str, how: str, by: Actor, at: datetime, urgent: bool = False) -> Measure:
    """Offer a measure to the person, or ask the deciding body for it; an urgent one waits for no clearance.

    Basis: THB Law, Article 17(3) (the right is told and offered); CoE Convention, Articles 28 and 30 (VWP-01, VWP-02).
    """
    working(subject, by, at)
    rule = queries.file_of(queries.pack_for(subject)).measures.get(kind)
    require(access.known(rule is not None and how in rules.HOW))
    family = rule.family if rule is not None else ""
    row = Measure.objects.create(
        subject=subject, kind=kind, family=family, how=how, at=at, organisation=by.organisation_id, by=by.user_id, urgent=urgent
    )
    told(subject, by, at)
    return row


def answer_measure(*, measure: Measure, answer: str, version: int, by: Actor, at: datetime, body: str = "", reason: str = "") -> Measure:
    """Record the answer: of the person to an offer, of the deciding body to a request; a refusal with its reason.

    Basis: THB Law, Article 17(3) (VWP-01: "not necessary" is recorded and counted).
    """
    pack = queries.pack_for(measure.subject)
    rule = queries.file_of(pack).measures.get(measure.kind)
    require(rules.check_answer(answer, reason, body, pack.bodies_meant(rule.decided_by if rule else ())))
    require(access.known(not reason or reason in pack.codes["measure_reason"].items))
    columns = {"answer": answer, "answered_at": at, "answered_by": by.user_id, "body": body, "reason": reason}
    changed(measure, version, by, {"answer": ""}, no_equipment=measure.no_equipment or reason == "no_equipment", **columns)
    told(measure.subject, by, at)
    return measure


def use_measure(*, measure: Measure, version: int, by: Actor, at: datetime, no_equipment: bool = False) -> Measure:
    """Record that a measure was used, or that it was granted and the equipment was missing (VWP-02)."""
    given = measure.answer in ("accepted", "granted")
    require(allowed(given, "not_given", N_("A measure is used after it was granted or accepted.")))
    columns = {"no_equipment": True} if no_equipment else {"used_at": at}
    changed(measure, version, by, {"ended_at__isnull": True}, **columns)
    told(measure.subject, by, at)
    return measure


def end_measure(*, measure: Measure, version: int, by: Actor, at: datetime) -> Measure:
    """A measure is over."""
    changed(measure, version, by, {"ended_at__isnull": True}, ended_at=at, ended_by=by.user_id)
    told(measure.subject, by, at)
    return measure


def changed(measure: Measure, version: int, by: Actor, only: dict[str, object], **columns: object) -> None:
    """Write columns of a measure in this state, if nobody was faster."""
    require(access.may_work(by, groups_of(measure.subject_id)))
    rows = Measure.objects.filter(id=measure.id, version=version, **only)
    if not rows.update(**columns, version=F("version") + 1):
        raise Stale
    measure.refresh_from_db()

"""A person held liable for an act under coercion: recorded, non-punishment invoked, answered; what is unlawful counts as a breach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import F

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Stale, require
from dayaq.respond.protection import access, queries, rules
from dayaq.respond.protection.actions.risks import done
from dayaq.respond.protection.actions.subjects import core_of, due, told, working
from dayaq.respond.protection.models import Liability, Subject
from dayaq.respond.referral.actions import record_breach
from dayaq.respond.referral.actions.breach import REASONS

INVOKE = "invoke"
BREACHES = {"removed": "removed"}  # every other punishment is the kind "detained or fined for an act under coercion"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLiability:
    """What somebody was held liable for; ``why`` is the reason the body gave (list of reasons of breaches)."""

    kind: str
    act: str
    article: str = ""
    body: str = ""
    amount: Decimal | None = None
    why: str = "not_given"


def record_liability(*, subject: Subject, new: NewLiability, by: Actor, at: datetime) -> Liability:
    """Record a prosecution, fine, detention or removal for an act under coercion. Punished against the rule it is a breach at once.

    Basis: CoE Convention, Article 26; THB Law, Article 17.7 (NPU-01).
    """
    working(subject, by, at)
    pack = queries.pack_for(subject)
    known = new.kind in pack.codes["liability_kind"].items and new.act in pack.codes["coerced_act"].items and new.why in REASONS
    require(access.known(known and (not new.body or new.body in pack.bodies) and (new.amount is None or new.amount >= 0)))
    rule, standing = queries.file_of(pack).non_punishment, queries.standing(subject.id)
    unlawful = rule is not None and rules.punished(new.kind, rule.punishes, standing, rule.statuses)
    row = Liability.objects.create(
        subject=subject,
        kind=new.kind,
        act=new.act,
        article=new.article,
        body=new.body,
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
        amount=new.amount,
        currency=(pack.currency or "") if new.amount is not None else "",
        basis="; ".join(rule.basis)[:60] if rule else "",
        breach=unlawful,
    )
    told(subject, by, at)
    if unlawful:
        due(subject, INVOKE, by, at)
        breach(subject, new, by, at)
    return row


def breach(subject: Subject, new: NewLiability, by: Actor, at: datetime) -> None:
    """Count the breach on the case, for roles that record breaches; the event itself carries the mark in any case."""
    case = core_of(subject)
    if case is not None and by.may("referral.breach"):
        record_breach(case=case, kind=BREACHES.get(new.kind, "detained"), reason=new.why, by=by, at=at, body=new.body, when=at)


def invoke(*, event: Liability, invoked_by: str, version: int, by: Actor, at: datetime) -> Liability:
    """Record that non-punishment was invoked, by whom. Basis: CoE Convention, Article 26 (NPU-01)."""
    require(access.known(invoked_by in queries.pack_for(event.subject).codes["invoked_by"].items))
    changed(event, version, by, {"invoked_at__isnull": True}, invoked_at=at, invoked_by=invoked_by)
    told(event.subject, by, at)
    done(event.subject, INVOKE, by, at)
    return event


def answer_invocation(*, event: Liability, answer: str, version: int, by: Actor, at: datetime) -> Liability:
    """Record the answer: granted, refused, or none came. Basis: CoE Convention, Article 26 (NPU-01)."""
    require(rules.may_answer_invocation(invoked=event.invoked_at is not None, answered=bool(event.answer), answer=answer))
    changed(event, version, by, {"answer": ""}, answer=answer, answered_at=at)
    told(event.subject, by, at)
    return event


def changed(event: Liability, version: int, by: Actor, only: dict[str, object], **columns: object) -> None:
    """Write columns of an event in this state, if nobody was faster."""
    require(access.may_work(by, groups_of(event.subject_id)))
    rows = Liability.objects.filter(id=event.id, version=version, **only)
    if not rows.update(**columns, version=F("version") + 1):
        raise Stale
    event.refresh_from_db()

"""The right of reply: what a body says to a finding, and what the assessors answer. Both are printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings.access import may_work
from dayaq.assess.findings.actions.judging import belonging, written
from dayaq.assess.findings.models import Conflict, Finding, Position
from dayaq.assess.findings.rules.writing import ACCEPTED, STAGES, STANCES
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.words import N_


def reply(
    *, finding: Finding, institution: str, stage: str, stance: str, text: Mapping[str, str], on: date, by: Actor, at: datetime
) -> Position:
    """Keep a body's reply to a finding. Agreement may be silent; a correction or a dispute has words."""
    require(may_work(by))
    lacks = [] if institution.strip() else [Reason("reply_who", N_("Write which body replies."))]
    if stage not in STAGES or stance not in STANCES:
        lacks.append(Reason("reply_kind", N_("Choose when the body replied and what it said.")))
    if stance != "agrees" and not written(text):
        lacks.append(Reason("reply_words", N_("Write what the body says, as it said it.")))
    if lacks:
        raise Refused(Decision.refuse(*lacks))
    row = Position(
        assessment_id=finding.assessment_id, finding=finding, institution=institution.strip(), stage=stage, stance=stance,
        text=written(text), on=on, by=by.user_id, at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def answer(*, position: Position, accepted: str, text: Mapping[str, str], by: Actor, at: datetime) -> Position:
    """Answer a reply; whoever does not accept it, or only in part, says why. Stale when it was answered already."""
    require(may_work(by))
    if accepted not in ACCEPTED:
        raise Refused(Decision.refuse(Reason("answer_kind", N_("Choose whether the reply is accepted."))))
    if accepted != "yes" and not written(text):
        raise Refused(Decision.refuse(Reason("answer_words", N_("Write why the reply is not accepted, or only in part."))))
    if position.accepted:
        raise Stale
    position.accepted, position.answer, position.answered_by, position.answered_at = accepted, written(text), by.user_id, at
    position.save(update_fields=["accepted", "answer", "answered_by", "answered_at"])
    return position


def declare_conflict(
    *, assessment: Assessment, institution: str, text: Mapping[str, str], by: Actor, at: datetime, finding: Finding | None = None
) -> Conflict:
    """Record a dual role or other conflict of interest of a body, by institution and never by name."""
    require(may_work(by))
    if not institution.strip() or not written(text):
        raise Refused(Decision.refuse(Reason("conflict_words", N_("Write which body it is and what the conflict is."))))
    row = Conflict(
        assessment_id=assessment.id, finding=belonging(assessment, finding), institution=institution.strip(), text=written(text),
        by=by.user_id, at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    return row

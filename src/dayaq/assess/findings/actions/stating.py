"""Facts somebody printed, and what the assessors say about limitations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from dayaq.assess.assessment.queries import Assessment, citation_faults
from dayaq.assess.findings.access import may_work
from dayaq.assess.findings.actions.judging import written
from dayaq.assess.findings.models import Fact, Limit
from dayaq.assess.findings.rules.facts import Stated
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.words import N_


def state_fact(*, assessment: Assessment, fact: Stated, by: Actor, at: datetime) -> Fact:
    """Keep a printed figure with the place that prints it; figures that differ stand beside each other."""
    require(may_work(by))
    if not (fact.metric.strip() and fact.period.strip() and fact.place.strip() and fact.page.strip()):
        raise Refused(Decision.refuse(Reason("fact_lacks", N_("A figure needs what is counted, its period, the document and the page."))))
    if reasons := citation_faults(assessment, f"{fact.place}, p. {fact.page}"):
        raise Refused(Decision.refuse(*reasons))
    row = Fact(
        assessment_id=assessment.id, metric=fact.metric.strip(), about=written(fact.about), period=fact.period.strip(),
        dims=dict(fact.dims), value=fact.value, unit=fact.unit, place=fact.place.strip(), page=fact.page.strip(),
        cited=fact.cited.strip(), note=fact.note.strip(), by=by.user_id, at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def withdraw_fact(*, fact: Fact, reason: str, by: Actor, at: datetime) -> Fact:
    """Withdraw a figure that was typed wrongly, with the reason; a contradiction between sources is no reason."""
    require(may_work(by))
    if not reason.strip():
        raise Refused(Decision.refuse(Reason("withdrawn_why", N_("Write why it is withdrawn."))))
    if fact.withdrawn_because:
        raise Stale
    fact.withdrawn_because, fact.withdrawn_by, fact.withdrawn_at = reason.strip(), by.user_id, at
    fact.save(update_fields=["withdrawn_because", "withdrawn_by", "withdrawn_at"])
    return fact


def say_limit(
    *,
    assessment: Assessment,
    code: str,
    version: int,
    by: Actor,
    at: datetime,
    words: Mapping[str, str] | None = None,
    dropped_because: Mapping[str, str] | None = None,
) -> Limit:
    """Add words to a limitation, or say why it does not hold here (which is printed in its place).

    ``version`` is the one seen, 0 when nobody said anything yet.
    """
    require(may_work(by))
    said = {"words": written(words), "dropped_because": written(dropped_because)}
    if version:
        if not Limit.objects.filter(assessment_id=assessment.id, code=code, version=version).update(version=F("version") + 1, **said):
            raise Stale
        return Limit.objects.get(assessment_id=assessment.id, code=code)
    row = Limit(assessment_id=assessment.id, code=code, by=by.user_id, at=at, **said)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Stale from error
    return row

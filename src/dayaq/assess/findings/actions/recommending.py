"""Recommendations: made, linked to findings, revised with a reason, recognised as asked before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings.access import may_work
from dayaq.assess.findings.actions.judging import belonging, written
from dayaq.assess.findings.models import Earlier, Finding, Ground, Recommendation, Wording
from dayaq.assess.findings.queries.recommended import following_code
from dayaq.assess.findings.rules.recommending import complete, may_revise
from dayaq.assess.framework.rules.loading import asked_before, priorities
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.words import N_

Words = Mapping[str, str]


def recommend(
    *,
    assessment: Assessment,
    area: int,
    text: Words,
    addressee: Words,
    by: Actor,
    at: datetime,
    purpose: Words | None = None,
    priority: str = "",
    order: int = 0,
    code: str = "",
    findings: Iterable[Finding] = (),
) -> Recommendation:
    """Make a recommendation; which findings it rests on may follow, but is shown as missing until then."""
    require(may_work(by))
    lacks = list(complete(text, addressee, priority, [choice.code for choice in priorities()]).values())
    if area not in range(1, 6):
        lacks.append(Reason("recommendation_area", N_("Choose one of the five areas.")))
    if lacks:
        raise Refused(Decision.refuse(*lacks))
    row = Recommendation(
        assessment_id=assessment.id, code=code or following_code(assessment), area=area, order=order, text=written(text),
        purpose=written(purpose), addressee=written(addressee), priority=priority, by=by.user_id, at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    worded(row, "new", "", by, at)
    rest_on(recommendation=row, findings=findings, by=by, at=at)
    return row


def revise(
    *,
    recommendation: Recommendation,
    text: Words,
    decision: str,
    reason: str,
    by: Actor,
    at: datetime,
    purpose: Words | None = None,
    addressee: Words | None = None,
    priority: str | None = None,
    version: int | None = None,
) -> Recommendation:
    """Keep, change or drop a recommendation; the words before stay as a version. None leaves a part as it is.

    ``version``: the one seen; without it the row as given counts as seen.
    """
    require(may_work(by))
    row = recommendation
    after: dict[str, Any] = {
        "text": written(text) or row.text,
        "purpose": row.purpose if purpose is None else written(purpose),
        "addressee": row.addressee if addressee is None else written(addressee),
        "priority": row.priority if priority is None else priority,
    }
    changed = any(getattr(row, name) != value for name, value in after.items())
    require(may_revise(decision, reason, changed=changed))
    lacks = complete(after["text"], after["addressee"], after["priority"], [choice.code for choice in priorities()])
    if lacks:
        raise Refused(Decision.refuse(*lacks.values()))
    seen = Recommendation.objects.filter(id=row.id, version=row.version if version is None else version)
    if not seen.update(version=F("version") + 1, decision=decision, **after):
        raise Stale
    row.refresh_from_db()
    worded(row, decision, reason.strip(), by, at)
    return row


def worded(row: Recommendation, decision: str, reason: str, by: Actor, at: datetime) -> None:
    """Add a version with the words as they stand now."""
    Wording(
        assessment_id=row.assessment_id, recommendation=row, number=row.version, text=row.text, purpose=row.purpose,
        addressee=row.addressee, decision=decision, reason=reason, by=by.user_id, at=at,
    ).save(force_insert=True)  # fmt: skip


def rest_on(*, recommendation: Recommendation, findings: Iterable[Finding], by: Actor, at: datetime) -> None:
    """Say which findings a recommendation rests on, all of them at once."""
    require(may_work(by))
    wanted = {finding.id: belonging(recommendation.assessment, finding) for finding in findings}
    Ground.objects.filter(recommendation=recommendation).exclude(finding_id__in=wanted).delete()
    have = set(Ground.objects.filter(recommendation=recommendation).values_list("finding_id", flat=True))
    for finding_id in wanted.keys() - have:
        Ground(assessment_id=recommendation.assessment_id, recommendation=recommendation, finding_id=finding_id, by=by.user_id, at=at).save(
            force_insert=True
        )


def confirm_earlier(
    *,
    assessment: Assessment,
    asked: str,
    same: bool,
    by: Actor,
    at: datetime,
    recommendation: Recommendation | None = None,
    finding: Finding | None = None,
    note: str = "",
) -> Earlier:
    """A person's word that an earlier recommendation asked the same (or not); a later word replaces it."""
    require(may_work(by))
    if not any(one.id == asked for one in asked_before()):
        raise Refused(Decision.refuse(Reason("asked_unknown", N_("There is no earlier recommendation %(id)s."), {"id": asked})))
    belonging(assessment, finding)
    about = {"assessment_id": assessment.id, "recommendation": recommendation, "finding": finding, "asked": asked}
    Earlier.objects.filter(**about).delete()
    row = Earlier(**about, same=same, note=note.strip(), by=by.user_id, at=at)
    row.save(force_insert=True)
    return row

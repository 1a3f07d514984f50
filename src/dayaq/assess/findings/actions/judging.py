"""Judging cells and gathering evidence. Nothing is overwritten: a judgement follows a judgement, evidence is withdrawn with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from dayaq.assess.assessment.queries import Assessment, citation_faults
from dayaq.assess.findings.access import may_work
from dayaq.assess.findings.models import Evidence, Finding, Judgement
from dayaq.assess.findings.queries import live
from dayaq.assess.findings.queries.cells import last, pieces_of
from dayaq.assess.findings.rules.evidence import missing
from dayaq.assess.findings.rules.judging import LEVELS, State, may_stand
from dayaq.assess.framework.rules.loading import criteria
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.words import N_

Words = Mapping[str, str]


def judge(
    *,
    assessment: Assessment,
    criterion: str,
    level: str,
    state: str,
    number: int,
    by: Actor,
    at: datetime,
    improvement: bool = False,
    narrative: Words | None = None,
    reason: str = "",
) -> Judgement:
    """Judge a cell; ``number`` is that of the judgement one has seen (0: none). Stale when somebody judged it meanwhile."""
    require(may_work(by))
    require(known_cell(criterion, level))
    require(may_stand(State(state), pieces=pieces_of(assessment, criterion, level), reason=reason))
    seen = last(assessment, criterion, level)
    if (seen.number if seen else 0) != number:
        raise Stale
    row = Judgement(
        assessment_id=assessment.id, criterion=criterion, level=level, number=number + 1, state=state, improvement=improvement,
        narrative=written(narrative), reason=reason.strip(), by=by.user_id, at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Stale from error
    return row


def known_cell(criterion: str, level: str) -> Decision:
    """Whether the framework has such a cell."""
    if level in LEVELS and any(one.code == criterion for one in criteria()):
        return Decision.allow()
    return Decision.refuse(Reason("no_such_cell", N_("The framework has no cell %(cell)s."), {"cell": f"{criterion} {level}"}))


def add_evidence(
    *,
    assessment: Assessment,
    kind: str,
    facts: Mapping[str, Any],
    by: Actor,
    at: datetime,
    words: Words | None = None,
    criterion: str = "",
    level: str = "",
    finding: Finding | None = None,
    part: str = "",
) -> Evidence:
    """Add a piece of evidence to a cell or a finding; what it points at must exist in this assessment."""
    require(may_work(by))
    if finding is None:
        require(known_cell(criterion, level))
    said = written(words)
    if lacks := missing(kind, facts, said):
        raise Refused(Decision.refuse(*lacks.values()))
    require(exists(assessment, kind, facts))
    row = Evidence(
        assessment_id=assessment.id, criterion=criterion, level=level, finding=belonging(assessment, finding), part=part, kind=kind,
        facts=dict(facts), words=said, by=by.user_id, at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def belonging(assessment: Assessment, finding: Finding | None) -> Finding | None:
    """The finding, which must be of this assessment."""
    if finding is not None and finding.assessment_id != assessment.id:
        raise Refused(Decision.refuse(Reason("other_assessment", N_("This finding belongs to another assessment."))))
    return finding


def exists(assessment: Assessment, kind: str, facts: Mapping[str, Any]) -> Decision:
    """Whether the item, theme or source that a piece of evidence names is there."""
    if kind == "survey":
        return live.item_exists(assessment, str(facts["item"]), facts.get("choices") or ())
    if kind == "document":
        reasons = citation_faults(assessment, f"{facts['source']}, p. {facts['page']}")
        return Decision.refuse(*reasons) if reasons else Decision.allow()
    return Decision.allow()


def take_figure(
    *,
    assessment: Assessment,
    measure: str,
    period: str,
    by: Actor,
    at: datetime,
    today: date,
    dims: Mapping[str, str] | None = None,
    words: Words | None = None,
    criterion: str = "",
    level: str = "",
    finding: Finding | None = None,
    part: str = "",
) -> Evidence:
    """Take a figure of the register into evidence as it leaves the office today: protected, with its date and status.

    Refused where there is no register (type it with its source instead) and for a measure, period or group it does not know.
    """
    found = live.figure(assessment, measure, period, dims or {})
    if isinstance(found, Reason):
        raise Refused(Decision.refuse(found))
    facts = {"measure": measure, "period": period, "dims": dict(dims or {}), "taken_on": today.isoformat(), **found}
    return add_evidence(
        assessment=assessment, kind="figure", facts=facts, words=words, criterion=criterion, level=level, finding=finding, part=part,
        by=by, at=at,
    )  # fmt: skip


def withdraw(*, evidence: Evidence, reason: str, by: Actor, at: datetime) -> Evidence:
    """Withdraw a piece of evidence; it stays in the history with the reason."""
    require(may_work(by))
    if not reason.strip():
        raise Refused(Decision.refuse(Reason("withdrawn_why", N_("Write why it is withdrawn."))))
    if evidence.withdrawn_because:
        raise Stale
    evidence.withdrawn_because, evidence.withdrawn_by, evidence.withdrawn_at = reason.strip(), by.user_id, at
    evidence.save(update_fields=["withdrawn_because", "withdrawn_by", "withdrawn_at"])
    return evidence


def written(words: Words | None) -> dict[str, str]:
    """A language map without empty languages and with one kind of line end."""
    return {language: text.replace("\r\n", "\n").strip() for language, text in (words or {}).items() if text.strip()}

"""Letting words leave the team: only a paraphrase, only by a person's decision."""

from __future__ import annotations

from datetime import datetime

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.interviews import queries
from dayaq.assess.interviews.access import may_approve
from dayaq.assess.interviews.models import Paraphrase
from dayaq.assess.interviews.rules.identifying import Statement
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Refused, allowed, require
from dayaq.core.words import N_


def approve(
    *, assessment: Assessment, statement: Statement, by: Actor, at: datetime, code: str = "", despite: bool = False, because: str = ""
) -> Paraphrase:
    """Approve a paraphrase for findings and report. Warnings stop it until a person goes on and says why."""
    require(may_approve(queries.role(assessment, by)))
    require(allowed(bool(statement.text.strip()), "nothing_typed", N_("Write something first.")))
    warnings = queries.warnings(assessment, statement)
    if warnings and not (despite and because.strip()):
        raise Refused(Decision.refuse(*warnings))
    row = Paraphrase(
        assessment=assessment,
        text=statement.text.strip(),
        agency=statement.agency,
        attribution=statement.attribution,
        code=code,
        despite=[warning.code for warning in warnings],
        because=because.strip() if warnings else "",
        approved_on=at.date(),
        by=by.user_id,
    )
    row.save(force_insert=True)
    return row

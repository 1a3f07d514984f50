"""The practice round: an assessment that is going on, commissioned by the co-ordinator, with an open survey."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from dayaq.assess.assessment import actions
from dayaq.assess.assessment.models import Assessment
from dayaq.assess.assessment.queries import by_code
from dayaq.assess.findings import actions as findings
from dayaq.assess.survey import actions as survey
from dayaq.assess.survey.actions.inviting import Guest
from dayaq.assess.survey.actions.planning import Plan
from dayaq.assess.survey.queries import instrument_of
from dayaq.base.accounts.queries import organisation
from dayaq.site.demo.assess.invented import crowd
from dayaq.site.demo.assess.planned import Team
from dayaq.site.demo.assess.reading import read


def run(code: str, before: str, team: Team) -> None:
    """Open the round and bring it as far as it is; ``before``: the code of the earlier round."""
    told = read("running")
    row = opened(code, before, told, team)
    today = team.at.date()
    actions.engage(assessment=row, user=team.second.user_id, role="assessor", since=today, by=team.lead, at=team.at)
    for body in told["stakeholders"]:
        listed(row, body, team)
    asked(row, told, team)
    draft = findings.Draft(area=1, section="2.1", order=1, criteria=("1.3",), **told["finding"])
    made = findings.write(assessment=row, draft=draft, by=team.lead, at=team.at)
    facts = {"item": "3.1.5", "choices": []}
    findings.add_evidence(assessment=row, kind="survey", facts=facts, finding=made, by=team.lead, at=team.at)


def opened(code: str, before: str, told: Mapping[str, Any], team: Team) -> Assessment:
    """The assessment, commissioned by the national co-ordinator, after the rebuilt one."""
    commissioner, earlier, today = organisation("nc"), by_code(before), team.at.date()
    if commissioner is None:
        raise LookupError("the country pack of the demonstration has no body nc")
    plan = actions.Plan(
        code=code, title=told["title"], countries=("AZ",), commissioner=commissioner.id, purposes=tuple(told["purposes"]),
        methods=tuple(told["methods"]), starts=today - timedelta(days=told["begun"]), ends=today + timedelta(days=told["ends"]),
        earlier=earlier.id if earlier else None,
    )  # fmt: skip
    return actions.open_assessment(plan=plan, by=team.lead, at=team.at, instruments=read("plan")["instruments"])


def listed(row: Assessment, body: Mapping[str, Any], team: Team) -> None:
    """One invented body, and what it said when it was asked."""
    said = {name: value for name, value in body.items() if name != "state"}
    made = actions.list_stakeholder(assessment=row, new=actions.NewStakeholder(**said, country="AZ"), by=team.lead, at=team.at)
    actions.approach(stakeholder=made, purpose="interview", state=body["state"], by=team.lead, at=team.at)


def asked(row: Assessment, told: Mapping[str, Any], team: Team) -> None:
    """The open survey: people are invited, answers of others have come in; the last ones wait sealed."""
    today = team.at.date()
    plan = Plan(
        languages=["en", "az", "ru"], mode="both", opens=today - timedelta(days=told["opened"]),
        closes=today + timedelta(days=told["closes"]), contact=told["contact"], complaints=told["complaints"],
    )  # fmt: skip
    made = survey.prepare(assessment=row, plan=plan, by=team.lead, at=team.at)
    survey.open_survey(survey=made, by=team.lead, at=team.at)
    survey.invite_all(survey=made, guests=[Guest(**guest) for guest in told["guests"]], by=team.lead, at=team.at)
    given = crowd(instrument_of(row), told["respondents"], told["seed"], told["texts"])
    survey.deposit(assessment=row, answers=given, channel="paper", by=team.lead, at=team.at)

"""The plan of the rebuilt assessment: team, steps, circumstances, stakeholders, sources, treaties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dayaq.assess.assessment import actions
from dayaq.assess.assessment.models import Assessment
from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import organisation
from dayaq.site.demo.assess.reading import read

INTERVIEWED = date(2016, 1, 13)  # the first day of interviews in the three countries


@dataclass(frozen=True, slots=True)
class Team:
    """Who makes it: the lead, a second consultant who reviews, whoever may look on; and the moment."""

    lead: Actor
    second: Actor
    observer: Actor
    at: datetime


def plan(code: str, team: Team, title: Mapping[str, str] | None = None) -> Assessment:
    """Open the assessment with everything that is planned in it; ``title``: another one than the file's."""
    told = read("plan")
    row = opened(code, told["plan"]["title"] if title is None else title, told, team)
    engaged(row, team)
    for step in told["steps"]:
        actions.mark_step(assessment=row, by=team.lead, at=team.at, **step)
    for body in told["stakeholders"]:
        listed(row, body, team)
    for treaty in told["treaties"]:
        actions.note_treaty(assessment=row, said={"country": "AZ", "citation": "", **treaty}, by=team.lead, at=team.at)
    for document in read("sources"):
        registered(row, document, team)
    return row


def opened(code: str, title: Mapping[str, str], told: Mapping[str, Any], team: Team) -> Assessment:
    """The assessment itself, its circumstances and the record of the publication."""
    commissioner = organisation("iom")
    if commissioner is None:
        raise LookupError("the country pack of the demonstration has no body iom")
    values: dict[str, Any] = {**told["plan"], "code": code, "title": title, "commissioner": commissioner.id}
    tuples: dict[str, Any] = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    made = actions.Plan(**{**values, **tuples})
    row = actions.open_assessment(plan=made, by=team.lead, at=team.at, instruments=told["instruments"], rebuilt=True)
    actions.declare(assessment=row, circumstances=told["circumstances"], version=row.version, by=team.lead, at=team.at)
    printed = actions.Publication(**{**told["publication"], "languages": tuple(told["publication"]["languages"])})
    return actions.record_publication(assessment=row, publication=printed, version=row.version, by=team.lead, at=team.at)


def engaged(row: Assessment, team: Team) -> None:
    """The second consultant and the co-ordinator who looks on."""
    since = team.at.date()
    actions.engage(assessment=row, user=team.second.user_id, role="assessor", since=since, by=team.lead, at=team.at)
    actions.engage(assessment=row, user=team.observer.user_id, role="observer", since=since, by=team.lead, at=team.at)


def listed(row: Assessment, body: Mapping[str, Any], team: Team) -> None:
    """One body of the sampling list, and that it was interviewed."""
    new = actions.NewStakeholder(**body, place="capital", country="AZ", proposed_by="International Organization for Migration")
    made = actions.list_stakeholder(assessment=row, new=new, by=team.lead, at=team.at)
    actions.approach(stakeholder=made, purpose="interview", state="accepted", answered_on=INTERVIEWED, by=team.lead, at=team.at)


def registered(row: Assessment, document: Mapping[str, Any], team: Team) -> None:
    """One document under the code it has in the published bibliography; all of these were kept."""
    series, _, number = document["code"].partition(" ")
    countries = ("AZ",) if series == "Aze" else ()
    said = {name: value for name, value in document.items() if name != "code"}
    new = actions.NewSource(**said, countries=countries, language="en", reviewed=True, kept=True)
    actions.register_source(assessment=row, new=new, number=int(number), by=team.lead, at=team.at)

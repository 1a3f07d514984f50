"""An assessment with sources, the seven respondents of 2016, an interview and a team of two; invented people throughout."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from dayaq.assess.assessment import actions as planning
from dayaq.assess.assessment.models import Assessment, Member
from dayaq.assess.findings import actions
from dayaq.assess.findings.actions import Draft
from dayaq.assess.findings.models import Finding, Recommendation
from dayaq.assess.survey import actions as survey
from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from tests import cast
from tests.assess.results.people import seven

AT = datetime(2016, 3, 2, 9, tzinfo=UTC)
LATER = datetime(2016, 3, 3, 9, tzinfo=UTC)


def lead() -> Any:
    """Who leads and writes."""
    return cast.person("consultant").actor


def second() -> Any:
    """Another assessor of the same team, who reviews."""
    return cast.person("reviewer", "iom", "consultant").actor


def stranger() -> Any:
    """A consultant of another team: the outsider of these tests."""
    return cast.person("stranger", "iom", "consultant").actor


def coordinator() -> Any:
    """The commissioner's co-ordinator."""
    return cast.person("coordinator").actor


def assessment(code: str = "az-test", *, answers: bool = False) -> Assessment:
    """An assessment with a team of two and two documents; with the seven respondents when asked for."""
    by, other, _outsider, _commissioner = lead(), second(), stranger(), coordinator()
    plan = {"title": {"en": "Invented"}, "countries": ("AZ",), "commissioner": Organisation.objects.get(code="nc").id}
    with acting(by):
        row = planning.open_assessment(plan=planning.Plan(code=code, **plan), by=by, at=AT)
        Member.objects.create(assessment=row, user_id=other.user_id, role="assessor", since=date(2016, 1, 1))
        for number, title in ((6, "A law"), (30, "A report on trafficking")):
            new = planning.NewSource(title=title, countries=("AZ",), issued="2015", language="en", pages=60, reviewed=True, kept=True)
            planning.register_source(assessment=row, new=new, by=by, at=AT, number=number)
    if answers:
        survey.deposit(assessment=row, answers=seven(), channel="csv", by=by, at=AT)
    return row


def draft(**more: Any) -> Draft:
    said: dict[str, Any] = {"area": 5, "title": {"en": "Meetings"}, "text": {"en": "The committee rarely meets (Aze 30, p. 31)."}}
    return Draft(**(said | more))


def finding(one: Assessment, **more: Any) -> Finding:
    """A finding by the lead."""
    by = lead()
    with acting(by):
        return actions.write(assessment=one, draft=draft(**more), by=by, at=AT)


def recommendation(one: Assessment, *on: Finding, **more: Any) -> Recommendation:
    """A recommendation by the lead."""
    by = lead()
    said: dict[str, Any] = {
        "area": 5,
        "text": {"en": "Invite leading civil society organisations to every committee meeting."},
        "purpose": {"en": "to hear those who help"},
        "addressee": {"en": "State authorities"},
        "priority": "A",
    }
    with acting(by):
        return actions.recommend(assessment=one, **(said | more), findings=on, by=by, at=AT)


def browser(actor_name: str, *place: str) -> Client:
    """A signed-in browser."""
    client = Client()
    client.force_login(cast.person(actor_name, *place).user)
    return client

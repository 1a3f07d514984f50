"""A page with a list asks the database as often for three rows as for one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dayaq.assess.assessment import actions as planning
from dayaq.assess.assessment.models import Assessment
from dayaq.assess.findings import actions as findings
from dayaq.assess.results import actions as results
from dayaq.assess.survey import actions as survey
from dayaq.assess.survey.actions.planning import Plan
from dayaq.assess.survey.models import Survey
from dayaq.assess.validation import actions as validation
from dayaq.base.access.context import acting
from tests.assess.findings import world
from tests.assess.findings.world import AT
from tests.assess.interviews import world as interviews

pytestmark = pytest.mark.django_db
WORDS = {"en": "Invented words."}
LISTS = [
    *("assessment:list", "assessment:overview", "assessment:stakeholders", "assessment:sources", "assessment:treaties"),
    *("assessment:inquiries", "assessment:team", "survey:people", "survey:papers", "interviews:list", "interviews:documents"),
    *("interviews:themes", "findings:matrix", "findings:list", "findings:facts", "findings:recommendations", "findings:limitations"),
    *("validation:index", "results:ledger", "report:index"),
]


def bodies(one: Assessment, by: Any, n: int) -> None:
    """What is planned."""
    new = planning.NewStakeholder(institution=f"Court {n}", kind="state", place="capital", country="AZ")
    body = planning.list_stakeholder(assessment=one, new=new, by=by, at=AT)
    planning.approach(stakeholder=body, purpose="survey", state="invited", by=by, at=AT)
    planning.keep_contact(stakeholder=body, said={"name": f"Qzinvented {n}"}, by=by, at=AT)
    planning.register_source(assessment=one, new=planning.NewSource(title=f"Report {n}"), by=by, at=AT)
    said = {"short": f"P{n}", "title": "Protocol", "country": "AZ", "state": "ratified", "year": 2003, "citation": ""}
    planning.note_treaty(assessment=one, said=said, by=by, at=AT)
    planning.note_inquiry(assessment=one, new=planning.NewInquiry(institution=f"Court {n}", sent=AT.date()), by=by, at=AT)


def judged(one: Assessment, by: Any, n: int) -> None:
    """What is found and validated."""
    made = world.finding(one, title={"en": f"Finding {n}"})
    world.recommendation(one, made, text={"en": f"Recommendation {n}."})
    with acting(by):
        findings.reply(finding=made, institution="Court", stage="draft", stance="disputes", text=WORDS, on=AT.date(), by=by, at=AT)
        findings.declare_conflict(assessment=one, institution=f"Court {n}", text=WORDS, finding=made, by=by, at=AT)
        held = validation.convene(assessment=one, on=date(2016, 6, 1) + timedelta(days=n), place="Hall", by=by, at=AT)
        validation.attend(workshop=held, institution="Court", kind="state", persons=2, by=by, at=AT)
        validation.form_group(workshop=held, name="Police", by=by, at=AT)
        results.record_printed(assessment=one, title=f"Report {n}", lines=[({}, 7)], by=by, at=AT)


def asked(one: Assessment, by: Any) -> Survey:
    """Its survey, open."""
    made = survey.prepare(assessment=one, plan=Plan(languages=["en"], contact="a@example.invalid"), by=by, at=AT)
    survey.open_survey(survey=made, by=by, at=AT)
    return made


def row(one: Assessment, n: int) -> None:
    """One more row on every list."""
    by = world.lead()
    with acting(by):
        bodies(one, by, n)
        open_one = Survey.objects.filter(assessment=one).first() or asked(one, by)
        survey.invite(survey=open_one, guest=survey.Guest(who=f"Guest {n}"), by=by, at=AT)
    judged(one, by, n)
    interviews.document(one)


def questions(page: Client, url: str) -> int:
    """How often the database is asked for a page."""
    page.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert page.get(url).status_code == 200
    return len(seen)


def test_lists_do_not_ask_once_a_row() -> None:
    one = world.assessment()
    page = world.browser("consultant")
    row(one, 0)
    urls = {name: reverse(name, args=[] if name == "assessment:list" else [one.code]) for name in LISTS}
    first = {name: questions(page, url) for name, url in urls.items()}
    row(one, 1)
    row(one, 2)
    assert {name: questions(page, url) for name, url in urls.items()} == first

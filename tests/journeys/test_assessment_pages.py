"""The plan, stakeholders, sources and the workshop as they look, wide and narrow; a group votes on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from dayaq.assess.assessment import actions
from dayaq.assess.findings import actions as findings
from dayaq.assess.validation import actions as validation
from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from tests import cast
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey
AT = datetime(2016, 1, 13, 9, tzinfo=UTC)
BODIES = [
    ("Office of the Prosecutor", "state", "capital"),
    ("Ministry of Labour and Social Protection of the Population", "state", "capital"),
    ("Clean lives association", "ngo", "capital"),
    ("Shelter of the western region", "ngo", "region"),
]


def filled() -> tuple[cast.Person, dict[str, str], str]:
    """An assessment with something on every page: who leads it, the addresses, the token of a group."""
    lead = cast.person("consultant")
    said = {"by": lead.actor, "at": AT}
    plan = actions.Plan(
        code="az-2016",
        title={"en": "Needs assessment: counter-trafficking response in Azerbaijan"},
        countries=("AZ",),
        commissioner=Organisation.objects.get(code="nc").id,
        purposes=("views", "situation", "recommend"),
        methods=("desk_review", "interviews", "survey", "workshop"),
        starts=date(2016, 1, 13),
        ends=date(2016, 8, 31),
    )
    with acting(lead.actor):
        row = actions.open_assessment(plan=plan, **said)
        for institution, kind, place in BODIES:
            new = actions.NewStakeholder(institution=institution, kind=kind, place=place, country="AZ", proposed_by="IOM focal point")
            body = actions.list_stakeholder(assessment=row, new=new, **said)
        for purpose, state in (("interview", "accepted"), ("survey", "invited")):
            actions.approach(stakeholder=body, purpose=purpose, state=state, invited_on=date(2016, 1, 4), **said)
        actions.keep_contact(stakeholder=body, said={"name": "Invented Person", "dual_role": "sits on the board of a donor"}, **said)
        for n, countries in enumerate([(), ("AZ",), ("AZ",), ("AZ", "GE")], 1):
            new = actions.NewSource(title=f"Invented report number {n} about the response", countries=countries, language="en", pages=80)
            source = actions.register_source(assessment=row, new=new, **said)
        treaty = {"short": "CRC", "title": "Convention on the Rights of the Child", "country": "AZ", "state": "acceded", "year": 1992}
        actions.note_treaty(assessment=row, said={**treaty, "citation": f"{source.code}, p. 2"}, **said)
        new = actions.NewInquiry(institution="Unit against trafficking", sent=date(2012, 5, 1), no_meeting=True)
        actions.note_inquiry(assessment=row, new=new, **said)
        text, to = {"en": "Train prosecutors and judges together."}, {"en": "State authorities"}
        findings.recommend(assessment=row, area=3, text=text, addressee=to, code="R1", **said)
        held = validation.convene(assessment=row, on=date(2016, 6, 1), place="Baku", **said)
        police, others = (validation.form_group(workshop=held, name=name, **said) for name in ("Police and prosecutors", "Organisations"))
        validation.enter_ballot(group=police, chosen=["J", "E", "L"], **said)
        validation.attend(workshop=held, institution="Office of the Prosecutor", kind="state", persons=3, **said)
        position = {"institution": "Supreme Court", "verdict": "change", "text": "Lawyers too", "language": "en"}
        validation.give_feedback(workshop=held, code="R1", **position, **said)
        token = validation.open_door(group=others, **said)
    one = ["az-2016"]
    pages = {name: reverse(f"assessment:{name}", args=one) for name in PAGES} | {
        "list": reverse("assessment:list"),
        "stakeholder": reverse("assessment:stakeholder", args=[*one, body.code]),
        "workshops": reverse("validation:index", args=one),
        "workshop": reverse("validation:workshop", args=[*one, held.id]),
        "ballot": reverse("validation:ballot", args=[*one, held.id, others.id]),
        "tally": reverse("validation:tally", args=[*one, held.id]),
        "feedback": reverse("validation:feedback", args=[*one, held.id, "R1"]),
        "settle": reverse("validation:settle", args=[*one, held.id, "R1"]),
    }
    return lead, pages, token


PAGES = [
    "overview",
    "plan",
    "tool",
    "circumstances",
    "publication",
    "team",
    "stakeholders",
    "add_stakeholder",
    "import_stakeholders",
    "sources",
    "add_source",
    "check",
    "treaties",
    "add_treaty",
    "inquiries",
    "add_inquiry",
]


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_pages_are_readable(visit: Callable[..., Any], narrow: bool) -> None:
    lead, pages, token = filled()
    page = visit(lead, narrow=narrow)
    for name, address in pages.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        check(page, f"assess-{name}-{'narrow' if narrow else 'wide'}")
    telephone = visit(None, narrow=narrow)
    telephone.goto(reverse("vote", args=[token]))
    check(telephone, f"assess-vote-{'narrow' if narrow else 'wide'}")
    for n, letter in enumerate("JEM", 1):
        telephone.get_by_label(f"Choice {n}").select_option(letter)
    telephone.get_by_role("button", name="Send").click()
    telephone.get_by_text("The choices of your group are counted").wait_for()
    check(telephone)
    page.goto(pages["workshop"])
    assert page.get_by_text("2 groups with 3 choices each: 6 votes.").count() == 1

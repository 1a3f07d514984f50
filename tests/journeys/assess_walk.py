"""The demonstration's assessments with a row of everything, and every page that is reached by following links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit
from uuid import UUID

from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone

from dayaq.assess.assessment import actions as planning
from dayaq.assess.assessment.models import Assessment, Stakeholder
from dayaq.assess.findings import actions as findings
from dayaq.assess.findings.models import Finding
from dayaq.assess.findings.rules.facts import Stated
from dayaq.assess.framework import actions as framework
from dayaq.assess.framework import queries as instruments
from dayaq.assess.interviews import actions as interviews
from dayaq.assess.interviews.rules.interview import Participants
from dayaq.assess.report import actions as report
from dayaq.assess.results import actions as results
from dayaq.assess.survey import actions as survey
from dayaq.assess.validation import actions as validation
from dayaq.base.access.checks import addresses
from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.base.accounts.models import User
from dayaq.base.accounts.queries import service
from dayaq.site.demo import assess
from dayaq.site.demo import company as cast
from tests.cast import Person

NOBODY = UUID(int=0)
AREAS = {"assessment", "findings", "framework", "interviews", "report", "results", "survey", "validation"}
KINDS = {"kind", "language", "section"}  # words of an address that make another page, not another row
CODED = {"assessment:step", "findings:limit"}  # here the code is such a word
LINK = re.compile(r'<a[^>]* href="(/assess/[^"#]*)')
STARTS = ("/assess/az-2016/results/printed/", "/assess/practice/", "/assess/az-2016/", "/assess/", "/assess/instruments/")


@dataclass(frozen=True)
class Page:
    """One kind of page, and the address it was found at first."""

    name: str
    words: tuple[str, ...]
    url: str


def demo() -> dict[str, Person]:
    """Consultant, co-ordinator and outsider of the demonstration, its assessments, and what these lack for every page to be there."""
    cast.make_people()
    actors = cast.company()
    assess.load_assessments(actors, timezone.now())
    with acting(actors["ulker"]):
        orders = everything(Assessment.objects.get(code=assess.RUNNING), actors["ulker"])
        results.let_out(
            assessment=Assessment.objects.get(code=assess.CLEAN), title="Invented report", by=actors["ulker"], at=timezone.now()
        )
    assert report.carry_out(order=orders[0], by=service("desk"))
    return {name: Person(User.objects.get(email=f"{name}@demo.invalid"), actors[name]) for name in ("ulker", "nigar", "leyla")}


def everything(one: Assessment, by: Actor) -> list[UUID]:
    """A row of each kind that the round has not yet; the reports that were asked for, of which one goes on waiting."""
    said, today = {"by": by, "at": timezone.now()}, timezone.localdate()
    planning.keep_contact(stakeholder=Stakeholder.objects.filter(assessment=one)[0], said={"name": "Invented Person"}, **said)
    source = planning.register_source(
        assessment=one, new=planning.NewSource(title="Invented law", countries=("AZ",), reviewed=True, kept=True), **said
    )
    treaty = {"short": "CRC", "title": "Convention on the Rights of the Child", "country": "AZ", "state": "acceded", "year": 1992}
    planning.note_treaty(assessment=one, said={**treaty, "citation": f"{source.code}, p. 2"}, **said)
    planning.note_inquiry(assessment=one, new=planning.NewInquiry(institution="Invented unit", sent=today), **said)
    judged(one, by, today)
    spoken(one, by, today)
    held = validation.convene(assessment=one, on=today, place="Baku", **said)
    validation.open_door(group=validation.form_group(workshop=held, name="Invented group", **said), **said)
    validation.enter_ballot(group=validation.form_group(workshop=held, name="Another group", **said), chosen=["J", "E", "L"], **said)
    survey.register(assessment=one, **said)
    report.write(assessment=one, words=report.Words("2.1", "az", "text", {"text": "İlk cümlə."}), **said)
    draft = framework.open_draft(instrument=instruments.instrument("ct-nat-survey@1"), base="ct-nat-survey@1", **said)
    framework.add_language(draft=draft, version=1, language="ka", **said)
    return [report.ask(assessment=one, language=language, draft=True, as_of=today, **said).id for language in ("az", "ru")]


def judged(one: Assessment, by: Actor, today: date) -> None:
    """A reply that waits for an answer, a recommendation, a judged cell with its evidence."""
    said = {"by": by, "at": timezone.now()}
    finding = Finding.objects.filter(assessment=one)[0]
    findings.reply(
        finding=finding, institution="Invented unit", stage="validation", stance="disputes", text={"en": "No."}, on=today, **said
    )
    lonely = findings.Draft(area=2, title={"en": "Nothing is asked"}, text={"en": "It works."})
    findings.write(assessment=one, draft=lonely, **said)
    stated = Stated("investigations", "2014", Decimal(32), "Aze 1", "2", "Invented law", about={"en": "Investigations"})
    findings.state_fact(assessment=one, fact=stated, **said)
    wanted = {"text": {"en": "Invite organisations."}, "addressee": {"en": "State authorities"}}
    findings.recommend(assessment=one, area=1, priority="A", findings=[finding], **wanted, **said)
    seen = {"who": "an assessor", "where": "in Baku", "on": today.isoformat()}
    findings.add_evidence(assessment=one, kind="observation", facts=seen, words={"en": "Seen."}, criterion="1.1", level="FL1", **said)
    findings.judge(assessment=one, criterion="1.1", level="FL1", state="met", number=0, narrative={"en": "Written in the law."}, **said)


def spoken(one: Assessment, by: Actor, today: date) -> None:
    """An interview that goes on, and one whose notes are coded."""
    said, people = {"by": by, "at": timezone.now()}, Participants(women=2, men=1, active=1)
    sheet = interviews.Sheet(
        kind="meeting", held_on=today, agency="state", institution="Invented body", participants=people, sections=("2", "3")
    )
    interviews.code_book(assessment=one, **said)
    for closed in (True, False):
        row = interviews.open_interview(assessment=one, sheet=sheet, **said)
        interviews.consent(interview=row, how="read", language="az", notes_agreed=True, **said)
        interviews.write(interview=row, notes={"3.2": interviews.Typed("The police decide alone.", version=0)}, **said)
        if closed:
            interviews.assign(document=interviews.close(interview=row, version=row.version, **said), coder=by.user_id, **said)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def kind_of(url: str) -> tuple[str, tuple[str, ...]] | None:
    """What makes a page another page: the view and the words of its address; None for an address that is none."""
    try:
        match = resolve(urlsplit(url).path)
    except Resolver404:
        return None
    wanted = KINDS | ({"code"} if match.view_name in CODED else set())
    return match.view_name, tuple(str(value) for name, value in match.kwargs.items() if name in wanted)


def reached(client: Client, *starts: str) -> Iterator[Page]:
    """Every kind of page of the starts and of what they link to, once; a link that leads nowhere is a fault."""
    waiting, seen = list(starts or STARTS), set()
    while waiting:
        url = waiting.pop(0)
        kind = kind_of(url)
        assert kind, f"no such address: {url}"
        if kind in seen:
            continue
        seen.add(kind)
        answer = client.get(url)
        assert answer.status_code in {200, 302}, f"{answer.status_code} at {url}"
        if answer.status_code == 200 and "attachment" not in answer.headers.get("Content-Disposition", "") and b"<html" in answer.content:
            yield Page(*kind, url)
            waiting += [found.replace("&amp;", "&") for found in LINK.findall(answer.content.decode())]


def pages_of_the_part(client: Client) -> set[str]:
    """The names of all views of the part that are asked with GET; who asks may do everything."""
    found = set()
    for path, name, _view in addresses():
        if name.partition(":")[0] in AREAS:
            answer = client.get(re.sub(r"<uuid:\w+>", str(NOBODY), re.sub(r"<int:\w+>", "1", re.sub(r"<(slug|str):\w+>", "x", path))))
            found |= {name} if answer.status_code != 405 else set()
    return found

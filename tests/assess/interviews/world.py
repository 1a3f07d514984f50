"""An assessment with interviews of invented people, and two coders."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from dayaq.assess.assessment import actions as planning
from dayaq.assess.assessment.models import Assessment, Member
from dayaq.assess.interviews import actions, queries
from dayaq.assess.interviews.actions import Sheet, Typed
from dayaq.assess.interviews.models import Document, Interview
from dayaq.assess.interviews.rules.coding import Span
from dayaq.assess.interviews.rules.interview import Participants
from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from tests import cast

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
CAST = {"coordinator", "consultant", "analyst"}
SAID = {
    "3.2": "The police decide alone. Shelters are told late. Nobody appeals.",
    "3.3": "There is a checklist. Inspectors do not have it.",
    "8.1": "Money is short. Staff change often.",
}


def consultant() -> Any:
    return cast.person("consultant").actor


def second() -> Any:
    """Another coder of the same team."""
    return cast.person("coder", "iom", "consultant").actor


def stranger() -> Any:
    """A consultant of another team: the outsider of these tests."""
    return cast.person("stranger", "iom", "consultant").actor


def coordinator() -> Any:
    return cast.person("coordinator").actor


def assessment(code: str = "az-test", *, coder: bool = False) -> Assessment:
    """An assessment the consultant leads; with a second person who codes."""
    by, other, _outsider = consultant(), second(), stranger()  # people are made before anybody acts
    plan = {"title": {"en": "Invented"}, "countries": ("AZ",), "commissioner": Organisation.objects.get(code="nc").id}
    with acting(by):
        row = planning.open_assessment(plan=planning.Plan(code=code, **plan), by=by, at=AT)
        if coder:
            Member.objects.create(assessment=row, user_id=other.user_id, role="coder", since=date(2026, 1, 1))
    return row


def sheet(**more: Any) -> Sheet:
    said: dict[str, Any] = {
        "kind": "meeting",
        "held_on": date(2026, 3, 2),
        "agency": "state",
        "institution": "Invented ministry",
        "participants": Participants(women=2, men=1, active=1),
        "sections": ("2", "3"),
    }
    return Sheet(**(said | more))


def held(one: Assessment, **more: Any) -> Interview:
    """An interview whose consent is recorded."""
    by = consultant()
    with acting(by):
        row = actions.open_interview(assessment=one, sheet=sheet(**more), by=by, at=AT)
        actions.consent(interview=row, how="read", language="az", notes_agreed=True, by=by, at=AT)
    return row


def noted(one: Assessment, said: dict[str, str] = SAID, **more: Any) -> Interview:
    """An interview with notes."""
    row, by = held(one, **more), consultant()
    with acting(by):
        actions.write(interview=row, notes={code: Typed(text) for code, text in said.items()}, by=by, at=AT)
    return row


def document(one: Assessment, said: dict[str, str] = SAID, **more: Any) -> Document:
    """Closed notes and a code book."""
    row, by = noted(one, said, **more), consultant()
    with acting(by):
        actions.code_book(assessment=one, by=by, at=AT)
        return actions.close(interview=row, version=row.version, by=by, at=AT)


def span(about: Document, words: str) -> Span:
    """Where some words stand."""
    start = about.text.index(words)
    return Span(start, start + len(words))


def coded(about: Document, by: Any, *marks: tuple[str, str], finish: bool = True) -> None:
    """One coder's work: (criterion code, words) pairs."""
    with acting(by):
        actions.assign(document=about, coder=by.user_id, by=by, at=AT)
        codes = {theme.code: theme for theme in queries.book(about.assessment) if theme.code}
        for code, words in marks:
            actions.code(document=about, theme=codes[code], span=span(about, words), by=by, at=AT)
        if finish:
            actions.finish(document=about, by=by, at=AT)

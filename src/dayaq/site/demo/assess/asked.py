"""What was asked in the rebuilt assessment: the survey and the interviews, with their coding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from dayaq.assess.assessment.models import Assessment
from dayaq.assess.interviews import actions as interviews
from dayaq.assess.interviews.models import Document, Interview, Theme
from dayaq.assess.interviews.rules.coding import Span
from dayaq.assess.interviews.rules.interview import Participants
from dayaq.assess.survey import actions as survey
from dayaq.assess.survey.actions.planning import Plan
from dayaq.assess.survey.rules.urn import Answered
from dayaq.site.demo.assess.planned import Team
from dayaq.site.demo.assess.reading import read, respondents


def answer(row: Assessment, team: Team) -> None:
    """Put the answers of the invented respondents into the urn; as a file's they are opened at once."""
    told = read("survey")
    plan = Plan(languages=["en", "az", "ru"], mode="files", closes=told["closes"])
    survey.prepare(assessment=row, plan=plan, by=team.lead, at=team.at)
    given = [Answered(told["language"], "", answers) for answers in respondents()]
    survey.deposit(assessment=row, answers=given, channel="deposit", by=team.lead, at=team.at)


def interview(row: Assessment, team: Team) -> None:
    """Hold the fourteen interviews, write and code their notes."""
    told = read("interviews")
    interviews.code_book(assessment=row, by=team.lead, at=team.at)
    themes = {theme["key"]: themed(row, theme, team) for theme in told["themes"]}
    for header in told["interviews"]:
        met = held(row, header, team)
        code(noted(met, header["notes"], team), header["notes"], themes, team)


def themed(row: Assessment, theme: Mapping[str, Any], team: Team) -> Theme:
    """A free theme of the code book under a fixed identity, so that a finding can name it."""
    return interviews.add_theme(
        assessment=row, label=theme["label"], questions=theme["questions"], guid=UUID(theme["guid"]), by=team.lead, at=team.at
    )


def held(row: Assessment, header: Mapping[str, Any], team: Team) -> Interview:
    """One interview with its participants and their consent."""
    people = Participants(women=header["women"], men=header["men"], active=header["active"])
    sheet = interviews.Sheet(
        kind="meeting", held_on=header["day"], agency=header["agency"], institution=header["who"], participants=people,
        minutes=60, language="en", staff_present=True, interpreter=header["agency"] == "state",
        dual_role=header.get("dual_role", False), sections=tuple(header["sections"]),
    )  # fmt: skip
    met = interviews.open_interview(assessment=row, sheet=sheet, by=team.lead, at=team.at)
    interviews.consent(interview=met, how="read", language="en", notes_agreed=True, by=team.lead, at=team.at)
    return met


def noted(met: Interview, notes: Mapping[str, Any], team: Team) -> Document:
    """The notes, closed: one text to code."""
    typed = {question: interviews.Typed(text=note["text"], asked=True) for question, note in notes.items()}
    interviews.write(interview=met, notes=typed, by=team.lead, at=team.at)
    met.refresh_from_db()
    return interviews.close(interview=met, version=met.version, by=team.lead, at=team.at)


def code(text: Document, notes: Mapping[str, Any], themes: Mapping[str, Theme], team: Team) -> None:
    """One coder gives each note its themes; the coding is agreed at once."""
    interviews.assign(document=text, coder=team.lead.user_id, by=team.lead, at=team.at)
    keep = set()
    for question, start, end in text.parts:
        for theme in notes[question]["themes"]:
            made = interviews.code(document=text, theme=themes[theme], span=Span(start, end), by=team.lead, at=team.at)
            keep.add((made.theme_id, Span(made.start, made.end)))
    interviews.finish(document=text, by=team.lead, at=team.at)
    interviews.agree(document=text, keep=keep, by=team.lead, at=team.at)

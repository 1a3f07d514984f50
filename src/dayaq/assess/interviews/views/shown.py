"""How interviews are shown: a line of the list, the header, what is to be done, the information note."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dayaq.assess.framework.rules import said
from dayaq.assess.interviews import queries
from dayaq.assess.interviews.forms import (
    AGENCIES,
    ATTRIBUTION,
    KINDS,
    language,
)
from dayaq.assess.interviews.models import Interview
from dayaq.base.access.gate import Request
from dayaq.base.accounts.queries import organisation
from dayaq.ui.templatetags.dayaq import date_words

WORDS = {"agency": dict(AGENCIES), "kind": dict(KINDS), "attribution": dict(ATTRIBUTION)}


def line(row: Interview, assessment: str) -> dict[str, Any]:
    """One interview as a line of the list."""
    state = state_of(row)
    cells = [
        row.code,
        {"label": date_words(row.held_on)},
        {"text": row.institution},
        str(WORDS["agency"][row.agency]),
        present(row),
        state,
    ]
    return {"url": reverse("interviews:one", args=[assessment, row.code]), "cells": cells}


def present(row: Interview) -> dict[str, str]:
    """Persons present and how many of them spoke."""
    if row.active is None:
        return {"label": str(people(row))}
    return {"label": _("%(all)s, of whom %(active)s spoke") % {"all": people(row), "active": row.active}}


def people(row: Interview) -> int:
    """Persons present."""
    return row.women + row.men + row.unsaid


def state_of(row: Interview) -> dict[str, Any]:
    """How far an interview is, in a word."""
    if row.withdrawn_at:
        return {"label": _("withdrawn"), "kind": "plum"}
    if row.closed_at:
        return {"label": _("notes closed"), "kind": "leaf"}
    if row.notes_agreed is None:
        return {"label": _("consent not recorded"), "kind": "amber"}
    return {"label": _("notes open"), "kind": "neutral"} if row.notes_agreed else {"label": _("without notes"), "kind": "plum"}


def agency_rows(facts: Any) -> list[dict[str, Any]]:
    """Interviews by kind of agency, as rows of a table."""
    return [{"cells": [str(WORDS["agency"][code]), n]} for code, n in facts.by_agency.items()]


def header_items(row: Interview) -> list[dict[str, Any]]:
    """The header as a list of facts."""
    yes, no = _("yes"), _("no")
    items = [
        (_("Kind of interview"), WORDS["kind"][row.kind]),
        (_("Day"), date_words(row.held_on)),
        (_("Interviewer"), queries.people({row.by}).get(row.by, "")),
        (_("Institution"), row.institution),
        (_("Kind of agency"), WORDS["agency"][row.agency]),
        (
            _("Persons"),
            _("%(all)s: %(women)s women, %(men)s men, %(unsaid)s not said")
            % {"all": people(row), "women": row.women, "men": row.men, "unsaid": row.unsaid},
        ),
        (_("Spoke"), row.active if row.active is not None else _("not recorded")),
        (_("Minutes"), row.minutes or _("not recorded")),
        (_("Staff of the commissioner were present"), yes if row.staff_present else no),
        (_("With an interpreter"), yes if row.interpreter else no),
        (_("Conflict of interest"), _("second role recorded") if row.dual_role else no),
        (_("What was agreed about naming"), WORDS["attribution"][row.attribution]),
        (_("Guide"), row.guide),
    ]
    return [{"label": label, "value": value} for label, value in items]


def tasks(row: Interview, assessment: str) -> list[dict[str, Any]]:
    """Consent first, then the sections with how much is noted."""
    kept = queries.notes_of(row)
    consent_chip = {"label": _("recorded"), "kind": "leaf"} if row.notes_agreed is not None else {"label": _("first"), "kind": "amber"}
    found = [
        {
            "label": _("Information note and consent"),
            "url": reverse("interviews:consent", args=[assessment, row.code]),
            "chip": consent_chip,
        }
    ]
    for section in queries.sections(row):
        asked = sum(question.code in kept and kept[question.code].asked for question in section.questions)
        words = _("%(asked)s of %(all)s asked") % {"asked": asked, "all": len(section.questions)}
        chip = {"label": words, "kind": "leaf" if asked == len(section.questions) else "neutral"}
        url = reverse("interviews:notes", args=[assessment, row.code, section.code]) if row.notes_agreed else ""
        found.append({"label": f"{section.code} {said(section.title, language())}", "url": url, "chip": chip})
    return found


def information(request: Request, row: Interview) -> dict[str, Any]:
    """The information note in the language asked for, paragraph by paragraph, and the languages there are."""
    guide = queries.current_guide()
    asked = request.GET.get("note", language())
    code = asked if asked in guide.languages else "en"
    body, commissioner = organisation(request.actor.organisation), row.assessment.commissioner
    values = {
        "organisation": said(body.name, code) if body else "",
        "contact": request.user.email if request.user.is_authenticated else "",
        "complaints": said(commissioner.name, code),
    }
    paragraphs = [fill(said(words, code), values) for words in guide.notes.values()]
    return {"paragraphs": paragraphs, "language": code, "languages": guide.languages}


def fill(words: str, values: dict[str, Any]) -> str:
    """A paragraph with its parameters; one we do not know stays visible."""
    for name, value in values.items():
        words = words.replace(f"%({name})s", str(value))
    return words

"""Taking in what was coded elsewhere: a code book, or a project with codings of our texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.interviews.actions import coding
from dayaq.assess.interviews.models import Coding, Document, Theme
from dayaq.assess.interviews.rules.refi import Code, Project, Source, User
from dayaq.base.access.rules import Actor
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_


@dataclass(slots=True)
class Taken:
    """What came in: themes and codings new, codings we had, texts that are not ours, texts whose coding is finished."""

    themes: int = 0
    codings: int = 0
    known: int = 0
    foreign: int = 0
    closed: int = 0


@transaction.atomic
def take_code_book(*, assessment: Assessment, codes: tuple[Code, ...], by: Actor, at: datetime) -> Taken:
    """Add the codes we do not have yet as free themes, in their tree; criteria are known by their identity."""
    coding.code_book(assessment=assessment, by=by, at=at)
    taken = Taken()
    grow(assessment, codes, None, by, at, taken)
    return taken


def grow(assessment: Assessment, codes: tuple[Code, ...], parent: Theme | None, by: Actor, at: datetime, taken: Taken) -> None:
    """Codes beneath one heading. A theme of the same name at the same place is the same theme."""
    language = (get_language() or "en").partition("-")[0]
    for code in codes:
        beneath = list(Theme.objects.filter(assessment=assessment, parent=parent))
        row = Theme.objects.filter(assessment=assessment, guid=code.guid).first()
        row = row or next((one for one in beneath if code.name in one.label.values()), None)
        if row is None:
            row = coding.add_theme(
                assessment=assessment,
                label={language: code.name[:200]},
                parent=parent,
                description=code.description,
                guid=code.guid,
                by=by,
                at=at,
            )
            taken.themes += 1
        grow(assessment, code.children, row, by, at, taken)


@transaction.atomic
def take_project(*, assessment: Assessment, project: Project, by: Actor, at: datetime, user: UUID | None = None) -> Taken:
    """Take one coder's codings of our own texts as the acting person's; texts that are not ours are counted and left.

    ``user`` names whose of several coders in the file; without it the file may hold one coder only, so that nobody's
    work is taken for somebody else's.
    """
    users = coders(project)
    require(
        allowed(user is not None or len(users) <= 1, "which_coder", N_("Several people coded in this file: say whose codings to take."))
    )
    taken = take_code_book(assessment=assessment, codes=project.codes, by=by, at=at)
    themes = {row.guid: row for row in Theme.objects.filter(assessment=assessment)}
    by_name = names(project.codes)
    for source in project.sources:
        document = ours(assessment, source)
        if document is None:
            taken.foreign += 1
            continue
        mine = coding.assign(document=document, coder=by.user_id, by=by, at=at) if document.agreed_at is None else None
        if mine is None or mine.finished_at is not None:
            taken.closed += 1
            continue
        for mark in source.marks:
            theme = themes.get(mark.code) or next((t for t in themes.values() if by_name.get(mark.code, "") in t.label.values()), None)
            if theme is None or not theme.codable or (user is not None and mark.user != user):
                continue
            before = Coding.objects.filter(document=document, by=by.user_id, layer="own").count()
            coding.code(document=document, theme=theme, span=mark.span, by=by, at=at)
            new = Coding.objects.filter(document=document, by=by.user_id, layer="own").count() - before
            taken.codings, taken.known = taken.codings + new, taken.known + 1 - new
    return taken


def coders(project: Project) -> tuple[User, ...]:
    """Those who coded something in the project."""
    busy = {mark.user for source in project.sources for mark in source.marks}
    return tuple(user for user in project.users if user.guid in busy)


def names(codes: tuple[Code, ...]) -> dict[UUID, str]:
    """The name of every code of the file."""
    found: dict[UUID, str] = {}
    for code in codes:
        found |= {code.guid: code.name, **names(code.children)}
    return found


def ours(assessment: Assessment, source: Source) -> Document | None:
    """The document a source is: by identity and words, or by its words alone."""
    rows = Document.objects.select_related("assessment").filter(assessment=assessment, text=source.text)
    return rows.filter(id=source.guid).first() or rows.first()

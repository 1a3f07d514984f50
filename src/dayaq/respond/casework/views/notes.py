"""Notes and kept files of a case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.base.documents import actions as documents
from dayaq.base.documents.queries import file as kept_file
from dayaq.core.decision import Refused
from dayaq.respond.casefile import actions as casefile_actions
from dayaq.respond.casefile.queries import Case, opened, pack_of, writes_of
from dayaq.respond.casework import actions, queries
from dayaq.respond.casework.forms import Chosen, Plain, error_fields, file_fields, note_fields, version_fields
from dayaq.respond.casework.rules.notes import open_kinds
from dayaq.respond.casework.views.page import asked, place, writable
from dayaq.ui.templatetags.dayaq import say

EITHER = ["GET", "HEAD", "POST"]
PARTS = ~Group.G10


@require_http_methods(EITHER)
@gate("case.read")
def notes(request: Request, code: str) -> HttpResponse:
    """Notes the reader may see, and a new one in the part it belongs to."""
    case = opened(request, code)
    kinds = open_kinds(writes_of(case.id), privileged=queries.keeps_own(request.actor)) if request.actor.may("case.write") else ()
    if request.method == "POST" and not kinds:
        raise Http404
    form = Chosen(request.POST or None, pack=pack_of(case), fields=note_fields(pack_of(case), kinds))

    def act() -> None:
        given = {name: form.cleaned_data[name] for name in ("kind", "text", "language")}
        actions.add_note(case=case, by=request.actor, at=form.at, **given)

    return asked(
        request, case, form, act, back=place("notes", code), title=_("Notes"), button=_("Keep the note"), done=_("The note is kept."),
        template="casework/notes.html", notes=queries.notes_of(case), may_add=bool(kinds),
    )  # fmt: skip


@require_POST
@gate("case.write")
def contact(request: Request, code: str) -> HttpResponse:
    """Note a contact with one press."""
    case = opened(request, code)
    writable(case)
    try:
        actions.note_contact(case=case, contact=request.POST.get("contact", ""), by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
    return redirect(place("work", code))


@require_http_methods(EITHER)
@gate("case.read")
def files(request: Request, code: str) -> HttpResponse:
    """Kept files the reader may see, and one more."""
    case = opened(request, code)
    writes = writes_of(case.id) & PARTS if request.actor.may("case.write") else Group(0)
    writes |= Group.G9 if writes and queries.keeps_own(request.actor) else Group(0)
    if request.method == "POST" and not writes:
        raise Http404
    form = Chosen(request.POST or None, request.FILES or None, pack=pack_of(case), fields=file_fields(pack_of(case), writes))

    def act() -> None:
        keep(request, case, form, Group[form.cleaned_data["group"]], form.cleaned_data["kind"], form.cleaned_data["title"])

    return asked(
        request, case, form, act, back=place("files", code), title=_("Files"), button=_("Keep the file"), done=_("The file is kept."),
        template="casework/files.html", rows=queries.document_rows(case), may_add=bool(writes), actor=request.actor,
    )  # fmt: skip


def keep(request: Request, case: Case, form: Chosen, group: Group, kind: str, title: str = "", replaces: object = None) -> None:
    """Keep what was sent; the timeline says only that there is a file, and of privileged ones not even that."""
    sent = form.cleaned_data["file"]
    documents.keep(
        case_id=case.id, group=group, kind=kind, name=sent.name, content=sent.read(), title=title, by=request.actor, at=form.at,
        replaces=replaces,  # type: ignore[arg-type]  # a kept file or nothing
    )  # fmt: skip
    if group is Group.G1:
        casefile_actions.record(case=case, kind="casework.file", by=request.actor, at=form.at, facts={"document_kind": kind})


@require_http_methods(EITHER)
@gate("case.write")
def version(request: Request, code: str, key: UUID) -> HttpResponse:
    """A newer version of a kept file; the older one stays."""
    case = opened(request, code)
    row = kept_file(key)
    if row is None or row.case_id != case.id:
        raise Http404
    form = Chosen(request.POST or None, request.FILES or None, pack=pack_of(case), fields=version_fields())

    def act() -> None:
        keep(request, case, form, Group[row.group], row.kind, row.title, row)

    return asked(
        request, case, form, act, back=place("files", code), title=_("A newer version"), button=_("Keep it"), upload=True,
    )  # fmt: skip


@require_http_methods(EITHER)
@gate("case.write")
def file_error(request: Request, code: str, key: UUID) -> HttpResponse:
    """Mark a file as kept in error."""
    case = opened(request, code)
    row = kept_file(key)
    if row is None or row.case_id != case.id:
        raise Http404
    form = Plain(request.POST or None, fields=error_fields())

    def act() -> None:
        documents.remove(row=row, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())

    return asked(request, case, form, act, back=place("files", code), title=_("Recorded in error"), button=_("Mark as recorded in error"))

"""Code book and project out of and into programs of qualitative analysis."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.assess.interviews import actions, queries
from dayaq.assess.interviews.forms import FileForm, language
from dayaq.assess.interviews.rules import refi
from dayaq.assess.interviews.rules.refi import BadFile, Project
from dayaq.assess.interviews.views.page import FORM, page, raw, tried
from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import log
from dayaq.core.decision import Decision, Reason, Refused
from dayaq.core.words import N_


@require_http_methods(FORM)
@gate("assess.raw")
def exchange(request: Request, assessment: str) -> HttpResponse:
    """Download for another program, or take in what was coded there."""
    about = raw(request, assessment)
    form = FileForm(request.POST or None, request.FILES or None)
    refused: Decision | None = None
    result: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        refused, result = taken(request, about, form.cleaned_data["file"].read(), form.cleaned_data["user"].strip())
    return page(request, "exchange", about, form=form, refused=refused, result=result, status=422 if form.errors else 200)


def taken(request: Request, about: Any, content: bytes, user: str) -> tuple[Decision | None, dict[str, Any]]:
    """Read the file and take it in; what is wrong with it is said in words."""
    result: dict[str, Any] = {}
    by, now = request.actor, timezone.now()

    def act() -> None:
        if content[:2] == b"PK":
            project = refi.read_project(content)
            result["mended"] = project.mended
            whose = coder(project, user)
            result["done"] = actions.take_project(assessment=about, project=project, user=whose, by=by, at=now)
        else:
            book = refi.read_book(content)
            result["mended"] = book.mended
            result["done"] = actions.take_code_book(assessment=about, codes=book.codes, by=by, at=now)

    try:
        return tried(act), result
    except BadFile as bad:
        return Decision.refuse(bad.reason), result


def coder(project: Project, name: str) -> UUID | None:
    """The coder of a name; Refused with the names there are."""
    found = next((one.guid for one in project.users if one.name == name), None)
    if name and found is None:
        names = ", ".join(other.name for other in project.users)
        raise Refused(Decision.refuse(Reason("no_user", N_("The file knows no such coder. It has: %(names)s."), {"names": names})))
    return found


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_safe
@gate("assess.raw")
def codebook_file(request: Request, assessment: str) -> HttpResponse:
    """The code book as .qdc."""
    about = raw(request, assessment)
    actions.code_book(assessment=about, by=request.actor, at=timezone.now())
    return attachment(refi.write_book(queries.codes(about, language())), "application/xml", f"{about.code}.qdc")


@require_safe
@gate("assess.raw")
def project_file(request: Request, assessment: str) -> HttpResponse:
    """Texts and codings as .qdpx; the trail says that raw material was taken out."""
    about = raw(request, assessment)
    actions.code_book(assessment=about, by=request.actor, at=timezone.now())
    project = queries.project(about, language())
    log("export", kind="interviews:project_file", row=str(about.id), groups="A2", count=len(project.sources))
    return attachment(refi.write_project(project), "application/zip", f"{about.code}.qdpx")

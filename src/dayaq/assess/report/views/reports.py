"""What is missing, building, reading and releasing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.report import actions, queries
from dayaq.assess.report.forms import BuildForm, ReleaseForm
from dayaq.assess.report.models import Build
from dayaq.assess.report.rules.readiness import PLACES
from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Refused
from dayaq.core.report import BuildFailed, Fault
from dayaq.core.report.web import CSS
from dayaq.ui.templatetags.dayaq import say

PAGE = 10
KINDS = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_safe
@gate("assess.read")
def index(request: Request, assessment: str) -> HttpResponse:
    """What is missing, what was built, what was released."""
    row = desk.opened(request, assessment)
    return shown(request, row, BuildForm(initial={"language": language()}))


def shown(request: Request, row: Assessment, form: BuildForm, failed: Sequence[Fault] = (), status: int = 200) -> HttpResponse:
    """The page of the report; those who may build see what is missing."""
    builds = desk.may(row, "work") and desk.may(row, "raw")
    missing = listed(row, queries.made(row, language(), draft=False, as_of=timezone.localdate()).faults) if builds else []
    page = Paginator(queries.builds(row), PAGE).get_page(request.GET.get("page"))
    said = {
        "assessment": row,
        "may_build": builds,
        "form": form,
        "wrong": [one for one in missing if one["weight"] == "wrong"],
        "unfinished": [one for one in missing if one["weight"] == "unfinished"],
        "notices": [one for one in missing if one["weight"] == "notice"],
        "failed": listed(row, failed),
        "page": page,
        "published": queries.published(row),
    }
    return render(request, "report/index.html", said, status=status)


def listed(row: Assessment, faults: Sequence[Fault]) -> list[dict[str, Any]]:
    """Faults as lines with the page where they are put right."""
    return [{"where": one.where, "what": one.what, "todo": one.todo, "weight": one.weight, "url": place(row, one.code)} for one in faults]


def place(row: Assessment, code: str) -> str:
    """The page where a fault is put right; empty when there is none."""
    try:
        return reverse(PLACES[code], args=[row.code]) if code in PLACES else ""
    except NoReverseMatch:
        return ""


def language() -> str:
    """The reader's language as a report knows it."""
    return (get_language() or "en").split("-")[0]


@require_POST
@gate("assess.work")
def build(request: Request, assessment: str) -> HttpResponse:
    """Make the files, or say everything that stops it."""
    row = desk.opened(request, assessment)
    if not desk.may(row, "raw"):
        raise PermissionDenied
    form = BuildForm(request.POST)
    if not form.is_valid():
        return shown(request, row, form, status=422)
    said = form.cleaned_data
    as_of = row.ends or timezone.localdate()
    try:
        made = actions.build(
            assessment=row, language=said["language"], draft=said["draft"], as_of=as_of, by=request.actor, at=timezone.now()
        )  # fmt: skip
    except BuildFailed as failed:
        return shown(request, row, form, failed.faults, status=422)
    messages.success(request, _("Built."))
    return redirect("report:preview", row.code, made.id)


def built(request: Request, assessment: str, key: UUID) -> tuple[Assessment, Build]:
    """The assessment and one of its builds, or 404."""
    row = desk.opened(request, assessment)
    found = queries.build(row, key)
    if found is None:
        raise Http404
    return row, found


@require_safe
@gate("assess.read")
def preview(request: Request, assessment: str, key: UUID) -> HttpResponse:
    """The report as a page of the site."""
    row, found = built(request, assessment, key)
    body, _pictures = queries.pictures(found)
    said = {"assessment": row, "build": found, "body": mark_safe(body)}  # noqa: S308 - written by our own writer, which escapes
    return render(request, "report/preview.html", said)


@require_safe
@gate("assess.read")
def picture(request: Request, assessment: str, key: UUID, number: int) -> HttpResponse:
    """One picture of the preview."""
    _row, found = built(request, assessment, key)
    _body, pictures = queries.pictures(found)
    if not 1 <= number <= len(pictures):
        raise Http404
    return HttpResponse(pictures[number - 1], content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})


@require_safe
@gate("assess.read")
def style(request: Request, assessment: str) -> HttpResponse:
    """How a report looks on a page: the stylesheet of the file itself, the same for every assessment."""
    return HttpResponse(CSS.read_bytes(), content_type="text/css; charset=utf-8", headers={"Cache-Control": "private, max-age=3600"})


@require_safe
@gate("assess.read")
def download(request: Request, assessment: str, key: UUID, kind: str) -> HttpResponse:
    """One file of a build."""
    row, found = built(request, assessment, key)
    file = queries.file(found, kind) if kind in KINDS else None
    if file is None:
        raise Http404
    name = f"{row.code}-{found.language}{'-draft' if found.draft else ''}.{kind}"
    return HttpResponse(bytes(file.content), content_type=KINDS[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def release(request: Request, assessment: str, key: UUID) -> HttpResponse:
    """Publish a final build: asked on its own page, since what is printed cannot be taken back."""
    row, found = built(request, assessment, key)
    if not desk.may(row, "raw"):
        raise PermissionDenied
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.release(build=found, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            for reason in refusal.decision.reasons:
                form.add_error("reference" if reason.code == "reference" else None, say(reason))
        else:
            messages.success(request, _("Released."))
            return redirect("report:index", row.code)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "report/release.html", {"assessment": row, "build": found, "form": form}, status=status)

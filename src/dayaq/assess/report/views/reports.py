"""What is missing, what was built, reading and releasing."""

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
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.report import actions, queries
from dayaq.assess.report.forms import BuildForm, ReleaseForm
from dayaq.assess.report.models import Build
from dayaq.assess.report.rules.readiness import PLACES
from dayaq.assess.report.rules.refusal import again
from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Refused
from dayaq.core.report import Fault
from dayaq.core.report.web import CSS
from dayaq.ui.templatetags.dayaq import say

PAGE = 10
KINDS = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
WEIGHTS = {"wrong": "wrong", "unfinished": "unfinished", "notices": "notice"}


@require_safe
@gate("assess.read")
def index(request: Request, assessment: str) -> HttpResponse:
    """What is missing, what is being built, what was built, what was released."""
    return shown(request, desk.opened(request, assessment))


def shown(request: Request, row: Assessment, form: BuildForm | None = None) -> HttpResponse:
    """The page of the report; those who may build see what is missing and what became of the last build they asked for."""
    page = Paginator(queries.builds(row), PAGE).get_page(request.GET.get("page"))
    said = {"assessment": row, "page": page, "published": queries.published(row)}
    if builds(row):
        said |= missing(row) | asked_for(request, row, form)
    return render(request, "report/index.html", said, status=422 if form else 200)


def builds(row: Assessment) -> bool:
    """Whether the acting person builds reports of it: works on it and sees the answers."""
    return desk.may(row, "work") and desk.may(row, "raw")


def missing(row: Assessment) -> dict[str, Any]:
    """What stops a report today, by weight."""
    found = listed(row, queries.made(row, language(), draft=False, as_of=timezone.localdate()).faults)
    return {name: [one for one in found if one["weight"] == weight] for name, weight in WEIGHTS.items()}


def asked_for(request: Request, row: Assessment, form: BuildForm | None) -> dict[str, Any]:
    """The form, filled in as the last time when nothing came of it, with what stopped it; what is on its way."""
    last = queries.in_vain(row, request.actor)
    failed = listed(row, again(last.faults or ())) if last else []
    initial = {"language": last.language, "draft": last.draft} if last else {"language": language()}
    form = form or BuildForm(initial=initial)
    return {"may_build": True, "form": form, "last": last, "failed": failed, "waiting": queries.on_their_way(row)}


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

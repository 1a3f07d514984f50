"""Papers that concern no case: empty forms, the record of a call, the report of a visit. They are printed and not kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import log
from dayaq.core.pack import load
from dayaq.core.report import write
from dayaq.respond.casefile.queries import language
from dayaq.respond.hotline import queries as hotline
from dayaq.respond.papers import queries
from dayaq.respond.papers.rules.filling import Filled, document, said
from dayaq.respond.papers.views.case import KINDS
from dayaq.respond.shelter import queries as shelter


@require_safe
@gate("case.write")
def blanks(request: Request) -> HttpResponse:
    """Every paper as an empty form, to be filled in by hand and entered later."""
    known, languages = queries.templates(), load(settings.HOME_PACK).languages
    rows = [
        {"label": said(one.label, language()), "links": [(lang, reverse("papers:blank", args=[code, lang])) for lang in languages]}
        for code, one in known.items()
    ]
    return render(request, "papers/blanks.html", {"rows": sorted(rows, key=lambda row: str(row["label"]).casefold())})


@require_safe
@gate("case.write")
def blank(request: Request, template: str, tongue: str) -> HttpResponse:
    """One empty form as PDF."""
    chosen = queries.templates().get(template)
    if chosen is None or tongue not in load(settings.HOME_PACK).languages:
        raise Http404
    with override(tongue):
        pack = load(settings.HOME_PACK)
        filled = Filled(labels=queries.labels(chosen, pack), basis=queries.basis(chosen, pack))
    return printed(template, tongue, filled, "pdf")


@require_safe
@gate("hotline.answer")
def call(request: Request, call: UUID, tongue: str, form: str) -> HttpResponse:
    """The record of a call the operator still sees: no name, no number, no file."""
    row = hotline.call(request.actor, call, timezone.now())
    return about(request, "hotline_record", row, tongue, form)


@require_safe
@gate("shelter.monitor", "shelter.manage")
def visit(request: Request, visit: UUID, tongue: str, form: str) -> HttpResponse:
    """The report of a visit, for whoever made it and for the house visited."""
    row = shelter.visits().filter(id=visit).first()
    return about(request, "monitoring_report", row, tongue, form)


def about(request: Request, template: str, row: Any, tongue: str, form: str) -> HttpResponse:
    """A paper about a row that is no case; its leaving is in the trail."""
    pack = load(settings.HOME_PACK)
    chosen = queries.templates().get(template)
    if row is None or chosen is None or tongue not in pack.languages or form not in ("pdf", "docx"):
        raise Http404
    asking = queries.Asking(None, request.actor, timezone.now(), about=row)
    filled = queries.filled(chosen, tongue, asking, {}, named=False)
    log("export", kind=f"papers:{template}", row=str(row.id))
    return printed(template, tongue, filled, form)


def printed(template: str, tongue: str, filled: Filled, form: str) -> HttpResponse:
    """The file under a name that tells the kind of paper and nothing else."""
    made = document(queries.templates()[template], tongue, timezone.localdate(), filled, queries.BLANKS, queries.words_of(tongue))
    answer = HttpResponse(write(made, form), content_type=KINDS[form])
    answer["Content-Disposition"] = f'attachment; filename="{template}-{tongue}.{form}"'
    return answer

"""Downloads: answers with labels and code book, for SPSS, and the tables as they leave as SDMX-CSV."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.results import queries
from dayaq.assess.results.rules.exporting import spss
from dayaq.assess.results.rules.exporting.sdmx import sdmx_csv
from dayaq.assess.results.rules.exporting.variables import Variable, code_book, labelled, rows, variables
from dayaq.assess.results.rules.whole import Answers, leave
from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import log
from dayaq.core.table import guarded
from dayaq.core.table.book import OLDEST, workbook

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def asked(request: Request, code: str) -> tuple[Assessment, Answers, list[Variable], str]:
    """The answers for somebody who works with them, 404 for others; they come in an order that tells nothing."""
    row = desk.opened(request, code)
    if not queries.may_see_answers(row):
        raise Http404
    answers = queries.answered(row)
    return row, answers, variables(answers.instrument), (get_language() or "en").split("-")[0]


@require_safe
@gate("assess.raw")
def answers_csv(request: Request, assessment: str) -> HttpResponse:
    """A person a line, in words (``?values=codes``: as codes)."""
    row, answers, columns, language = asked(request, assessment)
    codes = request.GET.get("values") == "codes"
    lines = rows(columns, answers.people) if codes else labelled(columns, answers.people, language)
    out = StringIO()
    csv.writer(out).writerows([[guarded(entry) for entry in line] for line in lines])
    return attached(row, f"\ufeff{out.getvalue()}".encode(), CSV, "answers.csv")


@require_safe
@gate("assess.raw")
def answers_xlsx(request: Request, assessment: str) -> HttpResponse:
    """Answers in words, as codes, and what every column and value means."""
    row, answers, columns, language = asked(request, assessment)
    sheets = {
        _("Answers"): labelled(columns, answers.people, language),
        _("Codes"): rows(columns, answers.people),
        _("Code book"): code_book(columns, language),
    }
    return attached(row, workbook(sheets, bold=1), XLSX, "answers.xlsx")


@require_safe
@gate("assess.raw")
def answers_spss(request: Request, assessment: str) -> HttpResponse:
    """A table of numbers with the syntax that reads and labels it."""
    row, answers, columns, language = asked(request, assessment)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as files:
        for name, text in ((spss.DATA, spss.data(columns, answers.people)), (spss.SYNTAX, spss.syntax(columns, language))):
            entry = ZipInfo(name, OLDEST)
            entry.compress_type = ZIP_DEFLATED
            files.writestr(entry, text.encode())
    return attached(row, out.getvalue(), "application/zip", "spss.zip")


@require_safe
@gate("assess.read")
def indicators(request: Request, assessment: str) -> HttpResponse:
    """All items as they leave; for those outside the team as they last left."""
    row = desk.opened(request, assessment)
    answers = queries.answered(row) if queries.may_see_answers(row) else None
    leaves = leave(answers).items if answers else queries.last_left(row)
    area = row.countries[0] if len(row.countries) == 1 else "_Z"  # SDMX code of "not applicable"
    text = sdmx_csv(leaves.values(), area=area, period=str(row.starts.year) if row.starts else "")
    return attached(row, text.encode(), "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8", "indicators.csv")


def attached(row: Assessment, content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep; that it was taken is written down."""
    log("export", kind=f"results.{name}", row=str(row.id))
    disposition = f'attachment; filename="{row.code}-{name}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})

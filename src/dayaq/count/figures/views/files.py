"""Picture, CSV and XLSX of a table. What is downloaded is protected for everybody."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dayaq.base.access.gate import gate
from dayaq.base.audit.actions import log
from dayaq.core.chart import svg
from dayaq.core.table import CellStatus, guarded
from dayaq.core.table.book import Entry, workbook
from dayaq.count.figures.access import EXPORT, READ, inside
from dayaq.count.figures.queries import Sheet, laid_out
from dayaq.count.figures.rules import Figure, json_value
from dayaq.count.figures.views.asking import answered
from dayaq.count.figures.views.tables import lines


@require_safe
@gate(READ)
def chart(request: HttpRequest, code: str) -> HttpResponse:
    """The picture beside the table, with the same numbers as the page it stands on."""
    sheet = answered(request, code, protect=not inside(request.actor))  # type: ignore[attr-defined]  # set by the wall
    return HttpResponse(svg(laid_out.chart(sheet)), content_type="image/svg+xml")


@require_safe
@gate(EXPORT)
def csv_file(request: HttpRequest, code: str) -> HttpResponse:
    """One line a cell, for machines."""
    sheet = answered(request, code, protect=True)
    out = StringIO()
    csv.writer(out).writerows([[guarded(entry) if isinstance(entry, str) else entry for entry in line] for line in long(sheet)])
    return attached(f"\ufeff{out.getvalue()}".encode(), "text/csv; charset=utf-8", sheet, "csv")


@require_safe
@gate(EXPORT)
def xlsx_file(request: HttpRequest, code: str) -> HttpResponse:
    """The table as the page shows it, and one line a cell on a second sheet."""
    sheet = answered(request, code, protect=True)
    about = heading(sheet)
    sheets = {_("Table"): [*about, *lines(sheet)], _("Cells"): long(sheet)}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return attached(workbook(sheets), kind, sheet, "xlsx")


def heading(sheet: Sheet) -> list[list[Entry]]:
    """What stands above a table that is taken along."""
    facts = [
        laid_out.said(sheet),
        f"{_('Source:')} {'; '.join(sheet.sources)}",
        f"{_('Period:')} {sheet.query.period.label}",
        f"{_('Status:')} {sheet.status}",
        *(
            f"{_('Also published:')} {json_value(other.value)} ({'; '.join(filter(None, (sheet.about(other), other.source)))})"
            for other in sheet.others
        ),
        sheet.attribution or _("No licence is given with these figures."),
    ]
    legend = [_("c: hidden; the number is small or would give a small one away. Empty: not known.")] if sheet.hidden else []
    return [[text] for text in (*facts, *legend, "")]


def long(sheet: Sheet) -> list[list[Entry]]:
    """One line a cell with its margins: measure, groups (empty: all), value, status, period, source, others, licence."""
    by = sheet.query.by or tuple(dict.fromkeys(dim for f in sheet.figures for dim in f.dims))
    head: list[Entry] = ["measure", *by, "value", "status", "period", "source", "also_published", "licence"]
    return [head, *(counted(sheet, by) if sheet.ours else printed(sheet, by))]


def printed(sheet: Sheet, by: Sequence[str]) -> Iterator[list[Entry]]:
    """Lines of what others printed."""
    for f in sheet.figures:
        yield [
            f.measure,
            *(f.dims.get(dim, "") for dim in by),
            json_value(f.value),
            str(f.status),
            f.period,
            f.source,
            others(f.competing),
            sheet.attribution,
        ]


def counted(sheet: Sheet, by: Sequence[str]) -> Iterator[list[Entry]]:
    """Lines of our table."""
    beside = {f.key: f.competing for f in sheet.figures}
    period, source = sheet.query.period.label, "; ".join(sheet.sources)
    for c in sheet.counts.values():
        value = "c" if c.status is CellStatus.HIDDEN else c.value
        yield [
            sheet.measure.code,
            *(c.dims.get(dim, "") for dim in by),
            value,
            str(c.status),
            period,
            source,
            others(beside.get(c.key, ())),
            sheet.attribution,
        ]


def others(figures: Iterable[Figure]) -> str:
    """Competing figures in one field."""
    return "; ".join(f"{json_value(other.value)} [{other.reference}]" for other in figures)


def attached(content: bytes, kind: str, sheet: Sheet, ending: str) -> HttpResponse:
    """A file to keep; that it was taken is written down."""
    log(
        "export",
        kind=f"figures.{ending}",
        row=sheet.measure.code,
        detail={"period": sheet.query.period.label, "by": list(sheet.query.by), "country": sheet.query.pack.code},
    )
    name = f"{sheet.query.pack.code}-{sheet.measure.code}-{sheet.query.period.label.replace(' ', '-')}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

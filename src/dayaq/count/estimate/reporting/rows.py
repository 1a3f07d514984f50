"""The report as rows for a spreadsheet: its words first, then every method, every sensitivity, every model."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import StringIO

from dayaq.core.table.book import Entry, workbook
from dayaq.core.table.layout import guarded
from dayaq.count.estimate.doubting.multiverse import Multiverse
from dayaq.count.estimate.lists.captures import Captures
from dayaq.count.estimate.lists.persons import shown, shown_part
from dayaq.count.estimate.lists.terms import Model
from dayaq.count.estimate.reporting.report import Report, Sensitivity

OFFICE = "All numbers below are for work inside the office only."


@dataclass(frozen=True)
class Row:
    """One line of the tables; ``kind`` tells what ``what`` is. Empty where a column has no meaning."""

    kind: str
    what: str
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    observed: int | str | None = None
    truth: int | str | None = None
    aic: float | None = None
    bic: float | None = None
    aic_weight: float | None = None
    bic_weight: float | None = None
    status: str = ""
    why: str = ""

    def values(self) -> list[Entry]:
        """In the order of the columns."""
        return [getattr(self, name) for name in COLUMNS]


COLUMNS = tuple(Row.__dataclass_fields__)


def rows(report: Report) -> Iterator[Row]:
    """All of the report line by line, its words first, the models last."""
    yield from (Row("said", line.removeprefix("- ")) for line in report.words.lines())
    if report.inside_only:
        yield Row("said", OFFICE)
    for opinion in report.given:
        yield Row("method", opinion.name, opinion.estimate, opinion.low, opinion.high, shown(report.captures.observed))
    if report.findings.links is not None:
        links = report.findings.links
        for what, band in (("such errors on top", links.stressed), ("such errors undone", links.repaired)):
            yield Row("linkage", what) if band is None else Row("linkage", what, band.median, band.low, band.high)
    if report.sensitivity is not None:
        yield from _sensitive_rows(report.sensitivity, report.captures)


def _sensitive_rows(sensitivity: Sensitivity, captures: Captures) -> Iterator[Row]:
    yield from (Row("quantile", f"{share:g}", value) for share, value in sensitivity.worlds.quantiles().items())
    yield from (
        Row("threshold", f"{threshold:g}", fit.estimate, aic=fit.aic, bic=fit.bic, status=str(fit.status))
        for threshold, fit in sensitivity.curve
    )
    for kind, variants in (("left out", sensitivity.left_out), ("merged", sensitivity.merged)):
        for one in variants:
            row = Row(kind, " + ".join(one.change), one.estimate, observed=shown_part(one.captures.observed, captures.observed))
            yield replace(row, status=str(one.fit.status) if one.fit else "", why=str(one.why or ""))
    for trial in sensitivity.trials:
        row = Row(
            "hidden list",
            trial.hidden,
            observed=shown_part(trial.observed, trial.truth),
            truth=shown(trial.truth),
            why=str(trial.why or ""),
        )
        if trial.fit is not None:
            row = replace(row, estimate=trial.fit.estimate, status=str(trial.fit.status))
        yield row if trial.interval is None else replace(row, low=trial.interval.low, high=trial.interval.high)
    yield from _model_rows(sensitivity.worlds, captures)


def _model_rows(worlds: Multiverse, captures: Captures) -> Iterator[Row]:
    for world in worlds.best(len(worlds.fits.models)):
        row = Row("model", _written(captures, world.model), world.estimate, aic=world.aic, bic=world.bic)
        yield replace(row, aic_weight=world.aic_weight, bic_weight=world.bic_weight)
    for model, status in zip(worlds.fits.models, worlds.fits.statuses, strict=True):
        if not status.usable:
            yield Row("model", _written(captures, model), status=str(status))


def _written(captures: Captures, model: Model) -> str:
    return " ".join(captures.written(term) for term in model) or "-"


def csv_file(report: Report) -> bytes:
    """All rows as comma separated values in UTF-8; texts that a spreadsheet would run are made harmless."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(value) if isinstance(value, str) else value for value in row.values()] for row in rows(report))
    return out.getvalue().encode()


def xlsx_file(report: Report) -> bytes:
    """A workbook with a sheet for each kind of row."""
    return workbook(sheets(report), bold=1)


def sheets(report: Report) -> Mapping[str, list[list[Entry]]]:
    """The rows by kind, a sheet each, with the columns that say something."""
    by_kind: dict[str, list[Row]] = {}
    for row in rows(report):
        by_kind.setdefault(row.kind, []).append(row)
    return {kind.capitalize(): _sheet(found) for kind, found in by_kind.items()}


def _sheet(found: list[Row]) -> list[list[Entry]]:
    used = [name for name in COLUMNS[1:] if any(getattr(row, name) not in (None, "") for row in found)]
    return [[*used], *([getattr(row, name) for name in used] for row in found)]

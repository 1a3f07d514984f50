"""Figures laid out: words for groups, one sentence, rows and columns with their margins, a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from dayaq.core.chart import BarChart, Mark, Series
from dayaq.core.pack import Pack
from dayaq.core.table import Cell, CellStatus
from dayaq.count.disclosure.derived.inherit import series
from dayaq.count.figures.queries.cells import Key, Query, cells, guarded, kept_inside
from dayaq.count.figures.rules import Figure, Measure, Withheld, catalogue
from dayaq.count.figures.rules.cells import json_value
from dayaq.count.figures.rules.units import UNITS


@dataclass(frozen=True, slots=True)
class Sheet:
    """One measure as a page or file shows it. ``counts``: our table with margins; empty when only others print it."""

    measure: Measure
    query: Query
    figures: Sequence[Figure]
    counts: Mapping[Key, Cell]
    kept: Withheld | None = None  # inside the office: what does not leave it

    @property
    def ours(self) -> bool:
        """Whether the register speaks."""
        return bool(self.counts)

    @property
    def hidden(self) -> bool:
        """Whether any number is withheld."""
        return any(cell.status is CellStatus.HIDDEN for cell in self.counts.values())

    @property
    def total(self) -> Cell | None:
        """All together."""
        return self.counts.get(frozenset())

    @property
    def status(self) -> str:
        """The status of the whole."""
        return next((str(f.status) for f in self.figures if f.status is not CellStatus.HIDDEN), "hidden" if self.figures else "unknown")

    @property
    def sources(self) -> list[str]:
        """Who says so."""
        return list(dict.fromkeys(f.source for f in self.figures))

    @property
    def others(self) -> list[Figure]:
        """What others printed beside our counts."""
        return [other for figure in self.figures for other in figure.competing] if self.ours else []

    def about(self, figure: Figure) -> str:
        """The groups of a figure in words."""
        return ", ".join(group_label(dim, group, self.query.pack, self.measure) for dim, group in figure.dims.items())

    @property
    def attribution(self) -> str:
        """What the publisher asks to be printed with the figures."""
        return worded(self.query.pack.manifest.attribution or {})


def sheet(measure: Measure, query: Query) -> Sheet:
    """Ask, and add up the margins that leave with the table (hidden as the query says)."""
    found = cells(measure, query)
    if not measure.ours or any(f.status in (CellStatus.PUBLISHED, CellStatus.UNKNOWN) for f in found):
        return Sheet(measure, query, found, {})
    open_query = Query(query.period, query.country, query.by, query.filters, protect=False)
    counted = cells(measure, open_query) if query.protect else found
    kept = None if query.protect else kept_inside(measure, query, counted)
    return Sheet(measure, query, found, guarded(measure, query, counted), kept)


def worded(labels: Mapping[str, str]) -> str:
    """The label in the reader's language, else in English, else any."""
    language = (get_language() or "en").split("-")[0]
    return labels.get(language) or labels.get("en") or next(iter(labels.values()), "")


def unit_word(unit: str) -> str:
    """A unit in the reader's language; one nobody named stays as it was printed."""
    return gettext(UNITS.get(unit, unit))


def dimension_label(dim: str) -> str:
    """What a dimension is called."""
    known = catalogue().dimensions.get(dim)
    return worded(known.label) if known else dim.replace("_", " ")


def group_label(dim: str, group: str, pack: Pack, measure: Measure | None = None) -> str:
    """What a group is called: in the pack's words where it has some, of the list the measure takes them from."""
    if group == "unknown":
        return gettext("not known")
    known = catalogue().dimensions.get(dim)
    if measure and dim in measure.lists:
        name = measure.lists[dim]
        items = pack.codes[name].items if name in pack.codes else {}
        if group in items:
            return worded(items[group])
    if known and group in known.said:
        return worded(known.said[group])
    name = known.list_of(pack.code) if known else ""
    if name == "BODIES":
        body = pack.bodies.get(group)
        return worded(body.short or body.name) if body else group
    if name == "STATUS":
        status = pack.status.get(group)
        return worded(status.label) if status else group.replace("_", " ")
    code = "national" if name == "nationality_group" and group == pack.manifest.country else group
    items = pack.codes[name].items if name in pack.codes else {}
    if dim == "type" and code not in items:
        items = pack.codes["breach_kind"].items
    return worded(items[code]) if code in items else group.replace("_", " ")


def said(found: Sheet) -> str:
    """The figure in one sentence: the total, and the groups of a single dimension."""
    if not found.ours:
        return _said_elsewhere(found)
    value = _word(found.total) if found.total else "0"
    words = worded(found.measure.sentence) % {"value": value}
    parts = []
    if len(found.query.by) == 1:
        dim = found.query.by[0]
        parts = [
            f"{group_label(dim, f.dims[dim], found.query.pack, found.measure)} {_word(found.counts[f.key])}"
            for f in found.figures
            if f.value != 0
        ][:6]
    return f"{found.query.period.label}: {words}" + (f" {'; '.join(parts)}." if parts else "")


def _word(cell: Cell) -> str:
    return {CellStatus.HIDDEN: gettext("(hidden)"), CellStatus.UNKNOWN: gettext("(not known)")}.get(cell.status, str(cell.value))


def _said_elsewhere(found: Sheet) -> str:
    values = list(
        dict.fromkeys(
            str(json_value(f.value)) for f in found.figures if f.status is CellStatus.PUBLISHED and f.period == found.query.period.label
        )
    )
    label = worded(found.measure.label)
    if not found.figures or found.status == "unknown":
        return gettext("%(period)s: nothing is counted or published for “%(measure)s”.") % {
            "period": found.query.period.label,
            "measure": label,
        }
    if len(values) == 1:
        return gettext("%(period)s: %(measure)s, as published: %(value)s.") % {
            "period": found.query.period.label,
            "measure": label,
            "value": values[0],
        }
    return gettext("%(period)s: %(measure)s, %(n)s published figures.") % {
        "period": found.query.period.label,
        "measure": label,
        "n": len(found.figures),
    }


def chart(found: Sheet) -> BarChart:
    """The bars that go with the table."""
    return _counted(found) if found.ours else _printed(found)


def _counted(found: Sheet) -> BarChart:
    by, pack = found.query.by, found.query.pack
    first = list(dict.fromkeys(f.dims[by[0]] for f in found.figures)) if by else [""]
    second = list(dict.fromkeys(f.dims[by[1]] for f in found.figures)) if len(by) > 1 else [""]

    def cell(row: str, column: str) -> Cell | None:
        return found.counts.get(frozenset(pair for pair in zip(by, (row, column), strict=False) if pair[1]))

    bars = [
        series(group_label(by[1], column, pack, found.measure) if column else "", (cell(row, column) for row in first)) for column in second
    ]
    marks = [
        Mark(first.index(f.dims[by[0]] if by else ""), float(value), other.source)
        for f in found.figures
        if len(by) < 2
        for other in f.competing
        if isinstance(value := json_value(other.value), int | float)
    ]
    groups = [group_label(by[0], row, pack, found.measure) if by else worded(found.measure.label) for row in first]
    return BarChart(groups, bars, marks, gettext("published elsewhere"))


def _printed(found: Sheet) -> BarChart:
    numbered = [(f, value) for f in found.figures if isinstance(value := json_value(f.value), int | float)]
    groups = [
        ", ".join(filter(None, (f.period, *(group_label(d, g, found.query.pack, found.measure) for d, g in f.dims.items()))))
        for f, _ in numbered
    ]
    return BarChart(groups, [Series("", [float(value) for _, value in numbered])])

"""A protected table as an SVG picture: a grid of numbers, darker for more, hatched where hidden.

Letters are drawn as outlines, as in ``core.chart``. The picture says its content in words too (title and desc).
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import product
from math import log1p, prod
from typing import Any
from xml.sax.saxutils import escape

from dayaq.core.chart import INK, LINE, NARROW, PAPER, SERIES, SOFT
from dayaq.core.table import Cell, CellStatus, Table
from dayaq.count.disclosure.tables.relations import TOTAL
from dayaq.count.disclosure.tables.release import Publication

WIDE = 20  # columns of one picture
TALL = 120  # rows of one picture; the rest is in the table
FAINT = 0.55  # of the colour of the largest number, so that ink stays readable on it
UNKNOWN = "not known"  # in words; in the grid its place stays empty
Side = tuple[str | None, ...]


def svg_file(publication: Publication, total: str = TOTAL) -> bytes:
    """Draw the table; the same table gives the same bytes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    grid = _Grid(publication.table, total)
    remarks = [str(remark) for remark in publication.remarks]
    size = (2.6 + 0.62 * len(grid.columns), 1.2 + 0.24 * len(grid.rows) + 0.2 * len(remarks))
    with mpl.rc_context({"svg.hashsalt": "dayaq", "svg.fonttype": "path", "font.family": "DejaVu Sans", "hatch.linewidth": 0.5}):
        figure = Figure(figsize=size, facecolor=PAPER, layout="constrained")
        axes = figure.subplots()
        _cells(axes, grid)
        _frame(axes, grid)
        figure.supxlabel("\n".join(_folded(remarks, int(size[0] * 15))), x=0.02, ha="left", fontsize=7, color=SOFT)
        out = BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return _spoken(out.getvalue(), title(publication, total), spoken(publication.table, total))


def title(publication: Publication, total: str = TOTAL) -> str:
    """What is counted, by what, under which filter."""
    where = "".join(f", {dim} {group}" for dim, group in publication.where.items())
    return f"{publication.table.measure} by {', '.join(publication.table.dims)}{where}"


def spoken(table: Table, total: str = TOTAL) -> str:
    """The picture in words: every row with its numbers."""
    grid = _Grid(table, total)
    lines = []
    for row in grid.rows:
        said = ", ".join(f"{grid.words(column)} {_said(grid.cell(row, column))}".strip() for column in grid.columns)
        lines.append(f"{grid.words(row)}: {said}")
    left = f" {grid.left} further rows are in the table only." if grid.left else ""
    return "; ".join(lines) + "." + left


class _Grid:
    """Rows against columns: the last dimensions go along the top as long as they are few."""

    def __init__(self, table: Table, total: str) -> None:
        self.table, self.total = table, total
        sizes = [len(table.groups(dim)) + 1 for dim in table.dims]
        cut = len(sizes) - 1 if len(sizes) > 1 else 1
        while cut > 1 and prod(sizes[cut - 1 :]) <= WIDE:
            cut -= 1
        self.down, self.across = table.dims[:cut], table.dims[cut:]
        rows = self._sides(self.down)
        self.rows, self.left = rows[:TALL], max(0, len(rows) - TALL)
        self.columns = self._sides(self.across)
        self.cells = {cell.key: cell for cell in table.cells}

    def _sides(self, dims: Sequence[str]) -> list[Side]:
        return list(product(*([*self.table.groups(dim), None] for dim in dims)))

    def cell(self, row: Side, column: Side) -> Cell | None:
        pairs = zip((*self.down, *self.across), (*row, *column), strict=True)
        return self.cells.get(frozenset((dim, group) for dim, group in pairs if group is not None))

    def words(self, side: Side) -> str:
        """A row or a column by its groups; a margin in all of them is the total alone."""
        named = [self.total if group is None else group for group in side]
        return self.total if side and all(group is None for group in side) else ", ".join(named)


def _said(cell: Cell | None) -> str:
    if cell is None or cell.status is CellStatus.UNKNOWN:
        return UNKNOWN
    return cell.text()


def _cells(axes: Any, grid: _Grid) -> None:
    """Colours and hatches as three shapes of many boxes: hundreds of single boxes would take seconds."""
    most = max((cell.value or 0 for cell in grid.table.cells), default=0)
    boxes, shades, hidden = [], [], []
    for (y, row), (x, column) in product(enumerate(grid.rows), enumerate(grid.columns)):
        cell = grid.cell(row, column)
        boxes.append(_box(x, y, 0.5, 0.5))
        shades.append(FAINT * log1p(cell.value or 0) / log1p(most) if cell is not None and most else 0.0)
        if cell is not None and cell.status is CellStatus.HIDDEN:
            hidden.append((x, y))
        weight = "bold" if None in (*row, *column) else "normal"
        text = axes.text(x, y, cell.text() if cell else "", ha="center", va="center", fontsize=8, color=INK, fontweight=weight)
        text.set_in_layout(False)
    _shapes(axes, boxes, facecolors=[(*_rgb(SERIES[0]), shade) for shade in shades], edgecolors=LINE, linewidths=0.6)
    if hidden:
        _shapes(axes, [_box(x, y, 0.48, 0.46) for x, y in hidden], facecolors="none", edgecolors="#9aa5b1", linewidths=0, hatch="////")
        _shapes(axes, [_box(x, y, 0.16, 0.34) for x, y in hidden], facecolors=PAPER, linewidths=0)
    axes.set_xlim(-0.5, len(grid.columns) - 0.5)
    axes.set_ylim(len(grid.rows) - 0.5, -0.5)


def _box(x: float, y: float, wide: float, tall: float) -> list[tuple[float, float]]:
    return [(x - wide, y - tall), (x + wide, y - tall), (x + wide, y + tall), (x - wide, y + tall)]


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _shapes(axes: Any, boxes: Sequence[Sequence[tuple[float, float]]], **style: Any) -> None:
    from matplotlib.collections import PolyCollection

    shapes = PolyCollection(boxes, **style)
    shapes.set_in_layout(False)
    axes.add_collection(shapes, autolim=False)


def _frame(axes: Any, grid: _Grid) -> None:
    wide = NARROW * len(grid.down)
    axes.set_yticks(range(len(grid.rows)), [_short(grid.words(row), wide) for row in grid.rows], fontsize=8, color=INK)
    columns = [_short(grid.words(column) or grid.table.measure, NARROW + 8) for column in grid.columns]
    axes.set_xticks(
        range(len(columns)), columns, fontsize=8, color=INK, rotation=35 if len(columns) > 1 else 0, ha="left", rotation_mode="anchor"
    )
    axes.xaxis.tick_top()
    axes.tick_params(axis="both", length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _short(text: str, most: int) -> str:
    # A dollar sign would be taken for a formula by the drawing library.
    return (text if len(text) <= most else f"{text[: most - 1]}…").replace("$", r"\$")


def _folded(texts: Sequence[str], width: int) -> list[str]:
    from textwrap import wrap

    return [line.replace("$", r"\$") for text in texts for line in wrap(text, max(width, 30))]


def _spoken(picture: bytes, title: str, words: str) -> bytes:
    """Put the title and the words first, where readers of screens look for them."""
    head, start, rest = picture.partition(b"<svg ")
    attributes, end, body = rest.partition(b">")
    said = f'\n <title id="title">{escape(title)}</title>\n <desc id="desc">{escape(words)}</desc>'
    return head + start + b'role="img" aria-labelledby="title desc" ' + attributes + end + said.encode() + body

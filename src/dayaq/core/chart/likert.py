"""Answers on a scale of five as diverging stacked bars: the middle answer in the middle, the number of answers beside each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dayaq.core.chart.drawing import INK, LINE, PAPER, SOFT, Picture, bare, drawing, saved, wrapped

COLOURS = ("#083f54", "#7fb2c6", "#e4e7ea", "#e3a3a0", "#9b2226")  # best to worst; five different greys in print
PATTERNS = ("", "//", "", "..", "xx")
LETTERS = ("#ffffff", INK, INK, INK, "#ffffff")
LABEL = 46  # letters a line beside a bar
SMALL = 0.045  # of the whole: a bar thinner than this carries no number inside


@dataclass(frozen=True, slots=True)
class LikertRow:
    """One statement: what was asked, how many chose each answer (best first), or None where it is withheld."""

    label: str
    counts: Sequence[int] | None
    base: int = 0


@dataclass(frozen=True, slots=True)
class LikertChart:
    """Statements answered on one scale. ``answers`` best first; ``withheld`` is the word for rows that may not leave."""

    answers: Sequence[str]
    rows: Sequence[LikertRow]
    withheld: str = "withheld"
    base_sign: str = "n"

    @property
    def spoken(self) -> str:
        """The picture in words: every row with its counts and base."""
        return "; ".join(self._said(row) for row in self.rows)

    def _said(self, row: LikertRow) -> str:
        if row.counts is None:
            return f"{row.label}: {self.withheld}"
        told = ", ".join(f"{answer} {count}" for answer, count in zip(self.answers, row.counts, strict=True) if count)
        return f"{row.label}: {told} ({self.base_sign} = {row.base})"

    def picture(self) -> Picture:
        """The drawing: unfavourable answers to the left, favourable to the right, the middle answer astride the line."""
        with drawing(0.46 * len(self.rows) + 1.15) as figure:
            axes = figure.subplots()
            for place, row in enumerate(self.rows):
                self._bar(axes, place, row)
            self._frame(axes)
            self._legend(figure)
            return saved(figure)

    def _bar(self, axes: Any, place: int, row: LikertRow) -> None:
        if row.counts is None or not row.base:
            axes.text(0, place, self.withheld, ha="center", va="center", fontsize=8, color=SOFT, style="italic")
            return
        shares = [count / row.base for count in row.counts]
        left = -(shares[2] / 2 + shares[3] + shares[4])
        for answer in (4, 3, 2, 1, 0):  # worst at the left
            share = shares[answer]
            if share:
                axes.barh(place, share, 0.68, left, color=COLOURS[answer], edgecolor=INK, linewidth=0.4, hatch=PATTERNS[answer])
            if share >= SMALL:
                box = {"facecolor": COLOURS[answer], "edgecolor": "none", "pad": 1.2}
                middle = left + share / 2
                axes.text(middle, place, row.counts[answer], ha="center", va="center", fontsize=8, color=LETTERS[answer], bbox=box)
            left += share

    def _frame(self, axes: Any) -> None:
        axes.set_yticks(range(len(self.rows)), [wrapped(row.label, LABEL) for row in self.rows], fontsize=8, color=INK)
        axes.set_ylim(len(self.rows) - 0.5, -0.5)
        axes.set_xlim(-1.02, 1.02)
        axes.axvline(0, color=SOFT, linewidth=0.8, zorder=0)
        axes.set_xticks([-1, -0.5, 0, 0.5, 1], ["100%", "50%", "0", "50%", "100%"], fontsize=7, color=SOFT)
        axes.grid(axis="x", color=LINE, linewidth=0.5)
        axes.set_axisbelow(True)
        bare(axes)
        for place, row in enumerate(self.rows):
            if row.counts is not None:
                axes.text(1.06, place, f"{self.base_sign} = {row.base}", va="center", fontsize=8, color=INK)

    def _legend(self, figure: Any) -> None:
        from matplotlib.patches import Patch

        patches = [
            Patch(facecolor=colour, edgecolor=INK, linewidth=0.4, hatch=pattern, label=wrapped(answer, 26))
            for answer, colour, pattern in zip(self.answers, COLOURS, PATTERNS, strict=True)
        ]
        figure.legend(handles=patches, loc="outside lower center", ncols=3, frameon=False, fontsize=8, labelcolor=INK, facecolor=PAPER)

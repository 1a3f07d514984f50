"""Votes as dots: one dot a vote, a column for each round, the number beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dayaq.core.chart.drawing import INK, LINE, SERIES, Picture, bare, drawing, saved, wrapped

SHAPES = ("o", "s", "D")  # a round is a shape as well as a colour
FULL = 20  # more votes than this are a bar with its number
LABEL = 48


@dataclass(frozen=True, slots=True)
class DotRow:
    """One thing that was voted on and its votes in every round; None where they are withheld."""

    label: str
    votes: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class DotChart:
    """What was voted on, and the rounds (survey, workshop)."""

    rounds: Sequence[str]
    rows: Sequence[DotRow]
    withheld: str = "c"

    @property
    def spoken(self) -> str:
        """The picture in words: every line with its votes."""
        return "; ".join(f"{row.label}: {self._votes(row)}" for row in self.rows)

    def _votes(self, row: DotRow) -> str:
        pairs = zip(self.rounds, row.votes, strict=True)
        return ", ".join(f"{name} {self.withheld if votes is None else votes}" for name, votes in pairs)

    def picture(self) -> Picture:
        """The drawing: dots from the left, the number after the last."""
        most = max((votes or 0 for row in self.rows for votes in row.votes), default=1)
        with drawing(0.34 * len(self.rows) + 0.7) as figure:
            sides = figure.subplots(1, len(self.rounds), sharey=True, squeeze=False)[0]
            for number, axes in enumerate(sides):
                self._round(axes, number, most)
            return saved(figure)

    def _round(self, axes: Any, number: int, most: int) -> None:
        for place, row in enumerate(self.rows):
            votes = row.votes[number]
            if votes and most > FULL:
                axes.barh(place, votes, 0.5, color=SERIES[number])
            elif votes:
                axes.plot(range(1, votes + 1), [place] * votes, SHAPES[number], markersize=6.5, color=SERIES[number])
            said = self.withheld if votes is None else f"{votes}"
            axes.text((votes or 0) + most * 0.04 + 0.45, place, said, va="center", fontsize=8, color=INK)
        axes.set_title(wrapped(self.rounds[number], 30), fontsize=9, color=INK, loc="left")
        axes.set_xlim(0.2, most * 1.15 + 1)
        axes.set_xticks([])
        axes.set_yticks(range(len(self.rows)), [wrapped(row.label, LABEL, 2) for row in self.rows], fontsize=8, color=INK)
        axes.set_ylim(len(self.rows) - 0.4, -0.6)
        axes.grid(axis="y", color=LINE, linewidth=0.5)
        axes.set_axisbelow(True)
        bare(axes)

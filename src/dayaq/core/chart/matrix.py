"""Criteria and their levels as a grid: a state is a sign and a pattern as well as a colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dayaq.core.chart.drawing import INK, SOFT, Picture, bare, drawing, saved, wrapped

# state -> colour, pattern, sign; signs are drawn, so that no font decides about them
STATES: Mapping[str, tuple[str, str, str]] = {
    "met": ("#2d6a4f", "", "full"),
    "partly": ("#c9dccb", "//", "half"),
    "not_met": ("#f3d3d1", "xx", "empty"),
    "no_evidence": ("#ffffff", "..", "none"),
    "not_applicable": ("#e4e7ea", "", "dash"),
}
LABEL = 52


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One criterion: its code and title, a state for every level ("" for not judged), which cells are marked as improved."""

    code: str
    title: str
    states: Sequence[str]
    improved: Sequence[bool] = ()


@dataclass(frozen=True, slots=True)
class MatrixChart:
    """Criteria down, levels across. ``words`` names the states that occur, ``improved`` the small mark of a corner."""

    levels: Sequence[str]
    rows: Sequence[MatrixRow]
    words: Mapping[str, str]
    improved: str = ""

    @property
    def spoken(self) -> str:
        """The picture in words: every criterion with the state of its levels."""
        return "; ".join(f"{row.code} {row.title}: {self._states(row)}" for row in self.rows)

    def _states(self, row: MatrixRow) -> str:
        return ", ".join(f"{level} {self.words.get(state, '–')}" for level, state in zip(self.levels, row.states, strict=True))

    def picture(self) -> Picture:
        """The drawing: one line a criterion, one field a level, a legend with sign, pattern and word."""
        with drawing(0.44 * len(self.rows) + 1.2) as figure:
            axes = figure.subplots()
            for line, row in enumerate(self.rows):
                for column, state in enumerate(row.states):
                    _field(axes, column, line, state)
                    if column < len(row.improved) and row.improved[column]:
                        axes.plot([column + 0.36], [line - 0.26], marker="^", markersize=5, color=INK)
            self._frame(axes)
            self._legend(figure)
            return saved(figure)

    def _frame(self, axes: Any) -> None:
        axes.set_xlim(-0.5, len(self.levels) - 0.5)
        axes.set_ylim(len(self.rows) - 0.5, -0.5)
        axes.set_xticks(range(len(self.levels)), self.levels, fontsize=9, color=INK)
        axes.xaxis.tick_top()
        axes.set_yticks(range(len(self.rows)), [wrapped(f"{row.code}  {row.title}", LABEL, 2) for row in self.rows], fontsize=8, color=INK)
        bare(axes)

    def _legend(self, figure: Any) -> None:
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch

        used = [state for state in STATES if state in self.words]
        handles: list[Any] = [
            Patch(facecolor=STATES[state][0], edgecolor=SOFT, linewidth=0.6, hatch=STATES[state][1], label=wrapped(self.words[state], 26))
            for state in used
        ]
        if self.improved:
            handles.append(Line2D([], [], marker="^", markersize=5, linestyle="", color=INK, label=self.improved))
        figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=8, labelcolor=INK)


def _field(axes: Any, column: int, line: int, state: str) -> None:
    from matplotlib.patches import Rectangle

    colour, pattern, sign = STATES.get(state, ("#ffffff", "", "none"))
    axes.add_patch(Rectangle((column - 0.47, line - 0.42), 0.94, 0.84, facecolor=colour, edgecolor=SOFT, linewidth=0.6, hatch=pattern))
    if sign == "dash":
        axes.plot([column - 0.08, column + 0.08], [line, line], color=INK, linewidth=1.4)
    if sign in {"full", "half", "empty"}:
        axes.plot([column], [line], marker="o", markersize=11, markerfacecolor="#ffffff", markeredgecolor=INK, markeredgewidth=1)
    if sign == "full":
        axes.plot([column], [line], marker="o", markersize=8, color=INK)
    if sign == "half":
        axes.plot([column], [line], marker="o", markersize=8, fillstyle="left", color=INK, markerfacecoloralt="#ffffff", markeredgewidth=0)

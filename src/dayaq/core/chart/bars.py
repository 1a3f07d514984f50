"""Bars as a picture: one colour and pattern a series, hidden bars marked "c", what others printed as small marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dayaq.core.chart.drawing import HATCHES, INK, LINE, MOST, NARROW, PAPER, SERIES, SOFT, Picture, drawing, saved


@dataclass(frozen=True, slots=True)
class Series:
    """One value a group: a number, or None where it is hidden or not known; ``hidden`` says which."""

    label: str
    values: Sequence[float | None]
    hidden: Sequence[bool] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What another source printed for a group."""

    group: int
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Groups along the side, a bar a series in each."""

    groups: Sequence[str]
    series: Sequence[Series]
    marks: Sequence[Mark] = ()
    marks_label: str = ""
    words: dict[str, str] = field(default_factory=dict)

    @property
    def spoken(self) -> str:
        """The picture in words: every group with its numbers."""
        parts = []
        for n, group in enumerate(self.groups):
            said = ", ".join(" ".join(filter(None, (one.label, _said(one, n)))) for one in self.series)
            parts.append(f"{group} {said}")
        return "; ".join(parts)

    def picture(self) -> Picture:
        """The drawing as SVG and PNG."""
        return picture(self)


def _said(series: Series, n: int) -> str:
    value = series.values[n]
    if value is not None:
        return f"{value:g}"
    return "c" if n < len(series.hidden) and series.hidden[n] else "–"


def svg(chart: BarChart) -> bytes:
    """Draw the chart; the same chart gives the same bytes."""
    return picture(chart).svg


def picture(chart: BarChart) -> Picture:
    """The chart as SVG and PNG."""
    shown = range(min(len(chart.groups), MOST))
    with drawing(max(1.6, 0.36 * len(shown) * max(len(chart.series), 1) ** 0.6 + 1.1)) as figure:
        axes = figure.subplots()
        _bars(axes, chart, shown)
        _frame(axes, chart, shown)
        return saved(figure)


def _bars(axes: Any, chart: BarChart, shown: range) -> None:
    step = 0.8 / max(len(chart.series), 1)
    top = max([*(v for one in chart.series for v in one.values if v is not None), *(m.value for m in chart.marks), 1])
    for number, one in enumerate(chart.series):
        places = [n - 0.4 + step * (number + 0.5) for n in shown]
        colour = SERIES[number % len(SERIES)]
        axes.barh(
            places,
            [one.values[n] or 0 for n in shown],
            step * 0.92,
            color=colour,
            edgecolor=PAPER,
            hatch=HATCHES[number % len(HATCHES)],
            label=one.label or None,
        )
        for place, n in zip(places, shown, strict=True):
            axes.text((one.values[n] or 0) + top * 0.01, place, _said(one, n), va="center", fontsize=8, color=INK)
    inside = [mark for mark in chart.marks if mark.group in shown]
    if inside:
        axes.scatter(
            [m.value for m in inside],
            [m.group for m in inside],
            marker="D",
            s=34,
            facecolor="none",
            edgecolor=INK,
            linewidth=1.2,
            zorder=3,
            label=chart.marks_label or None,
        )
    axes.set_xlim(0, top * 1.12)


def _frame(axes: Any, chart: BarChart, shown: range) -> None:
    labels = [chart.groups[n] for n in shown]
    axes.set_yticks(list(shown), [label if len(label) <= NARROW else f"{label[: NARROW - 1]}…" for label in labels], fontsize=9, color=INK)
    axes.invert_yaxis()
    axes.tick_params(axis="x", colors=SOFT, labelsize=8)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=LINE, linewidth=0.7)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LINE)
    named, _ = axes.get_legend_handles_labels()
    if named:
        axes.figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=8, labelcolor=INK)

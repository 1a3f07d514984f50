"""The report as one narrow picture: what each method gives, all models, the threshold, the table drawn again.

The sentence of the result heads the picture, so that it cannot travel without it; no panel marks one number as the
answer. It is as wide as a telephone, letters are outlines as in ``core.chart``, and it says itself in words (title,
desc). All estimates share one axis, so that the panels can be compared by eye.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import numpy as np

from dayaq.core.chart import INK, PAPER, SERIES, SOFT
from dayaq.core.chart import LINE as RULE
from dayaq.core.words import N_
from dayaq.count.estimate.doubting.multiverse import CLOSE_AIC
from dayaq.count.estimate.fitting.newton import Numbers
from dayaq.count.estimate.reporting.letters import EDGE, HEAD, LINE, SMALL, WIDTH, log_ticks, ticks_of, wrapped
from dayaq.count.estimate.reporting.plain import Translate, said, written
from dayaq.count.estimate.reporting.report import Report

PALE = "#b9c2cb"

LINE_HEIGHT = 0.185
ABOVE, BELOW = 0.34, 0.52  # inches over a panel for its title, under it for its axis
KEY = 0.17  # inches for a line of the key
FOLD = 4.0  # highest over lowest from which the axis is logarithmic
BINS = 40
FAR = 0.005  # share of estimates at each end that may lie outside the axis

TITLE = N_("Estimate of presumed victims")
METHODS = N_("Each method with its 95 % interval")
MODELS = N_("All %(count)s models of pairs of lists")
SUPPORTED = N_("models not ruled out (AIC within %(limit)s of the best)")
EVERY = N_("all models")
DRAWN = N_("Lists drawn again %(count)s times")
CURVE = N_("Stepwise choice at other thresholds")
THRESHOLD = N_("threshold")
PEOPLE = N_("presumed victims, including those known")
PEOPLE_LOGARITHMIC = N_("presumed victims, including those known (logarithmic)")
KNOWN = N_("dotted: the %(count)s known")
TWO = N_("The results fall into two groups.")


@dataclass(frozen=True)
class _Panel:
    """One drawing with its height in inches, its title and the lines of its key (colour and text)."""

    draw: Callable[[Any, Report, Translate], None]
    height: float
    title: str
    key: tuple[tuple[str, str], ...] = ()

    @property
    def heading(self) -> list[str]:
        """The title in lines."""
        return wrapped(self.title, HEAD, bold=True)

    @property
    def keys(self) -> list[tuple[str, str, str]]:
        """Lines of the key: mark, its colour, text; a long text goes on without a mark."""
        lines: list[tuple[str, str, str]] = []
        for colour, text in self.key:
            first, *rest = wrapped(text, SMALL, LINE - 0.15)
            lines += [("\u25a0", colour, first), *(("", colour, more) for more in rest)]
        return lines

    @property
    def above(self) -> float:
        """Inches over the drawing."""
        return ABOVE + LINE_HEIGHT * (len(self.heading) - 1) + KEY * len(self.keys)

    @property
    def whole(self) -> float:
        """Inches in all."""
        return self.above + self.height + BELOW


def svg(report: Report, translate: Translate = str) -> bytes:
    """Draw the report; the same report gives the same bytes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "dayaq", "svg.fonttype": "path", "font.family": "DejaVu Sans"}):
        panels, heading = _panels(report, translate), _heading(report, translate)
        top = EDGE + LINE_HEIGHT * len(heading)
        tall = top + sum(panel.whole for panel in panels) + EDGE
        figure = Figure(figsize=(WIDTH, tall), facecolor=PAPER)
        for line, (text, weight) in enumerate(heading):
            height = 1 - (EDGE + LINE_HEIGHT * line) / tall
            figure.text(EDGE / WIDTH, height, text, va="top", fontsize=HEAD, fontweight=weight, color=INK)
        for panel in panels:
            _placed(figure, panel, (top, tall), report, translate)
            top += panel.whole
        out = BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return _spoken(out.getvalue(), translate(TITLE), spoken(report, translate))


def _placed(figure: Any, panel: _Panel, place: tuple[float, float], report: Report, translate: Translate) -> None:
    top, tall = place
    bottom = tall - top - panel.above - panel.height
    axes = figure.add_axes((EDGE / WIDTH, bottom / tall, 1 - 2 * EDGE / WIDTH, panel.height / tall))
    for line, text in enumerate(panel.heading):
        at = 1 - (top + 0.1 + LINE_HEIGHT * line) / tall
        figure.text(EDGE / WIDTH, at, text, va="top", fontsize=HEAD, fontweight="bold", color=INK)
    for line, (mark, colour, text) in enumerate(panel.keys):
        at = 1 - (top + 0.12 + LINE_HEIGHT * len(panel.heading) + KEY * line) / tall
        figure.text(EDGE / WIDTH, at, mark, va="top", fontsize=SMALL, color=colour)
        figure.text((EDGE + 0.15) / WIDTH, at, text, va="top", fontsize=SMALL, color=SOFT)
    panel.draw(axes, report, translate)


def spoken(report: Report, translate: Translate = str) -> str:
    """The picture in words: the result, then every method and the spread of all models."""
    parts = report.words.outward().lines(translate)
    if not report.publishable:
        return "; ".join(parts)
    write = partial(written, translate=translate)
    for opinion in report.given:
        ends = f"{write(round(opinion.low))} - {write(round(opinion.high))}"
        parts.append(f"{translate(opinion.name)}: {write(round(opinion.estimate))} ({ends})")
    if report.sensitivity is not None and (quantiles := report.sensitivity.worlds.quantiles()):
        parts.append(translate(MODELS) % {"count": write(len(report.sensitivity.worlds.fits.models))})
        parts += [f"{share:.1%}: {write(round(value))}" for share, value in quantiles.items()]
    return "; ".join(parts)


def _heading(report: Report, translate: Translate) -> list[tuple[str, str]]:
    """The lines over the picture with their weight: what is said first is bold."""
    words = report.words.outward()
    told = [*words.said[:1], *words.because, *words.said[1:]]
    hints = [reason for reason in words.cautions if reason.code in {"humps", "overridden", "exploratory"}]
    lines: list[tuple[str, str]] = []
    for number, reason in enumerate((*told, *hints)):
        weight = "normal" if number else "bold"
        lines += [(line.replace("$", r"\$"), weight) for line in wrapped(said(reason, translate), HEAD, bold=not number)]
    return lines


def _panels(report: Report, translate: Translate) -> list[_Panel]:
    """None where no estimate is published: the words alone leave the office then."""
    found: list[_Panel] = []
    if not report.publishable:
        return found
    write = partial(written, translate=translate)
    known = translate(KNOWN) % {"count": write(report.captures.observed)}
    found.append(_Panel(_methods, 0.36 * len(report.given), translate(METHODS), ((SOFT, known),)))
    if report.sensitivity is not None and (worlds := report.sensitivity.worlds).estimates.size > BINS:
        near = translate(SUPPORTED) % {"limit": f"{CLOSE_AIC:g}"}
        title = translate(MODELS) % {"count": write(len(worlds.fits.models))}
        found.append(_Panel(_worlds, 1.1, title, ((PALE, translate(EVERY)), (SERIES[0], near))))
    if report.found.replicates is not None:
        humps = report.findings.humps
        key = ((INK, translate(TWO)),) if humps is not None and humps.several else ()
        found.append(_Panel(_drawn, 1.0, translate(DRAWN) % {"count": write(len(report.found.replicates.estimates))}, key))
    if report.sensitivity is not None and any(fit.estimate is not None for _, fit in report.sensitivity.curve):
        found.append(_Panel(_curve, 1.1, translate(CURVE)))
    return found


def _methods(axes: Any, report: Report, translate: Translate) -> None:
    for place, opinion in enumerate(report.given):
        axes.plot([opinion.low, opinion.high], [place, place], color=SERIES[0], linewidth=2.4, solid_capstyle="butt")
        axes.plot([opinion.estimate], [place], marker="o", markersize=5.5, color=PAPER, markeredgecolor=SERIES[0], markeredgewidth=1.6)
        _inside(axes, place - 0.2, translate(opinion.name), INK)
    axes.set_yticks([])
    axes.set_ylim(len(report.given) - 0.6, -0.75)
    _people(axes, report, translate)


def _worlds(axes: Any, report: Report, translate: Translate) -> None:
    assert report.sensitivity is not None  # noqa: S101 - there is a panel for it
    worlds = report.sensitivity.worlds
    near = worlds.fits.usable & (worlds.fits.aic <= np.nanmin(worlds.fits.aic) + CLOSE_AIC)
    edges = _edges(*_limits(report))
    for values, style in (
        (worlds.estimates, {"color": PALE, "histtype": "stepfilled"}),
        (worlds.fits.estimate[near], {"color": SERIES[0], "histtype": "step", "linewidth": 1.6}),
    ):
        axes.hist(values, edges, weights=np.full(values.size, 1 / values.size), **style)
    axes.set_yticks([])
    _people(axes, report, translate)


def _drawn(axes: Any, report: Report, translate: Translate) -> None:
    drawn, humps = report.found.replicates, report.findings.humps
    assert drawn is not None  # noqa: S101 - there is a panel for it
    axes.hist(drawn.usable, _edges(*_limits(report)), color=SERIES[1], alpha=0.75)
    axes.set_yticks([])
    if humps is not None and humps.several:
        for place, _ in humps.humps:
            axes.axvline(place, color=INK, linewidth=1, linestyle=(0, (3, 2)))
    _people(axes, report, translate)


def _curve(axes: Any, report: Report, translate: Translate) -> None:
    assert report.sensitivity is not None  # noqa: S101 - there is a panel for it
    points = [(threshold, fit.estimate) for threshold, fit in report.sensitivity.curve if fit.estimate is not None]
    axes.plot(*zip(*points, strict=True), color=SERIES[2], marker="o", markersize=4, linewidth=1.4)
    axes.set_xscale("log")
    axes.set_xlim(points[0][0] * 0.3, points[-1][0] * 1.25)
    axes.set_xticks([0.001, 0.01, 0.1], ["0.001", "0.01", "0.1"])
    axes.xaxis.minorticks_off()
    axes.set_ylim(0, max(value for _, value in points) * 1.25)
    low, high = axes.get_ylim()
    ticks = [tick for tick in ticks_of(low, high, 4) if tick]
    axes.set_yticks(ticks, [])
    for tick in ticks:
        _inside(axes, tick, written(tick, translate), SOFT)
    axes.set_xlabel(translate(THRESHOLD), fontsize=SMALL, color=SOFT)
    _bare(axes, "y")


def _inside(axes: Any, height: float, text: str, colour: str) -> None:
    """A label in the drawing, at the left, where a narrow picture has room for it."""
    back = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}
    axes.text(0.0, height, text, transform=axes.get_yaxis_transform(), va="bottom", fontsize=SMALL, color=colour, bbox=back)


def _people(axes: Any, report: Report, translate: Translate) -> None:
    """The axis of persons that all panels share."""
    low, high = _limits(report)
    logarithmic = high / low > FOLD
    if logarithmic:
        axes.set_xscale("log")
    axes.set_xlim(low, high)
    ticks = log_ticks(low, high) if logarithmic else ticks_of(low, high, 5)
    axes.set_xticks(ticks, [written(tick, translate) for tick in ticks])
    axes.xaxis.minorticks_off()
    observed = report.captures.observed
    if low <= observed <= high:
        axes.axvline(observed, color=SOFT, linewidth=1, linestyle=(0, (1, 1.5)))
    axes.set_xlabel("\n".join(wrapped(translate(PEOPLE_LOGARITHMIC if logarithmic else PEOPLE), SMALL)[:2]), fontsize=SMALL, color=SOFT)
    _bare(axes, "x")


def _limits(report: Report) -> tuple[float, float]:
    """From below the known to above the highest that counts: a few estimates far out do not squeeze the rest."""
    values = [opinion.low for opinion in report.given] + [opinion.high for opinion in report.given]
    drawn = report.found.replicates
    if drawn is not None and drawn.usable.size:
        values += _inner(drawn.usable)
    if report.sensitivity is not None and report.sensitivity.worlds.estimates.size:
        values += _inner(report.sensitivity.worlds.estimates)
    low, high = min(*values, report.captures.observed), max(values)
    return (low * 0.93, high * 1.08)


def _inner(values: Numbers) -> list[float]:
    return [float(value) for value in np.quantile(values, (FAR, 1 - FAR))]


def _edges(low: float, high: float) -> Numbers:
    found: Numbers = np.geomspace(low, high, BINS + 1) if high / low > FOLD else np.linspace(low, high, BINS + 1)
    return found


def _bare(axes: Any, across: str) -> None:
    axes.grid(axis=across, color=RULE, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", colors=SOFT, labelsize=SMALL)
    axes.tick_params(axis="y", length=0, labelsize=SMALL)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(RULE)


def _spoken(picture: bytes, title: str, words: str) -> bytes:
    """Put the title and the words first, where readers of screens look for them."""
    head, start, rest = picture.partition(b"<svg ")
    attributes, end, body = rest.partition(b">")
    said = f'\n <title id="title">{escape(title)}</title>\n <desc id="desc">{escape(words)}</desc>'
    return head + start + b'role="img" aria-labelledby="title desc" ' + attributes + end + said.encode() + body

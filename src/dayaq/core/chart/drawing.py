"""Colours, patterns and the way to bytes that all pictures share; the same picture gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from textwrap import wrap
from typing import Any, Protocol, cast

INK, SOFT, LINE, PAPER = "#1b2430", "#475361", "#d5dbe1", "#ffffff"
SERIES = ("#0b5d7a", "#8a5a00", "#2d6a4f", "#5b3a72", "#9b2226", "#475361", "#083f54", "#b08030")
HATCHES = ("", "//", "..", "xx", "\\\\", "--", "++", "oo")  # series differ by pattern as well as by colour
MOST = 24  # bars in one picture; the rest is in the table
NARROW = 24  # letters of a label before it is cut
WIDE = 7.2  # inches
DOTS = 200  # a inch, in files that take no SVG


STYLE = {"svg.hashsalt": "dayaq", "svg.fonttype": "path", "font.family": "DejaVu Sans", "hatch.linewidth": 0.6}


class Picture:
    """One drawing for the web and print (SVG) and for documents that take no SVG (PNG), each made when it is asked for."""

    def __init__(self, figure: Any) -> None:
        self.figure = figure

    @cached_property
    def svg(self) -> bytes:
        """As lines, without date and maker, so that two runs agree."""
        from matplotlib.backends.backend_svg import FigureCanvasSVG

        canvas: Any = FigureCanvasSVG(self.figure)
        return self._made(lambda out: canvas.print_svg(out, metadata={"Date": None, "Creator": None}), 72)

    @cached_property
    def png(self) -> bytes:
        """As dots."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        canvas: Any = FigureCanvasAgg(self.figure)
        return self._made(lambda out: canvas.print_png(out, metadata={"Software": None}), DOTS)

    def _made(self, write: Callable[[BytesIO], None], dots: int) -> bytes:
        """What a backend writes; asked directly, because the way through ``savefig`` draws everything a second time."""
        import matplotlib as mpl

        out = BytesIO()
        self.figure.dpi = dots
        with mpl.rc_context(cast(Any, STYLE)):
            write(out)
        return out.getvalue()


class Chart(Protocol):
    """What can be drawn and said."""

    @property
    def spoken(self) -> str: ...
    def picture(self) -> Picture: ...


class Drawing:
    """A chart that is drawn when somebody looks, and once; it reads as the chart it is of."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart

    @cached_property
    def picture(self) -> Picture:
        """Both files."""
        return self.chart.picture()

    def __repr__(self) -> str:
        return repr(self.chart)


@contextmanager
def drawing(height: float, width: float = WIDE) -> Iterator[Any]:
    """A figure to draw on: object interface only, no state shared between threads except fonts."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(cast(Any, STYLE)):
        yield Figure(figsize=(width, height), facecolor=PAPER, layout="constrained")


def saved(figure: Any) -> Picture:
    """The picture of a figure, laid out once for both files."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    FigureCanvasAgg(figure)
    figure.get_layout_engine().execute(figure)
    figure.set_layout_engine("none")
    return Picture(figure)


def wrapped(text: str, letters: int, lines: int = 3) -> str:
    """A label in at most ``lines`` lines; what does not fit is in the table beside the picture."""
    found = wrap(text, letters) or [""]
    return "\n".join([*found[: lines - 1], found[lines - 1][: letters - 1] + "…"] if len(found) > lines else found)


def bare(axes: Any) -> None:
    """Take away frame and ticks."""
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)

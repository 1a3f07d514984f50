"""Pictures of numbers, drawn the same way every time: bars, diverging answers, the criteria matrix, votes as dots.

Letters are drawn as outlines, so that Azerbaijani and Cyrillic look the same everywhere; nothing is told by colour
alone. A picture never stands alone: a table is beside it, and ``spoken`` says it in words.
"""

from dayaq.core.chart.bars import BarChart, Mark, Series, svg
from dayaq.core.chart.dots import DotChart, DotRow
from dayaq.core.chart.drawing import HATCHES, INK, LINE, MOST, NARROW, PAPER, SERIES, SOFT, Chart, Drawing, Picture
from dayaq.core.chart.likert import LikertChart, LikertRow
from dayaq.core.chart.matrix import MatrixChart, MatrixRow

__all__ = [
    "HATCHES",
    "INK",
    "LINE",
    "MOST",
    "NARROW",
    "PAPER",
    "SERIES",
    "SOFT",
    "BarChart",
    "Chart",
    "DotChart",
    "DotRow",
    "Drawing",
    "LikertChart",
    "LikertRow",
    "Mark",
    "MatrixChart",
    "MatrixRow",
    "Picture",
    "Series",
    "svg",
]

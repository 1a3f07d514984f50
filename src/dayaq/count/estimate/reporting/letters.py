"""What fits into a narrow picture: lines of text as wide as they are drawn, few round numbers along an axis."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

WIDTH = 4.05  # inches: 389 pixels
EDGE = 0.12  # inches left and right
LINE = WIDTH - 2 * EDGE - 0.08  # inches of a line of text
POINTS = 72  # of letters in an inch
HEAD, SMALL = 9, 8  # sizes of letters


def wrapped(text: str, size: int, inches: float = LINE, *, bold: bool = False) -> list[str]:
    """A text in lines of this width as they are drawn: Cyrillic letters are wider than Latin ones."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _inches(longer, size, bold) <= inches:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=4096)
def _inches(text: str, size: int, bold: bool) -> float:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    letters = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, letters, ismath=False)[0]) / POINTS


def log_ticks(low: float, high: float) -> list[int]:
    """Round numbers, few enough to stand side by side on a telephone."""
    powers = [10**power for power in range(9)]
    for steps in ((1, 2, 5), (1, 3), (1,)):
        ticks = [step * power for power in powers for step in steps if low * 1.06 <= step * power <= high * 0.92]
        if len(ticks) <= 4:
            break
    return ticks


def ticks_of(low: float, high: float, most: int) -> list[int]:
    """Round numbers at equal distances, not more than ``most``."""
    unit = 10 ** int(np.floor(np.log10(max(high - low, 1))))
    for step in (unit / 5, unit / 2, unit, unit * 2, unit * 5):
        first = int(np.ceil(low / step))
        ticks = [round(place * step) for place in range(first, int(high // step) + 1)]
        if len(ticks) <= most:
            break
    return ticks

"""Units of figures have words in every language; currencies stay as they are printed."""

from __future__ import annotations

import csv
from pathlib import Path

import dayaq.count.figures
from dayaq.count.figures.rules import catalogue
from dayaq.count.figures.rules.units import UNITS

FIGURES = Path(dayaq.count.figures.__file__).parent


def test_every_unit_of_a_printed_figure_has_a_word() -> None:
    rows = csv.DictReader((FIGURES / "data" / "published" / "az.csv").read_text(encoding="utf-8").splitlines())
    assert {row["unit"] for row in rows} - set(UNITS) == {"AZN", "USD", "EUR"}


def test_every_unit_of_a_measure_has_a_word() -> None:
    assert {measure.unit for measure in catalogue().measures.values()} <= set(UNITS)

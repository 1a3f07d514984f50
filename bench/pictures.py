"""The two pictures of docs/methods, drawn from published data through the engines themselves.

    python bench/pictures.py

British referrals of one quarter (Home Office, Open Government Licence v3.0); six British lists (published counts).
"""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
REFERRALS = ROOT / "tests" / "count" / "data" / "uk_nrm" / "referrals_leaf_2022q2_2023q2.csv"
LISTS = ROOT / "tests" / "count" / "estimate" / "data" / "UKdat.csv"
QUARTER = "2022_q2"
SINGLE = ("Labour", "Criminal", "Sexual", "Domestic")
AGES = {"Adult (18 or over)": "Adults", "Child (17 or under)": "Children", "Not specified or unknown": "Age unknown"}
INK, SOFT, LINE, PAPER, HIDDEN, FOUND = "#1b2430", "#475361", "#d5dbe1", "#ffffff", "#e3edf1", "#9b2226"
Counts = dict[tuple[str, str], int]


def group(form: str) -> str:
    """The form of exploitation in six groups."""
    if form in SINGLE:
        return form
    return "Not specified" if form.startswith("Not") else "Mixed or other"


def counted() -> Counts:
    """People by form and age in the quarter, margins included."""
    cells: Counts = {}
    with REFERRALS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["quarter"] == QUARTER:
                for form in (group(row["exploitation"]), "Total"):
                    for age in (AGES[row["age"]], "Total"):
                        cells[form, age] = cells.get((form, age), 0) + int(row["people"])
    return cells


def hidden(cells: Counts) -> set[tuple[str, str]]:
    """The cells that ``dayaq protect`` hides at threshold 5."""
    source, protected = PICTURES / "inner.csv", PICTURES / "protected.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(["form", "age", "people"])
        lines.writerows([form, age, number] for (form, age), number in cells.items() if "Total" not in (form, age))
    try:
        command = [sys.executable, "-m", "dayaq", "protect", str(source), "--count", "people", "--dims", "form,age", "--threshold", "5"]
        subprocess.run([*command, "--out", str(protected)], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        with protected.open(encoding="utf-8-sig", newline="") as stream:
            return {(row["form"], row["age"]) for row in csv.DictReader(stream) if row["people"] == "c"}
    finally:
        source.unlink(missing_ok=True)
        protected.unlink(missing_ok=True)


def table(axes: Any, cells: Counts, away: set[tuple[str, str]], title: str, found: str = "") -> None:
    """One table; ``found``: the row whose hidden number comes back by subtraction."""
    rows, columns = [*SINGLE, "Mixed or other", "Not specified", "Total"], [*AGES.values(), "Total"]
    axes.set_xlim(0, 10.4)
    axes.set_ylim(10.3, -0.4)
    axes.axis("off")
    axes.text(0, 0.2, title, color=INK, fontsize=11, fontweight="bold", va="center")
    for place, column in enumerate(columns):
        axes.text(4.4 + 1.9 * place, 1.3, column.replace(" ", "\n"), color=SOFT, fontsize=8, ha="right", va="center")
    for line, row in enumerate(rows):
        top = 2.1 + line
        axes.plot([0, 10.4], [top, top], color=LINE, linewidth=0.8)
        axes.text(0, top + 0.5, row, color=INK, fontsize=9, va="center")
        for place, column in enumerate(columns):
            gone = (row, column) in away
            if gone:
                axes.add_patch(rectangle(3.15 + 1.9 * place, top + 0.08, HIDDEN))
            text = "c" if gone else f"{cells[row, column]:,}"
            axes.text(
                4.4 + 1.9 * place, top + 0.5, text, color=INK, fontsize=9, ha="right", va="center", fontweight="bold" if gone else "normal"
            )
    if found:
        axes.text(0, 9.75, found, color=FOUND, fontsize=10, fontweight="bold", va="center")
    else:
        axes.text(0, 9.75, "No subtraction gives any c back.", color="#2d6a4f", fontsize=10, fontweight="bold", va="center")


def rectangle(left: float, top: float, colour: str) -> Any:
    """The ground of a hidden cell."""
    from matplotlib.patches import Rectangle

    return Rectangle((left, top), 1.45, 0.84, facecolor=colour, edgecolor=SOFT, linewidth=0.6, hatch="//")


def protecting() -> None:
    """Two copies of one table: only the small number hidden, and properly hidden."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"svg.fonttype": "path", "svg.hashsalt": "dayaq", "hatch.color": "#b9ccd4", "hatch.linewidth": 0.6})
    from matplotlib import pyplot

    cells = counted()
    small = {key for key, number in cells.items() if 0 < number < 5}
    row = next(form for form, _ in small)
    parts = [cells[row, age] for age in AGES.values() if (row, age) not in small]
    gives = f"{row}: {cells[row, 'Total']} - {' - '.join(map(str, parts))} = {cells[row, 'Total'] - sum(parts)}. The hidden number is back."
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4.1), facecolor=PAPER)
    table(left, cells, small, "Only the small number hidden", gives)
    table(right, cells, hidden(cells), "Hidden so that nobody can subtract")
    figure.subplots_adjust(left=0.02, right=0.98, top=0.98, bottom=0.02, wspace=0.08)
    figure.savefig(PICTURES / "protecting.svg", metadata={"Date": None, "Title": "Hiding only the small number does not protect it"})
    print(f"protecting.svg: {gives}")


def estimating() -> None:
    """What several methods say of the same six lists."""
    command = [sys.executable, "-m", "dayaq", "estimate", str(LISTS), "--out", str(PICTURES / "estimating.svg")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    print("estimating.svg")


if __name__ == "__main__":
    protecting()
    estimating()

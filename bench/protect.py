"""Hiding in four real tables of five quarters at three thresholds: ours beside a plain greedy, both audited.

    python bench/protect.py [--quarter 2022_q2] [--threshold 5] [--at-least 1] [--no-greedy] [--only-large]

Referral statistics of the United Kingdom. The greedy hides primary cells, then the smallest cell of every sum that has a
single hidden one, then for every primary cell whose two linear programs (least and most) are less than 2 apart the
smallest cell of its sums, until all are; it takes 0 last. Exact: hidden cells that the audit can work out.
Last, large drawn tables (shape, cells with margins, small ones) with the time given and the time taken; the limit is the
bound that no choice goes below. The greedy and the audit of all cells take too long there.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import numpy as np

from dayaq.core.table import Cell, Table
from dayaq.core.table.reading import Line, Sheet
from dayaq.count.disclosure.auditing.audit import exact_cells
from dayaq.count.disclosure.hiding.moves import NEAR, Moves, Reader
from dayaq.count.disclosure.hiding.protect import protect
from dayaq.count.disclosure.hiding.puzzle import Cost, Puzzle, puzzle
from dayaq.count.disclosure.tables.relations import Release, system
from dayaq.count.disclosure.tables.table import build

DATA = Path(__file__).resolve().parents[1] / "tests/count/data/uk_nrm/referrals_leaf_2022q2_2023q2.csv"
SINGLE = ("Labour", "Criminal", "Sexual", "Domestic")
TABLES = {
    "6 forms x age x sex": (("form", "age", "sex"), None),
    "all forms x age x sex": (("every_form", "age", "sex"), None),
    "41 nationalities x 6 forms": (("nationality", "form"), 41),
    "16 nationalities x 6 forms x sex": (("nationality", "form", "sex"), 16),
}
THRESHOLDS = (3, 5, 10)
LARGE = (((60, 18, 3), 0), ((60, 18, 3), 60), ((100, 18, 4), 0), ((100, 18, 4), 10), ((100, 18, 4), 60), ((20, 10, 8, 5), 30))


def form(text: str) -> str:
    if text in SINGLE:
        return text
    return "Not specified" if text.startswith("Not specified") else "Mixed or other"


def quarters() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    with DATA.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["quarter"], []).append(row)
    return found


def table(rows: Iterable[dict[str, str]], name: str) -> Table:
    """One of TABLES; of the nationalities the most frequent, the rest together."""
    dims, groups = TABLES[name]
    rows = list(rows)
    people: Counter[str] = Counter()
    for row in rows:
        people[row["nationality"]] += int(row["people"])
    kept = sorted(people, key=lambda n: (-people[n], n))[: (groups or 1) - 1]
    lines = []
    for number, row in enumerate(rows, 2):
        nationality = row["nationality"] if row["nationality"] in kept else "other"
        columns = {"form": form(row["exploitation"]), "every_form": row["exploitation"], "age": row["age"], "sex": row["gender"]}
        lines.append(Line(number, columns | {"nationality": nationality, "people": row["people"]}))
    columns = ("form", "every_form", "age", "sex", "nationality", "people")
    return build(Sheet(DATA.name, columns, tuple(lines)), count="people", dims=dims)


class Greedy:
    """The plain method: single hidden cells of a sum first, then two programs for each primary cell."""

    def __init__(self, puzzle: Puzzle) -> None:
        self.puzzle = puzzle
        self.reader = Reader(puzzle, puzzle.views[0], Moves(puzzle, puzzle.views[0]))
        self.hidden = np.zeros(puzzle.size, dtype=np.bool_)
        self.hidden[puzzle.targets] = True
        self.sums = [puzzle.sums.row(row) for row in range(puzzle.sums.height)]

    def run(self) -> int:
        self.repair()
        for column in self.puzzle.targets.tolist():
            while self.width(column) < 2 - NEAR and self.hide(np.unique(np.concatenate([s for s in self.sums if column in s]))):
                self.repair()
        return int(self.hidden.sum())

    def width(self, column: int) -> float:
        self.reader.looks_at(self.hidden.astype(np.float64))
        return sum(self.reader.farthest(column, direction, whole=False)[0] for direction in (1, -1))

    def hide(self, members: np.ndarray) -> bool:
        """The smallest of the shown cells, 0 last."""
        shown = [int(column) for column in members if not self.hidden[column]]
        if shown:
            counts = self.puzzle.counts
            self.hidden[min(shown, key=lambda column: (counts[column] == 0, counts[column], column))] = True
        return bool(shown)

    def repair(self) -> None:
        while alone := [members for members in self.sums if self.hidden[members].sum() == 1]:
            for members in alone:
                if self.hidden[members].sum() == 1:
                    self.hide(members)


def greedy(release: Release, threshold: int) -> tuple[Release, float]:
    known = system([release])
    small = {key for key, value in zip(known.keys, known.values, strict=True) if value is not None and 0 < value < threshold}
    began = time.perf_counter()
    search = Greedy(puzzle(known, small, width=2, at_least=0, cost=Cost.CELLS))
    search.run()
    return masked(release, set(search.puzzle.keys(search.hidden))), time.perf_counter() - began


def masked(release: Release, keys: set[frozenset[tuple[str, str]]]) -> Release:
    cells = tuple(cell.hidden() if cell.key in keys else cell for cell in release.table.cells)
    return replace(release, table=replace(release.table, cells=cells))


def line(name: str, rows: list[dict[str, str]], threshold: int, asked: argparse.Namespace) -> tuple[int, int, float]:
    release = Release(table(rows, name))
    small = {cell.key for cell in release.table.cells if cell.value is not None and 0 < cell.value < threshold}
    before = len(exact_cells([masked(release, small)]))
    began = time.perf_counter()
    ours = protect([release], sensitive=threshold, at_least=asked.at_least)
    spent = time.perf_counter() - began
    after = len(exact_cells(ours.releases))
    text = f"{len(release.table.cells):6d}{len(small):8d}{before:7d} |{len(ours.hidden):7d}{ours.zeros:6d}{100 * ours.gap:6.1f}%{spent:7.2f}{after:6d}"
    peer = 0
    if asked.greedy:
        other, other_spent = greedy(release, threshold)
        peer = sum(cell.value is None for cell in other.table.cells)
        text += f" |{peer:7d}{other_spent:7.2f}{len(exact_cells([other])):6d}"
    print(text, flush=True)
    return len(ours.hidden), peer, spent


def drawn(shape: tuple[int, ...]) -> Table:
    """A table with many small numbers and few large ones, always the same for a shape."""
    dice = random.Random(1)  # noqa: S311  # drawn tables, no secret
    names = product(*([f"{dim}{place}" for place in range(size)] for dim, size in zip("abcd", shape, strict=False)))
    cells = (Cell(dict(zip("abcd", name, strict=False)), int(dice.paretovariate(0.7)) - 1) for name in names)
    return Table("people", tuple("abcd"[: len(shape)]), tuple(cells)).with_margins()


def large() -> None:
    print(f"{'large tables':20s}{'cells':>7s}{'primary':>8s}{'given':>7s} |{'hidden':>7s}{'limit':>7s}{'zeros':>6s}{'gap':>7s}{'s':>7s}")
    for shape, seconds in LARGE:
        release = Release(drawn(shape))
        began = time.perf_counter()
        ours = protect([release], sensitive=5, seconds=seconds)
        spent = time.perf_counter() - began
        name = " x ".join(map(str, shape))
        text = f"{name:20s}{len(release.table.cells):7d}{len(ours.primary):8d}{seconds:5d} s |{len(ours.hidden):7d}{ours.bound:7d}"
        print(f"{text}{ours.zeros:6d}{100 * ours.gap:6.1f}%{spent:7.2f}", flush=True)


def main() -> None:
    asking = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asking.add_argument("--quarter", action="append")
    asking.add_argument("--threshold", action="append", type=int)
    asking.add_argument("--at-least", type=int, choices=(0, 1), default=0)
    asking.add_argument("--no-greedy", dest="greedy", action="store_false")
    asking.add_argument("--only-large", action="store_true")
    asked = asking.parse_args()
    exact_cells([masked(Release(table(next(iter(quarters().values())), "6 forms x age x sex")), set())])  # loads the solver
    if not asked.only_large:
        real(asked)
    large()


def real(asked: argparse.Namespace) -> None:
    head = f"{'':45s}{'cells':>6s}{'primary':>8s}{'exact':>7s} |{'hidden':>7s}{'zeros':>6s}{'gap':>7s}{'s':>7s}{'exact':>6s}"
    print(head + (f" |{'greedy':>7s}{'s':>7s}{'exact':>6s}" if asked.greedy else ""))
    for threshold in asked.threshold or THRESHOLDS:
        for name in TABLES:
            found = []
            for quarter, rows in quarters().items():
                if not asked.quarter or quarter in asked.quarter:
                    print(f"{name:33s}{quarter:8s}{threshold:3d} ", end="")
                    found.append(line(name, rows, threshold, asked))
            ours, peer, slowest = sum(f[0] for f in found), sum(f[1] for f in found), max((f[2] for f in found), default=0.0)
            print(f"{'':33s}all     {threshold:3d}   ours {ours}, greedy {peer if asked.greedy else '-'}, slowest {slowest:.2f} s\n")


if __name__ == "__main__":
    main()

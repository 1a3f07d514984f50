"""A second auditor, written from the printed file alone: it shares no code with the program that it judges.

Every combination of the finest groups is an unknown number; every printed figure, margin or not, is one line of a dense
matrix over those numbers, and two tables that print the same groups print the same number. scipy searches for whole
tables; a hidden figure is safe only when two tables that fit every line, checked in whole numbers, differ in it.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

Name = frozenset[tuple[str, str]]  # the groups of a figure, and the filter of its table; margins are left out


@dataclass
class Printed:
    """A table as a reader has it: figures by their groups, None where ``c`` or nothing is printed."""

    dims: tuple[str, ...]
    figures: dict[Name, int | None]
    hidden: set[Name]
    where: Name = frozenset()
    within: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by dimension: group -> the group it is part of


def printed(
    rows: Iterable[Mapping[str, str]],
    count: str,
    dims: Sequence[str],
    where: Mapping[str, str] | None = None,
    within: Mapping[str, Mapping[str, str]] | None = None,
    total: str = "Total",
) -> Printed:
    """The lines of a printed table."""
    base = frozenset((where or {}).items())
    table = Printed(tuple(dims), {}, set(), base, within or {})
    for row in rows:
        name = base | {(dim, row[dim]) for dim in dims if row[dim] != total}
        assert name not in table.figures, f"printed twice: {sorted(name)}"
        text = row[count].strip()
        table.figures[name] = int(text) if text not in ("c", "") else None
        if text == "c":
            table.hidden.add(name)
    return table


def from_file(path: Path, count: str, dims: Sequence[str], **more: Mapping[str, str]) -> Printed:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return printed(csv.DictReader(file), count, dims, **more)


class Auditor:
    """All tables of one reader side by side as one system of lines over the finest numbers."""

    def __init__(self, tables: Sequence[Printed], at_least: int = 0) -> None:
        self.lines: dict[Name, list[np.ndarray]] = {}
        self.values: dict[Name, int] = {}
        self._read(tables)
        self.hidden = [name for table in tables for name in table.hidden if name not in self.values]
        self.hidden = list(dict.fromkeys(self.hidden))
        self._equations(at_least)

    def _read(self, tables: Sequence[Printed]) -> None:
        """Every table has numbers of its own; the names that tables share hold them together."""
        blocks = [self._finest(table) for table in tables]
        self.size = sum(len(block) for block in blocks)
        start = 0
        for table, block in zip(tables, blocks, strict=True):
            for name, value in table.figures.items():
                line = np.zeros(self.size, dtype=np.int64)
                line[start : start + len(block)] = [self._holds(table, name, finest) for finest in block]
                self._enter(name, line, value)
            start += len(block)

    def _enter(self, name: Name, line: np.ndarray, value: int | None) -> None:
        self.lines.setdefault(name, []).append(line)
        if value is not None:
            assert self.values.setdefault(name, value) == value, f"two figures for {sorted(name)}"

    @staticmethod
    def _finest(table: Printed) -> list[dict[str, str]]:
        groups = []
        for dim in table.dims:
            found = dict.fromkeys(group for name in table.figures for d, group in name if d == dim)
            above = set(table.within.get(dim, {}).values())
            groups.append([group for group in found if group not in above])
        return [dict(zip(table.dims, combination, strict=True)) for combination in product(*groups)]

    @staticmethod
    def _holds(table: Printed, name: Name, finest: Mapping[str, str]) -> bool:
        """Whether a figure counts what is counted in this combination of finest groups."""
        for dim, group in name - table.where:
            inside = finest[dim]
            while inside != group:
                above = table.within.get(dim, {}).get(inside)
                if above is None:
                    return False
                inside = above
        return True

    def _equations(self, at_least: int) -> None:
        lines, least, most = [], [], []
        for name, same in self.lines.items():
            low = self.values.get(name, at_least if name in self.hidden else 0)
            lines.append(same[0])
            least.append(low)
            most.append(self.values.get(name, np.inf))
            lines += [other - same[0] for other in same[1:]]
            least += [0] * (len(same) - 1)
            most += [0] * (len(same) - 1)
        self.whole_lines = np.array(lines, dtype=np.int64)
        self.least, self.most = np.array(least), np.array(most, dtype=float)
        self.limits = LinearConstraint(self.whole_lines.astype(float), self.least, self.most)

    def table(self, aim: np.ndarray, top: float = np.inf) -> np.ndarray | None:
        """A whole table with the least ``aim``, checked line by line; None when it has no least one."""
        bounds = Bounds(np.zeros(self.size), np.full(self.size, top))
        answer = milp(aim, constraints=self.limits, integrality=np.ones(self.size), bounds=bounds, options={"mip_rel_gap": 0})
        if answer.x is None:
            assert not self._ends(aim), f"no whole table fits: {answer.message}"
            return None
        whole = np.rint(answer.x).astype(np.int64)
        sums = self.whole_lines @ whole
        assert ((sums >= self.least) & (sums <= self.most)).all()
        assert (whole >= 0).all()
        return whole

    def _ends(self, aim: np.ndarray) -> bool:
        both = np.vstack([self.whole_lines, -self.whole_lines])
        most = np.concatenate([self.most, -self.least.astype(float)])
        found = linprog(aim, A_ub=both[np.isfinite(most)], b_ub=most[np.isfinite(most)], bounds=(0, None))
        return bool(found.status not in (3, 4))

    def told(self, most: int) -> dict[Name, int]:
        """Figures that are printed nowhere, or as not known, and yet can have one number only, from 1 to ``most``."""
        found = {}
        for name, lines in self.lines.items():
            if name not in self.values and name not in self.hidden:
                low, high = self.table(lines[0].astype(float)), self.table(-lines[0].astype(float))
                if low is not None and high is not None and 1 <= int(lines[0] @ low) == int(lines[0] @ high) <= most:
                    found[name] = int(lines[0] @ low)
        return found

    def intervals(self) -> dict[Name, tuple[int, int | None]]:
        """The least and the greatest number of every hidden figure, two searches for each."""
        ends: dict[Name, tuple[int, int | None]] = {}
        for name in self.hidden:
            line = self.lines[name][0]
            low, high = self.table(line.astype(float)), self.table(-line.astype(float))
            assert low is not None
            ends[name] = int(line @ low), None if high is None else int(line @ high)
        return ends

    def exact(self) -> set[Name]:
        """The hidden figures that can have one number only."""
        if not self.hidden:
            return set()
        lines = np.array([self.lines[name][0] for name in self.hidden])
        dice = np.random.default_rng(1)
        top = float(sum(self.values.values()) + 1)
        aims = [np.zeros(self.size), *dice.integers(-9, 10, (12, self.size)).astype(float)]
        seen = [self._seen(lines, aim, top) for aim in aims]
        varied = np.array(seen).min(axis=0) < np.array(seen).max(axis=0)
        for place, direction in product(range(len(lines)), (1.0, -1.0)):
            if not varied[place]:
                found = self.table(direction * lines[place])
                if found is None:
                    varied[place] = True  # no greatest number
                else:
                    varied |= lines @ found != seen[0]
        return {name for name, other in zip(self.hidden, varied, strict=True) if not other}

    def _seen(self, lines: np.ndarray, aim: np.ndarray, top: float) -> np.ndarray:
        found = self.table(aim, top)
        assert found is not None
        return lines @ found


class Together(Auditor):
    """The same people in all tables: one number for each combination of the groups of all columns, filters included.

    ``columns``: the groups of a column that filters name; ``A + B`` in a filter is A and B counted together. Only for
    few and small tables: the combinations of all dimensions are multiplied. ``named`` are further figures to judge.
    """

    def __init__(
        self,
        tables: Sequence[Printed],
        at_least: int = 0,
        columns: Mapping[str, Sequence[str]] | None = None,
        named: Collection[Name] = (),
    ) -> None:
        self.columns, self.named = columns or {}, named
        super().__init__(tables, at_least)

    def _read(self, tables: Sequence[Printed]) -> None:
        within: dict[str, dict[str, str]] = {}
        for table in tables:
            for dim, parents in table.within.items():
                within.setdefault(dim, {}).update(parents)
        names = {name for table in tables for name in table.figures} | set(self.named)
        dims = sorted({dim for name in names for dim, _ in name} | set(self.columns))
        groups = []
        for dim in dims:
            found = sorted({group for name in names for d, group in name if d == dim})
            groups.append(self.columns.get(dim, [group for group in found if group not in within.get(dim, {}).values()]))
        people = [dict(zip(dims, combination, strict=True)) for combination in product(*groups)]
        self.size = len(people)
        everybody = Printed(tuple(dims), {}, set(), within=within)
        for name in names:
            line = np.array([self._counts(everybody, name, one) for one in people], dtype=np.int64)
            values = {table.figures[name] for table in tables if name in table.figures} - {None}
            assert len(values) < 2, f"two figures for {sorted(name)}"
            self._enter(name, line, values.pop() if values else None)

    def _counts(self, everybody: Printed, name: Name, one: Mapping[str, str]) -> bool:
        filters = {(dim, group) for dim, group in name if dim in self.columns}
        return self._holds(everybody, name - filters, one) and all(one[dim] in group.split(" + ") for dim, group in filters)


def exact(tables: Collection[Printed], at_least: int = 0) -> set[Name]:
    """The hidden figures that a reader of these tables can work out."""
    return Auditor(list(tables), at_least).exact()

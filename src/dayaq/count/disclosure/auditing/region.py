"""All whole-number tables that agree with what is printed, for hidden cells that hang together: ends found by HiGHS.

Source: Fischetti and Salazar-Gonzalez 2001 (the attacker's two programs for each hidden cell); the handbook of the
European centre of excellence, chapter 4.3. A point counts only when it is checked in whole numbers against every sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf
from time import monotonic

import highspy
import numpy as np
from numpy.typing import NDArray

from dayaq.count.disclosure.auditing.bounds import TOP, Row, Unknowns

NEAR = 1e-6  # the solver's own tolerance is ten times smaller
Point = NDArray[np.int64]
Floats = NDArray[np.float64]


class OutOfTime(Exception):
    """The time given has passed."""


@dataclass(frozen=True, slots=True)
class End:
    """The least a cell can be in one direction: ``bound`` proved (None: no end), ``point`` a whole table, if found."""

    bound: int | None
    point: Point | None = None


class Region:
    """The possible tables over some columns of the unknowns, which no sum joins to any other column."""

    def __init__(self, found: Unknowns, columns: Sequence[int], rows: Sequence[int], until: float | None = None) -> None:
        self.found, self.columns, self.until = found, tuple(columns), until
        self.numbers = np.array(self.columns, dtype=np.int64)
        self.rows = tuple(rows)
        self.place = {column: place for place, column in enumerate(self.columns)}
        self._matrix(tuple(_open(found, found.rows[row], self.place) for row in self.rows))
        self._low, self._high = self.ends()  # whatever is proved later follows from these and the sums
        self.solver = self._model(whole=False)

    def _matrix(self, rows: Sequence[tuple[list[int], list[int], int]]) -> None:
        starts = np.cumsum([0] + [len(places) for places, _, _ in rows])
        self.starts = starts.astype(np.int32)
        self.entries = np.array([place for places, _, _ in rows for place in places], dtype=np.int32)
        self.signs = np.array([sign for _, signs, _ in rows for sign in signs], dtype=np.int64)
        self.right = np.array([right for _, _, right in rows], dtype=np.int64)

    def ends(self) -> tuple[Floats, Floats]:
        """The bounds proved so far."""
        low = np.array([self.found.low[c] for c in self.columns], dtype=np.float64)
        high = np.array([self.found.high[c] if self.found.high[c] < TOP else inf for c in self.columns], dtype=np.float64)
        return low, high

    def _model(self, *, whole: bool) -> highspy.Highs:
        """Columns with their bounds and sums as rows; quiet, on one core, always the same answer."""
        solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy does not annotate it
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("random_seed", 1)
        if whole:
            solver.setOptionValue("mip_rel_gap", 0.0)
            solver.setOptionValue("mip_abs_gap", 0.5)
        else:
            solver.setOptionValue("presolve", "off")
            solver.setOptionValue("simplex_strategy", 4)  # primal: the last corner is a start for the next aim
        solver.passModel(self._program(whole=whole))
        return solver

    def _program(self, *, whole: bool) -> highspy.HighsLp:
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(self.columns), len(self.right)
        program.col_cost_ = np.zeros(len(self.columns))
        program.col_lower_, program.col_upper_ = self.ends()
        program.row_lower_ = program.row_upper_ = self.right.astype(np.float64)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = self.starts
        program.a_matrix_.index_ = self.entries
        program.a_matrix_.value_ = self.signs.astype(np.float64)
        if whole:
            program.integrality_ = [highspy.HighsVarType.kInteger] * len(self.columns)
        return program

    def checked(self, values: Floats) -> Point | None:
        """The values as whole numbers if they are, and if they fit every sum and the bounds exactly."""
        point = np.rint(values).astype(np.int64)
        if np.abs(values - point).max(initial=0.0) > NEAR:
            return None
        sums = np.add.reduceat(self.signs * point[self.entries], self.starts[:-1]) if len(self.right) else self.right
        fits = (sums == self.right).all() and (point >= self._low).all() and (point <= self._high).all()
        return point if fits else None

    def aim(self, costs: Floats) -> tuple[float | None, Point | None]:
        """The least value of ``costs`` over all real tables (None: no end) and the corner, if it is whole."""
        self._in_time()
        places = np.arange(len(self.columns), dtype=np.int32)
        self.solver.changeColsCost(len(places), places, costs)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kUnbounded:
            return None, None
        if status == highspy.HighsModelStatus.kInfeasible:
            raise self.conflict()
        if status != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"the solver stopped: {self.solver.modelStatusToString(status)}")
        return self.solver.getObjectiveValue(), self.checked(np.array(self.solver.getSolution().col_value))

    def end(self, column: int, direction: int) -> End:
        """How small ``direction`` times a column can be: proved over the reals, rounded inwards."""
        costs = np.zeros(len(self.columns))
        costs[self.place[column]] = direction
        value, point = self.aim(costs)
        return End(None if value is None else ceil(value - NEAR), point)

    def whole_end(self, column: int, direction: int) -> End:
        """The same over whole numbers; without a point when the time did not suffice."""
        self._in_time()
        solver = self._model(whole=True)
        solver.changeColCost(self.place[column], float(direction))
        if self.until is not None:
            solver.setOptionValue("time_limit", max(0.01, self.until - monotonic()))
        solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise self.conflict()
        info = solver.getInfo()
        point = self.checked(np.round(np.array(solver.getSolution().col_value), 5)) if info.primal_solution_status == 2 else None
        if status == highspy.HighsModelStatus.kOptimal and point is not None:
            return End(direction * int(point[self.place[column]]), point)
        bound = info.mip_dual_bound
        return End(ceil(bound - NEAR) if abs(bound) < TOP else -TOP, point)

    def conflict(self) -> Exception:
        """The fault that names the sum which is furthest from adding up when all others are held as far as possible."""
        solver = self._model(whole=False)
        for place in range(len(self.rows)):
            for sign in (1.0, -1.0):
                solver.addCol(1.0, 0.0, inf, 1, np.array([place], dtype=np.int32), np.array([sign]))
        solver.run()
        gaps = np.array(solver.getSolution().col_value)[len(self.columns) :].reshape(-1, 2).sum(axis=1)
        return self.found.fault(self.rows[int(gaps.argmax())])

    def _in_time(self) -> None:
        if self.until is not None and monotonic() > self.until:
            raise OutOfTime


def _open(found: Unknowns, row: Row, place: dict[int, int]) -> tuple[list[int], list[int], int]:
    """A sum without its columns that are settled."""
    open_terms = [(place[c], sign) for c, sign in zip(row.columns, row.signs, strict=True) if c in place]
    settled = sum(sign * found.low[c] for c, sign in zip(row.columns, row.signs, strict=True) if c not in place)
    return [p for p, _ in open_terms], [s for _, s in open_terms], row.right - settled

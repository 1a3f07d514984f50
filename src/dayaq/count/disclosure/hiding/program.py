"""A linear program that is asked many times with other bounds and other aims; HiGHS solves it, each time from the last answer.

Quiet, on one core and with a fixed seed, so that the same questions get the same answers on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
INFINITE = float(highspy.kHighsInf)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of a sparse matrix: row r has ``columns[starts[r]:starts[r + 1]]`` with these ``values``."""

    starts: Ints
    columns: Ints
    values: Floats
    width: int

    @property
    def height(self) -> int:
        return len(self.starts) - 1

    @property
    def rows(self) -> Ints:
        """The row of every entry."""
        return np.repeat(np.arange(self.height), np.diff(self.starts))

    def row(self, number: int) -> Ints:
        """The columns of one row."""
        return self.columns[self.starts[number] : self.starts[number + 1]]

    def priced(self, duals: Floats) -> Floats:
        """For every column the sum of its entries times the duals of their rows."""
        found: Floats = np.bincount(self.columns, weights=self.values * duals[self.rows], minlength=self.width).astype(np.float64)
        return found

    def only(self, columns: Ints) -> Matrix:
        """The matrix of some columns, renumbered; rows that have none of them are left out."""
        place = np.full(self.width, -1, dtype=np.int64)
        place[columns] = np.arange(len(columns))
        kept = place[self.columns] >= 0
        counts = np.bincount(self.rows[kept], minlength=self.height)
        starts = np.concatenate([[0], np.cumsum(counts[counts > 0])]).astype(np.int64)
        return Matrix(starts, place[self.columns[kept]], self.values[kept], len(columns))

    def doubled(self) -> Matrix:
        """The matrix with a second copy of all columns, of the opposite sign."""
        rows = np.concatenate([self.rows, self.rows])
        order = np.argsort(rows, kind="stable")
        columns = np.concatenate([self.columns, self.columns + self.width])[order]
        values = np.concatenate([self.values, -self.values])[order]
        return Matrix(2 * self.starts, columns, values, 2 * self.width)


def matrix(rows: Sequence[tuple[Sequence[int], Sequence[float]]], width: int) -> Matrix:
    """The matrix with these rows: columns and values of each."""
    starts = np.cumsum([0] + [len(columns) for columns, _ in rows])
    columns = np.array([column for columns, _ in rows for column in columns], dtype=np.int64)
    return Matrix(starts, columns, np.array([value for _, values in rows for value in values], dtype=np.float64), width)


@dataclass(frozen=True, slots=True)
class Answer:
    """The best value and a point that has it; the duals of the rows are empty for a program in whole numbers.

    ``bound`` is the best that is still conceivable when the solver was stopped early.
    """

    value: float
    point: Floats
    duals: Floats
    bound: float
    finished: bool


# The solver's own searches for good choices find nothing that ours, handed over at the start, does not have.
_OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 1,
    "presolve": "off",
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-6,
    "mip_allow_restart": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
}
_CLEAR = frozenset(
    {
        highspy.HighsModelStatus.kOptimal,
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kTimeLimit,
        highspy.HighsModelStatus.kSolutionLimit,
    }
)


class Program:
    """Least cost of columns between bounds, with ``row_low <= rows <= row_high`` (rows are 0 when not said)."""

    def __init__(
        self, rows: Matrix, low: Floats, high: Floats, cost: Floats, row_low: Floats | None = None, row_high: Floats | None = None
    ) -> None:
        self.width = rows.width
        self._every = np.arange(rows.width, dtype=np.int32)
        self._solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy does not annotate it
        for option, value in _OPTIONS.items():
            self._solver.setOptionValue(option, value)
        self._solver.passModel(_model(rows, low, high, cost, row_low, row_high))

    def aims(self) -> None:
        """Mostly the costs will change: the last corner is a good start for the next aim."""
        self._solver.setOptionValue("simplex_strategy", 4)

    def bounds(self, low: Floats, high: Floats) -> None:
        """New bounds for all columns."""
        self._solver.changeColsBounds(self.width, self._every, low, high)

    def bound(self, column: int, low: float, high: float) -> None:
        """New bounds for one column."""
        self._solver.changeColBounds(int(column), low, high)

    def costs(self, cost: Floats) -> None:
        """New costs for all columns."""
        self._solver.changeColsCost(self.width, self._every, cost)

    def cost(self, column: int, cost: float) -> None:
        """A new cost for one column."""
        self._solver.changeColCost(int(column), cost)

    def add(self, rows: Matrix, least: Floats) -> None:
        """Further rows, each at least as large as said."""
        if rows.height:
            high = np.full(rows.height, INFINITE)
            starts, columns = rows.starts[:-1].astype(np.int32), rows.columns.astype(np.int32)
            self._solver.addRows(rows.height, least, high, len(columns), starts, columns, rows.values)

    def whole(self, *, yes: bool) -> None:
        """Only whole numbers from now on, or any numbers again. Whole ones are found better with preparation."""
        kind = highspy.HighsVarType.kInteger if yes else highspy.HighsVarType.kContinuous
        self._solver.changeColsIntegrality(self.width, self._every, np.full(self.width, int(kind), dtype=np.uint8))
        self._solver.setOptionValue("presolve", "on" if yes else "off")

    def limits(self, nodes: int, seconds: float) -> None:
        """How long the search for whole numbers may take: steps, which are the same everywhere, and time as a last resort."""
        self._solver.setOptionValue("mip_max_nodes", nodes)
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(0.01, seconds))

    def start(self, point: Floats) -> None:
        """A point to begin with, for whole numbers."""
        known = highspy.HighsSolution()
        known.col_value = point.tolist()
        self._solver.setSolution(known)

    def solve(self) -> Answer | None:
        """The answer; None when there is none (no point at all, or none found in time)."""
        self._solver.run()
        if self._solver.getModelStatus() not in _CLEAR:  # the last answer was a bad start: begin anew
            self._solver.clearSolver()
            self._solver.run()
        status, info = self._solver.getModelStatus(), self._solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        found = self._solver.getSolution()
        point = np.array(found.col_value)
        duals = np.array(found.row_dual)
        finished = status == highspy.HighsModelStatus.kOptimal
        bound = info.mip_dual_bound if info.mip_node_count >= 0 else info.objective_function_value
        return Answer(info.objective_function_value, point, duals, bound, finished)


def _model(rows: Matrix, low: Floats, high: Floats, cost: Floats, row_low: Floats | None, row_high: Floats | None) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = rows.width, rows.height
    model.col_cost_, model.col_lower_, model.col_upper_ = cost, low, high
    model.row_lower_ = np.zeros(rows.height) if row_low is None else row_low
    model.row_upper_ = np.zeros(rows.height) if row_high is None else row_high
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = rows.starts.astype(np.int32)
    model.a_matrix_.index_ = rows.columns.astype(np.int32)
    model.a_matrix_.value_ = rows.values
    return model

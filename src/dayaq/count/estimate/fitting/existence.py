"""Whether a model has an estimate at all, before anything is printed: existence and identifiability.

The estimate exists if and only if there are expected counts, all above 0, with the same totals as the data on every term of the model.
Such counts are a witness: one step of the fitting often yields them, else a linear program finds them or shows that there are none.
Both depend only on which histories were seen at all, so that answers are kept by (histories seen, terms at minus infinity).

Source: Fienberg & Rinaldo 2012 (extended maximum likelihood); Chan, Silverman, Vincent 2021 (linear program, top-level models).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dayaq.count.estimate.fitting.newton import solve
from dayaq.count.estimate.lists.captures import Captures
from dayaq.count.estimate.lists.terms import Model, every_subset, normal, without

TOLERANCE = 1e-6  # of a linear program on counts of 1: far from the smallest optimum above 0 and from rounding
MOST_CHECKS = 5_000  # seconds; beyond it a list of failing models would help nobody


class TooMany(ValueError):
    """So many models have no estimate that they were not all looked at."""


class Status(StrEnum):
    """What is known of the estimate of a model."""

    OK = "ok"
    EXTENDED = "extended"  # some terms are at minus infinity, the rest is estimated
    NO_MLE = "no_mle"
    NOT_IDENTIFIABLE = "not_identifiable"

    @property
    def usable(self) -> bool:
        """Whether a number may be printed."""
        return self in (Status.OK, Status.EXTENDED)


@dataclass(frozen=True)
class Verdict:
    """Status of a model and the terms concerned: at minus infinity; or those without which it would be estimated."""

    status: Status
    terms: tuple[int, ...] = ()


def status(captures: Captures, model: Iterable[int]) -> Verdict:
    """The status of one model; for a model without estimate the terms whose removal, one at a time, gives one."""
    chosen = normal(model)
    checks = Checks(len(captures.lists))
    seen = support(captures)
    found = checks.status(seen, chosen)
    if found is Status.EXTENDED:
        return Verdict(found, tuple(term for term in chosen if not captures.totals[term]))
    if found is Status.OK:
        return Verdict(found)
    healing = (term for term in chosen if checks.status(seen, without(chosen, term)).usable)
    return Verdict(found, tuple(healing) or chosen)


def check_all(captures: Captures, checks: Checks | None = None) -> dict[Model, Status]:
    """Every model of pairs that has no estimate; from each set of empty pairs with all other pairs downwards (cone argument)."""
    checks = checks or Checks(len(captures.lists))
    seen, empty = support(captures), captures.empty_pairs()
    sharing = tuple(pair for pair in captures.pairs() if captures.totals[pair])
    failing: dict[Model, Status] = {}
    for chosen in every_subset(empty):
        _branch(checks, seen, normal((*chosen, *sharing)), frozenset(chosen), failing)
    return failing


def _branch(checks: Checks, seen: int, top: Model, fixed: frozenset[int], failing: dict[Model, Status]) -> None:
    """What is below an estimable model is estimable; below a failing one each model with one pair less is looked at."""
    waiting, known = [top], {top}
    while waiting:
        model = waiting.pop()
        found = checks.status(seen, model)
        if found.usable:
            continue
        failing[model] = found
        smaller = {without(model, term) for term in model if term not in fixed} - known
        known |= smaller
        waiting += smaller
        if len(known) > MOST_CHECKS:
            raise TooMany(f"more than {MOST_CHECKS} models to look at: too many lists share nobody")


def support(captures: Captures) -> int:
    """The histories that were seen, as bits."""
    return sum(1 << mask for mask, _ in captures.histories())


class Checks:
    """Answers for t lists, kept by (histories seen, terms): one object may serve all replicates of a table."""

    def __init__(self, lists: int) -> None:
        self.lists, self.cells = lists, 2**lists
        self.singles = tuple(1 << bit for bit in range(lists))
        self.pairs = tuple(1 << one | 1 << other for one, other in combinations(range(lists), 2))
        self._exists: dict[tuple[int, Model], bool] = {}
        self._rank: dict[tuple[int, Model], bool] = {}
        self._shape: dict[int, tuple[int, Model, Model]] = {}
        self._holding = [self._cells_holding(term) for term in range(self.cells)]

    def _cells_holding(self, term: int) -> int:
        return sum(1 << cell for cell in range(1, self.cells) if cell & term == term)

    def empty(self, seen: int, term: int) -> bool:
        """Whether nobody has all lists of the term."""
        return not seen & self._holding[term]

    def shape(self, seen: int) -> tuple[int, Model, Model]:
        """Lists with nobody (as a set), pairs of the other lists that share somebody, and those that share nobody."""
        if seen not in self._shape:
            gone = sum(single for single in self.singles if self.empty(seen, single))
            there = [pair for pair in self.pairs if not pair & gone]
            sharing = tuple(pair for pair in there if not self.empty(seen, pair))
            self._shape[seen] = gone, sharing, tuple(pair for pair in there if pair not in sharing)
        return self._shape[seen]

    def status(self, seen: int, model: Model) -> Status:
        """The status of one model; a term of an emptied list cannot be told."""
        gone = self.shape(seen)[0]
        if any(term & gone for term in model) or not self.identifiable(seen, model):
            return Status.NOT_IDENTIFIABLE
        if not self.exists(seen, model):
            return Status.NO_MLE
        return Status.EXTENDED if any(self.empty(seen, term) for term in model) else Status.OK

    def passes(self, seen: int, model: Model) -> bool:
        """Whether a model of pairs may be fitted: by its top-level model if that passes, else by itself."""
        top = self.top(seen, model)
        return self._both(seen, top) or (top != model and self._both(seen, model))

    def _both(self, seen: int, model: Model) -> bool:
        return self.identifiable(seen, model) and self.exists(seen, model)

    def top(self, seen: int, model: Iterable[int]) -> Model:
        """All pairs that share somebody with the empty pairs of the model."""
        _, sharing, empty = self.shape(seen)
        return tuple(sorted({*sharing, *(term for term in model if term in empty), *(term for term in model if term.bit_count() > 2)}))

    def identifiable(self, seen: int, model: Model) -> bool:
        """Whether the kept histories tell the terms apart: rank of the reduced design."""
        key = (self._left(seen, model), self._finite(seen, model))
        if key not in self._rank:
            design = self.design(*key)
            self._rank[key] = design.shape[1] <= design.shape[0] and int(np.linalg.matrix_rank(design)) == design.shape[1]
        return self._rank[key]

    def exists(self, seen: int, model: Model) -> bool:
        """Whether expected counts above 0 with the totals of the data exist."""
        key = (seen, model)
        if key not in self._exists:
            self.prepare([key])
        return self._exists[key]

    def prepare(self, questions: Iterable[tuple[int, Model]]) -> None:
        """Answer many questions of existence at once: by a witness, and by linear program where none was met."""
        groups: dict[int, list[tuple[int, Model]]] = {}
        for key in questions:
            if key not in self._exists and key not in (group := groups.setdefault(len(key[1]), [])):
                group.append(key)
        for group in groups.values():
            for key, proven in zip(group, self._witnessed(group), strict=True):
                self._exists[key] = bool(proven) or self._program(*key)

    def _witnessed(self, questions: list[tuple[int, Model]]) -> NDArray[np.bool_]:
        counts = np.array([[seen >> cell & 1 for cell in range(self.cells)] for seen, _ in questions], dtype=np.float64).T
        terms = np.array([(0, *self.singles, *model) for _, model in questions], dtype=np.int64).T
        return solve(np.ascontiguousarray(counts), np.ascontiguousarray(terms)).proven

    def _left(self, seen: int, model: Model) -> int:
        left = self._holding[0]
        for term in (*self.singles, *model):
            if self.empty(seen, term):
                left &= ~self._holding[term]
        return left

    def _finite(self, seen: int, model: Model) -> Model:
        return (0, *(term for term in (*self.singles, *model) if not self.empty(seen, term)))

    def design(self, left: int, terms: Model) -> NDArray[np.float64]:
        """Kept histories by terms: 1 where the history holds the term."""
        cells = np.array([cell for cell in range(self.cells) if left >> cell & 1], dtype=np.int64)
        wanted = np.array(terms, dtype=np.int64)
        return np.asarray((cells[:, None] & wanted) == wanted, dtype=np.float64)

    def _program(self, seen: int, model: Model) -> bool:
        """Largest s such that counts of at least s have the totals of the data; the estimate exists if it is above 0."""
        left = self._left(seen, model)
        design = self.design(left, self._finite(seen, model))
        data = np.array([seen >> cell & 1 for cell in range(self.cells) if left >> cell & 1], dtype=np.float64)
        return _largest_floor(design, data) > TOLERANCE


def _largest_floor(design: NDArray[np.float64], data: NDArray[np.float64]) -> float:
    """Maximise s over x = s + y, y >= 0, s >= 0 with the totals of the data."""
    import highspy

    matrix = np.column_stack([design.sum(axis=0), design.T])
    right = data @ design
    program = highspy.HighsLp()
    program.num_row_, program.num_col_ = matrix.shape
    program.col_cost_ = np.concatenate([[-1.0], np.zeros(len(design))])
    program.col_lower_, program.col_upper_ = np.zeros(matrix.shape[1]), np.full(matrix.shape[1], highspy.kHighsInf)
    program.row_lower_ = program.row_upper_ = right
    rows, columns = np.nonzero(matrix)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=matrix.shape[0]))])
    program.a_matrix_.index_, program.a_matrix_.value_ = columns, matrix[rows, columns]
    solver = highspy.Highs()  # type: ignore[no-untyped-call] # the wheel types its constructor loosely
    solver.setOptionValue("output_flag", False)
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"the linear program of existence ended with {solver.getModelStatus().name}")
    return float(-solver.getInfo().objective_function_value)

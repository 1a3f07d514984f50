"""The arithmetic of fitting compiled with numba: many models at once, side by side.

The same start, steps and stopping rule as the numpy kernel. The last axis of every array is the lane: each lane holds one model of one
table, so that the innermost loops run over lanes and a processor does several of them in one instruction. A lane that has come to rest
makes room. All compiled functions are in this one file, because numba's cache notices only changes of the file a function is in.
"""

from __future__ import annotations

import math

import numpy as np

from dayaq.count.estimate.fitting.caching import compile_
from dayaq.count.estimate.fitting.newton import CLOSE, LARGEST, ROUNDS, START, WITNESS, Indices, Numbers

SINGULAR = 1e-13
LANES = 64  # more do not fit into the nearest memory of a processor, fewer leave its vectors idle
COUNTS, OBSERVED, ETA, KEPT, MEANS, TOTALS, RIGHT = range(7)  # histories by lanes
CONSTANT, DEVIANCE, LEAST, REACH, BAD, SHARE, INVERSE = range(7)  # one number for each lane
INTERCEPT, VARIANCE, FOUND_DEVIANCE, PROVEN, FITTED = range(5)


@compile_
def supersets(values: Numbers, bits: int, lanes: int) -> None:
    """Replace each cell by the sum over all cells that contain it."""
    for bit in range(bits):
        step = 1 << bit
        for start in range(0, len(values), 2 * step):
            for cell in range(start, start + step):
                for lane in range(lanes):
                    values[cell, lane] += values[cell + step, lane]


@compile_
def subsets(values: Numbers, bits: int, lanes: int) -> None:
    """Replace each cell by the sum over all cells it contains."""
    for bit in range(bits):
        step = 1 << bit
        for start in range(0, len(values), 2 * step):
            for cell in range(start, start + step):
                for lane in range(lanes):
                    values[cell + step, lane] += values[cell, lane]


@compile_
def products(values: Numbers, bits: int, lanes: int) -> None:
    """Replace each cell by the product over all cells it contains."""
    for bit in range(bits):
        step = 1 << bit
        for start in range(0, len(values), 2 * step):
            for cell in range(start, start + step):
                for lane in range(lanes):
                    values[cell + step, lane] *= values[cell, lane]


@compile_
def eliminate(matrix: Numbers, size: int, each: Numbers, lanes: int) -> None:
    """Elimination on the upper triangle and on the right side beyond it, in place; marks the lanes that are singular."""
    for pivot in range(size):
        for lane in range(lanes):
            if not matrix[pivot, pivot, lane] > SINGULAR * matrix[size, pivot, lane]:
                each[BAD, lane] = 1.0
            each[INVERSE, lane] = 1.0 / matrix[pivot, pivot, lane]
        for row in range(pivot + 1, size):
            for lane in range(lanes):
                each[SHARE, lane] = matrix[pivot, row, lane] * each[INVERSE, lane]
            for column in range(row, size + 1):
                for lane in range(lanes):
                    matrix[row, column, lane] -= each[SHARE, lane] * matrix[pivot, column, lane]


@compile_
def resolve(matrix: Numbers, side: Numbers, size: int, lanes: int) -> None:
    """The unknowns, the last one first."""
    for row in range(size - 1, -1, -1):
        side[row] = matrix[row, size]
        for column in range(size - 1, row, -1):
            for lane in range(lanes):
                side[row, lane] -= matrix[row, column, lane] * side[column, lane]
        for lane in range(lanes):
            side[row, lane] /= matrix[row, row, lane]


@compile_
def first_variance(matrix: Numbers, side: Numbers, size: int, lane: int) -> float:
    """First entry of the inverse of what was eliminated; the unknowns of this lane are used up."""
    found = 0.0
    for pivot in range(size):
        side[pivot, lane] = 1.0 if pivot == 0 else 0.0
    for pivot in range(size):
        share = side[pivot, lane] / matrix[pivot, pivot, lane]
        found += share * side[pivot, lane]
        for row in range(pivot + 1, size):
            side[row, lane] -= share * matrix[pivot, row, lane]
    return found


@compile_
def begin(terms: Indices, bits: int, work: Numbers, each: Numbers, lanes: int) -> None:
    """Kept histories, start values, and the deviance there."""
    work[KEPT] = 0.0
    for place in range(len(terms)):
        for lane in range(lanes):
            if work[OBSERVED, terms[place, lane], lane] == 0:
                work[KEPT, terms[place, lane], lane] = 1.0
    subsets(work[KEPT], bits, lanes)
    each[DEVIANCE] = each[CONSTANT]
    for cell in range(work.shape[1]):
        for lane in range(lanes):
            inside = 1.0 if cell > 0 and work[KEPT, cell, lane] == 0 else 0.0
            work[KEPT, cell, lane] = inside
            work[MEANS, cell, lane] = inside * (work[COUNTS, cell, lane] + START)
            each[DEVIANCE, lane] += 2 * (work[MEANS, cell, lane] - work[COUNTS, cell, lane] * work[ETA, cell, lane])


@compile_
def step(terms: Indices, bits: int, work: Numbers, matrix: Numbers, side: Numbers, each: Numbers, lanes: int) -> None:
    """Normal equations of one step, eliminated; coefficients in ``side``."""
    for cell in range(work.shape[1]):
        for lane in range(lanes):
            work[TOTALS, cell, lane] = work[MEANS, cell, lane]
            work[RIGHT, cell, lane] = work[MEANS, cell, lane] * (work[ETA, cell, lane] - 1) + work[COUNTS, cell, lane]
    work[RIGHT, 0] = 0.0
    supersets(work[TOTALS], bits, lanes)
    supersets(work[RIGHT], bits, lanes)
    size = len(terms)
    for row in range(size):
        for column in range(row, size):
            for lane in range(lanes):
                matrix[row, column, lane] = work[TOTALS, terms[row, lane] | terms[column, lane], lane]
        for lane in range(lanes):
            if work[OBSERVED, terms[row, lane], lane] == 0:
                matrix[row, row, lane] += 1.0
            matrix[row, size, lane] = work[RIGHT, terms[row, lane], lane]
            matrix[size, row, lane] = matrix[row, row, lane]
    each[BAD] = 0.0
    eliminate(matrix, size, each, lanes)
    resolve(matrix, side, size, lanes)


@compile_
def expect(terms: Indices, bits: int, work: Numbers, side: Numbers, each: Numbers, lanes: int) -> None:
    """Expected counts: products of few exponentials, or each history by itself, within bounds, where a product might overflow."""
    work[MEANS] = 1.0
    each[REACH] = 0.0
    for place in range(len(terms)):
        for lane in range(lanes):
            work[MEANS, terms[place, lane], lane] = math.exp(side[place, lane])
            each[REACH, lane] += abs(side[place, lane])
    products(work[MEANS], bits, lanes)
    for lane in range(lanes):
        if not each[REACH, lane] < LARGEST:
            for cell in range(work.shape[1]):
                work[TOTALS, cell, lane] = min(max(work[TOTALS, cell, lane], -LARGEST), LARGEST)
                work[MEANS, cell, lane] = math.exp(work[TOTALS, cell, lane])
    for cell in range(work.shape[1]):
        for lane in range(lanes):
            work[MEANS, cell, lane] *= work[KEPT, cell, lane]


@compile_
def move(terms: Indices, bits: int, work: Numbers, side: Numbers, each: Numbers, lanes: int) -> None:
    """Take the step; the deviance, and the least change of a linear predictor."""
    work[TOTALS] = 0.0
    for place in range(len(terms)):
        for lane in range(lanes):
            work[TOTALS, terms[place, lane], lane] = side[place, lane]
    subsets(work[TOTALS], bits, lanes)
    expect(terms, bits, work, side, each, lanes)
    each[DEVIANCE], each[LEAST] = each[CONSTANT], math.inf
    for cell in range(work.shape[1]):
        for lane in range(lanes):
            value = work[TOTALS, cell, lane]
            change = value - work[ETA, cell, lane] if work[KEPT, cell, lane] > 0 else math.inf
            each[LEAST, lane] = change if change < each[LEAST, lane] else each[LEAST, lane]
            work[ETA, cell, lane] = value
            each[DEVIANCE, lane] += 2 * (work[MEANS, cell, lane] - work[COUNTS, cell, lane] * value)


@compile_
def shift(terms: Indices, work: Numbers, each: Numbers, places: Indices, source: int, target: int) -> None:
    """Put the model of one lane into another."""
    places[target] = places[source]
    each[CONSTANT, target], each[DEVIANCE, target] = each[CONSTANT, source], each[DEVIANCE, source]
    terms[:, target] = terms[:, source]
    for plane in range(TOTALS):
        for cell in range(work.shape[1]):
            work[plane, cell, target] = work[plane, cell, source]


@compile_
def fit(terms: Indices, bits: int, work: Numbers, matrix: Numbers, side: Numbers, each: Numbers, lanes: int, found: Numbers) -> None:
    """Intercept, variance, deviance and proof (above 0) of every lane, nan without estimate; fitted means below them in ``found``."""
    before, places = np.zeros(each.shape[1]), np.arange(lanes)
    found[:PROVEN, :lanes], found[PROVEN, :lanes] = math.nan, 0.0
    begin(terms, bits, work, each, lanes)
    for _ in range(ROUNDS):
        before[:] = each[DEVIANCE]
        step(terms, bits, work, matrix, side, each, lanes)
        move(terms, bits, work, side, each, lanes)
        left = 0
        for lane in range(lanes):
            close = abs(each[DEVIANCE, lane] - before[lane]) / (abs(each[DEVIANCE, lane]) + START) < CLOSE
            if close and each[BAD, lane] == 0:
                at = places[lane]
                found[INTERCEPT, at], found[FOUND_DEVIANCE, at] = side[0, lane], each[DEVIANCE, lane]
                found[PROVEN, at] = 1.0 if each[LEAST, lane] > WITNESS else 0.0
                found[VARIANCE, at] = first_variance(matrix, side, len(terms), lane)
                found[FITTED:, at] = work[MEANS, :, lane]
            elif each[BAD, lane] == 0:
                if left < lane:
                    shift(terms, work, each, places, lane, left)
                left += 1
        lanes = left
        if lanes == 0:
            break


@compile_
def load(tables: Numbers, constants: Numbers, row: int, work: Numbers, each: Numbers, lane: int) -> None:
    """Put one table (counts, totals, start values) into a lane."""
    each[CONSTANT, lane] = constants[row]
    work[: len(tables), :, lane] = tables[:, :, row]


@compile_
def many(tables: Numbers, constants: Numbers, rows: Indices, models: Indices, bits: int, answers: Numbers) -> None:
    """One model (p x n) for each of the rows, which are places of tables; ``answers`` gets as much of what was found as it holds."""
    cells, size = tables.shape[1], len(models)
    work, matrix, each = np.zeros((7, cells, LANES)), np.zeros((size + 1, size + 1, LANES)), np.zeros((7, LANES))
    side, terms, found = np.zeros((size, LANES)), np.zeros((size, LANES), np.int64), np.zeros((FITTED + cells, LANES))
    for first in range(0, len(rows), LANES):
        lanes = min(LANES, len(rows) - first)
        for lane in range(lanes):
            load(tables, constants, rows[first + lane], work, each, lane)
            terms[:, lane] = models[:, first + lane]
        fit(terms, bits, work, matrix, side, each, lanes, found)
        answers[:, first : first + lanes] = found[: len(answers), :lanes]

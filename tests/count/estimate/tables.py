"""The published tables of capture histories that the tests share; see data/README.md for their origin."""

import csv
from pathlib import Path

import numpy as np

from dayaq.count.estimate.fitting.newton import Indices, Numbers
from dayaq.count.estimate.lists.captures import Captures, from_rows

DATA = Path(__file__).parent / "data"


def table(name: str) -> Captures:
    return from_rows(*_read(name))


def _read(name: str) -> tuple[list[str], list[list[str]]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8") as lines:
        header, *rows = csv.reader(lines)
    return header[:-1], rows


def small(*histories: tuple[str, int], lists: str = "ABC") -> Captures:
    """A table written as ("AB", 4): four persons on the lists A and B and on no other."""
    rows = [[*(int(name in marks) for name in lists), count] for marks, count in histories]
    return from_rows(list(lists), rows)


def reference_replicates(name: str) -> tuple[Indices, Numbers]:
    """Resampled counts (2**t x 1,000) and the estimate the reference program gives for each."""
    lists, rows = _read(name)
    masks = [sum(int(mark) << bit for bit, mark in enumerate(row[:-1])) for row in rows]
    values = np.loadtxt(DATA / f"bootcounts_{name}.csv", delimiter=",")
    counts = np.zeros((2 ** len(lists), len(values)), dtype=np.int64)
    counts[masks] = values[:, :-1].T
    return counts, values[:, -1]

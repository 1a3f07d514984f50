"""The published tables of capture histories that the tests share; see data/README.md for their origin."""

import csv
from pathlib import Path

from dayaq.count.estimate.captures import Captures, from_rows

DATA = Path(__file__).parent / "data"


def table(name: str) -> Captures:
    with (DATA / f"{name}.csv").open(encoding="utf-8") as lines:
        header, *rows = csv.reader(lines)
    return from_rows(header[:-1], rows)


def small(*histories: tuple[str, int], lists: str = "ABC") -> Captures:
    """A table written as ("AB", 4): four persons on the lists A and B and on no other."""
    rows = [[*(int(name in marks) for name in lists), count] for marks, count in histories]
    return from_rows(list(lists), rows)

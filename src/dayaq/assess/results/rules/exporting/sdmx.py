"""Tables as SDMX-CSV 2.0, as they leave: withheld numbers are left out and say so.

OBS_STATUS: A normal, Q missing and suppressed. CONF_STATUS: F free, C confidential, D hidden for the sake of another.
Written by hand, since no number must be written for an empty one. Basis: SDMX 3.0, SDMX-CSV field guide 2.0 (columns
STRUCTURE, STRUCTURE_ID, ACTION first; code lists CL_OBS_STATUS, CL_CONF_STATUS).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from dayaq.assess.results.rules.leaving import Leaves

HEAD = (
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "FREQ",
    "REF_AREA",
    "ITEM",
    "ANSWER",
    "TIME_PERIOD",
    "OBS_VALUE",
    "UNIT_MEASURE",
    "BASE",
    "OBS_STATUS",
    "CONF_STATUS",
)
FLOW = "DAYAQ:ASSESS_ANSWERS(1.0)"
TOTAL = "_T"  # SDMX code of a total: all who answered
FREE, WITHHELD = ("A", "F"), ("Q", "C")


def sdmx_csv(leaves: Iterable[Leaves], *, area: str, period: str) -> str:
    """Every item and answer: people who gave it, with the base; ``area`` a country code, ``period`` a year."""
    out = StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(HEAD)
    lines.writerows([*("dataflow", FLOW, "I", "A", area), *line] for one in leaves if one.kind != "text" for line in _lines(one, period))
    return out.getvalue()


def _lines(one: Leaves, period: str) -> Iterator[list[str]]:
    for answer, value in ((TOTAL, one.base), *one.counts.items()):
        status = WITHHELD if value is None else FREE
        number, base = ("" if found is None else str(found) for found in (value, one.base))
        yield [one.code, _code(answer), period, number, "PS", base, *status]


def _code(answer: str) -> str:
    """A code as SDMX takes it: capitals, digits, underscores; one that begins with a digit gets an underscore before it."""
    return f"_{answer.upper()}" if answer[0].isdigit() else answer.upper()

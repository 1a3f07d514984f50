"""The run record: enough to do the same again and to see that it was the same.

``fingerprint`` is over the data, what was asked and answered, the versions and the numbers found: two runs on the same data
with the same version, seed and answers have the same one, on any number of cores and in any order of the columns. The
record is handed on, so that no small number of persons is in it.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import dayaq
from dayaq.count.estimate.gates.assumptions import Assumptions
from dayaq.count.estimate.gates.limits import Published
from dayaq.count.estimate.lists.captures import Captures
from dayaq.count.estimate.lists.persons import HIDDEN, shown, shown_part
from dayaq.count.estimate.reporting.answer import Answered
from dayaq.count.estimate.reporting.plain import Kind

LIBRARIES = ("numpy", "scipy", "highspy", "numba")
PASSING = ("seconds",)
NUMBERS = ("observed", "estimate", "interval", "aic", "status", "range", "methods", "humps", "linkage", "lower_bound")


def record(found: Answered, results: Mapping[str, Any], assumptions: Assumptions, *, at: datetime) -> dict[str, Any]:
    """The record of one run; ``results`` is the JSON that was handed out."""
    kept = {name: value for name, value in results.items() if name not in PASSING}
    kept |= {name: value for name, value in _safe(found.captures).items() if name in kept}
    override = found.gates.override
    same = {
        "dayaq": dayaq.__version__,
        "libraries": {name: _version(name) for name in LIBRARIES},
        "data": {"sha256": found.captures.digest(), "lists": sorted(found.captures.lists), "observed": shown(found.captures.observed)},
        "asked": {name: value for name, value in asdict(found.asked).items() if name != "kernel"},
        "assumptions": asdict(assumptions),
        "override": None if override is None else asdict(override),
        "gone_through": [gate.code for gate in found.gates.overridden],
    }
    numbers = {name: kept.get(name) for name in NUMBERS}
    made = {"made": at.isoformat(timespec="seconds"), "python": platform.python_version(), "kernel": found.asked.kernel}
    return {"fingerprint": fingerprint(same | {"numbers": numbers}), **made, **same, "results": kept}


def _safe(captures: Captures) -> dict[str, Any]:
    """Counts of persons for a file that is handed on; all of the overlap is ``c`` when any history holds 1 to 4 persons.

    One hidden entry would come back from the others, since sizes of lists, overlaps and the observed add up.
    Basis: national data rules (disclosure threshold of 5 for persons).
    """
    overlap = captures.overlap().tolist()
    if HIDDEN in map(shown, captures.counts):
        overlap = [[HIDDEN] * len(captures.lists) for _ in captures.lists]
    on_more = shown_part(captures.on_two_or_more, captures.observed)
    return {"observed": shown(captures.observed), "on_two_or_more": on_more, "overlap": overlap}


def published(record: Any, name: str) -> Published | None:
    """The range of a run record, or None when it has none that may be published; ValueError if it is no run record."""
    try:
        return ranged(record["results"], record["data"]["lists"], record["assumptions"]["definition"])
    except (KeyError, IndexError, TypeError, ValueError):
        raise ValueError(f"{name} is no run record of an estimate") from None


def ranged(results: Mapping[str, Any], lists: Iterable[str], definition: str) -> Published | None:
    """The widest range of a result: over the methods with their uncertainty."""
    if results["plain"]["kind"] != Kind.RANGE:
        return None
    low, high = results["range"]["with_uncertainty"]
    return Published(float(low), float(high), frozenset(lists), str(definition))


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content written in one way, numbers to nine digits: the last ones hang on the processor."""
    return hashlib.sha256(json.dumps(_rounded(content), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return f"{value:.9g}"
    if isinstance(value, Mapping):
        return {str(name): _rounded(part) for name, part in value.items()}
    return [_rounded(part) for part in value] if isinstance(value, list | tuple) else value


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None

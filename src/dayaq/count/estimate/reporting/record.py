"""The run record: enough to do the same again and to see that it was the same.

``fingerprint`` is over everything but the time it took, the moment it was made and the kernel of the arithmetic: two
runs on the same data with the same version, seed and answers have the same one, on any number of cores.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import dayaq
from dayaq.count.estimate.gates.assumptions import Assumptions
from dayaq.count.estimate.reporting.answer import Answered

LIBRARIES = ("numpy", "scipy", "highspy", "numba")
PASSING = ("seconds",)


def record(found: Answered, results: Mapping[str, Any], assumptions: Assumptions, *, at: datetime) -> dict[str, Any]:
    """The record of one run; ``results`` is the JSON that was handed out."""
    kept = {name: value for name, value in results.items() if name not in PASSING}
    override = found.gates.override
    same = {
        "dayaq": dayaq.__version__,
        "libraries": {name: _version(name) for name in LIBRARIES},
        "data": {"sha256": found.captures.digest(), "lists": list(found.captures.lists), "observed": found.captures.observed},
        "asked": {name: value for name, value in asdict(found.asked).items() if name != "kernel"},
        "assumptions": asdict(assumptions),
        "override": None if override is None else asdict(override),
        "gone_through": [gate.code for gate in found.gates.overridden],
        "results": kept,
    }
    made = {"made": at.isoformat(timespec="seconds"), "python": platform.python_version(), "kernel": found.asked.kernel}
    return {"fingerprint": fingerprint(same), **made, **same}


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

"""Faults as they are kept beside a build that was asked for, and read again in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dayaq.core.decision import Reason
from dayaq.core.report import Fault

REASON = "reason"


def kept(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Faults as JSON."""
    return [
        {"code": one.code, "where": one.where, "what": _kept(one.what), "todo": _kept(one.todo), "weight": one.weight} for one in faults
    ]


def again(faults: Iterable[Mapping[str, Any]]) -> tuple[Fault, ...]:
    """The faults that were kept."""
    return tuple(Fault(one["code"], one["where"], _again(one["what"]), _again(one["todo"]), one["weight"]) for one in faults)


def _kept(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, REASON: reason.message, "params": {name: _plain(value) for name, value in reason.params.items()}}


def _plain(value: object) -> object:
    if isinstance(value, Reason):
        return _kept(value)
    return value if isinstance(value, str | int | float) or value is None else str(value)


def _again(held: Mapping[str, Any]) -> Reason:
    params = {name: _again(value) if isinstance(value, dict) else value for name, value in held["params"].items()}
    return Reason(held["code"], held[REASON], params)

"""The rules of a pack in force on one day, as plain data: what ``pack show`` prints and an exchange can carry."""

from __future__ import annotations

from typing import Any

from dayaq.core.clock import Deadline
from dayaq.core.pack.pack import Pack
from dayaq.core.pack.schema.base import Binding
from dayaq.core.pack.view import PackView

FRAME = frozenset(Binding.model_fields)


def in_force(view: PackView) -> dict[str, Any]:
    """Country, clocks, allowance and every binding value of that day, each with basis and confidence."""
    pack = view.pack
    return {
        "pack": pack.code,
        "version": pack.version,
        "on": view.day.isoformat(),
        "statistical_only": pack.statistical_only,
        "clocks": {code: term(pack, deadline) for code, deadline in view.clocks.items()},
        "allowance": _allowance(view),
        "rules": [_rule(pack, key, rule) for key, rule in view.rules()],
    }


def term(pack: Pack, deadline: Deadline) -> dict[str, Any]:
    """One term as plain data, with what is to be known about its basis."""
    basis = tuple(part.strip() for part in (deadline.basis or "").split(";") if part.strip())
    return {
        "value": str(deadline.value),
        "kind": deadline.kind.value,
        "from": deadline.start_event,
        "until": deadline.stop_event,
        "end_rule": deadline.end_rule.value,
        "basis": "; ".join(basis),
        "confidence": deadline.confidence.value,
        "uncertain": deadline.uncertain,
        "starts_clock": deadline.starts_clock,
        "valid": [day.isoformat() if day else None for day in (deadline.valid_from, deadline.valid_to)],
        "warnings": warnings(pack, basis),
    }


def warnings(pack: Pack, basis: tuple[str, ...]) -> list[str]:
    """Disputed, renamed or unverified acts among those cited."""
    return [str(warning) for text in basis if (cited := pack.legal.find(text)) for warning in cited.warnings]


def _allowance(view: PackView) -> dict[str, Any] | None:
    amount = view.allowance
    if amount is None:
        return None
    return {"value": str(amount.value), "currency": view.pack.currency, **_frame(view.pack, amount)}


def _rule(pack: Pack, key: str, rule: Binding) -> dict[str, Any]:
    content = rule.model_dump(mode="json", by_alias=True, exclude=set(FRAME))
    return {"key": key, "says": content, **_frame(pack, rule)}


def _frame(pack: Pack, rule: Binding) -> dict[str, Any]:
    frame = rule.model_dump(mode="json", include=set(FRAME))
    return {**frame, "basis": "; ".join(rule.basis), "warnings": warnings(pack, rule.basis)}

"""Law and practice: the rows where what is owed and what is done are known to differ, each with its measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dayaq.core.pack import Pack

FILE = Path(__file__).parents[1] / "practice.yaml"


@dataclass(frozen=True, slots=True)
class Look:
    """One table by which practice is seen."""

    code: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One row: what the law owes, where in the pack it stands, how practice is measured."""

    code: str
    topic: Mapping[str, str]
    law: Mapping[str, str]
    looks: tuple[Look, ...]
    entitlement: str = ""
    clock: str = ""
    basis: tuple[str, ...] = ()

    def stands_on(self, pack: Pack) -> str:
        """The bases of the row in this country, as keys of its register of acts; empty where it has none."""
        if self.entitlement in pack.entitlements:
            found: tuple[str, ...] = tuple(pack.entitlements[self.entitlement].basis)
        elif self.clock in pack.clock_rules:
            terms = pack.clock_rules[self.clock].terms
            found = tuple(dict.fromkeys(key for term in terms for key in term.basis))
        else:  # the country has no such right or clock of its own
            found = tuple(key for key in self.basis if pack.legal.find(key))
        return "; ".join(found)


@cache
def topics() -> tuple[Topic, ...]:
    """The rows that come with the program."""
    return tuple(_topic(entry) for entry in yaml.safe_load(FILE.read_text(encoding="utf-8")))


def _topic(entry: Mapping[str, Any]) -> Topic:
    looks = tuple(Look(one["code"], tuple(one.get("by", ()))) for one in entry["measures"])
    known = {name: entry[name] for name in ("entitlement", "clock") if name in entry}
    return Topic(entry["code"], entry["topic"], entry["law"], looks, basis=tuple(entry.get("basis", ())), **known)

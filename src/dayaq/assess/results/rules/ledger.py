"""What has left, as it is stored and read back: items with their counts, and tables of people with their filter.

Hidden numbers are not stored. A table printed by others about the same people (totals over several countries) is stored
the same way, so that whatever leaves next is compared with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dayaq.assess.framework.rules import Instrument, Item
from dayaq.assess.results.rules.leaving import Leaves, printed_counts
from dayaq.assess.results.rules.shares import rounded
from dayaq.assess.results.rules.tables import SINGLE
from dayaq.core.decision import Reason
from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.words import N_
from dayaq.count.disclosure.tables.relations import Hierarchy, Release

NOT_LEFT = N_("This has not left the team.")


@dataclass(frozen=True, slots=True)
class Printed:
    """All that has left: every print of an item, every table of people."""

    items: tuple[Mapping[str, Mapping[str, int]], ...] = ()
    tables: tuple[Release, ...] = ()

    def of(self, code: str) -> tuple[Mapping[str, int], ...]:
        """The earlier prints of an item that showed numbers."""
        return tuple(found for one in self.items if (found := one.get(code)))


def content(leaves: Iterable[Leaves], tables: Sequence[Release]) -> dict[str, Any]:
    """What is stored of a release."""
    items = {one.code: counts for one in leaves if not one.profile and (counts := printed_counts(one))}
    return {"items": items, "tables": [_plain(one) for one in tables]}


def printed(contents: Iterable[Mapping[str, Any]]) -> Printed:
    """All that the stored releases say, the oldest first; a table that left twice unchanged is there once."""
    stored = list(contents)
    tables = {json.dumps(table, sort_keys=True): table for one in stored for table in one.get("tables", ())}
    return Printed(tuple(one.get("items", {}) for one in stored), tuple(_release(table) for table in tables.values()))


def shown(instrument: Instrument, items: Mapping[str, Mapping[str, int]]) -> dict[str, Leaves]:
    """The items of one stored release as they were shown; those it does not hold are withheld."""
    return {item.code: _shown(instrument, item, items.get(item.code, {})) for item in instrument.items}


def _shown(instrument: Instrument, item: Item, counts: Mapping[str, int]) -> Leaves:
    choices = () if item.kind == "text" else instrument.offered(item)
    base = counts.get("base")
    numbers = {choice.code: counts.get(choice.code, 0) if counts else None for choice in choices}
    percent = rounded({code: n or 0 for code, n in numbers.items()}, base, 100, adds=item.kind in {*SINGLE, "rank"}) if base else {}
    return Leaves(
        item.code,
        item.kind,
        item.text,
        {choice.code: choice.label for choice in choices},
        counts.get("respondents", 0),
        base,
        numbers,
        {code: percent.get(code) for code in numbers},
        withheld=() if counts else (Reason("results.not_left", NOT_LEFT),),
        scale=item.scale,
        block=item.block,
    )


def fingerprint(stored: Mapping[str, Any]) -> str:
    """SHA-256 of what left, the same for the same content."""
    return hashlib.sha256(json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _plain(release: Release) -> dict[str, Any]:
    cells = [{"dims": dict(cell.dims), "value": cell.value, "status": str(cell.status)} for cell in release.table.cells]
    levels = {dim: dict(one.parents) for dim, one in release.hierarchies.items()}
    return {"name": release.name, "dims": list(release.table.dims), "where": dict(release.where), "levels": levels, "cells": cells}


def _release(stored: Mapping[str, Any]) -> Release:
    cells = tuple(Cell(one["dims"], one["value"], CellStatus(one["status"])) for one in stored["cells"])
    levels = {dim: Hierarchy(dim, parents) for dim, parents in stored.get("levels", {}).items()}
    table = Table("respondents", tuple(stored["dims"]), cells)
    return Release(table, stored.get("where", {}), levels, stored.get("name", ""), fixed=True)


def counted(dims: Sequence[str], lines: Iterable[tuple[Mapping[str, str], int]], name: str) -> Release:
    """A table of people that somebody else printed, from its lines (groups, number); no line for all: no total."""
    cells = tuple(Cell(dict(groups), value, CellStatus.PUBLISHED) for groups, value in lines)
    return Release(Table("respondents", tuple(dims), cells), {}, name=name, fixed=True)

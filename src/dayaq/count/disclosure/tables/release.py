"""What leaves the office: the table as printed, who answers for a small number in it, and files that keep the difference.

There are three kinds of nothing, in every file and back again: 0, ``c`` for hidden, empty for not known.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path

from dayaq.core.decision import Reason
from dayaq.core.table import Cell, CellStatus, Table, guarded
from dayaq.core.table.book import Entry, workbook
from dayaq.core.table.cells import HIDDEN_MARK, Key
from dayaq.core.words import N_
from dayaq.count.disclosure.tables.relations import TOTAL, Release, named

NOTE = "note"
LEGEND = N_("0: nobody. c: hidden, the number is small or would give a small one away. Empty: not known.")
SMALLEST = N_("Numbers from 1 to %(most)s are hidden.")
SHOWN = N_("%(cell)s is shown although it is small: %(by)s, because %(reason)s.")


@dataclass(frozen=True, slots=True)
class Override:
    """Small numbers that are shown in spite of it: a named person answers for them, with the reason.

    Basis: THB Law Art. 7 (the yearly report to Parliament gives figures); European handbook on statistical disclosure
    control, chapter 5 (exceptions are named and recorded).
    """

    by: str
    reason: str
    cells: frozenset[Key]

    def __post_init__(self) -> None:
        for what, text in (("by: the name of the person who answers", self.by), ("reason: why they are shown", self.reason)):
            if not text.strip():
                raise ValueError(f"an override needs {what}")
        if not self.cells:
            raise ValueError("an override needs cells: which numbers are shown")

    def as_json(self, dims: Sequence[str], total: str = TOTAL) -> dict[str, object]:
        """Who, why and which cells, as the output prints it."""
        cells = [labels(key, dims, total) for key in sorted(self.cells, key=named)]
        return {"by": self.by, "reason": self.reason, "cells": cells}


@dataclass(frozen=True, slots=True)
class Publication:
    """A table as it leaves the office, with what has to be said beside it."""

    table: Table
    threshold: int
    override: Override | None
    where: Mapping[str, str] = field(default_factory=dict)

    @property
    def remarks(self) -> tuple[Reason, ...]:
        """The sentences that go with the table."""
        least = (Reason("disclosure.smallest", SMALLEST, {"most": self.threshold - 1}),) if self.threshold > 1 else ()
        return (Reason("disclosure.legend", LEGEND), *least, *(self.remark(key) for key in self.exempt))

    @property
    def exempt(self) -> tuple[Key, ...]:
        """The cells that are shown by the override."""
        chosen = self.override.cells if self.override else frozenset()
        return tuple(cell.key for cell in self.table.cells if cell.key in chosen)

    def remark(self, key: Key) -> Reason:
        assert self.override is not None  # noqa: S101 - only cells of an override are remarked on
        who = {"cell": named(key), "by": self.override.by, "reason": self.override.reason.rstrip(".")}
        return Reason("disclosure.shown", SHOWN, who)


def publish(release: Release, hidden: Collection[Key], *, threshold: int, override: Override | None) -> Publication:
    """The table with ``hidden`` withheld. ``override`` is always said, None too: nobody shows a small number unasked.

    ValueError for a cell that the table lacks, and for a small number that is neither hidden nor answered for.
    """
    table = release.table
    known = {cell.key for cell in table.cells}
    exempt = override.cells if override else frozenset()
    for key in (*hidden, *exempt):
        if key not in known:
            raise ValueError(f"the table has no cell {named(key)}")
    withheld = set(hidden) - exempt
    for cell in table.cells:
        if cell.value and cell.value < threshold and cell.key not in withheld | exempt and not release.fixed:
            raise ValueError(f"{named(cell.key)} is below {threshold} and neither hidden nor answered for")
    return Publication(masked(table, withheld), threshold, override, release.where)


def masked(table: Table, hidden: Collection[Key]) -> Table:
    """The table without the numbers of ``hidden``; what is not known stays not known."""
    return replace(table, cells=tuple(_masked(cell) if cell.key in hidden else cell for cell in table.cells))


def _masked(cell: Cell) -> Cell:
    return cell if cell.status is CellStatus.UNKNOWN else cell.hidden()


def labels(key: Key, dims: Sequence[str], total: str = TOTAL) -> dict[str, str]:
    """A cell's groups with every dimension named, margins as the total."""
    groups = dict(key)
    return {dim: groups.get(dim, total) for dim in dims}


def rows(publication: Publication, total: str = TOTAL) -> list[list[Entry]]:
    """Header and one line a cell: the filter, the groups, the number; a note where somebody answers for a cell."""
    table = publication.table
    exempt = set(publication.exempt)
    head = [*publication.where, *table.dims, table.measure, *([NOTE] if exempt else [])]
    found: list[list[Entry]] = [[_harmless(text) for text in head]]
    for cell in table.cells:
        groups = [*publication.where.values(), *labels(cell.key, table.dims, total).values()]
        note = [str(publication.remark(cell.key)) if cell.key in exempt else ""] if exempt else []
        found.append([*map(_harmless, groups), _number(cell), *map(_harmless, note)])
    return found


def _number(cell: Cell) -> Entry:
    return HIDDEN_MARK if cell.status is CellStatus.HIDDEN else cell.value


def _harmless(text: str) -> str:
    """As ``guarded``, and so that a text which begins with an apostrophe of its own comes back whole."""
    return f"'{text}" if guarded(text.lstrip("'")) != text.lstrip("'") else text


def csv_file(publication: Publication, total: str = TOTAL) -> bytes:
    """The table as comma separated values in UTF-8."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows(publication, total))
    return out.getvalue().encode()


def xlsx_file(publications: Sequence[Publication], total: str = TOTAL) -> bytes:
    """The tables as a workbook, one a sheet, then the sentences that go with them."""
    sheets: dict[str, Sequence[Sequence[Entry]]] = {}
    for number, publication in enumerate(publications, 1):
        sheets["Table" if len(publications) == 1 else f"Table {number}"] = rows(publication, total)
    said = dict.fromkeys(str(remark) for publication in publications for remark in publication.remarks)
    return workbook({**sheets, "About": [[text] for text in said]}, bold=1)


def save(files: Mapping[Path, bytes]) -> None:
    """Write the files beside their places, then move them there: a reader finds the old file or the whole new one."""
    parts = {path: path.with_name(f".{path.name}.part") for path in files}
    try:
        for path, content in files.items():
            parts[path].write_bytes(content)
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)

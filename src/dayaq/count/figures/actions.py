"""Loading figures that others published, and the statistical tables of the United Kingdom."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import connection, connections

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.base.audit.actions import log
from dayaq.core.pack import load
from dayaq.count.figures.rules import Printed, read_printed, uk_nrm
from dayaq.count.register.actions import contribute, declare
from dayaq.count.register.rules import Contributed, Fault

PUBLISHED = Path(__file__).parent / "data" / "published"  # one table for each home pack that has one
BATCH = 1000  # rows a transaction: what is loaded stays when the import is stopped
Item = TypeVar("Item")
Progress = Callable[[int], None]


@dataclass(slots=True)
class Report:
    """What an import did: persons in the lines read, lines read, new or corrected ones, what was wrong."""

    table: str
    referrals: int = 0
    rows: int = 0
    new: int = 0
    errors: list[Fault] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """The stable shape of the command line."""
        return {
            "table": self.table,
            "referrals": self.referrals,
            "rows": self.rows,
            "new": self.new,
            "errors": [fault.as_json() for fault in self.errors],
        }


def load_published(using: str = "owner") -> int:
    """Load the figures that come with the program, as the migrating role; the number of new ones. Safe to repeat."""
    figures = printed_at_home()
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT added + changed FROM guard.write_published(%s::jsonb)", [as_text(figures)])
        return int(cursor.fetchone()[0])


def printed_at_home() -> list[Printed]:
    """What others published about the home country; none where the program brings no table for its pack."""
    table = PUBLISHED / f"{settings.HOME_PACK}.csv"
    if not table.is_file():
        return []
    with table.open(encoding="utf-8", newline="") as stream:
        return [read_printed(row, settings.HOME_PACK) for row in csv.DictReader(stream)]


def as_text(figures: Iterable[Printed]) -> str:
    """Printed figures as the guard takes them."""
    return json.dumps([figure.as_json() for figure in figures])


def import_uk_nrm(*, path: Path, by: Actor, progress: Progress = lambda done: None) -> Report:
    """Load one of the four tables; UnknownTable when it is none of them. Stopped or repeated, it goes on where it was."""
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        reader = csv.reader(stream)
        name = uk_nrm.recognise(next(reader, []))
        lines = ((reader.line_num, values) for values in reader if values)
        report = Report(name)
        (import_leaves if name == "referrals" else import_printed)(report, lines, by, progress)
    with acting(by):
        log(
            "import",
            kind="register.dataset",
            row=uk_nrm.LEAF.code,
            count=report.new,
            detail={"table": name, "rows": report.rows, "errors": len(report.errors)},
        )
    return report


def import_leaves(report: Report, lines: Iterable[uk_nrm.Line], by: Actor, progress: Progress) -> None:
    """The cells of the leaf table, as rows of the register."""
    declare(dataset=uk_nrm.LEAF, by=by)
    for batch in batches(uk_nrm.read_leaves(lines, uk_nrm.Words.of(load(uk_nrm.COUNTRY)))):
        cells = [item for item in batch if isinstance(item, Contributed)]
        report.errors += [item for item in batch if isinstance(item, Fault)]
        report.new += sum(contribute(dataset=uk_nrm.LEAF.code, cells=cells, by=by))
        report.rows += len(cells)
        report.referrals += sum(cell.n for cell in cells)
        progress(report.rows)


def import_printed(report: Report, lines: Iterable[uk_nrm.Line], by: Actor, progress: Progress) -> None:
    """The other tables, as figures published elsewhere."""
    figures, report.errors = uk_nrm.read_printed_tables(lines, report.table)
    for batch in batches(figures):
        report.new += publish(figures=batch, by=by)
        report.rows += len(batch)
        progress(report.rows)
    report.referrals = sum(int(f.value) for f in figures if f.measure == "referrals" and set(f.dims) == {"age"})


def publish(*, figures: Sequence[Printed], by: Actor) -> int:
    """Keep printed figures in one transaction; how many were new or got another number."""
    with acting(by), connection.cursor() as cursor:
        cursor.execute("SELECT added + changed FROM guard.publish(%s::jsonb)", [as_text(figures)])
        return int(cursor.fetchone()[0])


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items, ``BATCH`` at a time."""
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        yield batch

"""What follows about a person from numbers that each look harmless: found by solving for everything that is not printed.

All counts of one group of people are put into one table by everything they are counted by; groups that nobody prints are
unknown; margins add up. A reader solves that: a number below the threshold that is printed or has only one possible
value, and a group of which everybody is known to be of one kind, tell something about a person.
Basis: CT-NAT 2016, chapter 1.2 (the sex of every respondent of one country followed from three totals and one sentence).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from dayaq.assess.report.rules.slips.manuscript import GroupCount, Manuscript, Slip
from dayaq.assess.results.rules.leaving import THRESHOLD
from dayaq.core.decision import Reason
from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.table.cells import Key
from dayaq.core.words import N_
from dayaq.count.disclosure.auditing.audit import AuditFault, audit
from dayaq.count.disclosure.tables.relations import Release, named

REST = "*"  # all groups of a property that nobody names
SMALL = N_("%(cell)s is printed: fewer than %(threshold)s people.")
FOLLOWS = N_("%(cell)s can be computed although nobody prints it: fewer than %(threshold)s people.")
EVERYBODY = N_("Everybody in %(row)s is known to be %(group)s.")
CONTRADICT = N_("The counts of people contradict each other: no table fits them.")


def about_a_person(manuscript: Manuscript) -> Iterator[Slip]:
    """11: no count of people, and no subtraction of counts, tells something about one of them."""
    of: dict[str, list[GroupCount]] = defaultdict(list)
    for count in manuscript.groups:
        of[count.of].append(count)
    for counts in of.values():
        yield from _of_people(counts)


def _of_people(counts: Sequence[GroupCount]) -> Iterator[Slip]:
    where = " / ".join(dict.fromkeys(count.where for count in counts))
    try:
        known = solved(counts)
    except (AuditFault, ValueError):
        yield Slip(11, where, Reason("slip.contradict", CONTRADICT))
        return
    printed = {frozenset(count.dims.items()) for count in counts}
    for key, value in known.items():
        if key and 0 < value < THRESHOLD and REST not in dict(key).values():
            message = SMALL if key in printed else FOLLOWS
            yield Slip(11, where, Reason("slip.small", message, {"cell": named(key), "threshold": THRESHOLD}))
    yield from (Slip(11, where, reason) for reason in _everybody(known))


def _everybody(known: Mapping[Key, int]) -> Iterator[Reason]:
    """Groups, of whatever size, whose people are all of one kind: the row and a cell in it have the same number."""
    for key, value in known.items():
        for pair in key:
            row = key - {pair}
            if value and row and known.get(row) == value and REST not in dict(key).values() and not _of_all(known, pair):
                yield Reason("slip.everybody", EVERYBODY, {"row": named(row), "group": named(frozenset({pair}))})


def _of_all(known: Mapping[Key, int], pair: tuple[str, str]) -> bool:
    """Whether a group is everybody anyway, as the country is in an assessment of one country."""
    return known.get(frozenset({pair})) == known.get(frozenset(), -1)


def solved(counts: Sequence[GroupCount]) -> dict[Key, int]:
    """Every number that is printed or has one possible value only, by its groups. AuditFault when no table fits."""
    tables = [Release(table) for table in _tables(counts)]
    cells = [cell for one in tables for cell in one.table.cells]
    known = {cell.key: cell.value for cell in cells if cell.value is not None}
    found = audit(tables, cells={cell.key for cell in cells} - known.keys())
    return known | {one.key: one.low for one in found if one.exact}


def _tables(counts: Sequence[GroupCount]) -> Iterator[Table]:
    """A table with every margin for each set of properties that people are counted by together; the rest is unknown."""
    stated: dict[Key, int] = {}
    for count in counts:
        key = frozenset(count.dims.items())
        if stated.setdefault(key, count.value) != count.value:
            raise ValueError("two numbers for the same people")
    groups: dict[str, list[str]] = {}
    for dim, group in (pair for key in stated for pair in sorted(key)):
        groups.setdefault(dim, []).append(group)
    dims = {frozenset(dict(key)) for key in stated}
    for together in sorted((one for one in dims if not any(one < other for other in dims)), key=sorted):
        yield _table(stated, {dim: [*dict.fromkeys(groups[dim]), REST] for dim in sorted(together)})


def _table(stated: Mapping[Key, int], groups: Mapping[str, Sequence[str]]) -> Table:
    margins = [[*((dim, group) for group in found), None] for dim, found in groups.items()]
    keys = [frozenset(filter(None, pairs)) for pairs in product(*margins)]
    return Table("people", tuple(groups), tuple(_cell(key, stated.get(key)) for key in keys))


def _cell(key: Key, value: int | None) -> Cell:
    return Cell(dict(key), value, CellStatus.UNKNOWN if value is None else CellStatus.PUBLISHED)

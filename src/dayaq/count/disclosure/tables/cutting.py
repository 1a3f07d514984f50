"""How a table is cut out of a file: which lines, by which columns, with which groups merged.

The same cut is used for the table to be protected, for earlier releases and, changed, for proposals of another design.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from dayaq.core.table import Table
from dayaq.core.table.cells import Key
from dayaq.core.table.reading import Line, Sheet, SheetFault
from dayaq.count.disclosure.tables.hierarchy import Merging
from dayaq.count.disclosure.tables.relations import TOTAL, Hierarchy, Release, named
from dayaq.count.disclosure.tables.table import COUNT, build, excerpt, fitted

OTHER = "Other"
BESIDE = frozenset({"note", "status", "reason", "source", "measure", "period"})  # columns that say something of a count
POOLED = " + "  # between the groups of a filter that are counted together


@dataclass(frozen=True, slots=True)
class Cut:
    """``where``: for a column that is no dimension, the groups whose lines are counted (several are counted together).

    ``merge``: groups that take the place of others. ``top``: for a dimension, how many of its largest groups stay; the
    rest becomes ``other``.
    """

    count: str
    dims: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hierarchies: Mapping[str, Hierarchy] = field(default_factory=dict)
    merge: Merging = field(default_factory=dict)
    top: Mapping[str, int] = field(default_factory=dict)
    total: str = TOTAL
    other: str = OTHER

    def is_total(self, text: str) -> bool:
        return text.casefold() == self.total.casefold()

    @property
    def filters(self) -> dict[str, str]:
        """The filter as it goes into the keys of cells."""
        return {dim: POOLED.join(groups) for dim, groups in self.where.items() if not all(map(self.is_total, groups))}

    @property
    def all_hierarchies(self) -> dict[str, Hierarchy]:
        """Those given, and one for each filter that counts several groups together: their tables add up to this one."""
        pooled = {dim: Hierarchy(dim, dict.fromkeys(groups, POOLED.join(groups))) for dim, groups in self.where.items() if len(groups) > 1}
        return {**self.hierarchies, **pooled}


def cut_out(sheet: Sheet, cut: Cut, also: Mapping[str, Collection[str]] | None = None) -> Release:
    """The table of a file, with its filter and hierarchies; SheetFault when it cannot be made.

    ``also``: groups that the table has although nobody is in them.
    """
    sheet.need(cut.count, *cut.dims, *cut.where)
    kept = _filtered(sheet, cut)
    _no_stray_totals(kept, cut)
    merged = _rest_last(_merged(kept, merging(sheet, cut)), cut)
    table = build(merged, count=cut.count, dims=cut.dims, total=cut.total, hierarchies=cut.hierarchies, also=also)
    pooled = {dim: found for dim, found in cut.all_hierarchies.items() if dim in cut.where}
    return Release(table, cut.filters, {**fitted(cut.hierarchies, table), **pooled}, sheet.name)


def editions(old: Sheet, new: Sheet, before: Cut, after: Cut) -> tuple[Release, Release]:
    """The tables of two editions with the same groups: those merged in the new one, and 0 where an edition lacks a group."""
    for sheet, cut in ((old, before), (new, after)):
        sheet.need(cut.count, *cut.dims, *cut.where)
    pairs = merging(new, after)
    for dim in pairs.keys() & after.top.keys():
        gone = {line.entries[dim] for line in old.lines} - {line.entries[dim] for line in new.lines} - set(pairs[dim])
        pairs[dim] |= {group: after.other for group in gone if not after.is_total(group)}
    first, second = (replace(cut, merge=pairs, top={}) for cut in (before, after))
    tables = [cut_out(old, first).table, cut_out(new, second).table]
    also = {dim: {group for table in tables for group in table.groups(dim)} for dim in after.dims}
    return cut_out(old, first, also), cut_out(new, second, also)


def earlier(sheet: Sheet, cut: Cut, source: Sheet) -> tuple[Release, ...]:
    """What a file published before says of the table cut out of ``source``; it cannot be hidden any more.

    All its columns count, whether the new table has them or not: what was printed is known. A column of the filter
    gives one release for each of its groups; without such a column the file has the filter of the new table. A file
    may be a part of a table, if ``source`` has its columns: then nothing is known of the cells that it lacks.
    """
    sheet.need(cut.count)
    here = {dim: groups for dim, groups in cut.where.items() if dim in sheet.columns}
    dims = tuple(name for name in sheet.columns if name not in {cut.count, *here} and (name in cut.dims or name.casefold() not in BESIDE))
    releases, pairs = [], merging(source, cut)
    for own in _each(here, sheet, cut):
        chosen = _filtered(sheet, replace(cut, dims=dims, where=own))
        if chosen.lines:
            releases.append(
                _published(chosen, replace(cut, dims=dims, where={**cut.where, **own}), pairs, _within_filter(source, cut, own), cut.dims)
            )
    return tuple(releases)


def _each(here: Mapping[str, tuple[str, ...]], sheet: Sheet, cut: Cut) -> Iterator[dict[str, tuple[str, ...]]]:
    """The filters of a published file, one group each, for the groups of the cut that it has."""
    found: list[dict[str, tuple[str, ...]]] = [{}]
    for dim, groups in here.items():
        there = {line.entries[dim] for line in sheet.lines}
        named = [group for group in (*groups, POOLED.join(groups)) if group in there]
        found = [{**one, dim: (group,)} for one in found for group in dict.fromkeys(named)]
    yield from found


def _within_filter(source: Sheet, cut: Cut, own: Mapping[str, tuple[str, ...]]) -> Sheet:
    """The lines of the source that a published file is about; one group alone, or all that were counted together."""
    there = {dim: {line.entries[dim] for line in source.lines} for dim in own}
    where = {**cut.where, **{dim: groups for dim, groups in own.items() if set(groups) <= there[dim]}}
    return _filtered(source, replace(cut, where=where))


def _published(sheet: Sheet, cut: Cut, merged: Merging, source: Sheet, wider: tuple[str, ...]) -> Release:
    pairs, upper = _levels(sheet, merged, cut)
    within = {**{dim: levels for dim, levels in cut.hierarchies.items() if dim in cut.dims}, **upper}
    own = replace(cut, hierarchies=within)
    table = _whole_or_part(_merged(sheet, pairs), own, _truth(_merged(source, pairs), own, wider))
    return Release(table, cut.filters, fitted(within, table), sheet.name, fixed=True)


def _truth(source: Sheet, cut: Cut, wider: tuple[str, ...]) -> Table | None:
    """The whole table of which a file may be a part; None where the source does not have its columns."""
    if not set(cut.dims) <= set(source.columns):
        return None
    dims = wider if set(cut.dims) <= set(wider) else cut.dims
    try:
        _no_stray_totals(source, replace(cut, dims=dims))
    except SheetFault:
        return None
    table = build(source, count=cut.count, dims=dims, total=cut.total, hierarchies=cut.hierarchies)
    return Table(cut.count, cut.dims, tuple(cell for cell in table.cells if set(cell.dims) <= set(cut.dims)))


def _whole_or_part(sheet: Sheet, cut: Cut, truth: Table | None) -> Table:
    """The file as a table of its own, if it is as large as the truth or divided in another way; else only what it prints."""
    if truth is None:
        return build(sheet, count=cut.count, dims=cut.dims, total=cut.total, hierarchies=cut.hierarchies)
    part, lines = excerpt(sheet, truth, total=cut.total)
    _agree(sheet, cut, part, truth, lines)
    other = lines.keys() - {cell.key for cell in truth.cells}
    try:
        whole = build(sheet, count=cut.count, dims=cut.dims, total=cut.total, hierarchies=cut.hierarchies)
    except SheetFault:
        if other:
            raise
        return part
    if other:
        _agree(sheet, cut, whole, truth, lines)
    return whole if other or _as_large(whole, truth) else part


def _agree(sheet: Sheet, cut: Cut, table: Table, truth: Table, lines: Mapping[Key, int]) -> None:
    """The same cells have the same numbers; SheetFault names the line that says another, or what the lines add up to."""
    now = {cell.key: cell.value for cell in truth.cells}
    for cell in table.cells:
        number = now.get(cell.key)
        if None not in {number, cell.value} and number != cell.value:
            text = f"{named(cell.key)} is {cell.value} here and {number} now; two editions that differ are compared by protect diff"
            raise sheet.fault(text, lines.get(cell.key, 0), cut.count)


def _as_large(table: Table, truth: Table) -> bool:
    """Whether a table lacks nobody: its sums are those of the truth, and a group that it lacks has nobody."""
    own = {cell.key: cell.value for cell in table.cells}
    known = {cell.key: cell.value for cell in truth.cells}
    return all(value == 0 if key not in own else None in {value, own[key]} or value == own[key] for key, value in known.items())


def _levels(sheet: Sheet, merged: Merging, cut: Cut) -> tuple[dict[str, dict[str, str]], dict[str, Hierarchy]]:
    """Groups that are merged now were printed apart: they become the finer level of the merged group, if names allow.

    If not, they are renamed as in the new table.
    """
    upper, instead = {}, {}
    for dim, pairs in merged.items():
        groups = {line.entries[dim] for line in sheet.lines} if dim in sheet.columns else set()
        known = {group: into for group, into in pairs.items() if group != into}
        if dim in cut.hierarchies or groups & set(pairs.values()) or not groups & set(known):
            instead[dim] = dict(pairs)
        else:
            upper[dim] = Hierarchy(dim, known)
    return instead, upper


def _filtered(sheet: Sheet, cut: Cut) -> Sheet:
    for dim, groups in cut.where.items():
        if dim in cut.dims or dim == cut.count:
            raise sheet.fault("a column of the table cannot be a filter as well", 1, dim)
        there = {line.entries[dim] for line in sheet.lines}
        for group in groups:
            if group not in there:
                raise sheet.fault(f"no line has {group}; there are {_some(there)}", 0, dim)
    lines = tuple(line for line in sheet.lines if all(line.entries[dim] in groups for dim, groups in cut.where.items()))
    if sheet.lines and not lines and cut.where:
        raise sheet.fault(f"no line has {', '.join(f'{dim}={name}' for dim, name in cut.filters.items())}")
    return replace(sheet, lines=lines)


def _some(groups: set[str]) -> str:
    shown = sorted(groups)[:8]
    return ", ".join(shown) + (f" and {len(groups) - 8} more" if len(groups) > 8 else "")


def _no_stray_totals(sheet: Sheet, cut: Cut) -> None:
    """A column left out is added up; if it holds its own totals, everybody would count twice."""
    for column in sheet.columns:
        if column in {cut.count, *cut.dims, *cut.where} or column.casefold() in BESIDE:
            continue
        totals = [line for line in sheet.lines if cut.is_total(line.entries[column])]
        if totals and len(totals) < len(sheet.lines):
            text = f"this column has totals; name it among the dimensions, or keep only the lines with {column}={cut.total}"
            raise sheet.fault(text, totals[0].number, column)


def merging(sheet: Sheet, cut: Cut) -> dict[str, dict[str, str]]:
    """What is merged into what, the groups after the largest included."""
    found = {dim: dict(pairs) for dim, pairs in cut.merge.items() if dim in cut.dims}
    for dim, most in cut.top.items():
        if dim not in cut.dims:
            continue
        kept = _merged(_filtered(sheet, cut), found)
        rest = ranked(kept, cut, dim)[most:]
        before = found.get(dim, {})
        after = dict.fromkeys(rest, cut.other)
        found[dim] = {group: after.get(into, into) for group, into in before.items()} | {g: o for g, o in after.items() if g not in before}
    return found


def ranked(sheet: Sheet, cut: Cut, dim: str) -> list[str]:
    """The groups of a dimension, the largest first; those of equal size by name."""
    sums: dict[str, int] = {}
    for line in sheet.lines:
        group = line.entries[dim]
        if any(cut.is_total(line.entries[other]) for other in cut.dims):
            continue
        found = COUNT.fullmatch(line.entries[cut.count])
        sums[group] = sums.get(group, 0) + (int(found["whole"]) if found else 0)
    return sorted(sums, key=lambda group: (-sums[group], group))


def _merged(sheet: Sheet, pairs: Merging) -> Sheet:
    if not any(pairs.values()):
        return sheet
    return replace(sheet, lines=tuple(_renamed(line, pairs) for line in sheet.lines))


def _rest_last(sheet: Sheet, cut: Cut) -> Sheet:
    """The lines of the rest after those of the groups that stay: groups are shown in the order of the lines."""
    return replace(sheet, lines=tuple(sorted(sheet.lines, key=lambda line: any(line.entries[dim] == cut.other for dim in cut.top))))


def _renamed(line: Line, pairs: Merging) -> Line:
    changed = {dim: groups[line.entries[dim]] for dim, groups in pairs.items() if line.entries.get(dim) in groups}
    return replace(line, entries={**line.entries, **changed}) if changed else line

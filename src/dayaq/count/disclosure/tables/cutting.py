"""How a table is cut out of a file: which lines, by which columns, with which groups merged.

The same cut is used for the table to be protected, for earlier releases and, changed, for proposals of another design.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dayaq.core.table.reading import Line, Sheet
from dayaq.count.disclosure.tables.hierarchy import Merging
from dayaq.count.disclosure.tables.relations import TOTAL, Hierarchy, Release
from dayaq.count.disclosure.tables.table import COUNT, build, fitted

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
        return {dim: POOLED.join(sorted(groups)) for dim, groups in self.where.items() if not all(map(self.is_total, groups))}

    @property
    def all_hierarchies(self) -> dict[str, Hierarchy]:
        """Those given, and one for each filter that counts several groups together: their tables add up to this one."""
        pooled = {dim: Hierarchy(dim, dict.fromkeys(groups, self.filters[dim])) for dim, groups in self.where.items() if len(groups) > 1}
        return {**self.hierarchies, **pooled}

    def divided(self, sheet: Sheet) -> dict[str, dict[str | None, tuple[str, ...]]]:
        """Of each column of the filter the finest groups that a file has; a pooled one is made of those it names."""
        found = {}
        for dim in self.filters:
            parents = set(self.hierarchies[dim].parents.values()) if dim in self.hierarchies else set()
            groups = dict.fromkeys(line.entries[dim] for line in sheet.lines)
            known = {group for group in groups if group and not self.is_total(group) and group not in parents}
            finest = tuple(group for group in groups if group in known and not self._adds_up(sheet, dim, group, pooled(group, known)))
            own = self.where[dim] if len(self.where[dim]) > 1 else pooled(self.filters[dim], set(finest))
            parts: dict[str | None, tuple[str, ...]] = {None: finest}
            found[dim] = parts | ({self.filters[dim]: own} if own else {})
        return found

    def _adds_up(self, sheet: Sheet, dim: str, group: str, parts: Sequence[str]) -> bool:
        """Whether a group of a file counts others of it together, and is not a group of its own with such a name."""
        sizes = dict.fromkeys((group, *parts), 0)
        for line in sheet.lines if parts else ():
            if line.entries[dim] in sizes and (found := COUNT.fullmatch(line.entries[self.count])):
                sizes[line.entries[dim]] += int(found["whole"])
        return bool(parts) and sizes[group] == sum(sizes[part] for part in parts)


def pooled(group: str, known: Collection[str]) -> tuple[str, ...]:
    """The groups that a name like ``Q1 + Q2`` counts together, by name; none for any other name."""
    parts = tuple(sorted(part.strip() for part in group.split(POOLED.strip())))
    return parts if len(set(parts)) == len(parts) > 1 and set(parts) <= set(known) else ()


def same_word(word: str, known: Collection[str]) -> str:
    """The word as it is spelt among the known ones: the same, or the only one that differs in capitals alone."""
    alike = [one for one in known if one.casefold() == word.casefold()]
    return word if word in known or len(alike) != 1 else alike[0]


def spelled(cut: Cut, sheet: Sheet) -> Cut:
    """The cut with the groups of its filter spelt as in a file."""
    where = {}
    for dim, groups in cut.where.items():
        there = dict.fromkeys(line.entries[dim] for line in sheet.lines)
        where[dim] = tuple(dict.fromkeys(same_word(group, there) for group in groups))
    return replace(cut, where=where)


def cut_out(sheet: Sheet, cut: Cut, also: Mapping[str, Collection[str]] | None = None) -> Release:
    """The table of a file, with its filter and hierarchies; SheetFault when it cannot be made.

    ``also``: groups that the table has although nobody is in them.
    """
    sheet.need(cut.count, *cut.dims, *cut.where)
    cut = spelled(cut, sheet)
    kept = filtered(sheet, cut)
    no_stray_totals(kept, cut)
    no_double_totals(kept, cut)
    merged = _rest_last(renamed(kept, merging(sheet, cut)), cut)
    table = build(merged, count=cut.count, dims=cut.dims, total=cut.total, hierarchies=cut.hierarchies, also=also)
    levels = {dim: found for dim, found in cut.all_hierarchies.items() if dim in cut.where}
    return Release(table, cut.filters, {**fitted(cut.hierarchies, table), **levels}, sheet.name, divided=cut.divided(sheet))


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


def filtered(sheet: Sheet, cut: Cut) -> Sheet:
    """The lines that the filter keeps; SheetFault where it fits none."""
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


def no_stray_totals(sheet: Sheet, cut: Cut) -> None:
    """A column left out is added up; if it holds its own totals, everybody would count twice."""
    for column in sheet.columns:
        if column in {cut.count, *cut.dims, *cut.where}:
            continue
        totals = [line for line in sheet.lines if cut.is_total(line.entries[column])]
        if totals and len(totals) < len(sheet.lines):
            text = f"this column has totals; name it among the dimensions, or keep only the lines with {column}={cut.total}"
            raise sheet.fault(text, totals[0].number, column)


def no_double_totals(sheet: Sheet, cut: Cut) -> None:
    """The parts of a group may be several lines; a total is said once, in whatever letters."""
    seen: dict[tuple[str, ...], int] = {}
    for line in sheet.lines:
        if any(cut.is_total(line.entries[dim]) for dim in cut.dims):
            groups = (line.entries[name] for name in sheet.columns if name != cut.count)
            first = seen.setdefault(tuple(TOTAL if cut.is_total(group) else group for group in groups), line.number)
            if first != line.number:
                raise sheet.fault(f"this total is in line {first} already", line.number, cut.count)


def merging(sheet: Sheet, cut: Cut) -> dict[str, dict[str, str]]:
    """What is merged into what, the groups after the largest included."""
    found = {dim: dict(pairs) for dim, pairs in cut.merge.items() if dim in cut.dims}
    for dim, most in cut.top.items():
        if dim not in cut.dims:
            continue
        kept = renamed(filtered(sheet, cut), found)
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


def renamed(sheet: Sheet, pairs: Merging) -> Sheet:
    """The lines with groups that take the place of others."""
    if not any(pairs.values()):
        return sheet
    return replace(sheet, lines=tuple(_with(line, pairs) for line in sheet.lines))


def _rest_last(sheet: Sheet, cut: Cut) -> Sheet:
    """The lines of the rest after those of the groups that stay: groups are shown in the order of the lines."""
    return replace(sheet, lines=tuple(sorted(sheet.lines, key=lambda line: any(line.entries[dim] == cut.other for dim in cut.top))))


def _with(line: Line, pairs: Merging) -> Line:
    changed = {dim: groups[line.entries[dim]] for dim, groups in pairs.items() if line.entries.get(dim) in groups}
    return replace(line, entries={**line.entries, **changed}) if changed else line

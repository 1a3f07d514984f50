"""What a file published before says of a table that is cut out now: whatever is printed there cannot be hidden any more.

The reader lays files side by side: capitals and the order of pooled groups do not matter to him, nor that a file counts
other groups of the filter than the table, as long as they add up with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dayaq.core.decision import Reason
from dayaq.core.table import Table
from dayaq.core.table.cells import Key
from dayaq.core.table.reading import Line, Sheet, SheetFault
from dayaq.core.words import N_
from dayaq.count.disclosure.tables.cutting import (
    BESIDE,
    POOLED,
    Cut,
    filtered,
    merging,
    no_double_totals,
    no_stray_totals,
    pooled,
    renamed,
    same_word,
    spelled,
)
from dayaq.count.disclosure.tables.hierarchy import Merging
from dayaq.count.disclosure.tables.relations import Hierarchy, Release, named
from dayaq.count.disclosure.tables.table import build, excerpt, fitted

UNREAD = N_("%(file)s: the lines of %(groups)s were not looked at; the table is cut out of a file without them.")
Own = Mapping[str, str]
"""For each column of the filter that a file has one of its groups."""


def earlier(sheet: Sheet, cut: Cut, source: Sheet, *, wide: bool = False) -> tuple[Release, ...]:
    """The releases that a file makes beside the table cut out of ``source``; SheetFault when it says nothing of it.

    All its columns count, whether the new table has them or not: what was printed is known. A column of the filter
    gives one release for each of its groups: those of the table, and where the file (or, ``wide``, another one) counts
    the table together with other groups, all that it has. Without such a column the file has the filter of the new
    table. A file may be a part of a table, if ``source`` has its columns: then nothing is known of the cells it lacks.
    """
    cut = spelled(cut, source)
    sheet = _respelled(sheet, cut, source)
    sheet.need(cut.count)
    if not sheet.lines:
        raise sheet.fault("there is no line below the header")
    if not set(sheet.columns) - {cut.count} & set(source.columns):
        raise sheet.fault(f"no column is one of {source.name}; nothing in this file is about the table", 1)
    filters = _filters(sheet, cut, source)
    dims = tuple(name for name in sheet.columns if name not in {cut.count, *filters} and _divides(name, sheet, cut, source))
    releases, pairs = [], merging(source, cut)
    for own in _each(filters, wide or is_wide(sheet, cut, source)):
        chosen = filtered(sheet, replace(cut, dims=dims, where={dim: (group,) for dim, group in own.items()}))
        within = _within_filter(source, cut, filters, own)
        here = replace(cut, dims=dims, where={**cut.where, **{dim: (group,) for dim, group in own.items()}})
        no_stray_totals(chosen, here)
        no_double_totals(chosen, here)
        release = _published(chosen, here, pairs, within, cut.dims)
        releases.append(replace(release, divided={dim: one.parts for dim, one in filters.items()}))
    if not releases:
        raise sheet.fault(_nothing(filters))
    return tuple(releases)


def is_wide(sheet: Sheet, cut: Cut, source: Sheet) -> bool:
    """Whether a file counts the people of the table together with other groups of a column of its filter."""
    cut = spelled(cut, source)
    return any(one.wider() for one in _filters(_respelled(sheet, cut, source), cut, source).values())


def unread(sheet: Sheet, cut: Cut, source: Sheet) -> tuple[Reason, ...]:
    """The groups of a filter of which nobody can say how they lie to those of the table."""
    cut = spelled(cut, source)
    found = _filters(_respelled(sheet, cut, source), cut, source).items()
    words = [", ".join(f"{dim}={group}" for group in one.strange) for dim, one in found if one.strange]
    return tuple(Reason("disclosure.unread", UNREAD, {"file": sheet.name, "groups": text}) for text in words)


@dataclass(frozen=True, slots=True)
class _Filter:
    """A column of the filter: ``asked`` finest groups, those of each group in the file (None: of all), strange ones."""

    asked: frozenset[str]
    every: tuple[str, ...]
    inside: Mapping[str, tuple[str, ...]]
    total: str | None
    strange: tuple[str, ...]

    @property
    def parts(self) -> dict[str | None, tuple[str, ...]]:
        """What is known of the column, for the sums over it."""
        found: dict[str | None, tuple[str, ...]] = {None: self.every}
        return found | {group: parts for group, parts in self.inside.items() if len(parts) > 1 and group != self.total}

    def wider(self) -> bool:
        return any(self.asked & set(parts) and not set(parts) <= self.asked for parts in self.inside.values())

    def groups(self, *, wide: bool) -> list[str]:
        """The groups of the file that say something of the table."""
        return [group for group, parts in self.inside.items() if wide or set(parts) <= self.asked]


def _filters(sheet: Sheet, cut: Cut, source: Sheet) -> dict[str, _Filter]:
    return {dim: _filter(sheet, cut, source, dim) for dim in cut.where if dim in sheet.columns}


def _filter(sheet: Sheet, cut: Cut, source: Sheet, dim: str) -> _Filter:
    whole = replace(cut, where={dim: ("",)}).divided(source)[dim][None]
    there = [group for group in dict.fromkeys(line.entries[dim] for line in sheet.lines) if group]
    total = next((group for group in there if cut.is_total(group)), None)
    single = _single(there, whole)
    strange = [g for g in there if g != total and not _inside(g, {*whole, *single}, cut, dim)]
    every = tuple(dict.fromkeys((*whole, *single, *(strange if total else ()))))
    if total and set(every) <= set(cut.where[dim]):  # the source has the lines of the table only
        every = (*every, f"not {' or '.join(every)}")
    inside = {group: every if group == total else _inside(group, every, cut, dim) for group in there}
    asked = {leaf for group in cut.where[dim] for leaf in (every if cut.is_total(group) else _inside(group, every, cut, dim))}
    known = {group: parts for group, parts in inside.items() if parts}
    return _Filter(frozenset(asked), every, known, total, tuple(group for group, parts in inside.items() if not parts))


def _single(groups: Sequence[str], whole: Collection[str]) -> list[str]:
    """The parts of pooled names of which at least one is a group: the others are then groups as well."""
    names = {group: group.split(POOLED) for group in groups if group not in whole}
    known = {*whole, *groups} - {group for group, parts in names.items() if len(parts) > 1}
    return sorted({part for parts in names.values() if len(parts) > 1 and known & set(parts) for part in parts} - set(whole))


def _inside(group: str, finest: Iterable[str], cut: Cut, dim: str) -> tuple[str, ...]:
    """The finest groups that a group counts: itself, the parts of a pooled name, or what lies below it in a hierarchy."""
    known = list(finest)
    if group in known:
        return (group,)
    levels = cut.hierarchies.get(dim)
    below = [leaf for leaf in known if levels and group in levels.above(leaf)]
    return pooled(group, known) or tuple(below)


def _respelled(sheet: Sheet, cut: Cut, source: Sheet) -> Sheet:
    """The file with columns and groups spelt as in the source; pooled groups of a filter in one order."""
    columns = {name: same_word(name, source.columns) for name in sheet.columns}
    if len(set(columns.values())) < len(columns):
        return sheet
    words = {name: _known_words(name, cut, source) for name in columns.values() if name in source.columns and name != cut.count}
    spelling: dict[tuple[str, str], str] = {}
    lines = []
    for line in sheet.lines:
        entries = {columns[name]: text for name, text in line.entries.items()}
        for name, known in words.items():
            pair = name, entries[name]
            if pair not in spelling:
                spelling[pair] = _word(entries[name], name, known, cut)
            entries[name] = spelling[pair]
        lines.append(Line(line.number, entries))
    return replace(sheet, columns=tuple(columns.values()), lines=tuple(lines))


def _known_words(name: str, cut: Cut, source: Sheet) -> list[str]:
    upper = cut.hierarchies[name].parents.values() if name in cut.hierarchies else ()
    return list(dict.fromkeys((*(line.entries[name] for line in source.lines), *upper, *cut.merge.get(name, {}).values(), cut.other)))


def _word(text: str, name: str, known: Sequence[str], cut: Cut) -> str:
    """One group as the source spells it; a pooled one as the filter of the table does."""
    found = same_word(text, known)
    parts = [same_word(part.strip(), known) for part in text.split(POOLED.strip())]
    if name not in cut.where or found in known or len(parts) == 1:
        return found
    own = cut.filters.get(name, "")
    return own if sorted(own.split(POOLED)) == sorted(parts) else POOLED.join(sorted(parts))


def _divides(name: str, sheet: Sheet, cut: Cut, source: Sheet) -> bool:
    """Whether a column divides what a file counts; a note or a status beside a number does not."""
    if name in cut.dims or name.casefold() not in BESIDE:
        return True
    groups = {line.entries[name] for line in sheet.lines}
    return name in source.columns and len(groups) > 1 and "" not in groups


def _each(filters: Mapping[str, _Filter], wide: bool) -> Iterator[dict[str, str]]:
    """The filters of a published file, one group of each column."""
    found: list[dict[str, str]] = [{}]
    for dim, one in filters.items():
        found = [{**own, dim: group} for own in found for group in one.groups(wide=wide)]
    yield from found


def _nothing(filters: Mapping[str, _Filter]) -> str:
    dim, one = next((dim, one) for dim, one in filters.items() if not one.groups(wide=one.wider()))
    there = ", ".join([*one.inside, *one.strange][:8])
    return f"nothing in this file is about the table: {dim} is {there}, not {', '.join(sorted(one.asked))}"


def _within_filter(source: Sheet, cut: Cut, filters: Mapping[str, _Filter], own: Own) -> Sheet | None:
    """The lines of the source that a published file is about; None where the source does not have them all."""
    where = dict(cut.where)
    for dim, group in own.items():
        there = {line.entries[dim] for line in source.lines}
        exact = next((name for name in there if name == group or (cut.is_total(name) and cut.is_total(group))), None)
        where[dim] = (exact,) if exact is not None else filters[dim].inside[group]
        if not set(where[dim]) <= there:
            return None
    return filtered(source, replace(cut, where=where))


def _published(sheet: Sheet, cut: Cut, merged: Merging, source: Sheet | None, wider: tuple[str, ...]) -> Release:
    pairs, upper = _levels(sheet, merged, cut)
    within = {**{dim: levels for dim, levels in cut.hierarchies.items() if dim in cut.dims}, **upper}
    own = replace(cut, hierarchies=within)
    table = _whole_or_part(renamed(sheet, pairs), own, _truth(renamed(source, pairs), own, wider) if source else None)
    return Release(table, cut.filters, fitted(within, table), sheet.name, fixed=True)


def _truth(source: Sheet, cut: Cut, wider: tuple[str, ...]) -> Table | None:
    """The whole table of which a file may be a part; None where the source does not have its columns."""
    if not set(cut.dims) <= set(source.columns):
        return None
    dims = wider if set(cut.dims) <= set(wider) else cut.dims
    try:
        no_stray_totals(source, replace(cut, dims=dims))
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

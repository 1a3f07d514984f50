"""Another design of a table instead of holes in it: what each would save, computed and ranked.

Fewer, larger groups stay additive and consistent, and need no explanation. Basis: European handbook on statistical
disclosure control, chapter 5.3 (table redesign before suppression).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dayaq.core.decision import Reason
from dayaq.core.table import Table
from dayaq.core.table.cells import Key
from dayaq.core.table.reading import Sheet
from dayaq.core.words import N_
from dayaq.count.disclosure.tables.cutting import Cut, cut_out
from dayaq.count.disclosure.tables.primary import primary
from dayaq.count.disclosure.tables.relations import Release

Hide = Callable[[Release], Collection[Key]]
"""All cells that have to be hidden in a table, the small ones and those that go with them."""
Progress = Callable[[int, int], None]

TRIED = 10  # proposals for which hiding is worked out; the others save less already at first sight
PAIRED = 12  # groups of a dimension of which any two may be merged; beyond that the largest are kept
KEPT = (4, 20)  # a group is kept by itself if it has so many times the threshold
POOLS = (2, 4)  # periods counted together

LEAVE_OUT = N_("Leave out %(dim)s.")
LEVEL = N_("Show %(dim)s at its upper level only.")
LARGEST = N_("Keep the %(count)s largest groups of %(dim)s; the rest becomes %(into)s.")
MERGE = N_("Merge %(groups)s of %(dim)s.")
POOL = N_("Count %(groups)s of %(dim)s together.")
JOINED = " / "


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reader gets from a protected table.

    ``numbers``: cells that are shown and count somebody; ``people``: the share of people in the finest cells shown.
    """

    cells: int
    hidden: int
    numbers: int
    people: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another cut of the same file: ``kind`` is drop, level, top, merge or pool; ``what`` says it in a sentence."""

    kind: str
    what: Reason
    cut: Cut
    before: Outcome
    after: Outcome

    @property
    def saves(self) -> int:
        return self.before.hidden - self.after.hidden


def propose(sheet: Sheet, cut: Cut, threshold: int, hide: Hide, *, progress: Progress | None = None) -> tuple[Proposal, ...]:
    """Designs that hide fewer cells than the table as asked for, those first that leave the reader most numbers."""
    asked = cut_out(sheet, cut)
    before = outcome(asked, hide(asked))
    found = []
    tried = _worth_trying(_candidates(sheet, cut, asked, threshold), threshold)
    for number, (kind, what, other, release) in enumerate(tried):
        if progress:
            progress(number, len(tried))
        after = outcome(release, hide(release))
        if after.hidden < before.hidden:
            found.append(Proposal(kind, what, other, before, after))
    return tuple(sorted(found, key=lambda one: (-one.after.numbers, one.after.hidden)))


def outcome(release: Release, hidden: Collection[Key]) -> Outcome:
    """What is left of a table when these cells are hidden."""
    table, withheld = release.table, set(hidden)
    uppers = {(dim, group) for dim, hierarchy in release.hierarchies.items() for group in hierarchy.parents.values()}
    finest = [cell for cell in table.inner() if not uppers & cell.key]
    whole = sum(cell.value or 0 for cell in finest)
    seen = sum(cell.value or 0 for cell in finest if cell.key not in withheld)
    numbers = sum(1 for cell in table.cells if cell.value and cell.key not in withheld)
    return Outcome(len(table.cells), len(withheld), numbers, seen / whole if whole else 1.0)


def _worth_trying(candidates: Iterable[Candidate], threshold: int) -> list[Candidate]:
    """The best of each kind at first sight, then the best of all."""
    best = sorted(candidates, key=lambda one: -_first_sight(one[3].table, threshold))
    kinds = {kind: number for number, (kind, *_) in reversed([*enumerate(best)])}
    order = [*sorted(kinds.values()), *(number for number in range(len(best)) if number not in kinds.values())]
    return [best[number] for number in order[:TRIED]]


def _first_sight(table: Table, threshold: int) -> int:
    """Numbers that are not small, less those that will have to go with the small ones (about as many)."""
    small = len(primary(table, threshold))
    return sum(1 for cell in table.cells if cell.value) - 2 * small


Candidate = tuple[str, Reason, Cut, Release]


def _candidates(sheet: Sheet, cut: Cut, asked: Release, threshold: int) -> Iterator[Candidate]:
    designs = (
        *_fewer(cut),
        *_levels(cut, asked),
        *_largest(cut, asked, threshold),
        *_pairs(cut, asked, threshold),
        *_pools(sheet, cut),
    )
    small = len(primary(asked.table, threshold))
    for kind, what, other in designs:
        release = cut_out(sheet, other)
        if kind == "pool" or len(primary(release.table, threshold)) < small:
            yield kind, what, other, release


Design = tuple[str, Reason, Cut]


def _fewer(cut: Cut) -> Iterator[Design]:
    for dim in cut.dims if len(cut.dims) > 1 else ():
        rest = tuple(other for other in cut.dims if other != dim)
        yield "drop", Reason("redesign.drop", LEAVE_OUT, {"dim": dim}), replace(cut, dims=rest)


def _levels(cut: Cut, asked: Release) -> Iterator[Design]:
    for dim, hierarchy in asked.hierarchies.items():
        if dim not in cut.dims:
            continue
        finest = set(hierarchy.parents) - set(hierarchy.parents.values())
        merge = {**cut.merge, dim: {**cut.merge.get(dim, {}), **{group: hierarchy.parents[group] for group in finest}}}
        rest = {other: levels for other, levels in cut.hierarchies.items() if other != dim}
        above = {group: parent for group, parent in hierarchy.parents.items() if group not in finest}
        kept = {**rest, dim: replace(hierarchy, parents=above)} if above else rest
        yield "level", Reason("redesign.level", LEVEL, {"dim": dim}), replace(cut, merge=merge, hierarchies=kept)


def _largest(cut: Cut, asked: Release, threshold: int) -> Iterator[Design]:
    for dim in cut.dims:
        if dim in cut.hierarchies:
            continue
        sizes = sorted((_size(asked.table, dim, group) for group in asked.table.groups(dim)), reverse=True)
        counts = {sum(size >= times * threshold for size in sizes) for times in KEPT} | {len(sizes) // 2}
        for count in sorted(number for number in counts if 1 < number < len(sizes) - 1):
            what = Reason("redesign.top", LARGEST, {"dim": dim, "count": count, "into": cut.other})
            yield "top", what, replace(cut, top={**cut.top, dim: count})


def _pairs(cut: Cut, asked: Release, threshold: int) -> Iterator[Design]:
    """The group with most small numbers, merged with each of the others."""
    small = primary(asked.table, threshold)
    for dim in cut.dims:
        groups = asked.table.groups(dim)
        if dim in cut.hierarchies or not 2 < len(groups) <= PAIRED:
            continue
        worst = max(groups, key=lambda group: (sum((dim, group) in key for key in small), group))
        for other in groups:
            if other != worst:
                yield _pair(cut, dim, (other, worst))


def _pair(cut: Cut, dim: str, pair: Sequence[str]) -> Design:
    """Two groups as one; what was merged into them before goes along. Fewer of the largest are kept then."""
    with_rest = dim in cut.top and cut.other in pair
    into = cut.other if with_rest else JOINED.join(pair)
    already = {group: into if target in pair else target for group, target in cut.merge.get(dim, {}).items()}
    parts = dict.fromkeys((group for group in pair if group != into), into)
    what = Reason("redesign.merge", MERGE, {"dim": dim, "groups": JOINED.join(pair)})
    kept = {other: most - (other == dim and not with_rest) for other, most in cut.top.items()}
    return "merge", what, replace(cut, merge={**cut.merge, dim: already | parts}, top=kept)


def _pools(sheet: Sheet, cut: Cut) -> Iterator[Design]:
    """The period of the filter with those before it in the file, or after it if there are none."""
    for dim, chosen in cut.where.items():
        if any(map(cut.is_total, chosen)):
            continue
        order = [group for group in dict.fromkeys(line.entries[dim] for line in sheet.lines) if not cut.is_total(group)]
        end = max(order.index(group) for group in chosen) + 1
        for many in POOLS:
            first = max(0, end - many * len(chosen))
            pool = tuple(order[first : first + many * len(chosen)])
            if len(pool) > len(chosen) and set(chosen) <= set(pool):
                what = Reason("redesign.pool", POOL, {"dim": dim, "groups": ", ".join(pool)})
                yield "pool", what, replace(cut, where={**cut.where, dim: pool})


def _size(table: Table, dim: str, group: str) -> int:
    cell = table.cell(**{dim: group})
    return (cell.value or 0) if cell else 0

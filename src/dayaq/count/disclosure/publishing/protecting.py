"""A table on its way out: what is too small, what has to go with it, and the proof before and after.

Used by the command line and by whatever publishes; every step is one of the other modules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import monotonic

from dayaq.core.decision import Reason
from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.table.cells import Key
from dayaq.core.words import N_
from dayaq.count.disclosure.auditing.audit import AuditFault, exact_cells
from dayaq.count.disclosure.auditing.filters import between
from dayaq.count.disclosure.auditing.findings import Finding, rest
from dayaq.count.disclosure.auditing.unprinted import unprinted
from dayaq.count.disclosure.hiding.protect import Protection, protect
from dayaq.count.disclosure.tables.joint import not_looked_at
from dayaq.count.disclosure.tables.primary import checked, limit, primary
from dayaq.count.disclosure.tables.relations import Release, named
from dayaq.count.disclosure.tables.release import Override, Publication, masked, publish

SECONDS = 1.5  # for hiding as few cells as possible; a safe answer is there long before
AT_LEAST = 1  # the reader sees that 0 is shown, so that a hidden number is at least 1; costs some 2 % more hidden cells than 0
ROUNDS = 3  # of hiding again when a number that nobody prints could be worked out
PUBLIC = N_("%(cell)s is small, but an earlier release prints it: it cannot be hidden any more.")
EXACT = N_("%(cell)s can still be computed.")
NARROW = N_("%(cell)s can be guessed: fewer numbers are possible for it than promised, because too much is public.")
NOTHING = N_("Nothing of this table can be shown: every cell would give a small number away.")
BESIDE = N_("%(cell)s is not printed, but would follow from what is: further numbers are hidden for it.")
NO_ZERO = N_("A reader who knows that no hidden number is 0 could compute %(count)s of them: use --at-least 1.")
COMMON = N_("The tables by %(dims)s are linked in a circle; whether they tell more together was not looked at.")
Step = Callable[[str], None]
Part = Callable[[int, int], None]


def _silent(_step: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be published beside what is public already, and the rules for it.

    ``careful``: groups by dimension held to ``careful_threshold``. ``override``: None, or who answers for what.
    """

    releases: tuple[Release, ...]
    threshold: int
    override: Override | None
    earlier: tuple[Release, ...] = ()
    careful: Mapping[str, Collection[str]] = field(default_factory=dict)
    careful_threshold: int = 0
    at_least: int = AT_LEAST
    remarks: tuple[Reason, ...] = ()  # what was noticed when the tables were read

    def limit(self, key: Key) -> int:
        """The smallest number of a cell that may be known."""
        return limit(key, self.threshold, self.careful, self.careful_threshold)

    def small(self) -> frozenset[Key]:
        """The cells to hide for their own sake, by their keys among all releases; those answered for are left out."""
        found = {
            release.key(key)
            for release in self.releases
            for key in primary(release.table, self.threshold, self.careful, self.careful_threshold)
        }
        return frozenset(found - self.exempt())

    def exempt(self) -> frozenset[Key]:
        cells = self.override.cells if self.override else frozenset()
        return frozenset(release.key(key) for release in self.releases for key in cells if _has(release.table, key))

    def fixed(self) -> tuple[Release, ...]:
        """What is public or will be in spite of all: earlier releases, and cells that somebody answers for."""
        return (*self.earlier, *filter(None, (_answered(release, self.override) for release in self.releases)))


@dataclass(frozen=True, slots=True)
class Result:
    """Protected tables with the figures of the proof. Keys are those among all releases.

    ``small``: the cells to hide for their own sake; ``before``: how many of them subtraction would give away if nothing
    else were hidden; ``left``: hidden cells that can be computed still; ``derived``: small numbers that nobody prints and
    that can be, ``beside``: those that could before more was hidden. ``stronger``: hidden cells that a reader who knows that
    none is 0 can compute, None when one is. ``circles``: linked dimensions too large to be looked at together.
    ``seconds``: the proof included.
    """

    publications: tuple[Publication, ...]
    protection: Protection
    small: frozenset[Key]
    before: int
    left: tuple[Key, ...]
    derived: tuple[Finding, ...]
    beside: tuple[Key, ...]
    stronger: int | None
    circles: tuple[tuple[str, ...], ...]
    remarks: tuple[Reason, ...]
    seconds: float

    @property
    def cells(self) -> int:
        return sum(len(one.table.cells) for one in self.publications)

    @property
    def safe(self) -> bool:
        return not (self.left or self.derived or self.circles or self.protection.already_public)

    @property
    def findings(self) -> tuple[Reason, ...]:
        """What the publisher has to know, in sentences."""
        shown = any(cell.value is not None for one in self.publications for cell in one.table.cells)
        return (
            *(Reason("disclosure.public", PUBLIC, {"cell": named(key)}) for key in self.protection.already_public),
            *(Reason("disclosure.exact", EXACT, {"cell": named(key)}) for key in self.left),
            *(Reason(f"disclosure.{one.code}", one.reason.message, one.reason.params) for one in self.derived),
            *(Reason("disclosure.narrow", NARROW, {"cell": named(key)}) for key in self.protection.narrow),
            *(Reason("disclosure.beside", BESIDE, {"cell": named(key)}) for key in self.beside),
            *uncommon(self.circles),
            *((Reason("disclosure.no_zero", NO_ZERO, {"count": self.stronger}),) if self.stronger else ()),
            *self.remarks,
            *(() if shown else (Reason("disclosure.nothing", NOTHING),)),
        )


def carry_out(task: Task, *, seconds: float = SECONDS, said: Step = _silent, part: Part | None = None) -> Result:
    """Hide what has to be hidden, and prove it. ``said`` is told what is being done, ``part`` how much of it is."""
    checked(task.threshold)
    began = monotonic()
    small, fixed = task.small(), task.fixed()
    said("looking for cells that subtraction would give away")
    before = exact_cells([*(_without(release, small) for release in task.releases), *fixed])
    found, told, reading = _hidden(task, (*task.releases, *fixed), small, seconds, (said, part))
    still = {one.key for one in reading.derived}
    hidden = small | set(found.hidden)
    return Result(
        tuple(_published(task, release, hidden) for release in task.releases),
        found,
        small,
        len(set(before) & small),
        reading.left,
        reading.derived,
        tuple(key for key in told if key not in still),
        _stronger(task, found, reading),
        not_looked_at(found.releases),
        task.remarks,
        monotonic() - began,
    )


def uncommon(circles: Collection[Sequence[str]]) -> tuple[Reason, ...]:
    """That linked tables were not looked at together through the table that all of them share."""
    return tuple(Reason("disclosure.common", COMMON, {"dims": ", ".join(dims)}) for dims in circles)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a reader takes every hidden number to be at least, and what he can compute then."""

    at_least: int
    left: tuple[Key, ...]
    derived: tuple[Finding, ...] = ()


def _hidden(
    task: Task, releases: tuple[Release, ...], small: frozenset[Key], seconds: float, told: tuple[Step, Part | None]
) -> tuple[Protection, dict[Key, None], _Reading]:
    """Protected tables; the small numbers that nobody prints and that are kept uncertain as well; and what is left."""
    said, part = told
    beside: dict[Key, None] = {}
    shown: set[Key] = set()  # hidden because what another filter prints less them would be few
    for _ in range(ROUNDS):
        said("hiding as few further cells as possible")
        found = protect(releases, sensitive=small | beside.keys() | shown, seconds=seconds, at_least=task.at_least, progress=part)
        said("proving that no hidden cell can be computed")
        reading = _read(found, task.at_least)
        derived = unprinted(found.releases, task.limit, at_least=reading.at_least)
        pairs = [(pair, people) for pair, people in between(found.releases, task.limit)]
        reading = replace(reading, derived=(*derived, *(rest(pair.whole, pair.part, people) for pair, people in pairs)))
        more, other = {one.key for one in derived} - beside.keys(), {pair.part for pair, _ in pairs} - shown
        if not more | other:
            break
        beside |= dict.fromkeys(sorted(more, key=sorted))
        shown |= other
    return _sorted_out(found, small, beside), beside, reading


def _sorted_out(found: Protection, small: Collection[Key], beside: Collection[Key]) -> Protection:
    """Only what is small counts as primary; what nobody prints is not said to be narrow."""
    return replace(
        found,
        primary=tuple(key for key in found.primary if key in small),
        secondary=tuple(key for key in found.hidden if key not in small),
        already_public=tuple(key for key in found.already_public if key in small),
        narrow=tuple(key for key in found.narrow if key not in beside),
    )


def _read(found: Protection, at_least: int) -> _Reading:
    """The hidden cells that can be computed; as soon as a zero is hidden, here or earlier, a hidden number may be 0."""
    if at_least and not found.zeros:
        with suppress(AuditFault):
            return _Reading(at_least, exact_cells(found.releases, at_least=at_least))
    return _Reading(0, exact_cells(found.releases))


def _stronger(task: Task, found: Protection, reading: _Reading) -> int | None:
    """How many hidden cells more a reader can compute who knows that none of them is 0; None where one of them is 0."""
    strong = _read(found, 1) if task.at_least != 1 else reading
    return len(set(strong.left) - set(reading.left)) if strong.at_least else None


def to_hide(release: Release, threshold: int, seconds: float) -> frozenset[Key]:
    """All cells to hide in one table, by their own keys: what proposals of another design are compared by."""
    small = {release.key(key) for key in primary(release.table, threshold)}
    return _own(release, protect([release], sensitive=small, seconds=seconds, at_least=AT_LEAST).hidden)


def _published(task: Task, release: Release, hidden: Collection[Key]) -> Publication:
    return publish(release, _own(release, hidden), threshold=task.threshold, override=_about(release, task.override))


def _without(release: Release, hidden: Collection[Key]) -> Release:
    return replace(release, table=masked(release.table, _own(release, hidden)))


def _own(release: Release, keys: Collection[Key]) -> frozenset[Key]:
    """The cells of a table that are among ``keys``, by their own keys."""
    wanted = frozenset(keys)
    return frozenset(cell.key for cell in release.table.cells if release.key(cell.key) in wanted)


def _about(release: Release, override: Override | None) -> Override | None:
    """The part of an override that is about this table."""
    cells = frozenset(key for key in override.cells if _has(release.table, key)) if override else frozenset()
    return replace(override, cells=cells) if override and cells else None


def _answered(release: Release, override: Override | None) -> Release | None:
    """The table with nothing but the cells that somebody answers for, as a release that cannot be changed."""
    own = _about(release, override)
    if own is None:
        return None
    cells = tuple(cell if cell.key in own.cells else _unsaid(cell) for cell in release.table.cells)
    return replace(release, table=replace(release.table, cells=cells), fixed=True)


def _unsaid(cell: Cell) -> Cell:
    return replace(cell, value=None, status=CellStatus.UNKNOWN)


def _has(table: Table, key: Key) -> bool:
    return table.cell(**dict(key)) is not None

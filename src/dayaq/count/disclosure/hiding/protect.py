"""Hiding cells so that nobody can subtract his way to a small count: which further cells must go, as few as possible.

What is promised for all releases taken together, linked tables, hierarchies and what was published before included:

1. every sensitive cell is hidden, margins too, unless its number has been printed already (``already_public``);
2. for a reader who knows every sum, that counts are whole numbers and that none is negative, every sensitive cell has
   possible numbers at least ``width`` apart and every other hidden cell has at least two possible numbers;
3. with ``at_least`` = 1 also a reader who knows which hidden counts are not 0 (since zeros are shown) is left with two
   possible numbers for every hidden cell. This costs a few cells more, so it is asked for;
4. a zero is hidden only where nothing else protects, or in large tables where nothing else is found in time;
5. what cannot be had, since too much has been printed before, is named: ``exposed`` cells can be worked out already,
   ``narrow`` ones have fewer possible numbers than promised;
6. what an earlier release hid stays uncertain beside the new one.

Every promise is proved by other tables of whole numbers that print the same. Not promised: that a hidden count cannot be
narrowed down further than that, and nothing about percentages, means or charts, which have rules of their own.
Time: four real tables of 112 to 595 cells take less than a second each. Tables with more than 2,000 cells or 200 small
ones have a bounded first choice: when ``seconds`` are over, every cell left is protected by a frame (two groups of each
dimension, or one and its totals), a zero among it if there is no other, which hides more cells but is proved like
everything else; ``gap`` says what it costs. After ``seconds`` this takes about 3 s for 10,000 cells in three dimensions,
10 s in four (the grace). Only cells for which no frame exists, since too much has been printed before or the groupings
of a dimension contradict each other, are asked for one by one all the same.
Source: Fischetti and Salazar-Gonzalez 2000; Kelly, Golden and Assad 1992. Basis: THB Law Art. 6.3 (only necessary
information); European handbook on statistical disclosure control, chapter 4.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING

from dayaq.core.table import Table
from dayaq.core.table.cells import Key
from dayaq.count.disclosure.tables.primary import checked
from dayaq.count.disclosure.tables.relations import Release, System, system

if TYPE_CHECKING:
    from dayaq.count.disclosure.hiding.watch import Progress, Stop

__all__ = ["Protection", "protect"]

WIDTH = 2  # three possible numbers, so that "one of two" cannot be said of a small count


@dataclass(frozen=True, slots=True)
class Protection:
    """Releases that can leave the office, and what it cost.

    ``bound``: no choice of cells that keeps the promises hides fewer (people, with cost "people"); ``gap`` is how far
    above it we are, as a share of what is hidden. ``finished``: the search came to its own end, not to the end of its
    time. ``zeros``: hidden cells that are 0.
    """

    releases: tuple[Release, ...]
    primary: tuple[Key, ...] = ()
    secondary: tuple[Key, ...] = ()
    already_public: tuple[Key, ...] = ()
    exposed: tuple[Key, ...] = ()
    narrow: tuple[Key, ...] = ()
    zeros: int = 0
    bound: int = 0
    gap: float = 0.0
    seconds: float = 0.0
    finished: bool = True

    @property
    def hidden(self) -> tuple[Key, ...]:
        """All cells that are hidden now, sensitive ones first."""
        return self.primary + self.secondary


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be hidden in what."""

    releases: tuple[Release, ...]
    known: System
    sensitive: frozenset[Key]
    public: tuple[Key, ...]
    began: float = field(default_factory=monotonic)


def protect(
    releases: Sequence[Release],
    *,
    sensitive: Collection[Key] | int,
    seconds: float = 2.0,
    width: int = WIDTH,
    at_least: int = 0,
    cost: str = "cells",
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Protection:
    """The releases with as few cells hidden as possible (``cost`` "people": with as few people in hidden cells).

    ``sensitive``: a threshold (hides 1 to threshold - 1) or the keys of the cells to hide, among all releases.
    ``seconds``: when the search for something better ends; what must be done is done all the same, by a coarser rule in
    large tables, unless ``stop`` says yes before (then Stopped). ``progress`` is told steps done and steps in all. Tables with ``fixed`` stay as they
    are. The order of tables and cells changes nothing. AuditFault: the printed numbers contradict each other.
    """
    if width < 1 or at_least not in (0, 1):
        raise ValueError("a width of at least 1 and at_least 0 or 1 expected")
    task = _task(tuple(releases), sensitive)
    if not task.sensitive and not any(task.known.hidden):
        return Protection(task.releases, already_public=task.public, seconds=monotonic() - task.began)
    return _searched(task, seconds, width, at_least, cost, progress or _silent, stop or _never)


def _task(releases: tuple[Release, ...], sensitive: Collection[Key] | int) -> _Task:
    known = system(releases)
    if isinstance(sensitive, int):
        small = range(1, checked(sensitive))
        asked = [key for key, value in zip(known.keys, known.values, strict=True) if value in small]
    else:
        index = known.index
        if strange := [key for key in sensitive if key not in index]:
            raise ValueError(f"no table has the cell {sorted(strange[0])}")
        asked = [key for key in known.keys if key in set(sensitive)]
    fixed = {key for key, printed in zip(known.keys, known.fixed, strict=True) if printed}
    return _Task(releases, known, frozenset(asked) - fixed, tuple(key for key in asked if key in fixed))


def _searched(task: _Task, seconds: float, width: int, at_least: int, cost: str, progress: Progress, stop: Stop) -> Protection:
    from dayaq.count.disclosure.hiding.puzzle import Cost, puzzle
    from dayaq.count.disclosure.hiding.search import Search, Watch

    asked = puzzle(task.known, task.sensitive, width=width, at_least=at_least, cost=Cost(cost))
    found = Search(asked, Watch(task.began + seconds, progress, stop)).run()
    hidden = found.hidden & ~asked.open
    hidden[[column for column in found.exposed if not asked.open[column]]] = True
    keys = asked.keys(hidden)
    spent = int(asked.unit[hidden].sum())
    return Protection(
        tuple(_printed(release, frozenset(keys)) for release in task.releases),
        primary=tuple(key for key in keys if key in task.sensitive),
        secondary=tuple(key for key in keys if key not in task.sensitive),
        already_public=task.public,
        exposed=tuple(task.known.keys[asked.numbers[column]] for column in sorted(found.exposed)),
        narrow=tuple(task.known.keys[asked.numbers[column]] for column in sorted(found.narrow - found.exposed)),
        zeros=int((asked.counts[hidden] == 0).sum()),
        bound=min(found.bound, spent),
        gap=max(0.0, (spent - found.bound) / spent) if spent else 0.0,
        seconds=monotonic() - task.began,
        finished=found.finished,
    )


def _printed(release: Release, hidden: frozenset[Key]) -> Release:
    """The release as it is printed; one that is out stays as it is."""
    if release.fixed:
        return release
    table: Table = release.table
    cells = tuple(cell.hidden() if cell.value is not None and release.key(cell.key) in hidden else cell for cell in table.cells)
    return replace(release, table=replace(table, cells=cells))


def _silent(_done: int, _of: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    """Nobody wants to stop."""
    return False

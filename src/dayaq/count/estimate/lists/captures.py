"""Capture histories: who was seen on which lists, as one count for each combination of lists.

A history is a bitmask: bit i is list i in column order. Cell 0, the persons nobody saw, is what the estimate is about.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

MOST_LISTS = 10
MOST_PERSONS = 10_000_000  # in all; beyond that it is a slip of the keyboard, and the arithmetic loses digits
MARKS = {"0": 0, "1": 1, "FALSE": 0, "TRUE": 1}  # a spreadsheet writes its marks as words
WHOLE = re.compile(r"[+-]?[0-9]+")
LONGEST = 24  # characters of a wrong entry that are repeated


class CaptureFault(ValueError):
    """Something in the data that cannot be read as capture histories, with the line and column if there is one."""

    def __init__(self, sentence: str, line: int | None = None, column: str | None = None, file: str = "") -> None:
        self.sentence, self.line, self.column, self.file = sentence, line, column, file
        place = ", ".join(filter(None, (file, f"line {line}" if line is not None else "", f"column {column}" if column else "")))
        super().__init__(f"{place}: {sentence}" if place else sentence)

    def within(self, file: str) -> CaptureFault:
        """The same in a file."""
        return CaptureFault(self.sentence, self.line, self.column, file)


@dataclass(frozen=True)
class Captures:
    """Counts of persons by capture history; ``counts[mask]`` has length 2**t and ``counts[0]`` is 0."""

    lists: tuple[str, ...]
    counts: tuple[int, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.lists) <= MOST_LISTS:
            raise CaptureFault(f"{len(self.lists)} lists; from 1 to {MOST_LISTS} can be used")
        if len(set(self.lists)) != len(self.lists) or not all(self.lists):
            raise CaptureFault("every list needs a name of its own")
        if len(self.counts) != 2 ** len(self.lists) or self.counts[0] != 0 or min(self.counts) < 0:
            raise CaptureFault("a count from 0 for every history, and none for persons nobody saw, is expected")
        if sum(self.counts) > MOST_PERSONS:
            raise CaptureFault(f"more than {MOST_PERSONS:,} persons in all cannot be used")

    @property
    def observed(self) -> int:
        """Persons on at least one list."""
        return sum(self.counts)

    @property
    def on_two_or_more(self) -> int:
        """Persons on more than one list: all that the estimate has to go by."""
        return sum(count for mask, count in enumerate(self.counts) if mask.bit_count() > 1)

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """For every set of lists the persons on all of them, whatever other lists they are on."""
        sums = np.array(self.counts, dtype=np.int64)
        for bit in range(len(self.lists)):
            halves = sums.reshape(-1, 2, 2**bit)
            halves[:, 0] += halves[:, 1]
        return tuple(int(value) for value in sums)

    def overlap(self) -> NDArray[np.int64]:
        """t x t: persons on both lists; the diagonal is the size of each list."""
        places = range(len(self.lists))
        return np.array([[self.totals[1 << one | 1 << other] for other in places] for one in places], dtype=np.int64)

    def pairs(self) -> tuple[int, ...]:
        """Every pair of lists in the order of the columns."""
        return tuple(1 << one | 1 << other for one, other in combinations(range(len(self.lists)), 2))

    def empty_pairs(self) -> tuple[int, ...]:
        """Pairs of lists, neither of them empty, that share nobody."""
        sizes = self.totals
        filled = sum(1 << bit for bit in range(len(self.lists)) if sizes[1 << bit])
        return tuple(mask for mask in self.pairs() if not sizes[mask] and mask & filled == mask)

    def histories(self) -> tuple[tuple[int, int], ...]:
        """The observed histories with their counts, by mask."""
        return tuple((mask, count) for mask, count in enumerate(self.counts) if count)

    def written(self, term: int) -> str:
        """A set of lists in words, such as ``PF:NCA``."""
        return ":".join(name for bit, name in enumerate(self.lists) if term >> bit & 1)

    def term(self, words: str) -> int:
        """The set of lists written as ``PF:NCA``; LookupError names a list that is not there. Not for names with a colon."""
        return sum(1 << self._place(name) for name in words.split(":"))

    def size(self, name: str) -> int:
        """Persons on one list."""
        return self.totals[1 << self._place(name)]

    def _place(self, name: str) -> int:
        if name not in self.lists:
            raise LookupError(f"there is no list {name}; there are: {', '.join(self.lists)}")
        return self.lists.index(name)

    def reordered(self, lists: Sequence[str]) -> Captures:
        """The same persons with the columns in another order, or only some of the columns."""
        places = [self._place(name) for name in lists]
        counts = [0] * 2 ** len(lists)
        for mask, count in self.histories():
            counts[sum((mask >> place & 1) << bit for bit, place in enumerate(places))] += count
        return Captures(tuple(lists), (0, *counts[1:]))

    def canonical(self) -> Captures:
        """Columns in the order of their names: all work is done in this order, so that the order in a file changes nothing."""
        return self.reordered(sorted(self.lists))

    def without(self, name: str) -> Captures:
        """Without one list; persons who were on no other list are lost."""
        self._place(name)
        return self.reordered([other for other in self.lists if other != name])

    def inside(self, name: str) -> Captures:
        """The persons of one list by the other lists: a known population in which the method can be tried."""
        place = self._place(name)
        counts = [0] * 2 ** len(self.lists)
        for mask, count in self.histories():
            if mask >> place & 1:
                counts[mask] = count
        return Captures(self.lists, tuple(counts)).without(name)

    def merged(self, groups: Iterable[Sequence[str]], names: Iterable[str] | None = None) -> Captures:
        """Lists put together: on the new list is whoever was on one of its parts; it stands where the first part stood."""
        groups = [list(group) for group in groups]
        titles = list(names) if names is not None else [self._fresh("+".join(group)) for group in groups]
        target = {self._place(part): title for group, title in zip(groups, titles, strict=True) for part in group}
        titled = [target.get(place, name) for place, name in enumerate(self.lists)]
        lists = list(dict.fromkeys(titled))
        counts = [0] * 2 ** len(lists)
        for mask, count in self.histories():
            found = {lists.index(title) for place, title in enumerate(titled) if mask >> place & 1}
            counts[sum(1 << bit for bit in found)] += count
        return Captures(tuple(lists), tuple(counts))

    def _fresh(self, title: str) -> str:
        """A title that is the name of no list."""
        while title in self.lists:
            title += "+"
        return title

    def digest(self) -> str:
        """SHA-256 of lists, histories and counts in canonical order: neither the order of rows nor of columns matters."""
        ordered = self.canonical()
        lines = ["\t".join(ordered.lists), *(f"{mask}\t{count}" for mask, count in ordered.histories())]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def informative(self) -> tuple[Captures, tuple[str, ...]]:
        """Without lists that say nothing (empty, the same as another, everybody on it), and a sentence for each of them."""
        found, notes = self, list[str]()
        for name in self.lists:
            sentence = found.says_nothing(name) if len(found.lists) > 1 else None
            if sentence is not None:
                found, notes = found.without(name), [*notes, sentence]
        return found, tuple(notes)

    def says_nothing(self, name: str) -> str | None:
        """Why a list can be left out without losing a person, or None."""
        place = self._place(name)
        size = self.totals[1 << place]
        if size == 0:
            return f"List {name} has nobody on it and is left out."
        twins = (bit for bit in range(place) if self.totals[1 << bit] == size == self.totals[1 << bit | 1 << place])
        if (twin := next(twins, None)) is not None:
            return f"List {name} has the same persons as list {self.lists[twin]} and is left out."
        if size == self.observed and not self.counts[1 << place]:
            return f"Everybody is on list {name} and on another list; it is left out."
        return None


def from_rows(lists: Sequence[str], rows: Iterable[Sequence[object]], numbers: Iterable[int] | None = None) -> Captures:
    """From rows of 0/1 marks, one for each list, and a count; rows with the same history are added together."""
    return _gathered(lists, rows, numbers, counted=True)


def from_records(lists: Sequence[str], rows: Iterable[Sequence[object]], numbers: Iterable[int] | None = None) -> Captures:
    """From one row of 0/1 marks for each person."""
    return _gathered(lists, rows, numbers, counted=False)


def from_memberships(pairs: Iterable[tuple[object, object]], numbers: Iterable[int] | None = None) -> Captures:
    """From pairs of person and list; a pair that is given twice counts once. Lists come in order of appearance."""
    lists, persons = dict[str, int](), dict[str, int]()
    for number, pair in zip(numbers or _from_one(), pairs, strict=False):
        person, name = (str(part if part is not None else "").strip() for part in pair)
        if not person or not name:
            raise CaptureFault("a person and a list are expected", number)
        persons[person] = persons.get(person, 0) | 1 << lists.setdefault(name, len(lists))
    counts = [0] * 2 ** min(len(lists), MOST_LISTS)
    if len(lists) <= MOST_LISTS:
        for mask in persons.values():
            counts[mask] += 1
    return Captures(tuple(lists), tuple(counts))


def _from_one() -> Iterable[int]:
    return range(1, 10**9)


def _gathered(lists: Sequence[str], rows: Iterable[Sequence[object]], numbers: Iterable[int] | None, *, counted: bool) -> Captures:
    if not 1 <= len(lists) <= MOST_LISTS:
        raise CaptureFault(f"{len(lists)} lists; from 1 to {MOST_LISTS} can be used")
    counts, together = [0] * 2 ** len(lists), 0
    for number, row in zip(numbers or _from_one(), rows, strict=False):
        if len(row) != len(lists) + counted:
            raise CaptureFault(f"{len(row)} values where {len(lists) + counted} are expected", number)
        mask = sum(_mark(value, number, name) << bit for bit, (name, value) in enumerate(zip(lists, row, strict=False)))
        count = _count(row[-1], number) if counted else 1
        if mask == 0 and count:
            raise CaptureFault("nobody can be counted who is on no list; these are the persons to be estimated", number)
        counts[mask] += count
        together += count
        if together > MOST_PERSONS:
            raise CaptureFault(f"more than {MOST_PERSONS:,} persons in all cannot be used", number, "count" if counted else None)
    return Captures(tuple(lists), tuple(counts))


def _mark(value: object, line: int, column: str) -> int:
    text = _written(value)
    mark = MARKS.get(text.upper())
    if mark is None:
        raise CaptureFault(f"{_short(text)!r} is neither 0 nor 1" if text else "there is no mark; 0 or 1 is expected", line, column)
    return mark


def _count(value: object, line: int) -> int:
    text = _written(value)
    if not WHOLE.fullmatch(text):
        raise CaptureFault(f"{_not_whole(text)}; a whole number from 0 is expected", line, "count")
    if text.startswith("-") and text.strip("-0"):
        raise CaptureFault(f"{_short(text)} is negative; a whole number from 0 is expected", line, "count")
    digits = text.lstrip("+-0")
    if len(digits) > len(str(MOST_PERSONS)):
        raise CaptureFault(f"{_short(text)} is more than the {MOST_PERSONS:,} persons in all that can be used", line, "count")
    return int(digits or "0")


def _not_whole(text: str) -> str:
    if not text:
        return "there is no number"
    try:
        float(text.replace("_", " "))  # Python would read 1_234 as a number
    except ValueError:
        return f"{_short(text)!r} is not a number"
    return f"{_short(text)} is not a whole number"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a workbook keeps whole numbers as floats
    return str(value).strip()

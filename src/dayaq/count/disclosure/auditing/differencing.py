"""What two editions give away together that neither gives away alone.

Found: cells that differ by few between the editions; hidden cells that both together make exact; the people between two
filters of which one lies within the other; the pieces of groups that overlap.
Basis: handbook on statistical disclosure control of the European centre of excellence, chapter 5.3 (differencing).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic

from dayaq.core.decision import Reason
from dayaq.core.table.cells import Key
from dayaq.core.words import N_
from dayaq.count.disclosure.auditing.audit import AuditFault, Interval, audit_system, known_system
from dayaq.count.disclosure.auditing.editions import CHANGE, NEW, OLD, Joint, joined, plain, same_people, shared, tagged
from dayaq.count.disclosure.auditing.filters import Groups, Within, nested, overlapping
from dayaq.count.disclosure.auditing.findings import Finding, derived, rest
from dayaq.count.disclosure.tables.relations import Release, System, named

NOTED = "not_same"  # the code of a finding that gives nobody away
CHANGED = N_("%(cell)s differs by %(people)s between the two editions: whoever compares them learns about so few people.")
RANGE = N_("%(cell)s differs by %(low)s to %(high)s between the two editions: whoever compares them learns about so few people.")
NOT_SAME = N_("Nothing that both editions print differs, but they do not count the same people: no table fits both.")
RECOVERED = N_("%(cell)s is hidden, but the two editions together give its number.")


def differences(
    old: Sequence[Release],
    new: Sequence[Release],
    threshold: int,
    growing: bool,
    *,
    at_least: int = 0,
    made_of: Groups | None = None,
    seconds: float | None = None,
) -> tuple[Finding, ...]:
    """Findings with the codes changed, recovered, filters, derived; none when the editions are the same.

    Where nothing printed in both differs, the people are taken to be the same, unless no table fits that: then the first
    finding (not_same) says so, and no cell is taken to be the same in both.
    ``growing``: cases are added between the editions and none is removed. ``made_of``: what overlapping groups consist
    of (see ``filters.overlapping``). What could not be shown to be safe in ``seconds`` is a finding without number.
    AuditFault: an edition contradicts itself, or became smaller although ``growing``.
    """
    until = None if seconds is None else monotonic() + seconds
    first, second = known_system(old), known_system(new)
    assumed = same_people(first, second)
    for same in dict.fromkeys((assumed, False)):
        check = _Check(first, second, threshold, growing, at_least, until, same)
        check.printed = frozenset(one.key(cell.key) for one in (*old, *new) for cell in one.table.cells)
        check.add_filters(old, new)
        check.add_overlaps(made_of or {})
        if check.solved():
            break
    return (*check.told(assumed), *check.changed(), *check.ranges(), *check.recovered(), *check.filters(), *check.derived())


@dataclass(slots=True)
class _Check:
    """The joint system of two editions, what was added to it, and what the audit says of it."""

    old: System
    new: System
    threshold: int
    growing: bool
    at_least: int
    until: float | None
    same: bool
    joint: Joint = field(default_factory=Joint)
    nested: dict[Key, Within] = field(default_factory=dict)  # by the key of the rest in the joint system
    apart: dict[Key, tuple[Within, int]] = field(default_factory=dict)  # rests that are no sum, because they may be negative
    pieces: dict[Key, None] = field(default_factory=dict)
    alone: dict[str, dict[Key, Interval]] = field(default_factory=dict)
    both: dict[Key, Interval] = field(default_factory=dict)
    printed: frozenset[Key] = frozenset()  # cells that a table has, with a number or without

    def __post_init__(self) -> None:
        self.joint = joined(self.old, self.new, growing=self.growing, same=self.same)

    def add_filters(self, old: Sequence[Release], new: Sequence[Release]) -> None:
        """The people between a filter and a narrower one, unless both are in the old edition or in one sum."""
        sums = {(one.whole, part) for one in self.joint.sums for part in one.parts}
        for pair in nested([*old, *new]):
            outer, inner = (OLD if place < len(old) else NEW for place in (pair.outer, pair.inner))
            ends = tagged(pair.whole, outer), tagged(pair.part, inner)
            beside = tagged(pair.part, outer)
            if outer == inner == OLD or (self.joint.numbers[ends[0]], self.joint.numbers.get(beside, -1)) in sums:
                continue
            left = tagged(pair.rest, f"{outer} {inner}")
            if self.same or outer == inner or (self.growing and inner == OLD):
                self.nested[left] = pair
                self.joint.add(ends[0], (ends[1], left))
            else:
                whole, part = (self.joint.values[self.joint.numbers[key]] for key in ends)
                if whole is not None and part is not None:
                    self.apart[left] = pair, abs(whole - part)

    def add_overlaps(self, made_of: Groups) -> None:
        """The pieces of overlapping groups, in both editions and their change."""
        cut: dict[Key, None] = {}
        for whole, parts in overlapping(tuple(dict.fromkeys((*self.old.keys, *self.new.keys))), made_of):
            for edition in (OLD, NEW):
                self.joint.add(tagged(whole, edition), [tagged(part, edition) for part in parts])
            cut.update(dict.fromkeys((whole, *parts)))
        self.pieces.update(dict.fromkeys(key for key in cut if key not in self.printed))
        for key in cut if self.same or self.growing else ():
            self.joint.enter(tagged(key, CHANGE), 0 if self.same else None)
            self.joint.add(tagged(key, NEW), (tagged(key, OLD), tagged(key, CHANGE)))

    def solved(self) -> bool:
        """What is exact in each edition alone, and in both together; False when they cannot be the same people."""
        for edition, known in ((OLD, self.old), (NEW, self.new)):
            self.alone[edition] = self._audit(known)
        try:
            self.both = self._audit(self.joint.system())
        except AuditFault as fault:
            if self.same:
                return False
            raise self.joint.fault(fault) from fault
        return True

    def told(self, assumed: bool) -> Iterator[Finding]:
        """That the people were first taken to be the same, and are not."""
        if assumed and not self.same:
            yield Finding(Reason(NOTED, NOT_SAME), frozenset())

    def _audit(self, known: System) -> dict[Key, Interval]:
        asked = [key for key, value in zip(known.keys, known.values, strict=True) if value is None]
        found = audit_system(known, at_least=self.at_least, cells=asked, seconds=self._left(), ends=False)
        return {one.key: one for one in found if one.exact}

    def changed(self) -> Iterator[Finding]:
        """Cells of both editions that differ by 1 to threshold - 1 for certain."""
        before = self._numbers(self.old, OLD)
        after = self._numbers(self.new, NEW)
        for key in () if self.same else self.new.keys:
            people = self._exact(tagged(key, CHANGE))
            if key in before and key in after:
                people = abs(after[key] - before[key])
            if self._few(people):
                yield Finding(Reason("changed", CHANGED, {"cell": named(key), "people": people}), key, people)

    def ranges(self) -> Iterator[Finding]:
        """Cells of growing editions of which the reader knows that few were added, though not how many."""
        if self.same or not self.growing:
            return
        joint = self.joint.system()
        keys = [key for key in shared(self.old, self.new) if self._exact(tagged(key, CHANGE)) is None]
        open_cells = [tagged(key, CHANGE) for key in keys if joint.values[self.joint.numbers[tagged(key, CHANGE)]] is None]
        for one in audit_system(joint, at_least=self.at_least, cells=open_cells, seconds=self._left()) if open_cells else ():
            if one.low > 0 and one.high is not None and one.low < one.high < self.threshold:
                words = {"cell": named(plain(one.key)), "low": one.low, "high": one.high}
                yield Finding(Reason("changed", RANGE, words), plain(one.key))

    def _left(self) -> float | None:
        return None if self.until is None else max(0.0, self.until - monotonic())

    def recovered(self) -> Iterator[Finding]:
        """Cells hidden in an edition, safe in it alone, exact with the other beside it."""
        found: dict[Key, int | None] = {}
        for edition, known in ((OLD, self.old), (NEW, self.new)):
            for key, hidden in zip(known.keys, known.hidden, strict=True):
                if hidden and not self._settled(key, edition) and tagged(key, edition) in self.both:
                    found.setdefault(key, self._exact(tagged(key, edition)))
        for key, people in found.items():
            yield Finding(Reason("recovered", RECOVERED, {"cell": named(key)}), key, people)

    def filters(self) -> Iterator[Finding]:
        """Few people between two filters."""
        rests = {key: (pair, self._exact(key)) for key, pair in self.nested.items()} | self.apart
        for pair, people in rests.values():
            if people is not None and self._few(people):
                yield rest(pair.whole, pair.part, people)

    def derived(self) -> Iterator[Finding]:
        """Few people in a cell that no table has: a group between the printed ones, a piece of overlapping groups."""
        unprinted = dict.fromkeys((*self._unprinted(), *self.pieces))
        for key in unprinted:
            people = next((n for edition in (NEW, OLD) if (n := self._exact(tagged(key, edition))) is not None), None)
            if people is not None and self._few(people) and not self._settled(key, OLD):
                yield derived(key, people)

    def _unprinted(self) -> Iterator[Key]:
        return (key for known in (self.old, self.new) for key in known.keys if key not in self.printed)

    def _numbers(self, known: System, edition: str) -> dict[Key, int]:
        """What a reader of one edition knows for certain."""
        exact = {key: one.low for key, one in self.alone[edition].items() if one.low == one.high}
        return exact | {key: value for key, value in zip(known.keys, known.values, strict=True) if value is not None}

    def _settled(self, key: Key, edition: str) -> bool:
        """Whether the edition gives the cell away by itself: that is for its own audit."""
        one = self.alone[edition].get(key)
        return one is not None and one.low == one.high

    def _exact(self, key: Key) -> int | None:
        one = self.both.get(key)
        return one.low if one is not None and one.low == one.high else None

    def _few(self, people: int | None) -> bool:
        return people is not None and 0 < people < self.threshold

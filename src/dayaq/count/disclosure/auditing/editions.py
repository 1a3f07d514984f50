"""Two editions of tables in one system: the cells of each, and for cells of both the change between them.

Where nothing printed in both differs, a reader takes it that the people are the same: every change is 0. Where the
editions grow (cases are added, none is removed), every change is 0 or more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dayaq.core.decision import Reason
from dayaq.core.table.cells import Key
from dayaq.core.words import N_
from dayaq.count.disclosure.auditing.bounds import AuditFault
from dayaq.count.disclosure.tables.relations import Sum, System, named

EDITION = "*edition"  # a dimension that no file can have
OLD, NEW, CHANGE = "old", "new", "change"
MISFIT = N_("The two editions do not fit each other if cases are only added: no whole numbers fit %(whole)s and the sums around it.")
SHRUNK = N_("%(cell)s was %(old)s and is %(new)s: editions to which cases are only added do not become smaller.")


def tagged(key: Key, edition: str) -> Key:
    """The key of a cell in the joint system."""
    return key | {(EDITION, edition)}


def plain(key: Key) -> Key:
    """The key without its edition and whatever else no file can have."""
    return frozenset(pair for pair in key if not pair[0].startswith("*"))


def same_people(old: System, new: System) -> bool:
    """Whether nothing that both editions print differs."""
    return not any(change for change in printed_changes(old, new).values())


def printed_changes(old: System, new: System) -> dict[Key, int]:
    """New less old, for the cells whose number both editions print."""
    before = dict(zip(old.keys, old.values, strict=True))
    after = zip(new.keys, new.values, strict=True)
    return {key: value - was for key, value in after if value is not None and (was := before.get(key)) is not None}


@dataclass(slots=True)
class Joint:
    """A system in the making."""

    numbers: dict[Key, int] = field(default_factory=dict)
    values: list[int | None] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)
    sums: dict[Sum, None] = field(default_factory=dict)

    def enter(self, key: Key, value: int | None = None, *, hidden: bool = False) -> int:
        if key not in self.numbers:
            self.numbers[key] = len(self.values)
            self.values.append(value)
            self.hidden.append(hidden)
        return self.numbers[key]

    def add(self, whole: Key, parts: Iterable[Key]) -> None:
        self.sums[Sum(self.enter(whole), tuple(sorted(self.enter(part) for part in parts)))] = None

    def take(self, known: System, edition: str) -> None:
        """All cells and sums of an edition."""
        keys = [tagged(key, edition) for key in known.keys]
        for key, value, hidden in zip(keys, known.values, known.hidden, strict=True):
            self.enter(key, value, hidden=hidden)
        for one in known.sums:
            self.add(keys[one.whole], [keys[part] for part in one.parts])

    def fault(self, fault: AuditFault) -> AuditFault:
        """A contradiction of the joint system, without the dimensions that no file has."""
        known = {named(key): key for key in self.numbers}
        whole = str(fault.reason.params.get("whole", ""))
        return AuditFault(Reason("misfit", MISFIT, {"whole": named(plain(known.get(whole, frozenset())))}))

    def system(self) -> System:
        return System(tuple(self.numbers), tuple(self.values), (False,) * len(self.values), tuple(self.hidden), tuple(self.sums))


def joined(old: System, new: System, *, growing: bool, same: bool) -> Joint:
    """Both editions; their changes too where these are known not to be negative (or, of the ``same`` people, to be 0)."""
    joint = Joint()
    joint.take(old, OLD)
    joint.take(new, NEW)
    changes = printed_changes(old, new)
    for key in shared(old, new) if same or growing else ():
        if changes.get(key, 0) < 0:
            raise _shrunk(key, old, new)
        joint.enter(tagged(key, CHANGE), 0 if same else changes.get(key))
        joint.add(tagged(key, NEW), (tagged(key, OLD), tagged(key, CHANGE)))
    return joint


def shared(old: System, new: System) -> list[Key]:
    """The cells of both editions."""
    known = set(old.keys)
    return [key for key in new.keys if key in known]


def _shrunk(key: Key, old: System, new: System) -> AuditFault:
    numbers = {"old": old.values[old.index[key]], "new": new.values[new.index[key]]}
    return AuditFault(Reason("shrunk", SHRUNK, {"cell": named(key), **numbers}))

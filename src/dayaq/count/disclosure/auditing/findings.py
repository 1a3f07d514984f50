"""What a check of tables found: a sentence that a page can translate, and the cell that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from dayaq.core.decision import Reason
from dayaq.core.table.cells import Key
from dayaq.core.words import N_
from dayaq.count.disclosure.tables.relations import named

FILTERS = N_("%(cell)s less %(part)s; people left: %(people)s.")
DERIVED = N_("%(cell)s is not printed, but follows from what is: %(people)s people.")


@dataclass(frozen=True, slots=True)
class Finding:
    """``key``: the cell or the row; ``people``: how many persons it gives away, None when that is not certain."""

    reason: Reason
    key: Key
    people: int | None = None

    @property
    def code(self) -> str:
        return self.reason.code


def derived(key: Key, people: int) -> Finding:
    """A small number that nobody prints and everybody can work out."""
    return Finding(Reason("derived", DERIVED, {"cell": named(key), "people": people}), key, people)


def rest(whole: Key, part: Key, people: int) -> Finding:
    """Few people in one cell and not in another that lies within it."""
    words = {"cell": named(whole), "part": named(part), "people": people}
    return Finding(Reason("filters", FILTERS, words), whole, people)

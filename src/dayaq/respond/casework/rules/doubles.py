"""Two files of one person: how alike they are, what differs, when joining them is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.words import N_

FACTS = ("sex", "nationality", "age_band", "exploitation", "route")


@dataclass(frozen=True, slots=True)
class Traits:
    """What two files are compared by: shared spellings of names, years of birth, core facts that are known."""

    keys: frozenset[str]
    born: tuple[int, int] | None
    facts: Mapping[str, str]


def likeness(one: Traits, other: Traits) -> int:
    """How alike two files are, 0 to 100; 0 when a known fact that does not change speaks against it.

    A name counts 60 (share of spellings in common), a year of birth that fits 25, each core fact in common 5.
    """
    shared = one.keys & other.keys
    if not shared or not years_fit(one.born, other.born):
        return 0
    if {one.facts.get("sex", ""), other.facts.get("sex", "")} == {"female", "male"}:
        return 0
    name = 60 * len(shared) // max(1, min(len(one.keys), len(other.keys)))
    years = 25 if one.born and other.born else 0
    same = sum(5 for fact in FACTS if one.facts.get(fact) and one.facts.get(fact) == other.facts.get(fact))
    return min(100, name + years + min(15, same))


def years_fit(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    """Whether two spans of years of birth can be one person's, told a year wrong; an unknown one fits all."""
    if one is None or other is None:
        return True
    return one[0] - 1 <= other[1] and other[0] - 1 <= one[1]


def choosable(kept: Mapping[str, Any], double: Mapping[str, Any]) -> tuple[str, ...]:
    """Facts that differ, so that one of the two has to be chosen."""
    return tuple(name for name in kept if kept[name] != double.get(name))


def may_join(*, may: bool, same_readers: bool | None, kept_decided: bool, double_decided: bool) -> Decision:
    """Whether two files of one person are joined. Rights to see a file never grow by it.

    ``same_readers``: both files are known to the same units and people, and both open or both closed to the State.
    The file with the formal decision is the one that counts. Basis: THB Law, Article 6.3; CoE Convention, Article 11.
    """
    if not may:
        return Decision.refuse(Reason("may_not_merge", N_("Your role does not join files.")))
    if not same_readers:
        text = N_(
            "Not everybody who works on one of these files may know of the other. Agree first who works on both, or leave them apart."
        )
        return Decision.refuse(Reason("other_readers", text, basis="coe197.11"))
    text = N_("The other file has a formal decision: keep that one.")
    return allowed(kept_decided or not double_decided, "keep_decided", text)

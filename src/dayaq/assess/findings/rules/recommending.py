"""Recommendations and findings hold together: what stands alone on either side, and what was asked before.

Basis: AS-25 (a priority area of 2012 without any recommendation), AS-92 (text, purpose, addressee, area, priority letter).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dayaq.core.decision import Decision, Reason
from dayaq.core.text.match import match_key
from dayaq.core.words import N_

DECISIONS = {"new": N_("new"), "keep": N_("keep"), "change": N_("change"), "drop": N_("drop")}
LETTERS = re.compile(r"[^\W\d_]{4,}")
COMMON = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "into",
        "their",
        "they",
        "them",
        "which",
        "when",
        "where",
        "should",
        "must",
        "more",
        "than",
        "also",
        "have",
        "been",
        "will",
        "would",
        "such",
        "each",
        "other",
        "make",
        "made",
        "ensure",
        "include",
        "including",
        "provide",
    ]
)
STEM = 6  # sounds of a word that are compared, so that "inspectors" meets "inspection"
FEWEST = 2  # shared words below which nothing is suggested


class Asked(Protocol):
    """An earlier recommendation (see framework.rules.criteria.AskedBefore)."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def theme(self) -> str: ...
    @property
    def area(self) -> int: ...
    @property
    def year(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An earlier recommendation that may have asked the same, with the words both share: a person decides."""

    asked: Asked
    shared: tuple[str, ...]


def stems(text: str) -> dict[str, str]:
    """The words of a text that carry meaning, by the sounds of their beginning (spellings of az, ru and en meet)."""
    words = [word for word in LETTERS.findall(text.casefold()) if word not in COMMON]
    return {match_key(word)[:STEM]: word for word in reversed(words) if match_key(word)}


def suggestions(text: str, area: int, earlier: Iterable[Asked], *, most: int = 10) -> list[Suggestion]:
    """Earlier recommendations of the same area that share at least two words, those that share most (and rare ones) first.

    Honest and simple: no meaning is compared, so a wish in other words is not found, and shared words are shown.
    """
    same_area = [one for one in earlier if one.area == area]
    known = {one.id: stems(f"{one.text} {one.theme}") for one in same_area}
    frequent = Counter(stem for one in known.values() for stem in one)
    own = stems(text)
    found = []
    for one in same_area:
        shared = own.keys() & known[one.id].keys()
        if len(shared) >= FEWEST:
            weight = sum(1 / frequent[stem] for stem in shared)
            found.append((-len(shared), -weight, one.id, Suggestion(one, tuple(sorted(own[stem] for stem in shared)))))
    return [suggestion for *_order, suggestion in sorted(found, key=lambda entry: entry[:3])][:most]


def without(codes: Sequence[str], links: Iterable[tuple[str, str]], *, side: int) -> list[str]:
    """Codes that no link names: findings without a recommendation (side 1), recommendations without a finding (side 0)."""
    linked = {link[side] for link in links}
    return [code for code in codes if code not in linked]


def complete(text: Mapping[str, str], addressee: Mapping[str, str], priority: str, priorities: Sequence[str]) -> dict[str, Reason]:
    """What a recommendation lacks, by field."""
    found = {}
    if not any(word.strip() for word in text.values()):
        found["text"] = Reason("recommendation_text", N_("Write what should be done."))
    if not any(word.strip() for word in addressee.values()):
        found["addressee"] = Reason("recommendation_addressee", N_("Write who should do it."))
    if priority and priority not in priorities:
        found["priority"] = Reason("recommendation_priority", N_("Choose one of the priorities on offer."))
    return found


def may_revise(decision: str, reason: str, *, changed: bool) -> Decision:
    """Whether a revision is one: keep leaves the words, change changes them, change and drop say why."""
    reasons = []
    if decision not in DECISIONS or decision == "new":
        reasons.append(Reason("revision_kind", N_("Choose keep, change or drop.")))
    if decision in ("change", "drop") and not reason.strip():
        reasons.append(Reason("revision_reason", N_("Write why it is changed or dropped.")))
    if decision == "change" and not changed:
        reasons.append(Reason("revision_same", N_("The words are the same as before. Choose keep, or change them.")))
    if decision == "keep" and changed:
        reasons.append(Reason("revision_differs", N_("The words differ from before. Choose change, or leave them.")))
    return Decision.refuse(*reasons) if reasons else Decision.allow()

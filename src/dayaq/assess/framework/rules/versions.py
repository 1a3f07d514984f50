"""Two versions of an instrument side by side: what may be compared between rounds, and what may not and why.

Basis: a trend is one only where the same question was asked on the same scale. A changed wording is a new version
of the item; the break is shown, never smoothed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dayaq.assess.framework.rules.instrument import Instrument, Item
from dayaq.assess.framework.rules.shape import plain
from dayaq.core.decision import Reason
from dayaq.core.words import N_


class Change(StrEnum):
    """What happened to an item between two versions."""

    UNCHANGED = "unchanged"
    TRANSLATION = "translation"  # a language was added or a gap filled: what was said before is still said
    WORDING = "wording"
    SCALE = "scale"  # other answers are offered, or others must be chosen
    NEW = "new"
    GONE = "gone"


COMPARABLE = (Change.UNCHANGED, Change.TRANSLATION)
WORDS = {
    Change.UNCHANGED: N_("Asked in the same words on the same scale."),
    Change.TRANSLATION: N_("A translation was added; what was asked before is unchanged."),
    Change.WORDING: N_("The wording changed: the two rounds did not answer the same question."),
    Change.SCALE: N_("The answers offered changed: the two rounds cannot be put side by side."),
    Change.NEW: N_("Not asked in the earlier round."),
    Change.GONE: N_("No longer asked."),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One item in two versions; ``earlier`` or ``later`` is missing for a new or gone one."""

    code: str
    change: Change
    earlier: Item | None
    later: Item | None

    @property
    def comparable(self) -> bool:
        """Whether figures of the two rounds may stand side by side as a trend."""
        return self.change in COMPARABLE

    @property
    def reason(self) -> Reason:
        """Why, or why not."""
        return Reason(self.change.value, WORDS[self.change])


def compare(earlier: Instrument, later: Instrument) -> tuple[Difference, ...]:
    """Every item of both, in the order of the later one; those gone come last."""
    before = {item.code: item for item in earlier.items}
    now = {item.code: item for item in later.items}
    kept = [one(before.get(code), item, earlier, later) for code, item in now.items()]
    return tuple(kept + [Difference(code, Change.GONE, item, None) for code, item in before.items() if code not in now])


def one(before: Item | None, item: Item, earlier: Instrument, later: Instrument) -> Difference:
    """The difference of one item."""
    if before is None:
        return Difference(item.code, Change.NEW, None, item)
    was, now = asked(before, earlier), asked(item, later)
    changed = [language for language in was if language in now and was[language] != now[language]]
    if answers(before, earlier) != answers(item, later):
        change = Change.SCALE
    elif changed or before.version != item.version:
        change = Change.WORDING
    else:
        change = Change.UNCHANGED if was == now else Change.TRANSLATION
    return Difference(item.code, change, before, item)


def answers(item: Item, instrument: Instrument) -> tuple[object, ...]:
    """What may be answered: kind, scale, codes offered, how many. Labels are wording, codes are the scale."""
    offered = tuple(choice.code for choice in instrument.offered(item))
    polarity = instrument.scales[item.scale].polarity if item.scale in instrument.scales else ""
    return (item.kind, item.scale, polarity, offered, item.least, item.most, item.among)


def asked(item: Item, instrument: Instrument) -> dict[str, tuple[str, ...]]:
    """All a respondent reads at an item by language: stem, text, hint, labels; languages with a gap are left out."""
    parts = [*stems(item, instrument), item.text, *([item.hint] if item.hint else [])]
    parts += [choice.label for choice in instrument.offered(item)]
    whole = {language: tuple(" ".join(part.get(language, "").split()) for part in parts) for language in instrument.languages}
    return {language: said for language, said in whole.items() if all(said)}


def stems(item: Item, instrument: Instrument) -> Iterator[dict[str, str]]:
    """The stem of the block an item stands in."""
    for section in instrument.sections:
        yield from (dict(block.text) for block in section.blocks if block.code == item.block and item in section.items)


def unmarked(earlier: Instrument, later: Instrument) -> list[Difference]:
    """Items whose wording or scale changed without a higher item version: such an instrument is not published."""
    changed = [one for one in compare(earlier, later) if one.change in (Change.WORDING, Change.SCALE)]
    return [one for one in changed if one.earlier and one.later and one.later.version <= one.earlier.version]


def same(earlier: Instrument, later: Instrument) -> bool:
    """Whether nothing differs but the number of the version."""
    return {**plain(earlier), "version": 0} == {**plain(later), "version": 0}

"""Wordings: every section its own introduction, every item in the instrument's words, one term for one thing."""

from __future__ import annotations

from collections.abc import Iterator

from dayaq.assess.framework.rules.checking import terms
from dayaq.assess.report.rules.slips.manuscript import Manuscript, Slip, Worded
from dayaq.assess.report.rules.slips.reading import WORD
from dayaq.core.decision import Reason
from dayaq.core.words import N_

INTRO = N_("The introduction of %(one)s is that of %(other)s.")
CHANGED = N_("Item %(code)s is not printed in the words that were asked.")


def same_introduction(manuscript: Manuscript) -> Iterator[Slip]:
    """7: no two sections have the same introduction, in any language."""
    printed: dict[tuple[str, str], str] = {}
    for intro in manuscript.intros:
        for language, text in intro.words.items():
            words = _plain(text)
            other = printed.setdefault((language, words), intro.where)
            if words and other != intro.where:
                yield Slip(7, intro.where, Reason("slip.intro", INTRO, {"one": intro.where, "other": other}))
                break


def wording_changed(manuscript: Manuscript) -> Iterator[Slip]:
    """8: an item is printed in the instrument's words, and the items of a block call one thing by one name."""
    items = {item.code: item for item in manuscript.instrument.items}
    for worded in _printed(manuscript):
        item = items.get(worded.code)
        if item is not None and _plain(worded.text) != _plain(item.text.get(worded.language, "")):
            yield Slip(8, worded.where, Reason("slip.wording", CHANGED, {"code": worded.code}))
    yield from (Slip(8, fault.where, fault.reason) for fault in terms(manuscript.instrument))


def _printed(manuscript: Manuscript) -> Iterator[Worded]:
    """Items as they are printed: typed wordings and the lines of typed tables."""
    yield from manuscript.wordings
    for typed in manuscript.typed:
        for row in typed.rows:
            label = row.label.strip().removeprefix(row.code).lstrip(". ")
            if label and [one.code for one in typed.rows].count(row.code) == 1:
                yield Worded(typed.where, typed.language, row.code, label)


def _plain(text: str) -> str:
    """A text as its words only: spaces, case and points make no other wording."""
    return " ".join(word.casefold() for word in WORD.findall(text))

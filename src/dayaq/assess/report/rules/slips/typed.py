"""Tables typed by hand: each item once, each row the sum that is noted, a heading that names what is below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dayaq.assess.framework.rules import Instrument, Item, Section, said
from dayaq.assess.report.rules.slips.manuscript import Manuscript, Row, Slip, Typed
from dayaq.assess.report.rules.slips.reading import ENDING, SHORTEST, WORD
from dayaq.assess.results.rules.tables import SINGLE
from dayaq.core.decision import Reason
from dayaq.core.words import N_

TWICE = N_("Item %(code)s stands %(times)s times in the table.")
BASE = N_("The answers to %(code)s add to %(sum)s, the note says n=%(base)s.")
HEADING = N_("The heading names %(other)s, the table holds %(own)s.")
RANKED: dict[str, tuple[str, ...]] = {  # how a table of choices in order is called
    "en": ("priority", "priorities", "recommendation", "recommendations"),
    "az": ("prioritet", "prioritetlər", "tövsiyə", "tövsiyələr"),
    "ru": ("приоритет", "приоритеты", "рекомендация", "рекомендации"),
}


def code_twice(manuscript: Manuscript) -> Iterator[Slip]:
    """3: an item stands once in a table."""
    for typed in manuscript.typed:
        for code, times in Counter(row.code for row in typed.rows if row.code).items():
            if times > 1:
                yield Slip(3, typed.where, Reason("slip.twice", TWICE, {"code": code, "times": times}))


def row_beside_base(manuscript: Manuscript) -> Iterator[Slip]:
    """4: where everybody gives one answer, a row adds to the base that is noted."""
    for typed in manuscript.typed:
        for row in typed.rows:
            base = typed.base.get(row.code, typed.base.get(""))
            total = sum(filter(None, row.counts))
            if base is not None and total != base and _single(manuscript.instrument, row):
                yield Slip(4, typed.where, Reason("slip.base", BASE, {"code": row.code, "sum": total, "base": base}))


def heading_of_something_else(manuscript: Manuscript) -> Iterator[Slip]:
    """6: a heading names what the table holds: no other section of the instrument fits its words better."""
    for typed in manuscript.typed:
        held = _held(manuscript.instrument, typed)
        title = _stems(typed.title)
        if not held or not title:
            continue
        own = len(title & _vocabulary(manuscript.instrument, held, typed.language))
        others = [one for one in manuscript.instrument.sections if not any(item in one.items for item in held)]
        fits = max(others, key=lambda one: len(title & _of_section(one, typed.language)), default=None)
        if fits is not None and len(title & _of_section(fits, typed.language)) > own:
            codes = ", ".join(item.code for item in held)
            yield Slip(6, typed.where, Reason("slip.heading", HEADING, {"other": said(fits.title, typed.language), "own": codes}))


def _single(instrument: Instrument, row: Row) -> bool:
    return any(item.code == row.code and item.kind in SINGLE for item in instrument.items)


def _held(instrument: Instrument, typed: Typed) -> list[Item]:
    """The items a table is about: those of its rows, else those it says."""
    rows = [item for item in instrument.items if item.code in {row.code for row in typed.rows}]
    return rows or [item for item in instrument.items if item.code in typed.about]


def _vocabulary(instrument: Instrument, held: list[Item], language: str) -> set[str]:
    """The words that some items, their stems and sections are called by."""
    texts = [said(item.text, language) for item in held]
    texts += [word for item in held if item.kind in {"top", "rank"} for word in RANKED.get(language, ())]
    for section in instrument.sections:
        if any(item in section.items for item in held):
            texts.append(said(section.title, language))
            texts += [said(block.text, language) for block in section.blocks if block.code in {item.block for item in held}]
    return {stem for text in texts for stem in _stems(text)}


def _of_section(section: Section, language: str) -> set[str]:
    """The words another section is called by: its title, and nothing that merely occurs in it."""
    return _stems(said(section.title, language))


def _stems(text: str) -> set[str]:
    """The words of a text without the endings that grammar changes; words shorter than a stem are left out."""
    words = (word.casefold() for word in WORD.findall(text))
    return {word[: max(SHORTEST, len(word) - ENDING)] for word in words if len(word) >= SHORTEST and not word.isdecimal()}

"""Every text of an instrument with an address: what is translated, compared and corrected, one passage at a time."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dayaq.assess.framework.rules.instrument import Instrument, Item, Words
from dayaq.assess.framework.rules.shape import plain, read
from dayaq.core.words import N_

WHICH = {  # what a text is
    "title": N_("title"),
    "intro": N_("introduction"),
    "stem": N_("stem of the block"),
    "text": N_("question"),
    "hint": N_("hint"),
    "label": N_("answer"),
    "note": N_("note"),
    "prompt": N_("prompt"),
    "cell": N_("cell"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """One text: ``key`` is its path in the plain form, ``where`` the code a person knows it by, ``which`` what it is.

    ``section`` is the code of its section; empty for the title, the scales and the notes.
    """

    key: str
    where: str
    which: str
    words: Words
    section: str = ""


def passages(instrument: Instrument) -> Iterator[Passage]:
    """Every text in the order of the form; empty introductions and hints are no texts."""
    yield Passage("title", instrument.code, "title", instrument.title)
    for scale in instrument.scales.values():
        for n, choice in enumerate(scale.choices):
            yield Passage(f"scales/{scale.code}/choices/{n}/label", f"{scale.code}.{choice.code}", "label", choice.label)
    for name, note in instrument.notes.items():
        yield Passage(f"notes/{name}", name, "note", note)
    for n, section in enumerate(instrument.sections):
        yield Passage(f"sections/{n}/title", section.code, "title", section.title, section.code)
        if section.intro:
            yield Passage(f"sections/{n}/intro", section.code, "intro", section.intro, section.code)
        for b, block in enumerate(section.blocks):
            yield Passage(f"sections/{n}/blocks/{b}/text", block.code, "stem", block.text, section.code)
        for i, item in enumerate(section.items):
            yield from of_item(f"sections/{n}/items/{i}", item, section.code)


def of_item(path: str, item: Item, section: str) -> Iterator[Passage]:
    """The texts of one item."""
    yield Passage(f"{path}/text", item.code, "text", item.text, section)
    if item.hint:
        yield Passage(f"{path}/hint", item.code, "hint", item.hint, section)
    for n, choice in enumerate(item.choices):
        yield Passage(f"{path}/choices/{n}/label", f"{item.code}.{choice.code}", "label", choice.label, section)


def reworded(instrument: Instrument, said: Mapping[str, Mapping[str, str]]) -> Instrument:
    """The instrument with these texts: key -> language -> text; an emptied text becomes a gap. KeyError: no such text."""
    known = {passage.key for passage in passages(instrument)}
    data = copy.deepcopy(plain(instrument))
    for key, words in said.items():
        if key not in known:
            raise KeyError(f"there is no text {key}")
        holder, last = found(data, key)
        merged = {**holder[last], **{language: text.strip() for language, text in words.items()}}
        holder[last] = {language: text for language, text in merged.items() if text}
    return read(data)


def found(data: Any, key: str) -> tuple[Any, Any]:
    """The container of a path and the last step into it."""
    *steps, last = key.split("/")
    for step in steps:
        data = data[int(step)] if isinstance(data, list) else data[step]
    return data, last

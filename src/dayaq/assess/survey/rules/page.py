"""What a form's fields say: from what was typed to answers, and from answers to fields.

A field has the code of its item as name; ``rank`` has one field a choice (``2.4:women`` = place), ``top`` one a place
(``8.1:1`` = choice), a text beside a choice ``<item>.other``. Whatever was typed is kept as typed, complete or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dayaq.assess.framework.rules.answering import LONGEST, MANY, OTHER
from dayaq.assess.framework.rules.instrument import Instrument, Item, Section, Value

Typed = Mapping[str, Sequence[str]]  # field name -> what was typed, as browsers send it
LONGEST_BESIDE = 200  # characters beside a choice
LONGEST_CODE, MOST_TICKS = 40, 40  # of a choice; of one question


def field_names(instrument: Instrument, item: Item) -> list[str]:
    """The names of an item's fields."""
    if item.kind == "rank":
        names = [f"{item.code}:{choice.code}" for choice in instrument.offered(item)]
    elif item.kind == "top":
        names = [f"{item.code}:{place}" for place in range(1, item.most + 1)]
    else:
        names = [item.code]
    return [*names, item.code + OTHER] if any(choice.opens for choice in instrument.offered(item)) and not item.among else names


def typed(instrument: Instrument, section: Section, sent: Typed) -> dict[str, list[str]]:
    """The fields of one section out of what a browser sent; control characters and anything else are dropped."""
    kept: dict[str, list[str]] = {}
    for item in section.items:
        for name in field_names(instrument, item):
            several = item.kind in MANY and name == item.code
            values = [plain(value, bound(item, name)) for value in sent.get(name, ())[: MOST_TICKS if several else 1]]
            if any(values):
                kept[name] = values
    return kept


def bound(item: Item, name: str) -> int:
    """How much of a field is kept: all fields together fit into a sealed draft, whatever is sent."""
    if item.kind == "text":
        return LONGEST
    return LONGEST_BESIDE if name.endswith(OTHER) else LONGEST_CODE


def plain(text: str, longest: int) -> str:
    """Text without control characters (line ends stay), of a bounded length."""
    even = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in even if letter == "\n" or letter.isprintable())[: longest + 1]


def answers(instrument: Instrument, fields: Typed) -> dict[str, Value]:
    """The answers that the fields amount to; what is incomplete comes out so that the rules of answering find it."""
    found: dict[str, Value] = {}
    for item in instrument.items:
        value = answer(instrument, item, fields)
        if value:
            found[item.code] = value
        beside = first(fields, item.code + OTHER)
        if beside:
            found[item.code + OTHER] = beside
    return found


def answer(instrument: Instrument, item: Item, fields: Typed) -> Value:
    """One item's answer."""
    if item.kind == "rank":
        return ranked(instrument, item, fields)
    if item.kind == "top":
        return [value for place in range(1, item.most + 1) if (value := first(fields, f"{item.code}:{place}"))]
    if item.kind in MANY:
        return [value for value in fields.get(item.code, ()) if value]
    return first(fields, item.code)


def ranked(instrument: Instrument, item: Item, fields: Typed) -> list[str]:
    """The choices by their places; a place given twice shows as a choice that is given twice."""
    places = {choice.code: first(fields, f"{item.code}:{choice.code}") for choice in instrument.offered(item)}
    given = sorted((int(place), code) for code, place in places.items() if place.isdigit())
    if len({place for place, _code in given}) < len(given):
        return [code for _place, code in given][:1] * 2
    return [code for _place, code in given]


def first(fields: Typed, name: str) -> str:
    """The first thing typed into a field."""
    return next((value for value in fields.get(name, ()) if value), "")


def fields(instrument: Instrument, given: Mapping[str, Value]) -> dict[str, list[str]]:
    """The fields that hold these answers: the other way round."""
    held: dict[str, list[str]] = {}
    for item in instrument.items:
        value = given.get(item.code)
        if value and item.kind == "rank":
            held |= {f"{item.code}:{code}": [str(place)] for place, code in enumerate(value, 1)}
        elif value and item.kind == "top":
            held |= {f"{item.code}:{place}": [code] for place, code in enumerate(value, 1)}
        elif value:
            held[item.code] = [value] if isinstance(value, str) else list(value)
        beside = given.get(item.code + OTHER)
        if isinstance(beside, str) and beside:
            held[item.code + OTHER] = [beside]
    return held

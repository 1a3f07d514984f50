"""Which items a respondent is asked, and what is wrong with an answer: the same words on the page, on paper and in files."""

from __future__ import annotations

from collections.abc import Mapping

from dayaq.assess.framework.rules.instrument import NOT_MY_FIELD, Choice, Instrument, Item, Value
from dayaq.core.decision import Reason
from dayaq.core.words import N_

OTHER = ".other"  # <item>.other: what was written behind a choice that opens
MANY = ("many", "rank", "top")
LONGEST = 4000  # characters of one free text; an interview is the place for more

UNKNOWN_ITEM = N_("There is no question %(item)s in this survey.")
SHAPE = N_("This answer does not have the form of the question.")
UNKNOWN_CHOICE = N_("This answer is not among those offered: %(choice)s.")
TWICE = N_("The same answer is given twice.")
EXACTLY = N_("Choose exactly %(count)s; you chose %(chosen)s.")
AT_MOST = N_("Choose at most %(count)s; you chose %(chosen)s.")
RANK_ALL = N_("Give every line its own place, from 1 to %(count)s.")
AMONG = N_("Choose one of those you chose at question %(item)s.")
WHICH = N_("Say which.")
TOO_LONG = N_("At most %(count)s characters.")
NOT_ASKED = N_("This question is not asked after your answer to %(item)s.")


def relevant(instrument: Instrument, answers: Mapping[str, Value]) -> set[str]:
    """The codes of the items asked of a respondent with these answers: one that draws from another needs that answer."""
    return {item.code for item in instrument.items if not item.among or listed(answers.get(item.among))}


def open_choices(instrument: Instrument, item: Item, answers: Mapping[str, Value]) -> tuple[Choice, ...]:
    """What may be chosen: all that is offered, or what was chosen at the item this one draws from."""
    offered = instrument.offered(item)
    return tuple(choice for choice in offered if choice.code in listed(answers.get(item.among))) if item.among else offered


def problems(instrument: Instrument, answers: Mapping[str, Value], *, complete: bool) -> dict[str, Reason]:
    """What is wrong, by item code (``<item>.other`` for the text beside a choice); empty when all is well.

    ``complete``: the form is being sent, so a choice that opens needs its text. No item is obligatory.
    """
    items = {item.code: item for item in instrument.items}
    asked = relevant(instrument, answers)
    found: dict[str, Reason] = {}
    for code, value in answers.items():
        item = items.get(code.removesuffix(OTHER))
        reason = beside(code, value, items) if code.endswith(OTHER) or item is None else wrong(instrument, item, value, answers, asked)
        if reason:
            found[code] = reason
    return found | (unsaid(instrument, answers, asked) if complete else {})


def beside(code: str, value: Value, items: Mapping[str, Item]) -> Reason | None:
    """What is wrong with a text beside a choice, or with a code that no item has."""
    if code.removesuffix(OTHER) not in items:
        return Reason("unknown_item", UNKNOWN_ITEM, {"item": code})
    return text_wrong(value)


def text_wrong(value: Value) -> Reason | None:
    """What is wrong with a free text."""
    if not isinstance(value, str):
        return Reason("shape", SHAPE)
    return Reason("too_long", TOO_LONG, {"count": LONGEST}) if len(value) > LONGEST else None


def wrong(instrument: Instrument, item: Item, value: Value, answers: Mapping[str, Value], asked: set[str]) -> Reason | None:
    """What is wrong with the answer to one item."""
    if item.code not in asked and value:
        return Reason("not_asked", NOT_ASKED, {"item": item.among})
    if item.kind == "text":
        return text_wrong(value)
    if isinstance(value, str) == (item.kind in MANY):
        return Reason("shape", SHAPE)
    if isinstance(value, str):
        return chosen_wrong(instrument, item, [value] if value else [], answers)
    return chosen_wrong(instrument, item, value, answers) or number_wrong(instrument, item, value)


def chosen_wrong(instrument: Instrument, item: Item, chosen: list[str], answers: Mapping[str, Value]) -> Reason | None:
    """A choice that is not offered, not open here, or given twice."""
    offered = {choice.code for choice in instrument.offered(item)} | ({NOT_MY_FIELD} if item.kind == "scale" else set())
    strange = [code for code in chosen if code not in offered]
    if strange:
        return Reason("unknown_choice", UNKNOWN_CHOICE, {"choice": ", ".join(strange)})
    if len(set(chosen)) < len(chosen):
        return Reason("twice", TWICE)
    if item.among and not set(chosen) <= set(listed(answers.get(item.among))):
        return Reason("among", AMONG, {"item": item.among})
    return None


def number_wrong(instrument: Instrument, item: Item, chosen: list[str]) -> Reason | None:
    """Too many or too few choices; an empty list is no answer and nobody's fault."""
    count, all_of_them = len(chosen), len(instrument.offered(item))
    if item.kind == "rank" and count and count != all_of_them:
        return Reason("rank", RANK_ALL, {"count": all_of_them})
    if item.least and item.least == item.most and count and count != item.most:
        return Reason("exactly", EXACTLY, {"count": item.most, "chosen": count})
    if item.most and count > item.most:
        return Reason("most", AT_MOST, {"count": item.most, "chosen": count})
    return None


def unsaid(instrument: Instrument, answers: Mapping[str, Value], asked: set[str]) -> dict[str, Reason]:
    """The texts that are missing beside choices that open; not repeated at an item that draws from another."""
    missing = {}
    for item in instrument.items:
        opening = {choice.code for choice in instrument.offered(item) if choice.opens}
        if item.code in asked and not item.among and opening & set(listed(answers.get(item.code))):
            told = answers.get(item.code + OTHER, "")
            if not (isinstance(told, str) and told.strip()):
                missing[item.code + OTHER] = Reason("which", WHICH)
    return missing


def listed(value: Value | None) -> list[str]:
    """An answer's choices as a list, whatever its kind; empty for no answer."""
    return ([value] if value else []) if isinstance(value, str) or value is None else value


def cleaned(instrument: Instrument, answers: Mapping[str, Value]) -> dict[str, Value]:
    """The answers without empty ones, without those no longer asked and without texts beside choices not made."""
    asked = relevant(instrument, answers)
    items = {item.code: item for item in instrument.items}
    kept: dict[str, Value] = {}
    for code, value in answers.items():
        item = items.get(code.removesuffix(OTHER))
        said = value.strip() if isinstance(value, str) else value
        if item and item.code in asked and said and (not code.endswith(OTHER) or opened(instrument, item, answers)):
            kept[code] = said
    return kept


def opened(instrument: Instrument, item: Item, answers: Mapping[str, Value]) -> bool:
    """Whether the answer to an item holds a choice that asks for a text."""
    chosen = listed(answers.get(item.code))
    return any(choice.opens and choice.code in chosen for choice in instrument.offered(item))

"""Invented respondents: answers to any instrument from a seed, so that every channel can be asked to carry the same."""

from __future__ import annotations

from random import Random

from dayaq.assess.framework.rules.answering import OTHER, listed
from dayaq.assess.framework.rules.instrument import NOT_MY_FIELD, Instrument, Item, Value

TEXTS = ("Mövsümi iş çoxdur, yoxlama azdır.", "Больше выявляют, а не больше случаев.", "Fewer checks & longer routes < before.")


def respondent(instrument: Instrument, seed: int, *, skips: float = 0.12) -> dict[str, Value]:
    """What one invented person answers; about one item in eight stays empty."""
    chance = Random(seed)  # noqa: S311 - invented answers, nothing secret
    said: dict[str, Value] = {}
    for item in instrument.items:
        offered = [choice.code for choice in instrument.offered(item)]
        if item.among:
            offered = [code for code in offered if code in listed(said.get(item.among))]
        if chance.random() < skips or (item.kind != "text" and not offered):
            continue
        said[item.code] = one(item, offered, chance)
        if not item.among and any(choice.opens and choice.code in listed(said[item.code]) for choice in instrument.offered(item)):
            said[item.code + OTHER] = chance.choice(TEXTS)
    return said


def one(item: Item, offered: list[str], chance: Random) -> Value:
    """An answer to one item."""
    if item.kind == "text":
        return chance.choice(TEXTS)
    if item.kind == "rank":
        return chance.sample(offered, len(offered))
    if item.kind in ("many", "top"):
        count = item.most if item.least == item.most and item.most else chance.randint(max(1, item.least), item.most or len(offered))
        chosen = chance.sample(offered, count)
        return chosen if item.kind == "top" else [code for code in offered if code in chosen]
    return chance.choice([*offered, NOT_MY_FIELD] if item.kind == "scale" else offered)

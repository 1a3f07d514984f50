"""Answers of people who do not exist, the same ones every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from dayaq.assess.framework.rules import NOT_MY_FIELD, Instrument, Item
from dayaq.assess.framework.rules.instrument import Value
from dayaq.assess.survey.rules.urn import Answered

LEANING = (1, 4, 3, 3, 1)  # how often each answer of a scale is given, the best first
SILENT, OUTSIDE = 0.08, 0.1  # shares that leave a question out, and that say it is not their field
SEVERAL = {"2.1": 2, "2.3": 3}  # how many are chosen where any number may be


def crowd(instrument: Instrument, number: int, seed: int, texts: Mapping[str, Sequence[str]]) -> list[Answered]:
    """So many respondents; the first ones also write something."""
    chance = Random(seed)  # noqa: S311 - invented data, no secret
    people = [one(instrument, chance) for _ in range(number)]
    for item, said in texts.items():
        for answers, text in zip(people, said, strict=False):
            answers[item] = text
    return [Answered(chance.choice(("az", "az", "ru", "en")), str(answers.get("1.7", "")), answers) for answers in people]


def one(instrument: Instrument, chance: Random) -> dict[str, Value]:
    """One respondent's answers."""
    answers: dict[str, Value] = {"1.1": "AZ"}
    for item in instrument.items:
        if item.code not in answers and item.kind != "text" and chance.random() > SILENT:
            value = answer(instrument, item, answers, chance)
            if value:
                answers[item.code] = value
    return answers


def answer(instrument: Instrument, item: Item, answers: Mapping[str, Value], chance: Random) -> Value | None:
    """An answer to one question; None where nothing may be chosen."""
    choices = [choice.code for choice in instrument.offered(item) if not choice.opens]
    if item.among:
        drawn = answers.get(item.among)
        return chance.choice(drawn) if isinstance(drawn, list) else None
    if item.kind == "scale":
        return NOT_MY_FIELD if chance.random() < OUTSIDE else chance.choices(choices, LEANING)[0]
    if item.kind == "one":
        return chance.choice(choices)
    number = len(choices) if item.kind == "rank" else item.most or SEVERAL.get(item.code, 1)
    return chance.sample(choices, min(number, SEVERAL.get(item.code, number), len(choices)))

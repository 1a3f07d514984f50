"""Invented respondents: random ones, and seven whose counts are those printed in 2016."""

from __future__ import annotations

from random import Random

from dayaq.assess.framework.rules import NOT_MY_FIELD, Instrument
from dayaq.assess.framework.rules.instrument import Value
from dayaq.assess.framework.rules.loading import common
from dayaq.assess.survey.rules.urn import Answered

SURVEY = common("ct-nat-survey")
PRINTED = {  # counts printed in the CT-NAT report of 2016, best answer first
    "3.1.4": (0, 4, 2, 1, 0),
    "3.1.5": (0, 4, 0, 3, 0),
    "3.1.6": (0, 4, 0, 3, 0),
    "3.2.6": (0, 3, 1, 3, 0),
    "5.1.4": (0, 2, 3, 1, 0),
    "5.1.5": (0, 2, 3, 1, 0),
    "5.1.6": (0, 1, 3, 2, 0),
    "5.1.7": (0, 2, 2, 2, 0),
    "5.1.9": (0, 0, 5, 1, 0),
    "6.1.5": (0, 1, 3, 1, 0),
    "6.1.6": (0, 3, 1, 1, 0),
    "7.1.1": (0, 4, 1, 0, 0),
    "7.2.1": (0, 0, 5, 0, 1),
    "7.3.2": (0, 3, 2, 1, 0),
}
MARKS = {"A": 3, "B": 3, "D": 1, "G": 2, "H": 1, "J": 3, "L": 1, "M": 1, "N": 2, "P": 1}


def seven() -> list[Answered]:
    """Seven people, six of them men, whose answers come out as printed."""
    given: list[dict[str, Value]] = [{"1.1": "AZ", "1.6": "female" if n == 0 else "male"} for n in range(7)]
    for code, counts in PRINTED.items():
        choices = [choice.code for choice in SURVEY.offered(SURVEY.item(code))]
        for one, answer in zip(given, (c for c, n in zip(choices, counts, strict=True) for _ in range(n)), strict=False):
            one[code] = answer
    marks = [letter for letter, n in MARKS.items() for _ in range(n)]
    for n in range(6):
        given[n]["8.1"] = marks[n::6]
    return [Answered("az", "capital", one) for one in given]


def crowd(n: int, seed: int = 1, instrument: Instrument = SURVEY, missing: float = 0.1) -> list[Answered]:
    """Random respondents; a tenth of the answers is missing, some do not know."""
    chance = Random(seed)  # noqa: S311 - invented data, no secret
    return [Answered(chance.choice(("en", "az", "ru")), "capital", one_of(instrument, chance, missing)) for _ in range(n)]


def one_of(instrument: Instrument, chance: Random, missing: float) -> dict[str, Value]:
    """The answers of one random person."""
    given: dict[str, Value] = {}
    for item in instrument.items:
        choices = [choice.code for choice in instrument.offered(item)]
        if item.kind == "text" or chance.random() < missing or item.among:
            continue
        if item.kind == "scale":
            given[item.code] = chance.choice([*choices, NOT_MY_FIELD])
        elif item.kind == "one":
            given[item.code] = "AZ" if item.code == "1.1" else chance.choice(choices)
        else:
            given[item.code] = chance.sample(choices, len(choices) if item.kind == "rank" else min(3, len(choices)))
    return given

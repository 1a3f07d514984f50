"""Manuscripts without a fault, made at random from invented answers, and ways to spoil each of their parts."""

from __future__ import annotations

from random import Random

from dayaq.assess.framework.rules import Item
from dayaq.assess.report.rules.slips import (
    Ballots,
    Credited,
    GroupCount,
    Intro,
    Manuscript,
    Row,
    Statement,
    Typed,
    Worded,
)
from dayaq.assess.results.rules.tables import ItemTable, tabulate
from tests.assess.results.people import SURVEY, crowd

WORDS = {
    "en": ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
    "az": ["bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz", "on"],
    "ru": ["один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"],
}
SENTENCE = {
    "en": ("{n} respondents answered “{label}”", " and ", "On this question "),
    "az": ("{n} respondent “{label}” cavabını verib", " və ", "Bu suala "),
    "ru": ("{n} ответили «{label}»", " и ", "На этот вопрос "),
}
SCALES = [item for item in SURVEY.items if item.kind == "scale"]


def in_words(n: int, language: str) -> str:
    """A number as a report writes it: in words up to ten."""
    return WORDS[language][n - 1] if 1 <= n <= 10 else str(n)


def sentence(table: ItemTable, language: str, *, words: bool, brackets: bool) -> str:
    """A sentence that gives every group of answers to an item."""
    shape, last, opening = SENTENCE[language]
    parts = []
    for code, n in table.counts.items():
        if n:
            said = shape.format(n=in_words(n, language) if words else "", label=table.labels[code][language])
            parts.append(said.strip() + (f" (n={n})" if brackets else ""))
    return f"{opening}{', '.join(parts[:-1])}{last if parts[:-1] else ''}{parts[-1]}."


def typed(items: list[Item], tables: dict[str, ItemTable], language: str, title: str) -> Typed:
    """A table of some items of one scale, with the base of each."""
    columns = tuple(tables[items[0].code].counts)
    rows = tuple(Row(one.code, one.text[language], tuple(tables[one.code].counts.values())) for one in items)
    return Typed("2.2", language, title, columns, rows, {one.code: tables[one.code].base for one in items})


def priorities(tables: dict[str, ItemTable], language: str) -> Typed:
    """The table of priorities with the survey's votes."""
    title = {"en": "Priorities named by respondents", "az": "Prioritetlər", "ru": "Приоритеты"}[language]
    rows = tuple(Row(code, "", (n,)) for code, n in tables["8.1"].counts.items())
    return Typed("3", language, title, ("survey",), rows, {}, ("8.1",))


def people(chance: Random) -> tuple[GroupCount, ...]:
    """People of three countries by sex, five or more in every group, all margins printed."""
    inner = {(country, sex): chance.randint(5, 30) for country in ("AM", "AZ", "GE") for sex in ("female", "male")}
    lines: list[tuple[dict[str, str], int]] = [({}, sum(inner.values()))]
    lines += [({"country": name}, sum(n for (one, _), n in inner.items() if one == name)) for name in ("AM", "AZ", "GE")]
    lines += [({"sex": name}, sum(n for (_, one), n in inner.items() if one == name)) for name in ("female", "male")]
    if chance.random() < 0.5:
        lines += [({"country": country, "sex": sex}, n) for (country, sex), n in inner.items()]
    return tuple(GroupCount("1.2", "respondents", dims, n) for dims, n in lines)


def correct(seed: int) -> Manuscript:
    """A manuscript without a fault, another one for each seed."""
    chance = Random(seed)  # noqa: S311 - invented data, no secret
    tables = tabulate(SURVEY, crowd(chance.randint(8, 40), seed))
    language = chance.choice(("en", "az", "ru"))
    asked = [item for item in chance.sample(SCALES, 6) if tables[item.code].base]
    statements = []
    for item in asked:
        style = chance.choice(((True, True), (True, False), (False, True)))
        text = sentence(tables[item.code], language, words=style[0], brackets=style[1])
        statements.append(Statement(f"2.{item.code}", language, text, (item.code,)))
    block = chance.choice([item.block for item in SCALES])
    items = [item for item in SCALES if item.block == block]
    stem = next(one.text for section in SURVEY.sections for one in section.blocks if one.code == block)
    groups = chance.randint(2, 6)
    votes = dict.fromkeys("ABCDEFG", 0)
    for _ in range(groups):
        for letter in chance.sample(sorted(votes), 3):
            votes[letter] += 1
    return Manuscript(
        SURVEY,
        tables,
        tuple(statements),
        (typed(items, tables, language, stem[language]), priorities(tables, language)),
        (Ballots("workshop", groups, 3, votes),),
        tuple(Intro(section.code, section.intro) for section in SURVEY.sections),
        tuple(Worded("annex", language, item.code, item.text[language]) for item in SURVEY.items),
        (
            Credited("Gen 1, p. 2", "investigations", "2014", {}, "32", "Gen 1"),
            Credited("Aze 3, p. 9", "investigations", "2014", {}, "23", "Aze 3"),
            Credited("Gen 1, p. 3", "investigations", "2013", {}, "23", "Gen 1"),
        ),
        people(chance),
    )

"""Answers as columns: what each column is called, holds and means.

One answer is one column; several answers are a column a choice (1 chosen, 0 not); a rank is a column a choice with its
place; ordered choices are a column a place; texts stand as written. A person who did not answer has nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dayaq.assess.framework.rules import NOT_MY_FIELD, Instrument, Item, Words
from dayaq.assess.framework.rules.instrument import Value
from dayaq.assess.results.rules.keys import Respondent
from dayaq.assess.results.rules.tables import outside

OTHER = ".other"
CHOSEN: Mapping[str, Words] = {
    "0": {"en": "not chosen", "az": "seçilməyib", "ru": "не выбрано"},
    "1": {"en": "chosen", "az": "seçilib", "ru": "выбрано"},
}
NOT_MINE: Words = {"en": "Don't know / not my field", "az": "Bilmirəm / mənim sahəm deyil", "ru": "Не знаю / не моя область"}
LANGUAGE: Words = {"en": "Language of the answer", "az": "Cavabın dili", "ru": "Язык ответа"}
REGION: Words = {"en": "Place of work: capital or region", "az": "İş yeri: paytaxt və ya region", "ru": "Место работы: столица или регион"}
PLACE: Words = {"en": "place %(n)s", "az": "%(n)s-ci yer", "ru": "место %(n)s"}


@dataclass(frozen=True, slots=True)
class Variable:
    """A column. ``labels``: meaning of its values, in their order; ``level``: how far its values can be calculated with."""

    name: str
    item: str
    label: Words
    level: Literal["nominal", "ordinal", "scale"]
    of: Callable[[Respondent], str]
    labels: Mapping[str, Words] = field(default_factory=dict)
    text: bool = False


def variables(instrument: Instrument) -> list[Variable]:
    """Every column in the order of the form, after language and place of work."""
    region = {"capital": {"en": "Capital", "az": "Paytaxt", "ru": "Столица"}, "region": {"en": "Region", "az": "Region", "ru": "Регион"}}
    languages: dict[str, Words] = {code: {"en": code} for code in instrument.languages}
    first = [
        Variable("language", "", LANGUAGE, "nominal", lambda one: one.language, languages),
        Variable("region", "", REGION, "nominal", lambda one: getattr(one, "region", ""), region),
    ]
    return [*first, *(column for item in instrument.items for column in _of_item(instrument, item))]


def name(*parts: str) -> str:
    """A column's name: letters, digits and underscores, as every statistics program takes them."""
    return re.sub(r"\W+", "_", "_".join(("q", *parts)))


def _of_item(instrument: Instrument, item: Item) -> Iterator[Variable]:
    code = item.code
    if item.kind == "text":
        yield Variable(name(code), code, item.text, "nominal", lambda one: _single(one.answers.get(code)), text=True)
        return
    labels = {choice.code: choice.label for choice in instrument.offered(item)}
    if item.kind in {"one", "scale"}:
        not_mine = {NOT_MY_FIELD: instrument.notes.get(NOT_MY_FIELD, NOT_MINE)} if item.kind == "scale" else {}
        level: Literal["nominal", "ordinal"] = "ordinal" if item.scale else "nominal"
        yield Variable(name(code), code, item.text, level, lambda one: _single(one.answers.get(code)), {**labels, **not_mine})
    elif item.kind == "top":
        yield from (_place(item, n, labels) for n in range(1, (item.most or len(labels)) + 1))
    else:
        yield from (_choice(item, choice, label) for choice, label in labels.items())
    if any(choice.opens for choice in instrument.offered(item)) and not item.among:
        yield Variable(
            name(code, "other_text"), code + OTHER, item.text, "nominal", lambda one: _single(one.answers.get(code + OTHER)), text=True
        )


def _place(item: Item, n: int, labels: Mapping[str, Words]) -> Variable:
    label = _joined(item.text, {language: text % {"n": n} for language, text in PLACE.items()})
    return Variable(name(item.code, str(n)), item.code, label, "nominal", lambda one: _at(one.answers.get(item.code), n), labels)


def _choice(item: Item, choice: str, label: Words) -> Variable:
    """One choice of several, or the place somebody gave it."""
    text = _joined(item.text, label)
    if item.kind == "rank":
        places: dict[str, Words] = {}
        return Variable(name(item.code, choice), item.code, text, "ordinal", lambda one: _rank(one.answers.get(item.code), choice), places)
    return Variable(name(item.code, choice), item.code, text, "nominal", lambda one: _marked(one.answers.get(item.code), choice), CHOSEN)


def _joined(first: Words, second: Words) -> Words:
    return {language: f"{text} - {second.get(language, second.get('en', ''))}" for language, text in first.items()}


def _single(value: Value | None) -> str:
    return value if isinstance(value, str) else "; ".join(value or ())


def _at(value: Value | None, n: int) -> str:
    return value[n - 1] if isinstance(value, list) and len(value) >= n and not outside(value) else ""


def _rank(value: Value | None, choice: str) -> str:
    return str(value.index(choice) + 1) if isinstance(value, list) and choice in value else ""


def _marked(value: Value | None, choice: str) -> str:
    if not value or outside(value):
        return ""
    return "1" if choice in value else "0"


def rows(columns: Sequence[Variable], people: Sequence[Respondent]) -> list[list[str]]:
    """A header and a line a person, as codes. The order of ``people`` is kept: give them shuffled."""
    return [[column.name for column in columns], *([column.of(one) for column in columns] for one in people)]


def labelled(columns: Sequence[Variable], people: Sequence[Respondent], language: str) -> list[list[str]]:
    """The same with the meaning of every value in words."""
    return [[column.name for column in columns], *([_meaning(column, column.of(one), language) for column in columns] for one in people)]


def _meaning(column: Variable, value: str, language: str) -> str:
    words = column.labels.get(value)
    return words.get(language) or words.get("en", value) if words else value


def code_book(columns: Sequence[Variable], language: str) -> list[list[str]]:
    """What every column and value means: a line a value, or one line for a column without listed values."""
    found = [["variable", "item", "question", "level", "value", "meaning"]]
    for column in columns:
        question = column.label.get(language) or column.label.get("en", "")
        about = [column.name, column.item, question, "text" if column.text else column.level]
        found += [[*about, value, _meaning(column, value, language)] for value in column.labels] or [[*about, "", ""]]
    return found

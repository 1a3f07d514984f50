"""A page of the form as it is shown: questions with their choices, tables of statements, what is already filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dayaq.assess.framework.rules.answering import OTHER, open_choices
from dayaq.assess.framework.rules.instrument import NOT_MY_FIELD, Instrument, Item, Section, Value, said
from dayaq.assess.survey.rules.page import Typed, answers, first
from dayaq.core.decision import Reason


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: the value that is sent, its words, whether it is chosen, whether a text belongs to it."""

    value: str
    label: str
    chosen: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of radio buttons: the field's name, words, options in the order of the columns."""

    name: str
    label: str
    options: tuple[Option, ...]
    code: str = ""
    wrong: Reason | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``kind``: one, many, text, table (columns and rows), top (one list of options a place)."""

    code: str
    kind: str
    text: str
    hint: str = ""
    options: tuple[Option, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    places: tuple[Row, ...] = ()
    value: str = ""
    beside: str = ""
    beside_of: str = ""
    wrong: Reason | None = None
    beside_wrong: Reason | None = None
    numbered: bool = field(default=True)


@dataclass(frozen=True, slots=True)
class Form:
    """What a page is made from: the instrument, the language, the fields as typed, what is wrong with them."""

    instrument: Instrument
    language: str
    fields: Typed
    wrong: Mapping[str, Reason]

    def questions(self, section: Section) -> list[Question]:
        """The questions of a section in their order; the statements of a block stand together in one table."""
        asked: list[Question] = []
        for item in section.items:
            if not item.block:
                asked.append(self.question(item))
            elif not any(one.code == item.block for one in asked):
                asked.append(self.block(section, item.block))
        return asked

    def block(self, section: Section, code: str) -> Question:
        """A table of statements on one scale; the last column is for what is not one's field."""
        block = next(one for one in section.blocks if one.code == code)
        columns = [*self.instrument.scales[block.scale].choices]
        aside = said(self.instrument.notes[NOT_MY_FIELD], self.language)
        words = [*(said(choice.label, self.language) for choice in columns), aside]
        values = [*(choice.code for choice in columns), NOT_MY_FIELD]
        items = [item for item in section.items if item.block == code]
        rows = tuple(self.row(item.code, said(item.text, self.language), values, words, code=item.code) for item in items)
        return Question(code, "table", said(block.text, self.language), columns=tuple(words), rows=rows, numbered=False)

    def row(self, name: str, label: str, values: Sequence[str], words: Sequence[str], code: str = "") -> Row:
        """One line of radio buttons."""
        chosen = first(self.fields, name)
        options = tuple(Option(value, word, value == chosen) for value, word in zip(values, words, strict=True))
        return Row(name, label, options, code, self.wrong.get(code))

    def question(self, item: Item) -> Question:
        """One question outside the tables."""
        text, hint = said(item.text, self.language), said(item.hint or {}, self.language)
        beside = item.code + OTHER
        common: dict[str, Any] = {"hint": hint, "wrong": self.wrong.get(item.code), "beside_wrong": self.wrong.get(beside)}
        common |= {"beside": beside if not item.among and any(choice.opens for choice in item.choices) else ""}
        common |= {"beside_of": first(self.fields, beside)}
        if item.kind == "text":
            return Question(item.code, "text", text, value=first(self.fields, item.code), **common)
        if item.kind == "rank":
            return self.ranking(item, text, common)
        if item.kind == "top":
            options = self.options(item, ())
            places = tuple(self.place(item, number, options) for number in range(1, item.most + 1))
            return Question(item.code, "top", text, places=places, **common)
        kind = "many" if item.kind == "many" else "one"
        return Question(item.code, kind, text, options=self.options(item, self.fields.get(item.code, ())), **common)

    def options(self, item: Item, chosen: Sequence[str]) -> tuple[Option, ...]:
        """What may be chosen; of an item that draws from another one, all of it until the other one is answered well."""
        given: Mapping[str, Value] = answers(self.instrument, self.fields)
        settled = item.among and item.among not in self.wrong and len(given.get(item.among, ())) >= self.instrument.item(item.among).least
        open_now = open_choices(self.instrument, item, given) if settled else self.instrument.offered(item)
        return tuple(
            Option(choice.code, said(choice.label, self.language), choice.code in chosen, choice.opens and not item.among)
            for choice in open_now
        )

    def ranking(self, item: Item, text: str, common: Mapping[str, Any]) -> Question:
        """A table: one line a choice, one column a place."""
        offered = self.instrument.offered(item)
        places = [str(number) for number in range(1, len(offered) + 1)]
        rows = tuple(self.row(f"{item.code}:{choice.code}", said(choice.label, self.language), places, places) for choice in offered)
        return Question(item.code, "table", text, columns=tuple(places), rows=rows, **common)

    def place(self, item: Item, number: int, options: Sequence[Option]) -> Row:
        """One place of a short list: the same choices in each."""
        name = f"{item.code}:{number}"
        chosen = first(self.fields, name)
        return Row(name, str(number), tuple(Option(one.value, one.label, one.value == chosen, one.opens) for one in options))


@dataclass(frozen=True, slots=True)
class Told:
    """One question and what was answered, in words; ``lines`` is empty for no answer."""

    code: str
    text: str
    lines: tuple[str, ...]


def told(instrument: Instrument, section: Section, given: Mapping[str, Value], language: str) -> list[Told]:
    """The answers of a section in words, for reading over and for keeping."""
    return [Told(item.code, said(item.text, language), lines(instrument, item, given, language)) for item in section.items]


def lines(instrument: Instrument, item: Item, given: Mapping[str, Value], language: str) -> tuple[str, ...]:
    """One answer in words; ranks and first choices carry their number."""
    value = given.get(item.code)
    if not value:
        return ()
    if item.kind == "text":
        return (str(value),)
    labels = {choice.code: said(choice.label, language) for choice in instrument.offered(item)}
    labels[NOT_MY_FIELD] = said(instrument.notes[NOT_MY_FIELD], language)
    beside = given.get(item.code + OTHER)
    opening = {choice.code for choice in instrument.offered(item) if choice.opens and not item.among}
    chosen = [value] if isinstance(value, str) else value
    words = [labels.get(code, code) + (f": {beside}" if code in opening and beside else "") for code in chosen]
    return tuple(f"{place}. {word}" for place, word in enumerate(words, 1)) if item.kind in {"rank", "top"} else tuple(words)

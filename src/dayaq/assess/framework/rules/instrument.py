"""The shape of an instrument: sections, blocks of statements on one scale, items, choices; texts in several languages.

An answer of one respondent is a mapping item code -> value: a choice code (kinds ``one`` and ``scale``), a list of
choice codes (``many``; ``rank``: all choices, best first; ``top``: the chosen ones, first choice first), a text
(``text``). What was written behind a choice with ``opens`` stands under ``<item>.other``. A missing key is no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

Words = Mapping[str, str]  # language code -> text
Kind = Literal["one", "many", "rank", "top", "text", "scale"]
Value = str | list[str]

STRICT: dict[str, object] = {"extra": "forbid"}  # a misspelt key in a data file is an error, not a silent default
NOT_MY_FIELD = "not_my_field"  # "don't know / not my field": offered on every scale, kept out of bases, shares and means


def said(words: Words, language: str) -> str:
    """The text in ``language``; English where it is missing (a gap blocks publishing, it never breaks a page)."""
    return words.get(language) or words.get("en", "")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer offered: code, label; ``family`` groups a long list, ``opens`` asks for a text beside it."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    code: str
    label: Words
    family: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of five answers with an identity of its own, since two scales may use the same words.

    ``polarity`` is "best_first" when the first answer is the best. NOT_MY_FIELD is offered beside the choices and is
    not one of them. Basis: CT-NAT annex D (3.1 and 4.1 are both about adequacy, on different scales).
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    code: str
    polarity: Literal["best_first", "worst_first"]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One question or statement, known by its code for ever; changed wording is a new ``version`` and breaks the trend.

    ``least``/``most``: how many choices (kinds many and top). ``among``: code of the item whose answer is what may be
    chosen here. ``block``: the block of a statement. ``criteria``: the criteria it tells about. ``source``: "ct-nat" or
    "dayaq" for what we added.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    code: str
    kind: Kind
    text: Words
    version: int = 1
    choices: tuple[Choice, ...] = ()
    scale: str = ""
    block: str = ""
    least: int = 0
    most: int = 0
    among: str = ""
    hint: Words | None = None
    criteria: tuple[str, ...] = ()
    source: str = "ct-nat"


@dataclass(frozen=True, slots=True)
class Block:
    """Statements answered on one scale under one stem."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    code: str
    text: Words
    scale: str


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the form: code, area of the framework ("" for none), title, introduction, blocks, items in order."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    code: str
    title: Words
    intro: Words
    items: tuple[Item, ...]
    blocks: tuple[Block, ...] = ()
    area: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A whole instrument in one version; ``country`` names the variant ("" for the common one).

    ``notes`` are its texts by name; ``notes["not_my_field"]`` is what stands beside every scale.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    code: str
    version: int
    title: Words
    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    scales: Mapping[str, Scale]
    notes: Mapping[str, Words]
    country: str = ""
    source: str = ""

    @property
    def items(self) -> Iterator[Item]:
        """Every item in the order of the form."""
        return (item for section in self.sections for item in section.items)

    def item(self, code: str) -> Item:
        """One item; KeyError names an unknown code."""
        for item in self.items:
            if item.code == code:
                return item
        raise KeyError(f"no item {code} in {self.code} {self.version}")

    def offered(self, item: Item) -> tuple[Choice, ...]:
        """The choices of an item, those of its scale or of the item it draws from included.

        None where scale or item do not exist: a draft may be wrong, ``rules.checking`` names it before anybody answers.
        """
        if item.scale:
            return self.scales[item.scale].choices if item.scale in self.scales else ()
        if item.among:
            return next((one.choices for one in self.items if one.code == item.among), ())
        return item.choices

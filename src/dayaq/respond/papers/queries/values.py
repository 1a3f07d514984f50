"""What fills the blanks: each area's functions, by the name of the blank, in the language of the paper.

A function takes the question (case, maker, day) and returns words, or rows of words. It runs as the maker: what row
security hides from the maker is empty here, and an empty blank is a line to write on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext, override

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.base.accounts.queries import names
from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.papers import PapersFile, Template
from dayaq.respond.casefile.queries import label, language, pack_of
from dayaq.respond.papers.rules.filling import Filled, Rows, head
from dayaq.respond.papers.rules.sources import BLANKS as FIRST
from dayaq.respond.papers.rules.sources import Blank, asked
from dayaq.ui.templatetags.dayaq import codes as in_words

EVERYTHING = ~Group(0)
KEPT = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Asking:
    """The question a value answers; ``about`` is the call or the visit of a paper that concerns no case."""

    case: Any  # a case, or None
    by: Actor
    at: datetime
    recipient: str = ""
    ground: str = "none"
    order_number: str = ""
    order_body: str = ""
    about: Any = None

    @property
    def pack(self) -> Pack:
        """The country whose words and rules hold."""
        return pack_of(self.case) if self.case else load(settings.HOME_PACK)

    def word(self, text: str) -> str:
        """A plain word in the language of the paper."""
        return word(self.pack, text)

    def code(self, name: str, code: str) -> str:
        """A code of a list in words; nothing for nothing."""
        return label(self.pack, f"codes.{name}.{code}") if code else ""

    def many(self, name: str, found: Any) -> str:
        """Several codes of a list in words."""
        return ", ".join(self.code(name, one) for one in found)

    def body(self, code: str) -> str:
        """A body in words; nothing for nothing."""
        return label(self.pack, f"bodies.{code}") if code else ""

    def unit(self, key: UUID | None) -> str:
        """A unit or an organisation by its id."""
        return in_words(names({key}).get(key, {})) if key else ""

    def group(self, name: str) -> str:
        """A group of fields in a few words."""
        return label(self.pack, f"groups.{name}").partition(":")[0]

    def day(self, at: datetime | date | None) -> str:
        """A day in words, in the country's zone; nothing for nothing."""
        if at is None:
            return ""
        return day_words(at.astimezone(self.pack.calendar.zone) if isinstance(at, datetime) else at)

    def acts(self, keys: str) -> str:
        """Legal keys, joined as rules carry them, in words."""
        return acts(self.pack, keys.split("; "))

    def time(self, at: datetime | None) -> str:
        """A day and a time of the clock, in the country's zone."""
        return f"{self.day(at)}, {at.astimezone(self.pack.calendar.zone):%H:%M}" if at else ""

    def term(self, at: datetime | None) -> str:
        """The end of a term: the day alone where the term ends with a day."""
        ends = at.astimezone(self.pack.calendar.zone) if at else None
        return self.day(at) if ends and (ends.hour, ends.minute) == (0, 0) else self.time(at)

    def yes(self, value: bool | str | None) -> str:
        """Yes, no, or what was said instead."""
        said = {True: "yes", False: "no", None: "", "not_asked": "not asked", "refused": "refused to say"}.get(value, str(value))
        return self.word(said) if said else ""


Value = Callable[[Any], str | Rows]
BLANKS: dict[str, Blank] = dict(FIRST)
SOURCES: dict[str, Value] = {}


def source(name: str, blank: Blank | None = None) -> Callable[[Value], Value]:
    """Name the function that fills a blank; with ``blank`` the name itself is new."""

    def kept(value: Value) -> Value:
        if blank is not None:
            BLANKS[name] = blank
        SOURCES[name] = value
        return value

    return kept


def word(pack: Pack, text: str) -> str:
    """A word of the pack's papers in the language switched on, else as the pages have it."""
    found = pack.area(PapersFile).words.get(text, {})
    return found.get(language()) or gettext(text)


def day_words(day: date) -> str:
    """A date in full as the language of the paper writes it: "22 November 2026"; a line may break before the year only."""
    month = formats.date_format(day, "E")
    if language() != "en":
        month = month.replace("İ", "i").lower()  # the dotted capital has no plain small letter
    year = f"{day.year}{KEPT}г." if language() == "ru" else str(day.year)
    return f"{day.day}{KEPT}{month} {year}"


def filled(template: Template, tongue: str, asking: Asking, written: Mapping[str, str], *, named: bool) -> Filled:
    """All values of a paper in its language, as far as the maker may read them and names may stand in it."""
    names_ = dict.fromkeys([*asked(template), *head(template)])
    reads = groups_of(asking.case.id) if asking.case else EVERYTHING
    with override(tongue):
        found = {name: SOURCES[name](asking) for name in names_ if open_to(BLANKS[name], reads, named=named)}
        labelled, stands = labels(template, asking.pack), basis(template, asking.pack)
    single = {name: value for name, value in found.items() if isinstance(value, str)}
    many = {name: value for name, value in found.items() if not isinstance(value, str)}
    return Filled(single, many, dict(written), stands, labelled)


def labels(template: Template, pack: Pack) -> dict[str, str]:
    """The names of a template's blanks and of their columns, in the language switched on."""
    names_ = [*asked(template), *head(template)]
    return {name: word(pack, BLANKS[name].label) for name in names_} | {
        column: word(pack, column) for name in names_ for column in BLANKS[name].columns
    }


def basis(template: Template, pack: Pack) -> str:
    """What a paper stands on, act and article, in the language switched on; a neutral paper says nothing of it."""
    if template.neutral or template.quiet or not template.basis:
        return ""
    return f"{word(pack, 'Basis')}: {acts(pack, template.basis)}"


def acts(pack: Pack, keys: Iterable[str]) -> str:
    """Legal keys as titles of acts with their articles, in the language switched on."""
    found = [(label(pack, f"legal.{act}"), article) for act, _, article in (key.partition(".") for key in keys if key)]
    return "; ".join(f"{act}, {word(pack, 'article')} {number}" if number else act for act, number in found)


def open_to(blank: Blank, reads: Group, *, named: bool) -> bool:
    """Whether a blank is filled: every group of it is read, and a name only when it may stand there."""
    return blank.group & reads == blank.group and (named or not blank.identity)

"""What fills the blanks: each area's functions, by the name of the blank, in the language of the paper.

A function takes the question (case, maker, day) and returns words, or rows of words. It runs as the maker: what row
security hides from the maker is empty here, and an empty blank is a line to write on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, override

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.core.pack.schema.papers import Template
from dayaq.respond.casefile.queries import Case
from dayaq.respond.papers.rules.filling import Filled, Rows
from dayaq.respond.papers.rules.sources import BLANKS as FIRST
from dayaq.respond.papers.rules.sources import Blank, asked


@dataclass(frozen=True, slots=True)
class Asking:
    """The question a value answers."""

    case: Case
    by: Actor
    at: datetime
    recipient: str = ""
    ground: str = "none"


Value = Callable[[Asking], str | Rows]
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


def filled(template: Template, language: str, asking: Asking, written: Mapping[str, str], *, named: bool) -> Filled:
    """All values of a paper in its language, as far as the maker may read them and names may stand in it."""
    names = list(asked(template))
    reads = groups_of(asking.case.id)
    with override(language):
        found = {name: SOURCES[name](asking) for name in [*names, *FRAME] if open_to(BLANKS[name], reads, named=named)}
        labelled = labels(template)
    single = {name: value for name, value in found.items() if isinstance(value, str)}
    many = {name: value for name, value in found.items() if not isinstance(value, str)}
    return Filled(single, many, dict(written), labelled)


def labels(template: Template) -> dict[str, str]:
    """The names of a template's blanks and of their columns, in the language switched on."""
    names = list(asked(template))
    return {name: gettext(BLANKS[name].label) for name in names} | {
        column: gettext(column) for name in names for column in BLANKS[name].columns
    }


FRAME = ("case.code", "maker.body", "today")  # stand above every paper


def open_to(blank: Blank, reads: Group, *, named: bool) -> bool:
    """Whether a blank is filled: every group of it is read, and a name only when it may stand there."""
    return blank.group & reads == blank.group and (named or not blank.identity)

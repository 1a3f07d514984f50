"""Tables and pictures of items as a page shows them: one group for a block of statements, one for any other item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dayaq.assess.framework.rules import Block, Instrument, Item, Section, Words, said
from dayaq.assess.results.rules.leaving import Leaves
from dayaq.assess.results.rules.rounds import Counted
from dayaq.core.chart import BarChart, DotChart, DotRow, LikertChart, LikertRow, Series, svg
from dayaq.core.decision import Reason


@dataclass(frozen=True, slots=True)
class Group:
    """What stands together on a page: a block or one item; ``code`` is the block's or the item's."""

    code: str
    section: Section
    items: tuple[Item, ...]
    stem: Words

    @property
    def of_block(self) -> bool:
        return bool(self.items[0].block)


ABSENT = {"absent": True}  # there is no number to show, and none is hidden


@dataclass(frozen=True, slots=True)
class Laid:
    """A group with its numbers: columns and rows of the table, the picture's words; ``withheld``: reasons by item."""

    group: Group
    title: str
    columns: list[Any]
    rows: list[dict[str, Any]]
    alt: str
    hidden: bool
    withheld: list[tuple[str, tuple[Reason, ...]]]
    base: str = ""
    nobody: bool = False  # nobody answered: no table of noughts


def word(words: Words) -> str:
    """A text in the reader's language."""
    return said(words, (get_language() or "en").split("-")[0])


def groups(instrument: Instrument) -> Iterator[Group]:
    """Every group in the order of the form."""
    for section in instrument.sections:
        blocks = {block.code: block for block in section.blocks}
        done: set[str] = set()
        for item in section.items:
            if item.block in done:
                continue
            if item.block in blocks:
                done.add(item.block)
                yield _of_block(section, blocks[item.block])
            else:
                yield Group(item.code, section, (item,), item.text)


def _of_block(section: Section, block: Block) -> Group:
    return Group(block.code, section, tuple(item for item in section.items if item.block == block.code), block.text)


def matching(found: Sequence[Group], text: str, section: str) -> list[Group]:
    """The groups of a section, with the items in whose code or text ``text`` stands; a stem stands for all its items."""
    wanted = text.casefold().strip()
    narrowed = []
    for group in found:
        if section and group.section.code != section:
            continue
        items = group.items if wanted in word(group.stem).casefold() else tuple(item for item in group.items if fits(item, wanted))
        if items:
            narrowed.append(Group(group.code, group.section, items, group.stem))
    return narrowed


def fits(item: Item, wanted: str) -> bool:
    """Whether an item is searched for by its code or a word of it."""
    return wanted in item.code or wanted in word(item.text).casefold()


def laid(group: Group, tables: Mapping[str, Counted], instrument: Instrument, urls: Mapping[str, str], *, inside: bool) -> Laid:
    """A group with its table; ``urls``: the page of each item."""
    known = [(item, tables[item.code]) for item in group.items]
    withheld = [(item.code, table.withheld) for item, table in known if isinstance(table, Leaves) and table.withheld]
    hidden = any(isinstance(table, Leaves) and table.hidden for _item, table in known)
    columns, rows = of_block(known, instrument, urls, inside=inside) if group.of_block else of_item(known[0][1])
    picture = drawn(group, tables, instrument)
    base = "" if group.of_block else based(known[0][1], inside=inside)
    nobody = not group.of_block and known[0][1].base == 0
    return Laid(group, word(group.stem), columns, rows, picture.spoken if picture else "", hidden, withheld, base, nobody)


def of_block(
    known: Sequence[tuple[Item, Counted]], instrument: Instrument, urls: Mapping[str, str], *, inside: bool
) -> tuple[list[Any], list[dict[str, Any]]]:
    """Statements down, answers across, then the base; inside also who does not know and who did not answer."""
    choices = instrument.offered(known[0][0])
    more = [_("Don't know"), _("No answer")] if inside else []
    columns = [_("Statement"), *({"label": one, "n": True} for one in (*(word(c.label) for c in choices), _("Base n"), *more))]
    rows = []
    for item, table in known:
        counts = [table.counts[choice.code] for choice in choices]
        cells = [f"{item.code} {word(item.text)}", *(number(n) for n in counts), number(table.base), *outside(table, inside=inside)]
        rows.append({"url": urls.get(item.code, ""), "cells": cells})
    return columns, rows


def of_item(table: Counted) -> tuple[list[Any], list[dict[str, Any]]]:
    """Answers down; people and their share across, for ordered choices first choices and points as well."""
    score = bool(table.score)
    columns = [
        _("Answer"),
        *({"label": one, "n": True} for one in (_("Persons"), "%", *([_("First choice"), _("Points 3-2-1")] if score else []))),
    ]
    rows = []
    for code, count in table.counts.items():
        more = [number(table.first.get(code)), number(table.score.get(code))] if score else []
        rows.append({"cells": [label_of(table, code), number(count), number(table.percent.get(code)), *more]})
    return columns, rows


def label_of(table: Counted, code: str) -> str:
    """An answer in words; priorities carry their letter."""
    return f"{code}. {word(table.labels[code])}" if table.kind == "top" else word(table.labels[code])


def based(table: Counted, *, inside: bool) -> str:
    """The base in words, and inside who does not know and who did not answer; nothing where the base stays inside."""
    if table.base is None:
        return ""
    words = {"base": table.base, "all": table.respondents}
    if not inside or isinstance(table, Leaves):
        return _("Answered: %(base)s of %(all)s.") % words
    more = {"unknowing": table.not_my_field, "silent": table.unanswered}
    return _("Answered: %(base)s of %(all)s; don't know: %(unknowing)s; no answer: %(silent)s.") % {**words, **more}


def outside(table: Counted, *, inside: bool) -> list[Any]:
    """Who does not know and who did not answer, for the team."""
    return [] if isinstance(table, Leaves) or not inside else [table.not_my_field, table.unanswered]


def number(value: int | None) -> Any:
    """A number of a table, or the mark of a hidden one."""
    return {"hidden": True} if value is None else value


def drawn(group: Group, tables: Mapping[str, Counted], instrument: Instrument) -> LikertChart | BarChart | DotChart | None:
    """The picture of a group; None where there is nothing to draw."""
    known = [(item, tables[item.code]) for item in group.items]
    if not any(table.base and any(table.counts.values()) for _item, table in known):
        return None
    if group.of_block:
        answers = [word(choice.label) for choice in instrument.offered(group.items[0])]
        return LikertChart(answers, [likert(item, table) for item, table in known], withheld=_("withheld"))
    table = known[0][1]
    if table.kind == "top":
        return DotChart([_("Votes")], [DotRow(label_of(table, code), [count]) for code, count in table.counts.items()])
    labels = [word(table.labels[code]) for code in table.counts]
    return BarChart(labels, [Series("", list(table.counts.values()), [count is None for count in table.counts.values()])])


def likert(item: Item, table: Counted) -> LikertRow:
    """One statement of a block."""
    counts = [count for count in table.counts.values() if count is not None]
    whole = counts if table.base and len(counts) == len(table.counts) else None
    return LikertRow(f"{item.code} {word(item.text)}", whole, table.base or 0)


def picture(chart: LikertChart | BarChart | DotChart) -> bytes:
    """The SVG file of a picture."""
    return svg(chart) if isinstance(chart, BarChart) else chart.picture().svg

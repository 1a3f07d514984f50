"""An item split by a property of respondents, laid out for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dayaq.assess.framework.rules import Words
from dayaq.assess.results.queries.laid_out import number, word
from dayaq.assess.results.rules.keys import NO_ANSWER
from dayaq.assess.results.rules.profile import NOT_SAID, Property
from dayaq.assess.results.rules.whole import Answers, exact, split
from dayaq.core.decision import Reason
from dayaq.core.table import Table


@dataclass(frozen=True, slots=True)
class Shown:
    """One table for each choice of an item with several answers, else one; or the reasons why there is none."""

    title: str
    tables: tuple[tuple[str, list[Any], list[dict[str, Any]]], ...]
    refused: tuple[Reason, ...] = ()
    hidden: bool = False


def asked_of(answers: Answers, code: str) -> list[tuple[str, str]]:
    """The properties an item can be split by."""
    known = answers.properties.items()
    fitting = [(key, one) for key, one in known if one.code != code and (one.name != "country" or answers.comparative)]
    return [(key, heading(one.title)) for key, one in fitting]


def exactly(answers: Answers, code: str, by: str) -> Shown:
    """The split for the team."""
    prop, table = answers.properties[by], answers.tables[code]
    columns = [
        heading(prop.title),
        *({"label": word(label), "n": True} for label in table.labels.values()),
        {"label": _("Base n"), "n": True},
    ]
    rows = [{"cells": [group_word(prop, group), *one.counts.values(), one.base]} for group, one in exact(answers, code, by).items()]
    return Shown(heading(prop.title), (("", columns, rows),))


def protected(answers: Answers, code: str, by: str) -> Shown:
    """The split as it may leave."""
    prop, found = answers.properties[by], split(answers, code, by)
    labels = {choice: word(label) for choice, label in answers.tables[code].labels.items()}
    tables = tuple(_laid(prop, table, code, labels) for table in found.tables)
    return Shown(heading(prop.title), tables, found.refused, hidden=bool(found.hidden))


def _laid(prop: Property, table: Table, code: str, labels: dict[str, str]) -> tuple[str, list[Any], list[dict[str, Any]]]:
    dim = next(one for one in table.dims if one != prop.name)
    words = {**labels, NO_ANSWER: _("No answer"), "yes": _("chosen"), "no": _("not chosen")}
    answers = table.groups(dim)
    columns = [heading(prop.title), *({"label": words[one], "n": True} for one in answers), {"label": _("All"), "n": True}]
    rows = [
        {"cells": [label, *(_cell(table, {**group, dim: one}) for one in answers), _cell(table, group)]}
        for label, group in _lines(prop, table)
    ]
    return labels.get(dim.removeprefix(f"{code}."), ""), columns, rows


def _lines(prop: Property, table: Table) -> Sequence[tuple[str, dict[str, str]]]:
    inner = [(group_word(prop, group), {prop.name: group}) for group in table.groups(prop.name)]
    return [*inner, (_("All"), {})]


def _cell(table: Table, groups: dict[str, str]) -> Any:
    cell = table.cell(**groups)
    return number(cell.value) if cell else ""


def group_word(prop: Property, group: str) -> str:
    """A group in words."""
    if group == NOT_SAID:
        return _("not said")
    return heading(prop.labels[group]) if group in prop.labels else group


def heading(words: Words) -> str:
    """A text of the survey in the reader's language; what is there in English only is a word of the interface."""
    english = words["en"]
    return word(words) if len(words) > 1 else _(english)

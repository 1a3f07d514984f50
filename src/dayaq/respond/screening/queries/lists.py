"""Indicator lists of the pack: which to choose, how they divide into pages, who has to stand by a child."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dayaq.core.pack import Pack
from dayaq.core.pack.schema import indicators as listed
from dayaq.respond.screening import rules

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose: whether it belongs to the country's identification, can be used, and what is missing of it."""

    code: str
    title: Mapping[str, str]
    version: str
    items: int
    of_step: bool
    complete: bool
    because: Mapping[str, str]
    persons: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One page of a form: the items of one dimension (or without any), with their answers."""

    code: str
    items: tuple[tuple[str, listed.Indicator], ...]


def step_lists(pack: Pack) -> list[str]:
    """Codes of the lists the identification steps name, in the pack's order."""
    steps = [step for route in pack.process.identification.routes.values() for step in route.steps.values()]
    return list(dict.fromkeys(code for step in steps for code in step.lists))


def choices(pack: Pack, *, child: bool) -> list[Choice]:
    """Every list: those of the identification steps first, usable ones before those whose items are not at hand."""
    first = step_lists(pack)
    order = [*first, *(code for code in pack.indicators if code not in first)]
    found = [choice(code, pack.indicators[code], of_step=code in first, child=child) for code in order]
    return sorted(found, key=lambda one: (not one.of_step, not one.items))


def choice(code: str, source: listed.IndicatorList, *, of_step: bool, child: bool) -> Choice:
    """One list as a page offers it."""
    fits = source.persons in ("any", "child" if child else "adult")
    because = source.incomplete_because or {}
    return Choice(code, source.title, source.version, len(source.items), of_step, not source.incomplete, because, source.persons, fits)


def indicator_list(pack: Pack, code: str) -> rules.IndicatorList:
    """The list as the rules read it; KeyError for an unknown code."""
    source = pack.indicators[code]
    items = tuple(
        rules.Indicator(
            item,
            rules.Dimension(entry.dimension) if entry.dimension else None,
            rules.Weight(entry.weight) if entry.weight else None,
        )
        for item, entry in source.items.items()
    )
    return rules.IndicatorList(code, source.version, rules.ListKind(source.profile), items, not source.incomplete)


def groups(pack: Pack, code: str) -> list[Group]:
    """The pages of a form in their order: one dimension a page, the items without a dimension last."""
    items = pack.indicators[code].items
    keys = [*rules.Dimension, None]
    parts = [(key, tuple((c, item) for c, item in items.items() if item.dimension == key)) for key in keys]
    return [Group(str(key) if key else OTHER, part) for key, part in parts if part]


def participants(pack: Pack) -> tuple[rules.Participant, ...]:
    """Who has to stand by a child, as the pack names them."""
    rows = pack.process.identification.child_participants
    return tuple(rules.Participant(code, entry.obligatory) for code, entry in rows.items())

"""All items as they leave, and the tables of people that leave with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dayaq.assess.framework.rules import Instrument
from dayaq.assess.results.rules.keys import ITSELF, NOTHING, TEXT, Respondent, Split, by_item, one_way, protected
from dayaq.assess.results.rules.leaving import THRESHOLD, Leaves, opinion, profile_items, withheld
from dayaq.assess.results.rules.ledger import Printed
from dayaq.assess.results.rules.profile import NOT_SAID, Property, properties
from dayaq.assess.results.rules.shares import rounded
from dayaq.assess.results.rules.tables import ItemTable
from dayaq.assess.results.rules.tables import table as counted
from dayaq.core.decision import Reason
from dayaq.count.disclosure.tables.relations import Release


@dataclass(frozen=True, slots=True)
class Left:
    """What may leave: items by code in the order of the form, and the protected tables of people for the ledger."""

    items: Mapping[str, Leaves]
    tables: tuple[Release, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything the rules need to know of one survey. ``where``: what holds for everybody, such as the country."""

    instrument: Instrument
    people: Sequence[Respondent]
    tables: Mapping[str, ItemTable]
    where: Mapping[str, str]
    comparative: bool = False  # whether countries may stand beside each other
    printed: Printed = field(default_factory=Printed)

    @property
    def properties(self) -> dict[str, Property]:
        return properties(self.instrument, self.instrument.languages)


def leave(answers: Answers, only: Collection[str] = ()) -> Left:
    """Every item as it leaves, or those wanted ``only``, compared with all that has left before."""
    known, profile = answers.properties, profile_items(answers.instrument)
    items: dict[str, Leaves] = {}
    tables: list[Release] = []
    for code, table in answers.tables.items():
        if only and code not in only:
            continue
        if code not in profile:
            items[code] = opinion(table, answers.printed.of(code))
        else:
            items[code], release = _of_people(answers, known[code], table)
            tables += [release] if release else []
    return Left(items, tuple(tables))


def _of_people(answers: Answers, prop: Property, table: ItemTable) -> tuple[Leaves, Release | None]:
    """A table of people by one property: hidden numbers stay out, and so does the base where it would tell one."""
    if prop.name in answers.where:
        return _everybody(table, answers.where[prop.name]), None
    release = one_way(prop, answers.people, answers.where)
    split = protected([release], answers.printed.tables)
    if split.refused:
        return withheld(table, *split.refused, profile=True), None
    counts = {code: _value(split, **{prop.name: code}) for code in table.counts}
    silent = _value(split, **{prop.name: NOT_SAID})
    base = None if silent is None else table.respondents - silent
    return _shown(table, counts, base), replace(release, table=split.tables[0], fixed=True)


def _value(split: Split, **groups: str) -> int | None:
    cell = split.tables[0].cell(**groups)
    return cell.value if cell else None


def _everybody(table: ItemTable, group: str) -> Leaves:
    """What the assessment says of everybody anyway, when it is so."""
    if table.counts.get(group) != table.base:
        return withheld(table, Reason("results.nothing", NOTHING, {"threshold": THRESHOLD}), profile=True)
    return _shown(table, dict(table.counts), table.base)


def _shown(table: ItemTable, counts: Mapping[str, int | None], base: int | None) -> Leaves:
    known = {code: count for code, count in counts.items() if count is not None}
    percent = rounded(known, base, 100, adds=False) if base else {}
    return Leaves(
        table.code,
        table.kind,
        table.text,
        table.labels,
        table.respondents,
        base,
        counts,
        {code: percent.get(code) for code in counts},
        profile=True,
    )


def split(answers: Answers, code: str, by: str) -> Split:
    """An item split by a property as it leaves; LookupError for an unknown item or property, and for countries not compared."""
    prop, table = _asked(answers, code, by)
    if table.kind == "text":
        return Split((), (Reason("results.text", TEXT),))
    if prop.code == code:
        return Split((), (Reason("results.itself", ITSELF),))
    whole = opinion(table, answers.printed.of(code)) if code not in profile_items(answers.instrument) else None
    if whole is not None and not whole.shown:
        return Split((), whole.withheld)
    releases = by_item(prop, answers.instrument.item(code), tuple(table.counts), answers.people, answers.where)
    public = [dim for release in releases for dim in release.table.dims if dim != prop.name] if whole is not None else []
    return protected(releases, answers.printed.tables, public)


def _asked(answers: Answers, code: str, by: str) -> tuple[Property, ItemTable]:
    known = answers.properties
    if code not in answers.tables:
        raise LookupError(f"there is no item {code}")
    if by in known and known[by].name == "country" and not answers.comparative:
        raise LookupError("countries are not compared in this assessment: the comparative mode is switched off")
    if by not in known:
        raise LookupError(f"answers are split by {', '.join(known)}; {by} is none of them")
    return known[by], answers.tables[code]


def exact(answers: Answers, code: str, by: str) -> dict[str, ItemTable]:
    """An item split by a property, exact: for the team. The table of each group that has people."""
    prop, whole = _asked(answers, code, by)
    item = answers.instrument.item(code)
    groups: dict[str, list[Respondent]] = {group: [] for group in prop.groups}
    for one in answers.people:
        groups[prop.of(one.answers, one.language)].append(one)
    ordered = whole.ranked or whole.kind not in {"rank", "top"}
    return {
        group: counted(answers.instrument, item, [one.answers for one in people], ordered=ordered)
        for group, people in groups.items()
        if people
    }

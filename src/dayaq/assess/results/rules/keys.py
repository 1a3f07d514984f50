"""Tables by who people are, as they leave: through the protection of counts, together with all that has left before.

A table of respondents by sex, position or age, and any opinion split by them, hides what is below five and whatever would
give that away; when nothing is left it is refused in words. The counts of an opinion over the whole group are public by
the policy for opinions (see ``leaving``), so they are known to the reader and are not hidden again.
Basis: THB Law Art. 6.3; European handbook on statistical disclosure control, chapters 4.2 and 5.3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dayaq.assess.framework.rules import Item
from dayaq.assess.framework.rules.instrument import Value
from dayaq.assess.results.rules.leaving import THRESHOLD
from dayaq.assess.results.rules.profile import Property, said
from dayaq.assess.results.rules.tables import HasAnswers, outside
from dayaq.core.decision import Reason
from dayaq.core.table import Cell, Table
from dayaq.core.table.cells import Key
from dayaq.core.words import N_
from dayaq.count.disclosure.auditing.audit import AuditFault
from dayaq.count.disclosure.auditing.differencing import NOTED, differences
from dayaq.count.disclosure.auditing.groups import groups
from dayaq.count.disclosure.publishing.protecting import Result, Task, carry_out
from dayaq.count.disclosure.tables.relations import Hierarchy, Release
from dayaq.count.disclosure.tables.release import Override

NO_ANSWER = "no_answer"
POLICY = "the small-number policy for opinions"
WHOLE = "opinions of the whole group are shown from five answers on"
SECONDS = 0.6

TOO_FEW = N_("%(people)s people took part: no two groups of at least %(threshold)s can be shown beside each other.")
NOTHING = N_("Every number of this table is below %(threshold)s or would give a smaller one away.")
TELLS = N_("In one of the groups everybody gave the same answer: the table would tell it of each of them.")
TOLD = N_("With what was printed before, this table would give few people away.")
CONTRADICTS = N_("What was printed before does not fit these numbers: look at it before anything else leaves.")
TEXT = N_("Answers in words are not split: they are read and coded by the team.")
ITSELF = N_("An item is not split by itself.")


class Respondent(HasAnswers, Protocol):
    """One respondent with the language of the answers."""

    @property
    def language(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Split:
    """Protected tables, or why there are none. ``tables`` as they leave, hidden cells without number."""

    tables: tuple[Table, ...]
    refused: tuple[Reason, ...] = ()
    hidden: int = 0


def one_way(prop: Property, people: Sequence[Respondent], where: Mapping[str, str]) -> Release:
    """How many respondents are in each group of a property, families included."""
    counted = Counter(prop.of(one.answers, one.language) for one in people)
    cells = [Cell({}, len(people)), *(Cell({prop.name: group}, counted[group]) for group in prop.groups)]
    for above in dict.fromkeys(prop.within.values()):
        inside = sum(counted[group] for group, family in prop.within.items() if family == above)
        cells.append(Cell({prop.name: above}, inside))
    levels = {prop.name: Hierarchy(prop.name, dict(prop.within))} if prop.within else {}
    return Release(Table("respondents", (prop.name,), tuple(cells)), where, levels, prop.title.get("en", prop.name))


def by_item(prop: Property, item: Item, choices: Sequence[str], people: Sequence[Respondent], where: Mapping[str, str]) -> list[Release]:
    """An item by a property: one table where a person gives one answer, else one of yes and no for each choice."""
    if item.kind in {"one", "scale"}:
        return [_crossed(prop, item.code, (*choices, NO_ANSWER), people, where)]
    return [_crossed(prop, f"{item.code}.{choice}", ("yes", "no", NO_ANSWER), people, where) for choice in choices]


def _crossed(prop: Property, dim: str, answers: Sequence[str], people: Sequence[Respondent], where: Mapping[str, str]) -> Release:
    counted = Counter((prop.of(one.answers, one.language), answer_in(dim, one.answers, answers)) for one in people)
    inner = [Cell({prop.name: group, dim: answer}, counted[group, answer]) for group in prop.groups for answer in answers]
    return Release(Table("respondents", (prop.name, dim), tuple(inner)).with_margins(), where)


def answer_in(dim: str, given: Mapping[str, Value], answers: Sequence[str]) -> str:
    """Which column of a split somebody is in; for a table of one choice (dimension "2.1.origin") yes or no."""
    if "yes" not in answers:
        answer = said(given.get(dim))
        return answer if answer in answers else NO_ANSWER
    code, _, choice = dim.rpartition(".")
    value = given.get(code)
    if not value or outside(value):
        return NO_ANSWER
    return "yes" if choice in value else "no"


def protected(releases: Sequence[Release], earlier: Sequence[Release], public: Sequence[str] = ()) -> Split:
    """Tables of one population as they leave, or the refusal. ``public``: dimensions whose own totals have left already."""
    people = max((cell.value or 0 for release in releases for cell in release.table.cells), default=0)
    if people < 2 * THRESHOLD:
        return _refused("results.too_few", TOO_FEW, people=people, threshold=THRESHOLD)
    try:
        compared = _compared(releases, earlier)
        if compared is not None:
            return compared
        result = carry_out(Task(tuple(releases), THRESHOLD, _override(releases, public), tuple(earlier)), seconds=SECONDS)
    except AuditFault:
        return _refused("results.contradicts", CONTRADICTS)
    return _judged(result, releases, public)


def _override(releases: Sequence[Release], public: Sequence[str]) -> Override | None:
    """The totals of an opinion, which left with the item itself."""
    cells = frozenset(
        cell.key
        for release in releases
        for cell in release.table.cells
        if cell.value and cell.value < THRESHOLD and len(cell.key) == 1 and set(dict(cell.key)) <= set(public)
    )
    return Override(POLICY, WHOLE, cells) if cells else None


def _compared(releases: Sequence[Release], earlier: Sequence[Release]) -> Split | None:
    """A refusal when the people counted have changed since an earlier print by so few that they could be singled out."""
    if not earlier or not _changed(releases, earlier):
        return None
    found = [one for one in differences(tuple(earlier), tuple(releases), THRESHOLD, growing=False) if one.code != NOTED]
    return _refused("results.told", TOLD) if found else None


def _changed(releases: Sequence[Release], earlier: Sequence[Release]) -> bool:
    now = {release.key(cell.key): cell.value for release in releases for cell in release.table.cells}
    before = {release.key(cell.key): cell.value for release in earlier for cell in release.table.cells}
    return any(before[key] is not None and before[key] != value for key, value in now.items() if key in before)


def _judged(result: Result, releases: Sequence[Release], public: Sequence[str]) -> Split:
    """What the protection left, or why that is not enough."""
    tables = tuple(one.table for one in result.publications)
    if not result.safe:
        return _refused("results.told", TOLD)
    if not any(_tells_something(cell, public) for table in tables for cell in table.cells):
        return _refused("results.nothing", NOTHING, threshold=THRESHOLD)
    masked = [Release(table, release.where, release.hierarchies) for table, release in zip(tables, releases, strict=True)]
    full = [one for one in groups(masked) if one.code == "full" and _about_people(one.key, public)]
    if full:
        return _refused("results.tells", TELLS)
    return Split(tables, hidden=sum(cell.value is None for table in tables for cell in table.cells))


def _tells_something(cell: Cell, public: Sequence[str]) -> bool:
    """Whether a cell has a number that names a group of people and is not zero."""
    return bool(cell.value) and bool(set(cell.dims) - set(public))


def _about_people(key: Key, public: Sequence[str]) -> bool:
    """Whether a full row is one of a group of people, or says which group everybody is in."""
    return bool({dim for dim, _ in key} - set(public)) or not public


def _refused(code: str, message: str, **params: object) -> Split:
    return Split((), (Reason(code, message, params),))

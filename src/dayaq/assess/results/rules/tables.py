"""The table of an item: how many chose what, of how many who answered.

The base of an item is whoever gave an answer; "don't know / not my field" and no answer are counted apart and are in no
base and in no share. No mean is taken: the method defines no score, and answers that have only an order have no distances
to average. Basis: CT-NAT, annex D (scales of words without numbers); requirement that every number stands with its base.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from typing import Protocol, cast

from dayaq.assess.framework.rules import NOT_MY_FIELD, Choice, Instrument, Item, Words
from dayaq.assess.framework.rules.instrument import Kind, Value
from dayaq.assess.results.rules.shares import rounded

SINGLE = frozenset({"one", "scale"})  # one answer a person: counts add to the base
POINTS = (3, 2, 1)  # of a first, second and third choice; Basis: CT-NAT annex D, item 8.1 asks for the three in order


_Counted = tuple[int, int, dict[str, int], dict[str, tuple[int, ...]]]  # base, who does not know, people by choice, places


class HasAnswers(Protocol):
    """One respondent: the canonical answers, as ``framework.rules.instrument`` describes them."""

    @property
    def answers(self) -> Mapping[str, Value]: ...


@dataclass(frozen=True, slots=True)
class ItemTable:
    """One item over all respondents.

    ``counts``: people by choice, in the order of the form, zeros included; for ``rank`` those who put it first; empty for
    ``text``. ``shares``: counts divided by the base, exact. ``places``: by choice, how many put it first, second, ... (rank
    and top; empty when the order is not known). ``base`` + ``not_my_field`` + ``unanswered`` = ``respondents``.
    """

    code: str
    kind: Kind
    text: Words
    base: int
    counts: Mapping[str, int]
    labels: Mapping[str, Words]
    not_my_field: int
    unanswered: int
    respondents: int
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    scale: str = ""
    block: str = ""

    @property
    def shares(self) -> Mapping[str, Fraction]:
        return {code: Fraction(count, self.base) for code, count in self.counts.items()} if self.base else {}

    @property
    def adds(self) -> bool:
        """Whether the counts add to the base: one answer a person."""
        return exclusive(self.kind)

    @property
    def percent(self) -> Mapping[str, int]:
        """Whole per cent of the base; where answers exclude each other they add to 100 (see ``shares``)."""
        return rounded(self.counts, self.base, 100, adds=self.adds)

    @property
    def ranked(self) -> bool:
        """Whether the order of choices is known."""
        return bool(self.places)

    @property
    def first(self) -> Mapping[str, int]:
        """How many put a choice first; empty when the order is not known."""
        return {code: places[0] for code, places in self.places.items()}

    @property
    def score(self) -> Mapping[str, int]:
        """Three points for a first choice, two for a second, one for a third (kind top); a reading aid beside the votes."""
        if self.kind != "top":
            return {}
        return {code: sum(n * points for n, points in zip(places, POINTS, strict=False)) for code, places in self.places.items()}

    @property
    def votes(self) -> int:
        """All marks made: base times the number of choices where everybody makes the same number."""
        return sum(self.counts.values())

    def as_json(self) -> dict[str, object]:
        """The stable shape of the command line."""
        found: dict[str, object] = {
            "code": self.code,
            "kind": self.kind,
            "text": dict(self.text),
            "base": self.base,
            "counts": dict(self.counts),
            "shares": {code: share / 10_000 for code, share in rounded(self.counts, self.base, 10_000, adds=self.adds).items()},
            "percent": dict(self.percent),
            "not_my_field": self.not_my_field,
            "unanswered": self.unanswered,
            "respondents": self.respondents,
        }
        if self.kind in {"rank", "top"}:
            found |= {"votes": self.votes, "ranked": self.ranked, "first": dict(self.first), "score": dict(self.score)}
        return found


def exclusive(kind: Kind) -> bool:
    """Whether nobody is counted under two choices, so that counts of choices may be added."""
    return kind in SINGLE or kind == "rank"


def tabulate(instrument: Instrument, answered: Iterable[HasAnswers], *, unordered: Collection[str] = ()) -> dict[str, ItemTable]:
    """The table of every item, in the order of the form. ``unordered``: items whose choices stand in no known order.

    ValueError when somebody gave an answer that the item does not offer.
    """
    columns: defaultdict[str, list[Value]] = defaultdict(list)
    people = 0
    for one in answered:  # once through everybody: ten times as many look-ups would cost more than all the counting
        people += 1
        for code, value in one.answers.items():
            columns[code].append(value)
    return {item.code: _table(instrument, item, columns[item.code], people, item.code not in unordered) for item in instrument.items}


def table(instrument: Instrument, item: Item, people: Sequence[Mapping[str, Value]], *, ordered: bool = True) -> ItemTable:
    """The table of one item over the answers of some people."""
    return _table(instrument, item, [answers[item.code] for answers in people if item.code in answers], len(people), ordered)


def _table(instrument: Instrument, item: Item, column: Sequence[Value], people: int, ordered: bool) -> ItemTable:
    """``column``: the answers to the item, in any order; ``people``: how many took part."""
    choices = () if item.kind == "text" else instrument.offered(item)
    base, not_mine, counts, places = _single(item, column, choices) if item.kind in SINGLE else _several(item, column, choices, ordered)
    return ItemTable(
        item.code,
        item.kind,
        item.text,
        base,
        counts,
        {choice.code: choice.label for choice in choices},
        not_mine,
        people - base - not_mine,
        people,
        places,
        item.scale,
        item.block,
    )


def outside(value: Value) -> bool:
    """Whether an answer says that the person does not know or does not work in that field."""
    return value in (NOT_MY_FIELD, [NOT_MY_FIELD])


def _single(item: Item, column: Sequence[Value], choices: Sequence[Choice]) -> _Counted:
    """One answer a person: most of a survey."""
    counted = Counter(cast("Sequence[str]", column))
    not_mine = counted.pop(NOT_MY_FIELD, 0)
    del counted[""]
    return counted.total(), not_mine, _by_choice(item, counted, choices), {}


def _several(item: Item, column: Sequence[Value], choices: Sequence[Choice], ordered: bool) -> _Counted:
    """Texts, and answers of several choices, ranked or not."""
    given = [value for value in column if value]
    said = [value for value in given if not outside(value)]
    if item.kind == "text":
        return len(said), len(given) - len(said), {}, {}
    lists = [[value] if isinstance(value, str) else value for value in said]
    places = _places(lists, choices) if item.kind in {"rank", "top"} and ordered else {}
    counted = Counter(value[0] for value in lists) if item.kind == "rank" else Counter(chain.from_iterable(lists))
    return len(said), len(given) - len(said), _by_choice(item, counted, choices), places


def _by_choice(item: Item, counted: Mapping[str, int], choices: Sequence[Choice]) -> dict[str, int]:
    """Counts in the order of the form; ValueError for an answer that the item does not offer."""
    unknown = counted.keys() - {choice.code for choice in choices}
    if unknown:
        raise ValueError(f"item {item.code}: {', '.join(sorted(unknown))} is not offered")
    return {choice.code: counted.get(choice.code, 0) for choice in choices}


def _places(lists: Sequence[Sequence[str]], choices: Sequence[Choice]) -> dict[str, tuple[int, ...]]:
    """For each choice how many put it first, second, and so on."""
    depth = max(map(len, lists), default=0)
    by_place = [Counter(value[place] for value in lists if place < len(value)) for place in range(depth)]
    return {choice.code: tuple(counts[choice.code] for counts in by_place) for choice in choices} if depth else {}

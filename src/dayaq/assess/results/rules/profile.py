"""What respondents can be recognised by: the properties that tables are split by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dayaq.assess.assessment.rules import CATEGORIES
from dayaq.assess.framework.rules import Instrument, Item, Words
from dayaq.assess.framework.rules.instrument import Value
from dayaq.assess.results.rules.leaving import profile_items
from dayaq.assess.results.rules.tables import outside
from dayaq.core.words import N_

NAMES = {"1.1": "country", "1.2": "position", "1.3": "employer", "1.4": "field", "1.5": "age", "1.6": "sex", "1.7": "place"}
NOT_SAID = "not_said"
LANGUAGE: Words = {"en": N_("Language of the answer")}
ROLE: Words = {"en": N_("Kind of institution")}
Group = Callable[[Mapping[str, Value], str], str]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of respondents: its name in tables of counts, the item it comes from ("" for none), its groups.

    ``labels``: texts by group. ``within``: the family of each group, where groups lie in families; a table by the families
    themselves has the same name, so that the protection of counts knows the one from the other.
    """

    name: str
    code: str
    title: Words
    groups: tuple[str, ...]
    labels: Mapping[str, Words]
    of: Group
    within: Mapping[str, str] = field(default_factory=dict)


def properties(instrument: Instrument, languages: tuple[str, ...]) -> dict[str, Property]:
    """Every property by the word it is asked for with: the item's code, "role" (families of the position), "language"."""
    found = {code: _of_item(instrument, instrument.item(code)) for code in sorted(profile_items(instrument))}
    with_families = next((one for one in found.values() if one.within), None)
    if with_families is not None:
        found["role"] = _families(with_families)
    labels: dict[str, Words] = {code: {"en": code} for code in languages}
    found["language"] = Property("language", "", LANGUAGE, languages, labels, lambda _answers, language: language)
    return found


def _of_item(instrument: Instrument, item: Item) -> Property:
    choices = instrument.offered(item)
    families = {choice.code: family(choice.family) for choice in choices if choice.family}
    return Property(
        NAMES.get(item.code, item.code),
        item.code,
        item.text,
        (*(choice.code for choice in choices), NOT_SAID),
        {choice.code: choice.label for choice in choices},
        lambda answers, _language: said(answers.get(item.code)),
        families,
    )


def _families(position: Property) -> Property:
    families = tuple(dict.fromkeys((*position.within.values(), NOT_SAID)))
    return Property(
        position.name,
        position.code,
        ROLE,
        families,
        {code: {"en": CATEGORIES.get(code.removeprefix("*"), code.removeprefix("*"))} for code in families},
        lambda answers, language: position.within.get(position.of(answers, language), NOT_SAID),
    )


def family(code: str) -> str:
    """A family of groups in tables of counts; marked, since a family and one of its groups may have the same code."""
    return f"*{code}"


def said(value: Value | None) -> str:
    """The group somebody is in by an answer; whoever gave none is in a group of their own."""
    if not value or outside(value):
        return NOT_SAID
    return value if isinstance(value, str) else value[0]

"""The invented country differs from Azerbaijan in every configurable thing, so no rule of one is built in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from pydantic import BaseModel

from dayaq.core.pack import load
from dayaq.core.pack.schema.areas import AREAS
from dayaq.core.pack.schema.base import Binding

FRAME = frozenset(Binding.model_fields) | {"label"}
FLOORS = {floor.at for floor in load("intl-minimum").manifest.floors.values()}
REFERENCES = {
    f"process.{key}"
    for key in ("reflection.clock", "shelter.adult", "shelter.adult_cap", "shelter.child", "shelter.extend_by", "inspection.clock")
}
"""Names of clocks, which code asks for by their name; their terms are compared themselves."""

SHARED = {
    "hotline.thb": "a name: the topic under which every country's topics on trafficking stand",
    "fund.allowance": "a name: the entitlement whose amount, day and statuses are compared with the entitlements",
    "detection.street_child.clock": "a name of a clock; its terms are compared with the clocks of the process",
    "shelter.leave.answer": "a name of a clock; its terms are compared below",
    "support.plan_review": "a name of a clock; its terms are compared below",
    "rights.complaint": "a name of a clock; its terms are compared below",
    "rights.request": "a name of a clock; its terms are compared below",
    "network.abroad.consent_always": "a floor: nobody's file leaves the country without that person's yes",
    "shelter.leave.phone_free": "a floor: a telephone needs no leave in any country",
    "support.health_domains": "a floor: what is health is kept among health data everywhere",
    "support.health_services": "a floor: what is health is kept among health data everywhere",
    "inspection.mediation": "holds no value: that there is mediation, with its basis",
    "papers.words": "shared words: names of blanks in the languages of papers",
}
"""What may be the same in both countries, and why."""

ENTRIES = {
    "fund.items.allowance": "a name: which entitlement it is, compared with the entitlements",
    "fund.sources.state": "that the State pays in; whether in practice is the value of the sources that differ",
}
"""Entries of countries that may be the same, and why."""

UNUSED = {"follow_up_first", "follow_up_second", "follow_up_last"}
"""Clocks of the base that the invented country does not use: it looks back by clocks of its own names, with other terms."""


def leaves(key: str, value: object) -> Iterator[tuple[str, object]]:
    """Every configurable value; what is keyed by a country's own codes is compared as a whole."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in FRAME:
                yield from leaves(f"{key}.{name}", getattr(value, name))
    elif isinstance(value, Mapping):
        yield key, list(value)
    else:
        yield key, value


def test_process_differs_in_every_value() -> None:
    one, other = load("az").process, load("demo").process
    mine, theirs = dict(leaves("process", one)), dict(leaves("process", other))
    same = {key for key in mine if mine[key] == theirs.get(key, object())}
    assert same - FLOORS - REFERENCES == set()
    assert len(mine) > 30


def test_every_clock_differs() -> None:
    one, other = load("az").process.clocks, load("demo").process.clocks
    assert set(one) <= set(other)
    same = [
        code
        for code, rule in one.items()
        if [(t.value, t.kind, t.end_rule) for t in rule.terms] == [(t.value, t.kind, t.end_rule) for t in other[code].terms]
    ]
    assert same == []


def test_country_and_calendar_differ() -> None:
    one, other = load("az").manifest, load("demo").manifest
    for name in ("code", "version", "name", "country", "timezone", "currency", "languages"):
        assert getattr(one, name) != getattr(other, name)
    for name in ("weekend", "holidays", "holidays_complete"):
        assert getattr(one.calendar, name) != getattr(other.calendar, name)


def test_access_and_reports_differ() -> None:
    one, other = load("az"), load("demo")
    assert one.access.disclosure.by != other.access.disclosure.by
    for name in type(one.access.grant_lives).model_fields:
        assert getattr(one.access.grant_lives, name) != getattr(other.access.grant_lives, name)
    for name in ("threshold", "year_starts", "disaggregation", "reports"):
        assert getattr(one.reports, name) != getattr(other.reports, name)


def test_bodies_deciders_statuses_and_rights_differ() -> None:
    one, other = load("az"), load("demo")
    assert not set(one.bodies) & set(other.bodies)
    assert [c for c, b in one.bodies.items() if b.decides] == ["ctmd"]
    assert [c for c, b in other.bodies.items() if b.decides] == ["crime_directorate", "recognition_panel"]
    for code in one.status.keys() & other.status.keys():
        if one.status[code].decision or code in {"suspected", "presumed", "ngo_identified"}:
            assert one.status[code].assert_by != other.status[code].assert_by
    assert set(other.status) - set(one.status) == {"identified_by_panel"}
    for code in one.entitlements.keys() & other.entitlements.keys():
        assert one.entitlements[code] != other.entitlements[code]


def test_lists_and_ways_of_scoring_differ() -> None:
    one, other = load("az").indicators, load("demo").indicators
    assert {entry.profile for entry in one.values()} == {"ilo_dimension"}
    assert {entry.profile for entry in other.values()} == {"ilo_dimension", "any_yes", "no_score"}


def test_roles_can_be_renamed_and_added() -> None:
    one, other = load("az"), load("demo")
    assert one.label("roles.identification_officer", "en") != other.label("roles.identification_officer", "en")
    assert set(other.roles) - set(one.roles) == {"panel_member"}
    assert "fishing" in other.codes["sector"].items
    assert "oil_extraction" not in dict(other.codes["sector"].choices("en"))


def said(value: object) -> object:
    """A value without what it stands on: two countries differ by what they say, not by naming other acts for the same."""
    if isinstance(value, BaseModel):
        return {name: said(getattr(value, name)) for name in type(value).model_fields if name not in FRAME}
    if isinstance(value, Mapping):
        return {key: said(one) for key, one in value.items()}
    return [said(one) for one in value] if isinstance(value, tuple) else value


def of_area(pack: str, area: str) -> dict[str, object]:
    """Every value of the file of an area, by its path; lists and clocks are compared apart."""
    file = load(pack).area(AREAS[area])
    found = dict(pair for name in AREAS[area].model_fields if name not in {"lists", "clocks"} for pair in parts(area, name, file))
    return {key: value for key, value in found.items() if value not in (None, [], {})}


def parts(area: str, name: str, file: BaseModel) -> Iterator[tuple[str, object]]:
    """A rule falls into its fields; what a country enters by its own codes, or one after the other, is one value."""
    value = getattr(file, name)
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            if field not in FRAME:
                yield f"{area}.{name}.{field}", said(getattr(value, field))
    else:
        yield f"{area}.{name}", said(value)


@pytest.mark.parametrize("area", AREAS)
def test_every_value_of_an_area_differs(area: str) -> None:
    mine, theirs = of_area("az", area), of_area("demo", area)
    assert mine
    same = {key for key in mine if mine[key] == theirs.get(key, object())}
    assert same == {key for key in SHARED if key.startswith(f"{area}.")}, "a value of one country is built in, or a reason is out of date"


@pytest.mark.parametrize("area", AREAS)
def test_what_a_country_enters_by_a_code_is_not_said_the_same_by_the_other(area: str) -> None:
    """What stands in the base unchanged is a shared word or paper; what a country wrote itself is its own. A label alone is no value."""
    base, mine, theirs = (of_area(name, area) for name in ("intl-minimum", "az", "demo"))
    same = [
        f"{key}.{code}"
        for key, value in mine.items()
        if isinstance(value, dict) and isinstance(other := theirs.get(key), dict)
        for code, entry in value.items()
        if entry not in ({}, []) and entry == other.get(code, object()) != in_base(base.get(key), code)
    ]
    assert set(same) - set(ENTRIES) == set()


def in_base(value: object, code: str) -> object:
    """An entry of the base under a code, if there is one."""
    return value.get(code) if isinstance(value, dict) else None


@pytest.mark.parametrize("area", AREAS)
def test_lists_of_an_area_differ_where_a_country_has_its_own_words(area: str) -> None:
    """A list that a country takes from the base as it is, is a shared list: its words are those of the field, not of the country."""
    base, one, other = (load(name).area(AREAS[area]).lists for name in ("intl-minimum", "az", "demo"))
    own = {code for code, entry in one.items() if code not in base or entry.items != base[code].items}
    assert [code for code in own if code in other and list(other[code].items) == list(one[code].items)] == []


@pytest.mark.parametrize("area", AREAS)
def test_clocks_of_an_area_differ(area: str) -> None:
    one, other = (load(name).area(AREAS[area]).clocks for name in ("az", "demo"))
    same = [
        code
        for code, rule in one.items()
        if code in other
        and [(t.value, t.kind, t.end_rule) for t in rule.terms] == [(t.value, t.kind, t.end_rule) for t in other[code].terms]
    ]
    named = {code for rule in load("demo").area(AREAS["support"]).model_dump()["follow_up"] for code in rule["clocks"]}
    assert named
    assert [code for code in same if code not in UNUSED or code in named] == []


def test_some_countries_have_lists_and_clocks_of_their_own() -> None:
    """The tests above compare something: words and terms that az writes itself are there."""
    files = [(load("az").area(kind), load("intl-minimum").area(kind)) for kind in AREAS.values()]
    assert sum(len([code for code in one.lists if one.lists[code] != base.lists.get(code)]) for one, base in files) >= 3
    assert sum(len(one.clocks) for one, _ in files) >= 8

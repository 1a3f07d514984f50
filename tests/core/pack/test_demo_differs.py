"""The invented country differs from Azerbaijan in every configurable thing, so no rule of one is built in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from dayaq.core.pack import load
from dayaq.core.pack.schema.base import Binding

FRAME = frozenset(Binding.model_fields) | {"label"}
FLOORS = {floor.at for floor in load("intl-minimum").manifest.floors.values()}
REFERENCES = {
    f"process.{key}"
    for key in ("reflection.clock", "shelter.adult", "shelter.adult_cap", "shelter.child", "shelter.extend_by", "inspection.clock")
}
"""Names of clocks, which code asks for by their name; their terms are compared themselves."""


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

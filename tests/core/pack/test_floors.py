"""Floors: below them a pack fails, unless two different people in two different roles answer for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dayaq.core.pack import Level, load
from dayaq.core.pack.assemble import PACKS, base_draft
from tests.core.pack.conftest import Bench

Change = Callable[[Any], object]
TWO = [{"name": "Aygun Example", "role": "minister"}, {"name": "Rashid Example", "role": "co-ordinator"}]

BELOW: dict[str, tuple[str, str, Change]] = {
    "child_age": ("process", "age.child_under", lambda c: c["age"].update(child_under=16)),
    "age_disputed_treated_as_child": (
        "process",
        "age.disputed_treated_as_child",
        lambda c: c["age"].update(disputed_treated_as_child=False),
    ),
    "child_means_required": (
        "process",
        "identification.test.child_means_required",
        lambda c: c["identification"]["test"].update(child_means_required=True),
    ),
    "consent_counts": ("process", "identification.test.consent_counts", lambda c: c["identification"]["test"].update(consent_counts=True)),
    "reflection_min": ("process", "clocks.reflection.terms[0].value", lambda c: c["clocks"]["reflection"]["terms"][0].update(value="P29D")),
    "reflection_on_presumed": ("process", "reflection.given_on", lambda c: c["reflection"].update(given_on=["identified"])),
    "reflection_conditional_on_cooperation": (
        "process",
        "reflection.conditional_on_cooperation",
        lambda c: c["reflection"].update(conditional_on_cooperation=True),
    ),
    "shelter_conditional_on_cooperation": (
        "process",
        "shelter.conditional_on_cooperation",
        lambda c: c["shelter"].update(conditional_on_cooperation=True),
    ),
    "shelter_requires_decision": ("process", "shelter.requires_decision", lambda c: c["shelter"].update(requires_decision=True)),
    "removal_blocked_while": ("process", "removal.blocked_while", lambda c: c["removal"].update(blocked_while=["presumed", "reflection"])),
    "risk_before_return": ("process", "returning.risk_assessment_first", lambda c: c["returning"].update(risk_assessment_first=False)),
    "child_identity_publishable": ("access", "child_identity_publishable", lambda c: c.update(child_identity_publishable=True)),
    "default_access": ("access", "default", lambda c: c.update(default="allow")),
}


def test_every_floor_is_tried() -> None:
    manifest = base_draft(PACKS / "intl-minimum").manifest
    assert manifest is not None
    assert set(manifest.floors) == set(BELOW)


@pytest.mark.parametrize("floor", BELOW)
def test_a_value_below_its_floor_fails_at_its_place(az: Bench, floor: str) -> None:
    file, key, change = BELOW[floor]
    az.edit(file, change)
    errors = az.errors()
    assert list(errors) == [(f"{file}.yaml", key)]
    assert f"by the floor {floor} (" in errors[f"{file}.yaml", key]


@pytest.mark.parametrize("floor", BELOW)
def test_an_override_by_two_people_turns_the_error_into_a_warning(az: Bench, floor: str) -> None:
    file, key, change = BELOW[floor]
    az.edit(file, change)
    az.edit("pack", lambda c: c.update(overrides=[{"floor": floor, "reason": "court ruling 1/2020", "approved_by": TWO}]))
    assert az.errors() == {}
    about = [f for f in az.findings() if f.level is Level.WARNING and f.key == key and floor in f.expected]
    assert len(about) == 1
    assert load("az", az.root).manifest.overrides[0].floor == floor


@pytest.mark.parametrize(
    "approved",
    [
        [],
        TWO[:1],
        [TWO[0], TWO[0]],
        [TWO[0], {"name": "aygun  EXAMPLE", "role": "co-ordinator"}],
        [TWO[0], {"name": "Rashid Example", "role": "Minister"}],
    ],
)
def test_an_override_without_two_people_in_two_roles_counts_for_nothing(az: Bench, approved: list[dict[str, str]]) -> None:
    az.edit("access", lambda c: c.update(default="allow"))
    az.edit("pack", lambda c: c.update(overrides=[{"floor": "default_access", "reason": "none", "approved_by": approved}]))
    assert set(az.errors()) == {("access.yaml", "default"), ("pack.yaml", "overrides[0].approved_by")}


def test_an_override_of_no_floor_is_an_error(az: Bench) -> None:
    az.edit("pack", lambda c: c.update(overrides=[{"floor": "patience", "reason": "none", "approved_by": TWO}]))
    assert list(az.errors()) == [("pack.yaml", "overrides[0].floor")]


@pytest.mark.parametrize(
    ("length", "kept"),
    [("P30D", True), ("P31D", True), ("P1M", False), ("P2M", True), ("P30WD", True), ("PT720H", True), ("PT719H", False)],
)
def test_reflection_is_compared_by_the_fewest_days_it_can_last(az: Bench, length: str, kept: bool) -> None:
    rule = "same_time"
    az.edit("process", lambda c: c["clocks"]["reflection"]["terms"][0].update(value=length, end_rule=rule))
    assert (az.errors() == {}) is kept


def test_an_earlier_version_of_a_term_keeps_the_floor_too(az: Bench) -> None:
    def change(content: Any) -> None:
        terms = content["clocks"]["reflection"]["terms"]
        terms.append({**terms[0], "value": "P10D", "valid": ["2010-01-01", "2013-09-10"]})

    az.edit("process", change)
    assert list(az.errors()) == [("process.yaml", "clocks.reflection.terms[1].value")]

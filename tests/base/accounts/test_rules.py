"""Roles that exclude each other, ties that get in each other's way, and when a visit is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from dayaq.base.accounts.rules import (
    PERMISSIONS,
    Ended,
    Tie,
    conflicts,
    exclude,
    guessable,
    may_hold,
    needs_second_factor,
    one_side_only,
    over,
    quiet_minutes,
    watches,
)
from dayaq.core.pack import load
from dayaq.core.pack.schema.roles import Permission, Role

KNOWN = load("az").roles
CASE_ROLES = sorted(code for code, role in KNOWN.items() if role.sees_cases)
AT = datetime(2016, 1, 14, 6, tzinfo=UTC)
CTMD, SHELTER, NGO, OTHER_NGO = (uuid4() for _ in range(4))


def tie(organisation: object, *, state: bool, role: str = "", name: str = "A") -> Tie:
    return Tie(organisation, {"en": name}, state, role)  # type: ignore[arg-type]


def codes(decision: object) -> list[str]:
    return [reason.code for reason in decision.reasons]  # type: ignore[attr-defined]


def test_every_permission_is_said_in_words() -> None:
    assert set(PERMISSIONS) == {str(p) for p in Permission}


@pytest.mark.parametrize("watcher", ["auditor", "administrator", "national_coordinator"])
@pytest.mark.parametrize("role", CASE_ROLES)
def test_who_watches_or_gives_access_never_works_on_cases(watcher: str, role: str) -> None:
    state = not KNOWN[role].ngo_only
    assert codes(may_hold(held={watcher}, wanted=role, state=state, known=KNOWN)) == ["roles_exclude"]
    assert codes(may_hold(held={role}, wanted=watcher, state=True, known=KNOWN)) == ["roles_exclude"]


def test_the_floor_holds_where_a_pack_forgets_it() -> None:
    careless = {code: role.model_copy(update={"excludes": ()}) for code, role in KNOWN.items()}
    assert exclude("administrator", "shelter_manager", careless)
    assert exclude("lawyer", "auditor", careless)
    assert not exclude("lawyer", "clinician", careless)


def test_auditor_and_administrator_exclude_each_other() -> None:
    assert codes(may_hold(held={"auditor"}, wanted="administrator", state=True, known=KNOWN)) == ["roles_exclude"]


def test_a_role_of_the_state_is_not_given_outside_it() -> None:
    assert codes(may_hold(held=set(), wanted="identification_officer", state=False, known=KNOWN)) == ["state_only"]
    assert codes(may_hold(held=set(), wanted="ngo_case_worker", state=True, known=KNOWN)) == ["ngo_only"]


@pytest.mark.parametrize("role", ["clock", "nobody_knows"])
def test_a_service_role_is_not_for_people(role: str) -> None:
    assert codes(may_hold(held=set(), wanted=role, state=True, known=KNOWN)) == ["role_unknown"]


def test_two_case_roles_may_meet() -> None:
    assert may_hold(held={"ngo_case_worker"}, wanted="shelter_manager", state=False, known=KNOWN)


def test_the_chair_of_an_organisation_who_directs_a_state_shelter_is_a_conflict() -> None:
    """A22, visible part."""
    found = conflicts([tie(SHELTER, state=True, role="shelter_manager", name="Shelter"), tie(NGO, state=False, name="House")], KNOWN)
    assert [reason.code for reason in found] == ["state_and_other"]
    assert found[0].params == {"state": {"en": "Shelter"}, "other": {"en": "House"}}


def test_two_organisations_of_one_kind_are_a_conflict_too() -> None:
    found = conflicts([tie(NGO, state=False), tie(OTHER_NGO, state=False)], KNOWN)
    assert [reason.code for reason in found] == ["two_organisations"]


def test_two_roles_in_one_organisation_are_none() -> None:
    assert conflicts([tie(NGO, state=False, role="ngo_case_worker"), tie(NGO, state=False, role="shelter_manager")], KNOWN) == ()


def test_roles_that_should_never_have_met_are_named() -> None:
    found = conflicts([tie(CTMD, state=True, role="auditor"), tie(CTMD, state=True, role="investigator")], KNOWN)
    assert [reason.code for reason in found] == ["roles_exclude"]


def test_nobody_takes_part_on_both_sides() -> None:
    """A22: cannot approve the own referral, nor monitor it."""
    tied = {SHELTER, NGO}
    assert codes(one_side_only(acting_for=SHELTER, other_side=NGO, tied=tied)) == ["both_sides"]
    assert one_side_only(acting_for=SHELTER, other_side=OTHER_NGO, tied=tied)
    assert one_side_only(acting_for=SHELTER, other_side=SHELTER, tied=tied)
    assert one_side_only(acting_for=SHELTER, other_side=None, tied=tied)


@pytest.mark.parametrize(
    ("quiet", "since", "why"),
    [
        (timedelta(minutes=14, seconds=59), timedelta(hours=1), None),
        (timedelta(minutes=15), timedelta(hours=1), Ended.IDLE),
        (timedelta(0), timedelta(hours=11, minutes=59), None),
        (timedelta(0), timedelta(hours=12), Ended.ABSOLUTE),
        (timedelta(hours=1), timedelta(hours=13), Ended.ABSOLUTE),
    ],
)
def test_a_visit_ends_after_quiet_minutes_and_after_twelve_hours(quiet: timedelta, since: timedelta, why: Ended | None) -> None:
    assert over(started=AT - since, seen=AT - quiet, idle=15, now=AT) == why


def test_quiet_minutes_are_the_shorter_ones_with_any_case_role() -> None:
    assert quiet_minutes(["analyst"], KNOWN) == 30
    assert quiet_minutes(["analyst", "lawyer"], KNOWN) == 15
    assert quiet_minutes([], KNOWN) == 30


@pytest.mark.parametrize("code", [code for code, role in KNOWN.items() if role.kind == "person"])
def test_a_second_factor_is_needed_by_who_sees_cases_gives_rights_or_reads_the_trail(code: str) -> None:
    role: Role = KNOWN[code]
    permissions = [str(p) for p in role.permissions]
    assert (
        needs_second_factor(permissions, "production")
        == needs_second_factor(permissions, "evaluation")
        == (role.sees_cases or watches(role))
    )
    assert not needs_second_factor(permissions, "demo")


@pytest.mark.parametrize(
    ("password", "easy"),
    [
        ("passwordpassword", True),
        ("1234567890123456", True),
        ("qwertyuiopasdfghjkl", True),
        ("Sunshine1234567!!", True),
        ("aaaaaaaaaaaaaaab", True),
        ("2016-01-14 2017-02-15", True),
        ("tea with the neighbours", False),
        ("çay və iki qonşu evi", False),
        ("correct horse battery staple 7", False),
    ],
)
def test_a_long_password_can_be_easy_to_guess(password: str, easy: bool) -> None:
    assert guessable(password, {"password", "sunshine"}) == easy

"""The common roles: their permissions, and the ceilings of what they may see."""

from __future__ import annotations

import pytest

from dayaq.core.pack import load
from dayaq.core.pack.schema.roles import Permission

ROLES = load("intl-minimum").roles
PEOPLE = {code for code, role in ROLES.items() if role.kind == "person"}
CEILING = {  # access matrix: groups somebody in the role may at most read
    "hotline_operator": "G1 G3",
    "ngo_case_worker": "G1 G2 G3 G4 G5 G7 G8 G9",
    "shelter_manager": "G1 G2 G3 G4 G5 G7 G8",  # rent of transitional housing, asking the fund
    "assistance_worker": "G1 G2 G3 G4 G5 G7 G8 G9",
    "duty_officer": "G1 G2 G3 G7",
    "identification_officer": "G1 G2 G3 G6 G7",
    "investigator": "G1 G2 G3 G4 G5 G6 G7 G8",
    "referrer": "G1",
    "prosecutor_liaison": "G1 G2 G3 G4 G5 G6 G7 G8",
    "lawyer": "G1 G2 G3 G4 G6 G7 G8 G9",
    "clinician": "G1 G2 G3 G4 G7 G9",
    "migration_officer": "G1 G2 G7",
    "consular_officer": "G1 G2 G5 G7",
    "labour_inspector": "G1 G3",
    "fund_officer": "G1 G2 G8",
    "accreditation_officer": "",
    "monitor": "",
    "national_coordinator": "G10",
    "analyst": "G10",
    "rapporteur": "G10",
    "auditor": "",
    "administrator": "",
    "consultant": "",
}


def test_the_set_of_roles() -> None:
    assert set(CEILING) == PEOPLE
    assert {"clock", "register", "importer", "survey", "desk", "window", "courier"} == set(ROLES) - PEOPLE


@pytest.mark.parametrize("code", CEILING)
def test_nobody_reads_above_the_ceiling(code: str) -> None:
    assert list(ROLES[code].read) == CEILING[code].split()


def test_every_permission_is_held_by_some_role() -> None:
    assert {p for role in ROLES.values() for p in role.permissions} == set(Permission)


def test_control_and_case_work_exclude_each_other() -> None:
    case_roles = {code for code in PEOPLE if ROLES[code].sees_cases}
    for control, other in (("auditor", "administrator"), ("administrator", "auditor")):
        assert set(ROLES[control].excludes) == case_roles | {other}
        assert not ROLES[control].read + ROLES[control].write
    assert {code for code in PEOPLE if ROLES[code].session == "case"} == case_roles


@pytest.mark.parametrize("code", ["identification_officer", "investigator", "prosecutor_liaison", "duty_officer", "national_coordinator"])
def test_nobody_of_these_reads_privileged_notes_and_all_are_of_the_state(code: str) -> None:
    assert "G9" not in ROLES[code].read + ROLES[code].write
    assert ROLES[code].state_only


def test_health_and_places_are_closed_to_those_who_decide() -> None:
    officer = ROLES["identification_officer"]
    assert not {"G4", "G5"} & set(officer.read + officer.write)
    assert set(ROLES["investigator"].order) == {"G4", "G5", "G7"}

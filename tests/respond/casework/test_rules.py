"""Rules of case work without a database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dayaq.core.pack import load
from dayaq.core.pack.schema.casework import CaseworkFile
from dayaq.respond.casework.rules import doubles, letters, stages, transfers
from dayaq.respond.casework.rules.doubles import Traits
from dayaq.respond.casework.rules.letters import State, Step

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
ONE = Traits(frozenset({"zarifa uydurma"}), (1990, 1990), {"sex": "female", "nationality": "AZ"})


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Traits(frozenset({"zarifa uydurma"}), (1990, 1990), {"sex": "female", "nationality": "AZ"}), 95),
        (Traits(frozenset({"zarifa uydurma"}), None, {}), 60),
        (Traits(frozenset({"zarifa uydurma"}), (1991, 1991), {}), 85),  # a year told wrong
        (Traits(frozenset({"zarifa uydurma"}), (1996, 1996), {}), 0),
        (Traits(frozenset({"zarifa uydurma"}), None, {"sex": "male"}), 0),
        (Traits(frozenset({"other name"}), (1990, 1990), {"sex": "female"}), 0),
    ],
)
def test_likeness_counts_what_speaks_for_one_person_and_stops_at_what_speaks_against(other: Traits, expected: int) -> None:
    assert doubles.likeness(ONE, other) == expected
    assert doubles.likeness(other, ONE) == expected


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"may": False, "same_readers": True, "kept_decided": False, "double_decided": False}, "may_not_merge"),
        ({"may": True, "same_readers": False, "kept_decided": False, "double_decided": False}, "other_readers"),
        ({"may": True, "same_readers": None, "kept_decided": False, "double_decided": False}, "other_readers"),
        ({"may": True, "same_readers": True, "kept_decided": False, "double_decided": True}, "keep_decided"),
    ],
)
def test_files_are_not_joined_where_somebody_would_learn_of_one(asked: dict[str, bool | None], code: str) -> None:
    found = doubles.may_join(**asked)  # type: ignore[arg-type]  # as told above
    assert [reason.code for reason in found.reasons] == [code]
    assert doubles.may_join(may=True, same_readers=True, kept_decided=True, double_decided=True).ok


def grounds(pack: str) -> dict[str, tuple[str, ...]]:
    rule = load(pack).area(CaseworkFile).transfers
    assert rule
    return dict(rule.grounds)


@pytest.mark.parametrize(
    ("pack", "ground", "groups", "code"),
    [
        ("az", "consent", ["G1", "G4"], ""),
        ("az", "statutory", ["G1", "G2"], ""),
        ("az", "statutory", ["G1", "G4"], "beyond_ground"),
        ("az", "consent", ["G1", "G9"], "beyond_ground"),
        ("az", "order", ["G1"], "order_needed"),
        ("demo", "statutory", ["G1"], "unknown_ground"),
        ("demo", "consent", ["G1", "G5"], ""),
        ("demo", "consent", ["G1", "G8"], "beyond_ground"),
    ],
)
def test_what_travels_hangs_on_the_ground_and_the_country(pack: str, ground: str, groups: list[str], code: str) -> None:
    found = transfers.check(ground=ground, known=grounds(pack), groups=groups, order_number="", closed_to_state=False, to_state=True)
    assert "".join(reason.code for reason in found.reasons) == code


def test_a_file_closed_to_the_state_goes_to_no_body_of_the_state() -> None:
    asked = {"ground": "consent", "known": grounds("az"), "groups": ["G1"], "order_number": "", "closed_to_state": True}
    assert [r.code for r in transfers.check(**asked, to_state=True).reasons] == ["closed_to_state"]  # type: ignore[arg-type]  # as told above
    assert transfers.check(**asked, to_state=False).ok  # type: ignore[arg-type]  # as told above


def test_a_letter_passes_its_offices_in_order_and_begins_anew_when_sent_back() -> None:
    """REF-08."""
    offices = ("head_of_body", "ministry")
    assert letters.state([], offices) is State.DRAFTED
    assert letters.next_office([Step("head_of_body", AT, "cleared")], offices) == "ministry"
    assert letters.state([Step("head_of_body", AT)], offices) is State.IN_CLEARANCE
    back = [Step("head_of_body", AT, "cleared"), Step("ministry", AT, "sent_back")]
    assert letters.state(back, offices) is State.SENT_BACK
    assert letters.next_office(back, offices) == "head_of_body"
    cleared = [Step(office, AT, "cleared") for office in offices]
    assert letters.state(cleared, offices) is State.CLEARED
    assert letters.state([], ()) is State.CLEARED
    assert letters.state(cleared, offices, sent=True) is State.SENT


def test_an_urgent_letter_goes_at_once_and_the_others_wait_for_clearance() -> None:
    """REF-08."""
    assert letters.may_send(State.DRAFTED, at_once=True).ok
    assert [r.code for r in letters.may_send(State.DRAFTED, at_once=False).reasons] == ["not_cleared"]
    assert letters.may_send(State.CLEARED, at_once=False).ok
    assert [r.code for r in letters.may_send(State.SENT, at_once=True).reasons] == ["gone"]


def test_countries_clear_letters_in_their_own_way() -> None:
    """REF-08: in one an office after the other without a term, in the other one office within three working days."""
    az, demo = load("az"), load("demo")
    assert (az.area(CaseworkFile).letters["assistance"].offices, demo.area(CaseworkFile).letters["assistance"].offices) == (
        ("head_of_body", "ministry"),
        ("legal",),
    )
    kinds = [pack.on(AT.date()).clock("letter_clearance") for pack in (az, demo)]
    assert [str(term.kind) if term else None for term in kinds] == ["observed", "max"]
    assert all(pack.area(CaseworkFile).letters["protection"].at_once for pack in (az, demo))


def test_a_stage_before_its_turn_needs_a_reason_and_is_never_impossible() -> None:
    found = stages.gate(["referral"], {"first_assistance"}, "")
    assert [reason.params for reason in found.reasons] == [{"stages": "referral"}]
    assert stages.gate(["referral"], {"first_assistance"}, "urgent").ok
    assert stages.gate(["referral"], {"referral"}, "").ok

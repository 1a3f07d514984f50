"""Case file: status as assertions side by side, the child path, the stepper, safe contact, conflicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayaq.respond.casefile.rules import (
    AgeAnswer,
    AgeGroup,
    Assertion,
    Channel,
    Position,
    SafeContact,
    Status,
    age_group,
    ages,
    check_age_answer,
    check_safe_contact,
    child_path,
    child_tasks,
    conflicts,
    current,
    guardian_independent,
    help_available,
    help_remains,
    may_contact,
    may_know,
    may_supersede,
    ngo_only,
    ordered,
    positions,
    read_hours,
    statuses,
    treat_as_child,
)

NOON = datetime(2016, 1, 14, 12, tzinfo=UTC)


def said(key: str, status: Status, body: str, hours: int = 0, supersedes: str | None = None) -> Assertion:
    at = NOON + timedelta(hours=hours)
    return Assertion(key, status, body, at, at, "cm-131", supersedes)


def test_words_of_two_bodies_stand_side_by_side() -> None:
    words = [
        said("1", Status.SUSPECTED, "slis"),
        said("2", Status.NGO_IDENTIFIED, "clean_world", 1),
        said("3", Status.NOT_IDENTIFIED, "ctmd", 2),
    ]
    assert [word.key for word in current(words)] == ["1", "2", "3"]
    assert statuses(words) == {Status.SUSPECTED, Status.NGO_IDENTIFIED, Status.NOT_IDENTIFIED}


def test_newer_word_of_the_same_body_replaces_its_older_one() -> None:
    assert statuses([said("1", Status.SUSPECTED, "ctmd"), said("2", Status.IDENTIFIED, "ctmd", 5)]) == {Status.IDENTIFIED}


def test_word_entered_late_does_not_push_aside_a_newer_one() -> None:
    late = Assertion("2", Status.SUSPECTED, "ctmd", NOON, NOON + timedelta(days=9))
    assert statuses([said("1", Status.IDENTIFIED, "ctmd", 5), late]) == {Status.IDENTIFIED}


def test_correction_holds_even_with_an_earlier_date() -> None:
    wrong = said("1", Status.IDENTIFIED, "ctmd", 5)
    right = said("2", Status.PRESUMED, "ctmd", 1, supersedes="1")
    assert statuses([wrong, right]) == {Status.PRESUMED}


def test_stance_of_the_person_does_not_erase_what_the_body_found() -> None:
    words = [said("1", Status.PRESUMED, "clean_world"), said("2", Status.DECLINED, "clean_world", 1)]
    assert statuses(words) == {Status.PRESUMED, Status.DECLINED}


def test_body_corrects_only_its_own_word() -> None:
    old = said("1", Status.IDENTIFIED, "ctmd")
    assert may_supersede(said("2", Status.NOT_IDENTIFIED, "ctmd"), old).ok
    assert not may_supersede(said("2", Status.NOT_IDENTIFIED, "clean_world"), old).ok


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.SIGNAL])
def test_help_remains_under_every_status_a_person_can_have(status: Status) -> None:
    assert help_remains(status).ok


def test_signal_has_nobody_to_help_yet() -> None:
    assert not help_remains(Status.SIGNAL).ok


@dataclass(frozen=True)
class Help:
    statuses: tuple[str, ...] = ()


def test_negative_decision_leaves_help_that_needs_no_recognition() -> None:
    offered = {
        "doctor": Help(),
        "allowance": Help(("identified",)),
        "lawyer": Help(("suspected", "not_identified")),
    }
    assert help_available([Status.NOT_IDENTIFIED], offered) == (("doctor", "lawyer"), ("allowance",))


def test_no_to_the_age_question_needs_a_reason() -> None:
    assert not check_age_answer(AgeAnswer.NO, "  ").ok
    assert check_age_answer(AgeAnswer.NO, "passport seen").ok
    assert check_age_answer(AgeAnswer.NOT_EXCLUDED, "").ok


@pytest.mark.parametrize(
    ("answer", "reason", "opens"),
    [
        (AgeAnswer.YES, "", True),
        (AgeAnswer.NOT_EXCLUDED, "", True),
        (AgeAnswer.NOT_ASKED, "", True),
        (AgeAnswer.NO, "", True),
        (AgeAnswer.NO, "passport seen", False),
    ],
)
def test_child_path_opens_unless_a_reasoned_no(answer: AgeAnswer, reason: str, opens: bool) -> None:
    assert child_path(answer, reason) is opens


@pytest.mark.parametrize(
    ("known", "answer", "as_child", "group"),
    [
        ((16, 16), AgeAnswer.NOT_ASKED, True, AgeGroup.CHILD),
        ((16, 16), AgeAnswer.NO, True, AgeGroup.CHILD),
        ((18, 18), AgeAnswer.NOT_ASKED, False, AgeGroup.ADULT),
        ((18, 18), AgeAnswer.NOT_EXCLUDED, True, AgeGroup.UNKNOWN),
        ((16, 19), AgeAnswer.NOT_ASKED, True, AgeGroup.UNKNOWN),
        ((16, 19), AgeAnswer.NO, False, AgeGroup.ADULT),
        (None, AgeAnswer.NOT_ASKED, True, AgeGroup.UNKNOWN),
        (None, AgeAnswer.YES, True, AgeGroup.UNKNOWN),
        (None, AgeAnswer.NOT_EXCLUDED, True, AgeGroup.UNKNOWN),
        (None, AgeAnswer.NO, False, AgeGroup.ADULT),
    ],
)
def test_doubt_about_age_protects_and_stays_apart_in_figures(
    known: tuple[int, int] | None, answer: AgeAnswer, as_child: bool, group: AgeGroup
) -> None:
    assert treat_as_child(known, answer, "papers") is as_child
    assert age_group(known, answer, "papers") is group


def test_age_is_counted_to_the_birthday() -> None:
    assert ages(date(1998, 1, 15), date(1998, 1, 15), date(2016, 1, 14)) == (17, 17)
    assert ages(date(1998, 1, 14), date(1998, 1, 14), date(2016, 1, 14)) == (18, 18)
    assert ages(date(1998, 1, 1), date(1998, 12, 31), date(2016, 6, 1)) == (17, 18)


def test_age_unknown_sets_the_guardian_task_at_once() -> None:
    assert treat_as_child(None, AgeAnswer.NOT_ASKED)
    tasks = child_tasks(done=[])
    assert [(task.code, task.at_once) for task in tasks] == [
        ("guardian", True),
        ("best_interest", True),
        ("identity", False),
    ]
    assert [task.code for task in child_tasks(["guardian", "identity"])] == ["best_interest"]


def test_family_is_traced_only_in_the_childs_best_interest() -> None:
    done = ["guardian", "best_interest", "identity"]
    assert child_tasks(done) == ()
    assert [task.code for task in child_tasks(done, best_interest_for_tracing=True)] == ["family"]


def test_guardian_who_also_provides_the_help_is_not_independent() -> None:
    assert not guardian_independent("children_union", ["children_union", "vac"]).ok
    assert guardian_independent("bar_association", ["children_union"]).ok


def test_person_who_says_no_to_police_is_known_to_the_ngo_only() -> None:
    words = [said("1", Status.NGO_IDENTIFIED, "clean_world"), said("2", Status.DECLINED, "clean_world", 1)]
    state = frozenset({"ctmd", "slis"})
    assert ngo_only(words, state)
    assert not ngo_only([*words, said("3", Status.SUSPECTED, "slis")], state)
    assert not ngo_only(words, state, referred=True)
    assert not may_know("ctmd", "clean_world", hidden=True)
    assert may_know("clean_world", "clean_world", hidden=True)
    assert may_know("ctmd", "clean_world", hidden=False)


AZ_STAGES = ("first_assistance", "inquiry", "indicators")


def test_stepper_begins_with_first_assistance_in_every_pack() -> None:
    assert ordered(AZ_STAGES) == AZ_STAGES
    assert ordered(["inquiry", "first_assistance"]) == ("first_assistance", "inquiry")
    assert ordered(["reasonable_grounds"]) == ("first_assistance", "reasonable_grounds")


def test_stepper_shows_the_first_open_stage_and_keeps_what_was_done_early() -> None:
    shown = [(code, str(place)) for code, place in positions(AZ_STAGES, ["first_assistance", "indicators"])]
    assert shown == [("first_assistance", "done"), ("inquiry", "current"), ("indicators", "done")]
    assert positions(AZ_STAGES, [])[0] == ("first_assistance", Position.CURRENT)
    assert {place for _, place in positions(AZ_STAGES, AZ_STAGES)} == {Position.DONE}


def test_contact_only_in_safe_hours_and_never_a_message() -> None:
    phone = SafeContact(Channel.PHONE, (time(9), time(17)))
    assert may_contact(phone, time(9)).ok
    assert not may_contact(phone, time(17)).ok
    assert [reason.code for reason in may_contact(phone, time(10), leaving_message=True).reasons] == ["no_message"]
    night = SafeContact(Channel.MESSENGER, (time(22), time(2)), leave_message=True)
    assert may_contact(night, time(1), leaving_message=True).ok
    assert not may_contact(night, time(2)).ok


def test_safe_contact_is_kept_only_with_a_way_and_the_hours_of_a_call() -> None:
    assert check_safe_contact(Channel.PHONE, "+994 00 000 00 00", "18:00-20:00").ok
    assert not check_safe_contact(Channel.PHONE, "+994 00 000 00 00", " ").ok
    assert not check_safe_contact(Channel.EMAIL, " ", "").ok
    assert check_safe_contact(Channel.EMAIL, "a@example.org", "").ok
    assert check_safe_contact(Channel.NONE, "", "").ok


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        ("18:00-20:00", (time(18), time(20))),
        (" 9:30 - 10:15 ", (time(9, 30), time(10, 15))),
        ("25:00-26:00", None),
        ("when the employer is away", None),
    ],
)
def test_hours_are_read_where_they_are_hours(told: str, hours: tuple[time, time] | None) -> None:
    assert read_hours(told) == hours


def test_without_a_safe_way_nobody_makes_contact() -> None:
    assert not may_contact(None, time(12)).ok
    assert not may_contact(SafeContact(Channel.NONE), time(12)).ok


def test_chair_of_an_ngo_who_directs_the_shelter_cannot_stand_on_both_sides() -> None:
    both = ["clean_world", "mia_shelter"]
    refusal = conflicts(both, {"referrer": "clean_world", "receiver": "mia_shelter"})
    assert [reason.code for reason in refusal.reasons] == ["both_sides"]
    assert not conflicts(both, {"monitor": "mia_shelter", "monitored": "clean_world"}).ok
    assert conflicts(both, {"referrer": "clean_world", "receiver": "ctmd"}).ok
    assert conflicts(["ctmd"], {"referrer": "clean_world", "receiver": "ctmd"}).ok


def test_nobody_approves_their_own_work() -> None:
    assert not conflicts(["ctmd"], {"referrer": "ctmd", "receiver": "ctmd"}, own_work=True).ok


words_of_bodies = st.lists(st.tuples(st.sampled_from(Status), st.sampled_from(["ctmd", "ngo"]), st.integers(0, 99)), max_size=8).map(
    lambda rows: [said(str(n), status, body, hour) for n, (status, body, hour) in enumerate(rows)]
)


@given(words_of_bodies)
def test_each_body_has_at_most_one_word_on_status_and_one_on_stance(words: list[Assertion]) -> None:
    now = current(words)
    keys = {(word.body, word.status in (Status.DECLINED, Status.WITHDRAWN)) for word in now}
    assert len(keys) == len(now)
    assert current(reversed(words)) == now

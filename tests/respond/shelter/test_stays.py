"""Stays: taken in without a condition, never two in one bed, guarantee and longest stay, leaving with a referral. SHE-01, 02, 05, 10; A9, A10."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import ProgrammingError, connection, connections, transaction

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.base.accounts.queries import service
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile.actions import record_word
from dayaq.respond.casefile.models import Case, Task, TimelineEvent
from dayaq.respond.casefile.queries import header
from dayaq.respond.referral.models import Breach
from dayaq.respond.shelter import actions, queries
from dayaq.respond.shelter.actions import Admission, RefusedPerson
from dayaq.respond.shelter.models import Address, Bed, Extension, Place, Refusal, RefusedCase, Stay, Waiting
from dayaq.respond.shelter.queries import national, terms_of
from tests.cast import person
from tests.respond.referral.world import case_by
from tests.respond.shelter.world import ARRIVED, DAY, MAN, WOMAN, admitted, beds_in, case_of, place_of

db = pytest.mark.django_db


def codes(refusal: Any) -> list[str]:
    return [reason.code for reason in refusal.value.decision.reasons]


@db
def test_somebody_is_taken_in_without_screening_decision_or_cooperation() -> None:
    stay = admitted(beds_in(place_of())[0], case_of())
    assert (stay.side, stay.breach, stay.cooperates_then, stay.status_then) == ("adult", "", "not_asked", "suspected")
    with acting(person("shelter").actor):
        assert list(TimelineEvent.objects.filter(kind="shelter.admitted").values_list("facts", flat=True)) == [
            {"occupant": 0, "preventive": False}
        ]


@db
def test_a9_the_guarantee_and_the_longest_stay_become_tasks_and_end_nothing() -> None:
    admitted(beds_in(place_of())[0], case_of())
    with acting(person("shelter").actor):
        found = {task.kind: task.due_at for task in Task.objects.filter(kind__startswith="shelter.")}
    midnight = datetime(2016, 3, 31, 20, tzinfo=UTC)  # of 1 April in Baku, four hours ahead
    assert found == {"shelter.guarantee": midnight, "shelter.cap": midnight + 30 * DAY}


@db
def test_a_bed_that_is_taken_says_so_without_telling_who() -> None:
    bed = beds_in(place_of())[0]
    admitted(bed, case_of())
    with pytest.raises(Refused) as refusal:
        admitted(bed, case_of(), at=ARRIVED + DAY)
    assert codes(refusal) == ["bed_taken"]
    assert refusal.value.decision.reasons[0].params == {}


@db
def test_one_person_has_one_bed_at_a_time_and_a_dependant_another() -> None:
    one, two = beds_in(place_of(), "families", 2)
    case = case_of()
    admitted(one, case)
    with pytest.raises(Refused) as refusal:
        admitted(two, case)
    assert codes(refusal) == ["has_a_bed"]
    assert admitted(two, case, occupant=1).side == "child"


@db
def test_another_body_with_the_same_person_meets_no_clash_that_would_tell_it() -> None:
    """The coordinator's rule: a clash never says that another body knows the person."""
    admitted(beds_in(place_of())[0], case_of())
    elsewhere = beds_in(place_of("warden"), who="warden")[0]
    assert admitted(elsewhere, case_by("warden", WOMAN, ARRIVED), who="warden").id


@db
def test_the_wrong_area_is_refused_and_when_it_happened_a_breach() -> None:
    bed = beds_in(place_of())[0]
    case = case_of(MAN)
    with pytest.raises(Refused) as refusal:
        admitted(bed, case)
    assert codes(refusal) == ["wrong_area"]
    stay = admitted(bed, case, happened=True)
    with acting(person("shelter").actor):
        assert (stay.breach, list(Breach.objects.values_list("kind", "case"))) == ("unfit_place", [("unfit_place", case.id)])


@db
def test_a_mattress_in_the_corridor_is_refused_as_a_plan_and_recorded_as_a_breach() -> None:
    place, case, by = place_of(), case_of(), person("shelter").actor
    with acting(by), pytest.raises(Refused) as refusal:
        actions.admit(case=case, new=Admission(place=place), by=by, at=ARRIVED)
    assert codes(refusal) == ["no_bed"]
    with acting(by):
        stay = actions.admit(case=case, new=Admission(place=place, happened=True), by=by, at=ARRIVED)
        assert (stay.bed, stay.breach, Breach.objects.count()) == (None, "unfit_place", 1)


@db
def test_she_10_prevention_is_admitted_where_the_pack_says_so_on_that_day() -> None:
    one, two = beds_in(place_of(), count=2)
    with pytest.raises(Refused) as refusal:
        admitted(one, case_of(), preventive=True)
    assert codes(refusal) == ["no_preventive_shelter"]
    assert admitted(two, case_of(), at=datetime(2017, 5, 2, 8, tzinfo=UTC), preventive=True).preventive


@db
def test_a_longer_stay_is_decided_with_a_reason_and_moves_the_task() -> None:
    stay, by = admitted(beds_in(place_of())[0], case_of()), person("shelter").actor
    with acting(by):
        with pytest.raises(Refused) as refusal:
            actions.extend(stay=stay, outcome="granted", reason="health", until=date(2016, 3, 20), by=by, at=ARRIVED + DAY)
        assert codes(refusal) == ["not_longer"]
        actions.extend(stay=stay, outcome="granted", reason="health", until=date(2016, 4, 30), by=by, at=ARRIVED + DAY)
        due = Task.objects.get(kind="shelter.guarantee").due_at
        assert (due, Extension.objects.count()) == (datetime(2016, 4, 30, 20, tzinfo=UTC), 1)


@db
def test_that_somebody_is_sheltered_is_told_to_readers_of_the_stay_alone() -> None:
    case = case_of()
    admitted(beds_in(place_of())[0], case)
    for who, sees in (("shelter", True), ("ngo", True), ("hotline", False)):  # one unit; the third reads no places
        with acting(person(who).actor):
            assert Case.objects.filter(id=case.id).exists(), who
            assert Task.objects.filter(kind="shelter.guarantee").exists() == sees, who
            assert TimelineEvent.objects.filter(kind__startswith="shelter.").exists() == sees, who
            words = [clock["label"] for clock in header(case, person(who).actor).clocks]
            assert (len(words) > 0) == sees, (who, words)


@db
def test_the_house_does_not_end_a_guaranteed_stay_but_the_person_may_go() -> None:
    stay, by, at = admitted(beds_in(place_of())[0], case_of()), person("shelter").actor, ARRIVED + 3 * DAY
    words: dict[str, Any] = {"destination": "unknown", "version": 1, "by": by, "at": at}
    with acting(by):
        with pytest.raises(Refused) as refusal:
            actions.end_stay(stay=stay, reason="ended_by_house", **words)
        assert codes(refusal) == ["guaranteed"]
        actions.end_stay(stay=stay, reason="own_wish", **words)
        with pytest.raises(Stale):
            actions.end_stay(stay=stay, reason="own_wish", **words)
        assert Task.objects.filter(done_at__isnull=True, kind__startswith="shelter.").count() == 0


@db
@pytest.mark.parametrize(("who", "tasks"), [("warden", 1), ("shelter", 0)])
def test_ref_08_leaving_a_state_shelter_asks_for_the_referral_to_the_centre(who: str, tasks: int) -> None:
    bed = beds_in(place_of(who), who=who)[0]
    stay, by = admitted(bed, case_of(who=who), who=who), person(who).actor
    with acting(by):
        actions.end_stay(stay=stay, reason="own_wish", destination="own_home", version=1, by=by, at=ARRIVED + DAY)
        assert Task.objects.filter(kind="shelter.refer_on").count() == tasks


@db
def test_a_bed_is_free_again_the_moment_somebody_left() -> None:
    bed, by = beds_in(place_of())[0], person("shelter").actor
    stay = admitted(bed, case_of())
    with acting(by):
        actions.end_stay(stay=stay, reason="own_wish", destination="family", version=1, by=by, at=ARRIVED + DAY)
    assert admitted(bed, case_of(), at=ARRIVED + DAY).id


@db
def test_a10_refused_for_not_cooperating_is_a_breach_counted_by_cooperation() -> None:
    case, by = case_of(), person("shelter").actor
    new = RefusedPerson(reason="not_cooperating", cooperates="no")
    with acting(by):
        with pytest.raises(Refused) as refusal:
            actions.refuse_bed(new=new, case=case, by=by, at=ARRIVED)
        assert codes(refusal) == ["unlawful_refusal"]
        assert "thb-law.13.3" in refusal.value.decision.reasons[0].basis
        actions.refuse_bed(new=new, case=case, happened=True, by=by, at=ARRIVED)
        assert list(Refusal.objects.values_list("reason", "breach", "cooperates")) == [("not_cooperating", "SHE-02", "no")]
        assert (RefusedCase.objects.get().case_id, Breach.objects.get().kind) == (case.id, "shelter_refused")


@db
def test_a_full_house_may_say_so_and_the_person_waits_until_a_bed_is_there() -> None:
    case, by = case_of(), person("shelter").actor
    with acting(by):
        assert actions.refuse_bed(new=RefusedPerson(reason="full"), case=case, by=by, at=ARRIVED).breach == ""
        actions.wait(case=case, serves="women", priorities=["danger"], by=by, at=ARRIVED)
        with pytest.raises(Refused):
            actions.wait(case=case, serves="women", priorities=[], by=by, at=ARRIVED)
    admitted(beds_in(place_of())[0], case)
    with acting(by):
        assert Waiting.objects.get().outcome == "admitted"


# --- who sees what ---------------------------------------------------------------------------------------------------


@db
def test_a_place_that_is_hidden_is_there_for_its_own_unit_alone() -> None:
    """SHE-07."""
    secret, known = place_of(code="secret", hidden=True), place_of(code="known")
    by = person("shelter").actor
    with acting(by):
        actions.set_address(place=secret, text="12 Invented Street", phone="", version=None, by=by)
    for who in ("monitor", "accreditor"):
        with acting(person(who).actor):
            assert [place.id for place in Place.objects.all()] == [known.id]
            assert Address.objects.count() == 0
    with acting(person("warden").actor):
        assert Place.objects.count() + Address.objects.count() + Bed.objects.count() == 0


@db
def test_where_somebody_sleeps_is_hidden_from_whoever_has_the_case_without_location() -> None:
    case = case_of()
    admitted(beds_in(place_of())[0], case)
    for who in ("officer", "outsider", "coordinator", "warden", "monitor"):
        with acting(person(who).actor):
            assert Stay.objects.count() == 0, who


@db
def test_a_case_worker_of_the_same_unit_writes_no_stay() -> None:
    stay = admitted(beds_in(place_of())[0], case_of())
    by = person("ngo").actor
    with acting(by), pytest.raises(Refused):
        actions.cancel(stay=stay, version=1, by=by, at=ARRIVED)
    with pytest.raises(ProgrammingError), acting(by):
        Stay.objects.create(
            **{name: getattr(stay, name) for name in ("case", "place", "bed", "side", "organisation", "unit")},
            by=by.user_id,
            period=stay.period,
            cooperates_then="no",
            occupant=5,
        )


@db
def test_a_case_closed_to_the_state_enters_no_state_list_sum_or_clash() -> None:
    """A1, A10: five residents of an organisation, and fewer, before a coordinator."""
    by, boss = person("shelter").actor, person("coordinator").actor
    for n, bed in enumerate(beds_in(place_of(), count=5)):
        case = case_of(replace(WOMAN))
        with acting(by):
            record_word(case=case, word="refused", by=by, at=ARRIVED)
        admitted(bed, case)
        with acting(boss):
            rows = national(date(2016, 3, 1), date(2016, 4, 1))
            assert [(row.state, row.people) for row in rows] == [(False, None if n < 4 else 5)]
            assert Case.objects.count() == 0


@pytest.mark.usefixtures("committed")
def test_thirty_two_parallel_bookings_of_one_bed_give_one_stay() -> None:
    """Real transactions on the server; every one of them wants the same bed at the same moment."""
    by = person("shelter").actor
    bed = beds_in(place_of())[0]
    cases = [case_of() for _ in range(32)]

    def book(case: Any) -> str:
        try:
            with acting(by):
                actions.admit(case=case, new=Admission(bed=Bed.objects.get(id=bed.id)), by=by, at=ARRIVED)
        except Refused as refusal:
            return refusal.decision.reasons[0].code
        else:
            return "stay"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(32) as pool:
        answers = Counter(pool.map(book, cases))
    assert answers == {"stay": 1, "bed_taken": 31}
    with acting(by):
        assert Stay.objects.count() == 1


# --- in the same house, and from the person's side ---------------------------------------------------------------------


@db
def test_another_bed_goes_on_with_the_terms_and_frees_the_first() -> None:
    one, two = beds_in(place_of(), count=2)
    stay, by = admitted(one, case_of()), person("shelter").actor
    with acting(by):
        went_on = actions.move(stay=stay, bed=two, version=1, by=by, at=ARRIVED + 3 * DAY)
        assert terms_of(went_on).guaranteed == date(2016, 3, 31)
        with pytest.raises(Stale):
            actions.move(stay=stay, bed=two, version=1, by=by, at=ARRIVED + 4 * DAY)
    assert admitted(one, case_of(), at=ARRIVED + 3 * DAY).id


@db
def test_a_house_that_was_handed_the_person_without_location_takes_her_in_and_the_sender_sees_no_bed() -> None:
    """Location is never shared with a referral; the house knows its own bed all the same."""
    officer, warden = person("officer").actor, person("warden").actor
    case = case_by("officer", WOMAN, ARRIVED - DAY)
    with acting(officer), connection.cursor() as cursor:
        words = [case.id, warden.unit_id, Group.of(["G1", "G2", "G3", "G7"]), Group.of(["G1", "G2", "G3"])]
        cursor.execute("SELECT guard.share(%s, NULL, %s, %s, %s, 'assistance', 'statutory_handover', NULL, NULL, '')", words)
    admitted(beds_in(place_of("warden"), who="warden")[0], case, who="warden")
    with acting(warden):
        assert Stay.objects.get().case_id == case.id
    with acting(officer):
        assert Stay.objects.count() == 0


@db
def test_she_04_fourteen_of_fifty_four_is_the_peak_of_the_records() -> None:
    place, by = place_of("warden"), person("warden").actor
    switch = date(2016, 1, 1)
    beds_in(place, "anybody", 50, who="warden", until=switch)
    beds_in(place, "children", 25, who="warden", until=switch)
    beds = beds_in(place, "anybody", 54, who="warden", since=switch)
    for n, bed in enumerate(beds[:14]):
        stay = admitted(bed, case_of(who="warden"), at=ARRIVED + n * DAY, who="warden")
        with acting(by):
            ends: dict[str, Any] = {"reason": "own_wish", "destination": "family", "version": 1}
            actions.end_stay(stay=stay, by=by, at=ARRIVED + 20 * DAY, **ends)
    with acting(by):
        march = queries.months(by, 2016, date(2016, 12, 31))[2]
        in_2012 = queries.months(by, 2012, date(2012, 12, 31))[0]
    assert (march.peak, march.capacity, march.nights) == (14, 54, sum(20 - n for n in range(14)))
    assert in_2012.capacity == 75


@db
def test_she_06_only_the_persons_own_window_asks_for_the_person() -> None:
    case, at = case_of(), datetime.now(UTC)
    admitted(beds_in(place_of())[0], case, at=at - DAY)
    for who in (service("window"), person("shelter").actor, person("outsider").actor):
        with acting(who), connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute("SELECT guard.shelter_ask_leave(%s, 'out', %s, NULL)", [case.id, at])
    assert not callable_by_the_application("shelter_leaves")


def callable_by_the_application(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_proc WHERE proname = %s AND has_function_privilege('dayaq_app', oid, 'EXECUTE')", [name])
        return bool(cursor.fetchone()[0])


@db
def test_she_08_standings_are_asked_before_a_grant() -> None:
    by, body = person("accreditor").actor, person("shelter").actor.organisation_id
    at = datetime(2016, 1, 10, 8, tzinfo=UTC)
    with acting(by):
        words: dict[str, Any] = {"provider": body, "kind": "domestic_violence", "reason": "standards_met"}
        actions.accredit(outcome="given", expires_on=date(2016, 3, 1), by=by, at=at, **words)
        found = [queries.standings(body, day) for day in (date(2016, 2, 1), date(2016, 3, 1))]
    assert found == [{"domestic_violence": "given"}, {"domestic_violence": "expired"}]

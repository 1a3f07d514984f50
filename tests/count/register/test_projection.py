"""The projection: current records only, local dates, late entries, removals at once, erased facts, rebuild equals increments."""

from __future__ import annotations

import pytest
from django.db import DataError, ProgrammingError, connection, connections, transaction

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import service
from dayaq.count.register import actions, queries
from dayaq.respond.casefile.models import Assertion, Case
from dayaq.respond.identification.models import FormalDecision
from tests.cast import Person, company, person
from tests.count import build
from tests.count.build import baku, known

YEARS = [(baku(year).date(), baku(year + 1).date()) for year in (2016, 2017)]
WOMAN = known(sex="female", nationality="AZ", exploitation="sexual", route="abroad_returned")


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    return company()


@pytest.fixture
def officer(committed: None) -> Actor:
    """For tests that look at the register as its owner does: real transactions."""
    return company()["officer"].actor


def total(kind: str, year: int, by: tuple[str, ...] = (), **filters: list[str]) -> dict[tuple[str, ...], int | None]:
    with acting(service("register")):
        return queries.measure(
            kind, "az", baku(year).astimezone(build.BAKU).date(), baku(year + 1).astimezone(build.BAKU).date(), by, filters
        )


def rows() -> list[tuple[object, ...]]:
    """Every row but its own key, as the guard sees it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE dayaq_guard")
        cursor.execute(
            "SELECT kind, file_id, source_id, country, day, recorded_at, frozen, n, dims::text FROM register_row ORDER BY 1, 2, 3"
        )
        found: list[tuple[object, ...]] = cursor.fetchall()
        cursor.execute("RESET ROLE")
    return found


def test_a_decision_at_half_past_midnight_in_baku_counts_in_the_new_year(people: dict[str, Person]) -> None:
    officer = people["officer"].actor
    about = build.case(officer, baku(2016, 12, 30), under_18="no", **WOMAN)
    build.decide(officer, about, baku(2017, 1, 1, 0, 30))
    assert (total("identified", 2016), total("identified", 2017)) == ({}, {(): 1})
    assert total("person", 2016) == {(): 1}


def test_a_late_entry_counts_by_the_event_and_keeps_when_it_was_recorded(officer: Actor) -> None:
    about = build.case(officer, baku(2016, 5, 1), **WOMAN)
    made = build.decide(officer, about, baku(2016, 6, 1))
    assert total("identified", 2016) == {(): 1}
    ((day, recorded),) = [(row[4], row[5]) for row in rows() if row[0] == "identified"]
    assert day == baku(2016, 6, 1).date()
    with acting(officer):
        made.refresh_from_db()  # when it was written down is the database's to say
    assert recorded == made.recorded_at


def test_a_removed_decision_and_a_superseded_assertion_do_not_count(people: dict[str, Person]) -> None:
    officer = people["officer"].actor
    about = build.case(officer, baku(2017, 3, 1), **WOMAN)
    decision = build.decide(officer, about, baku(2017, 3, 9))
    old = build.assert_status(officer, about, baku(2017, 3, 1), "suspected")
    new = build.assert_status(officer, about, baku(2017, 3, 2), "presumed")
    assert (total("identified", 2017), total("assertion", 2017, ("status",))) == ({(): 1}, {("presumed",): 1, ("suspected",): 1})
    build.change(officer, FormalDecision, decision.pk, removed_at=baku(2017, 4, 1), removed_reason="entered_in_error")
    build.change(officer, Assertion, old.pk, superseded_by=new)
    assert (total("identified", 2017), total("assertion", 2017, ("status",))) == ({}, {("presumed",): 1})


def test_a_replaced_decision_gives_way_and_an_overturned_one_counts_no_more(people: dict[str, Person]) -> None:
    officer = people["officer"].actor
    replaced, overturned = (build.case(officer, baku(2016, 1, 5), **WOMAN) for _ in range(2))
    first = build.decide(officer, replaced, baku(2016, 2, 1), exploitation="sexual")
    build.decide(officer, replaced, baku(2017, 2, 1), exploitation="forced_labour", replaces=first)
    build.decide(officer, overturned, baku(2016, 2, 1))
    build.decide(officer, overturned, baku(2017, 2, 1), outcome="negative")
    assert (total("identified", 2016), total("identified", 2017, ("exploitation",))) == ({}, {("forced_labour",): 1})
    assert total("decision_negative", 2017) == {(): 1}


def test_one_person_counts_once_however_often_decided(people: dict[str, Person]) -> None:
    """DAT-05."""
    officer = people["officer"].actor
    about = build.case(officer, baku(2016, 1, 5), **WOMAN)
    build.decide(officer, about, baku(2016, 2, 1))
    build.decide(officer, about, baku(2017, 2, 1))
    assert (total("identified", 2016), total("identified", 2017)) == ({(): 1}, {})


def test_a_body_that_does_not_decide_identifies_nobody(people: dict[str, Person]) -> None:
    """Even where somebody there was given the role of one who decides."""
    inspector = person("stray", "slis", "identification_officer").actor
    about = build.case(inspector, baku(2017, 1, 5), **WOMAN)
    build.decide(inspector, about, baku(2017, 2, 1))
    assert total("identified", 2017) == {}


def test_a_person_who_may_be_a_child_stays_of_unknown_age(people: dict[str, Person]) -> None:
    officer = people["officer"].actor
    for answer in ("yes", "no", "cannot_be_excluded", "not_asked"):
        build.case(officer, baku(2017, 1, 5), under_18=answer, **known(age_band="adult"))
    build.case(officer, baku(2017, 1, 5))
    build.case(officer, baku(2017, 1, 5), under_18="yes", **known(age_band="child"))
    assert total("person", 2017, ("age",)) == {("child",): 1, ("adult",): 2, ("unknown",): 3}


def test_nationality_is_addressed_as_printed_and_by_group(people: dict[str, Person]) -> None:
    officer = people["officer"].actor
    for code in ("AZ", "AZ", "RU", "XX"):
        build.case(officer, baku(2017, 1, 5), **known(nationality=code))
    build.case(officer, baku(2017, 1, 5))
    assert total("person", 2017, ("nationality",)) == {("AZ",): 2, ("foreign",): 1, ("stateless",): 1, ("unknown",): 1}
    assert total("person", 2017, ("nationality_group",)) == {("national",): 2, ("foreign",): 1, ("stateless",): 1, ("unknown",): 1}
    assert total("person", 2017, ("citizenship",), nationality=["foreign"]) == {("RU",): 1}


def test_a_referral_counts_when_sent_and_again_when_its_person_is_recognised(people: dict[str, Person]) -> None:
    officer, ngo = people["officer"].actor, people["ngo"].actor
    recognised, other = (build.case(ngo, baku(2017, 1, 5), **WOMAN) for _ in range(2))
    build.refer(ngo, recognised, baku(2017, 1, 6))
    build.refer(ngo, other, baku(2017, 1, 6))
    build.refer(ngo, other, baku(2017, 1, 7), status="draft", sent_at=None)
    build.refer(ngo, other, baku(2017, 1, 8), from_kind="")
    with acting(ngo), connection.cursor() as cursor:
        cursor.execute(
            "SELECT guard.share(%s, NULL, %s, 1, 1, 'identification', 'consent', NULL, NULL, '')", [recognised.pk, officer.unit_id]
        )
    build.decide(officer, recognised, baku(2017, 2, 1))
    assert total("referral", 2017, ("from", "to")) == {("ngo", "ctmd"): 3}
    assert total("referral_recognised", 2017, ("from",)) == {("ngo",): 1}


def test_a_person_known_only_to_an_ngo_is_counted_once_and_only_as_a_protected_sum(people: dict[str, Person]) -> None:
    ngo = people["ngo"].actor
    for _ in range(4):
        about = build.case(ngo, baku(2017, 1, 5), closed=True, ngo_only=True, **WOMAN)
        build.assert_status(ngo, about, baku(2017, 1, 6), "ngo_identified")
        build.help_given(ngo, about, baku(2017, 1, 6))
    assert [total(kind, 2017) for kind in ("person", "assertion", "assistance", "identified")] == [{}] * 4
    assert total("ngo_only", 2017) == {(): None}
    build.case(ngo, baku(2017, 1, 5), closed=True, ngo_only=True, **WOMAN)
    assert total("ngo_only", 2017) == {(): 5}
    for first, until, by, filters in (
        (baku(2017, 2).date(), baku(2018).date(), (), {}),
        (None, None, (), {}),
        (*YEARS[1], ("sex",), {}),
        (*YEARS[1], (), {"sex": ["male"]}),
    ):
        with pytest.raises(DataError, match="whole calendar years"), transaction.atomic(), acting(service("register")):
            queries.measure("ngo_only", "az", first, until, by, filters)


def test_help_and_breaches_count_with_their_words(people: dict[str, Person]) -> None:
    officer = people["officer"].actor
    about = build.case(officer, baku(2017, 1, 5), **WOMAN)
    build.help_given(officer, about, baku(2017, 1, 5), "food")
    build.help_given(officer, about, baku(2017, 1, 5), "medical", "refused_by_person")
    build.breach(officer, about, baku(2017, 1, 6))
    assert total("assistance", 2017, ("type", "answer")) == {("food", "given"): 1, ("medical", "refused_by_person"): 1}
    assert total("breach", 2017, ("type", "by")) == {("wrong_station", "district_police"): 1}


def test_facts_of_an_erased_case_stay_through_refresh_and_rebuild(officer: Actor) -> None:
    erased, kept = (build.case(officer, baku(2017, 1, 5), **WOMAN) for _ in range(2))
    decision = build.decide(officer, erased, baku(2017, 2, 1))
    build.decide(officer, kept, baku(2017, 2, 1))
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE dayaq_guard")
        cursor.execute("SELECT guard.freeze(%s)", [erased.pk])
        cursor.execute("DELETE FROM identification_formaldecision WHERE id = %s", [decision.pk])
        cursor.execute("RESET ROLE")
    assert total("identified", 2017) == {(): 2}
    actions.rebuild(by=service("register"))
    assert total("identified", 2017, ("sex",)) == {("female",): 2}


def test_a_rebuild_equals_what_the_queue_made(officer: Actor) -> None:
    for month in range(1, 8):
        about = build.case(officer, baku(2017, month, 5), under_18="no", **WOMAN)
        build.decide(officer, about, baku(2017, month, 9), outcome="positive" if month % 2 else "negative")
        total("identified", 2017)
        build.change(officer, Case, about.pk, sex="male")
        build.help_given(officer, about, baku(2017, month, 6))
    total("identified", 2017)
    incremental = rows()
    assert actions.rebuild(by=service("register")) == len(incremental) == 21
    assert rows() == incremental


def test_the_serving_role_reads_no_row_and_no_marker(people: dict[str, Person]) -> None:
    for table in ("register_row", "register_dirty", "guard.setting"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")


def test_nobody_without_the_right_to_figures_gets_a_sum(people: dict[str, Person]) -> None:
    for name in ("duty", "administrator", "auditor", "inspector", "hotline"):
        with pytest.raises(ProgrammingError, match="may not read figures"), transaction.atomic(), acting(people[name].actor):
            queries.measure("identified", "az", None, None)
    with pytest.raises(ProgrammingError, match="may not read figures"), transaction.atomic():
        queries.measure("identified", "az", None, None)
    with pytest.raises(ProgrammingError, match="only the register service"), transaction.atomic():
        actions.rebuild(by=people["analyst"].actor)


def test_a_dimension_with_a_quote_is_a_word_and_no_statement(people: dict[str, Person]) -> None:
    build.case(people["officer"].actor, baku(2017, 1, 5))
    trick = "x') FROM register_row; DROP TABLE register_row; --"
    assert total("person", 2017, (trick,)) == {("unknown",): 1}
    assert total("person", 2017, (), **{trick: [trick]}) == {}

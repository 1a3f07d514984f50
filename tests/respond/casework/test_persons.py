"""The person apart from the case, doubles joined and parted; parity features 2 and 10."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.core.decision import Refused
from dayaq.count.register.queries import measure
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.queries import Case, core_facts
from dayaq.respond.casework import actions, queries
from dayaq.respond.casework.models import Link, Merge
from tests.cast import Person, person

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def refused(act: Any) -> list[str]:
    with pytest.raises(Refused) as said, transaction.atomic():
        act()
    return [reason.code for reason in said.value.decision.reasons]


def share(case: Case, giver: Person, to: Person) -> None:
    with acting(giver.actor), connection.cursor() as cursor:
        cursor.execute("SELECT guard.share(%s, NULL, %s, 1, 1, 'assistance', 'consent', NULL, NULL, '')", [case.id, to.actor.unit_id])


def persons_counted() -> int:
    """Persons of the year, as the figures count them."""
    with acting(service("register")):
        found = measure("person", "az", date(2026, 1, 1), date(2027, 1, 1), (), {})
    return found.get((), 0) or 0


def test_feature_2_one_person_has_several_cases(shelter: Person, open_case: Any) -> None:
    first, second, third = (open_case(shelter) for _ in range(3))
    with acting(shelter.actor):
        actions.link(case=first, other=second, kind="same_person", by=shelter.actor, at=AT)
        actions.link(case=second, other=third, kind="same_person", by=shelter.actor, at=AT)
        assert {row["case"].id for row in queries.other_files(first, shelter.actor)} == {second.id, third.id}
        assert refused(lambda: actions.link(case=second, other=first, kind="same_person", by=shelter.actor, at=AT)) == ["linked_already"]


def test_a_link_is_there_only_for_whoever_sees_the_family_part_of_both(shelter: Person, open_case: Any) -> None:
    helper = person("helper")
    mother, child = open_case(shelter), open_case(shelter)
    with acting(shelter.actor):
        actions.link(case=mother, other=child, kind="child", by=shelter.actor, at=AT)
        assert [row["kind"] for row in queries.links_of(mother, shelter.actor)] == ["Child of the person"]
        assert [row["kind"] for row in queries.links_of(child, shelter.actor)] == ["Parent of the person"]
    with acting(shelter.actor), connection.cursor() as cursor:
        cursor.execute(
            "SELECT guard.share(%s, NULL, %s, 65, 65, 'assistance', 'consent', NULL, NULL, '')", [mother.id, helper.actor.unit_id]
        )
    with acting(helper.actor):
        assert Case.objects.filter(id=mother.id).exists()
        assert Link.objects.count() == 0


def test_a_no_to_the_state_closes_every_file_of_the_same_person_also_one_linked_later(shelter: Person, open_case: Any) -> None:
    helper, (first, second, third, later) = person("helper"), (open_case(shelter) for _ in range(4))
    with acting(shelter.actor):
        actions.link(case=first, other=second, kind="same_person", by=shelter.actor, at=AT)
        actions.link(case=second, other=third, kind="same_person", by=shelter.actor, at=AT)
    for one in (first, second, third, later):
        share(one, shelter, helper)
    with acting(shelter.actor), connection.cursor() as cursor:
        cursor.execute("SELECT guard.close_to_state(%s, true)", [first.id])
    with acting(helper.actor):
        assert [one.id for one in Case.objects.all()] == [later.id]
    with acting(shelter.actor):
        assert set(Case.objects.filter(ngo_only=True).values_list("id", flat=True)) >= {second.id, third.id}
        actions.link(case=later, other=third, kind="same_person", by=shelter.actor, at=AT)
    with acting(helper.actor):
        assert not Case.objects.exists()
    with (
        acting(shelter.actor),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="closed to the State"),
        transaction.atomic(),
    ):
        cursor.execute("SELECT guard.share(%s, NULL, %s, 1, 1, 'assistance', 'consent', NULL, NULL, '')", [later.id, helper.actor.unit_id])


def test_another_kind_of_link_closes_nothing(shelter: Person, open_case: Any) -> None:
    mother, child = open_case(shelter), open_case(shelter)
    with acting(shelter.actor), connection.cursor() as cursor:
        actions.link(case=mother, other=child, kind="child", by=shelter.actor, at=AT)
        cursor.execute("SELECT guard.close_to_state(%s, true)", [mother.id])
        child.refresh_from_db()
        assert not child.ngo_only


def test_feature_10_possible_doubles_are_listed_within_what_the_reader_sees(shelter: Person, outsider: Person, open_case: Any) -> None:
    one = open_case(shelter, "Zarifa", "Uydurmazade", "1990", sex=("female", "known"))
    other = open_case(shelter, "Zarifə", "Uydurmazadə", "1990", sex=("female", "known"))
    open_case(outsider, "Zarifa", "Uydurmazade", "1990")
    with acting(shelter.actor):
        found = queries.doubles(shelter.actor)
        assert [set(row["ids"]) for row in found] == [{one.id, other.id}]
        assert found[0]["score"] >= 80


def test_feature_10_two_files_are_joined_and_parted_as_they_were(shelter: Person, open_case: Any) -> None:
    kept = open_case(shelter, "Zarifa", "Uydurmazade", sex=("female", "known"), route=("internal", "known"))
    double = open_case(shelter, "Zarifa", "Uydurmazade", sex=("female", "known"), nationality=("AZ", "known"))
    before = persons_counted()
    with acting(shelter.actor):
        said = [len(casefile_statuses(row)) for row in (kept, double)]
        row = actions.merge(kept=kept, double=double, take=["nationality", "sex"], by=shelter.actor, at=AT)
        kept.refresh_from_db()
        assert (kept.nationality, kept.route, double.same_as_id) == ("AZ", "internal", kept.id)
        assert row.taken == {"nationality": ["AZ", "known"]}
        assert [len(casefile_statuses(row)) for row in (kept, double)] == said  # every word stays where it was said
        assert refused(lambda: actions.merge(kept=kept, double=double, take=[], by=shelter.actor, at=AT)) == ["joined_already"]
    assert persons_counted() == before - 1  # figures count one person
    with acting(shelter.actor):
        assert actions.unmerge(row=Merge.objects.get(id=row.id), by=shelter.actor, at=AT) == []
        kept.refresh_from_db()
        assert core_facts(kept)["nationality"] == ("", "not_asked")
    assert persons_counted() == before


def casefile_statuses(case: Case) -> list[Any]:
    from dayaq.respond.casefile.queries import statuses

    return statuses(case)


def test_parting_leaves_what_was_changed_since(shelter: Person, open_case: Any) -> None:
    kept, double = open_case(shelter), open_case(shelter, sex=("female", "known"))
    with acting(shelter.actor):
        row = actions.merge(kept=kept, double=double, take=["sex"], by=shelter.actor, at=AT)
        kept.refresh_from_db()
        casefile.change_core(case=kept, version=kept.version, changes={"sex": ("male", "known")}, by=shelter.actor, at=AT)
        assert actions.unmerge(row=Merge.objects.get(id=row.id), by=shelter.actor, at=AT) == ["sex"]
        kept.refresh_from_db()
        assert kept.sex == "male"


def test_files_with_other_readers_are_not_joined_neither_by_the_action_nor_in_the_database(shelter: Person, open_case: Any) -> None:
    kept, double = open_case(shelter), open_case(shelter)
    share(kept, shelter, person("helper"))
    with acting(shelter.actor):
        assert refused(lambda: actions.merge(kept=kept, double=double, take=[], by=shelter.actor, at=AT)) == ["other_readers"]
        with pytest.raises(ProgrammingError), transaction.atomic():
            Merge.objects.create(case=kept, double=double, at=AT, by=shelter.user.id)


def test_a_file_closed_to_the_state_is_not_joined_with_an_open_one(shelter: Person, open_case: Any) -> None:
    kept, double = open_case(shelter), open_case(shelter)
    with acting(shelter.actor), connection.cursor() as cursor:
        cursor.execute("SELECT guard.close_to_state(%s, true)", [double.id])
        assert refused(lambda: actions.merge(kept=kept, double=double, take=[], by=shelter.actor, at=AT)) == ["other_readers"]


def test_the_preview_shows_both_sides_and_nothing_happens_before_the_yes(
    shelter: Person, open_case: Any, code_of: Any, client_of: Any
) -> None:
    kept = open_case(shelter, "Zarifa", "Uydurmazade", sex=("female", "known"))
    double = open_case(shelter, "Zarifə", "Uydurmazadə")
    client, code, other = client_of(shelter), code_of(kept, shelter), code_of(double, shelter)
    body = client.get(f"/cases/{code}/join/", {"other": other}).content.decode()
    assert "Female" in body
    assert "not asked" in body
    assert "Uydurmazadə" in body
    with acting(shelter.actor):
        double.refresh_from_db()
        assert double.same_as_id is None
    assert client.post(f"/cases/{code}/join/", {"other": other, "keep_sex": "kept"}).status_code == 302
    with acting(shelter.actor):
        double.refresh_from_db()
        assert double.same_as_id == kept.id
    assert client_of(person("outsider")).get(f"/cases/{code}/join/").status_code == 404

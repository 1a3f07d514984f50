"""Drafts and published versions: nothing incomplete is published, nothing published changes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from dayaq.assess.framework import actions, queries
from dayaq.assess.framework.models import Draft, InstrumentVersion
from dayaq.assess.framework.rules.instrument import Item
from dayaq.assess.framework.rules.shape import fingerprint, read
from dayaq.base.access.context import acting
from dayaq.core.decision import Refused, Stale
from tests import cast
from tests.assess.framework.world import w

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
SHIPPED = "ct-nat-survey@1"
TEXT = "sections/2/items/0/text"  # of item 3.1.1


@pytest.fixture
def consultant(db) -> cast.Person:
    return cast.person("consultant")


@pytest.fixture
def draft(consultant) -> Draft:
    with acting(consultant.actor):
        return actions.open_draft(instrument=queries.instrument(SHIPPED), base=SHIPPED, by=consultant.actor, at=AT)


def reword(person: cast.Person, draft: Draft, **said: str) -> Draft:
    return actions.reword(draft=draft, version=draft.version, texts={TEXT: said}, by=person.actor, at=AT)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.decision.reasons]


def publish(person: cast.Person, draft: Draft) -> InstrumentVersion:
    return actions.publish(draft=draft, version=draft.version, remark="said better", by=person.actor, at=AT)


def test_what_comes_with_dayaq_is_a_published_version(db) -> None:
    assert queries.instrument(SHIPPED).version == 1
    assert queries.instrument("ct-nat-survey@1.AZ").country == "AZ"
    for unknown in ("ct-nat-survey@2", "no-such@1", "ct-nat-survey", "ct-nat-survey@1.XX"):
        with pytest.raises(LookupError):
            queries.instrument(unknown)


def test_a_changed_question_is_published_only_with_a_higher_version(consultant, draft) -> None:
    with acting(consultant.actor):
        reword(consultant, draft, en="Another question", az="Başqa sual", ru="Другой вопрос")
        with pytest.raises(Refused) as refused:
            publish(consultant, draft)
        assert codes(refused) == ["unmarked"]
        actions.raise_version(draft=draft, version=draft.version, item="3.1.1", by=consultant.actor, at=AT)
        made = publish(consultant, draft)
        assert (made.version, actions.reference(made), Draft.objects.count()) == (2, "ct-nat-survey@2", 0)
        stored = queries.instrument("ct-nat-survey@2")
        assert (stored.item("3.1.1").version, stored.item("3.1.1").text["az"]) == (2, "Başqa sual")
        assert made.sha256 == fingerprint(stored)
        assert queries.instrument(SHIPPED).item("3.1.1").version == 1
        assert [one.reference for one in queries.versions() if not one.instrument.country] == ["ct-nat-survey@2", SHIPPED]


def test_raising_twice_is_raising_once(consultant, draft) -> None:
    with acting(consultant.actor):
        for _ in range(2):
            actions.raise_version(draft=draft, version=draft.version, item="3.1.1", by=consultant.actor, at=AT)
        assert read(draft.content).item("3.1.1").version == 2


def test_a_gap_blocks_publishing(consultant, draft) -> None:
    with acting(consultant.actor):
        reword(consultant, draft, ru="")
        with pytest.raises(Refused) as refused:
            publish(consultant, draft)
        assert "faults" in codes(refused)
        assert refused.value.decision.reasons[0].params["places"] == "3.1.1"


def test_one_more_language_is_all_gaps(consultant, draft) -> None:
    with acting(consultant.actor):
        actions.add_language(draft=draft, version=draft.version, language="ka", by=consultant.actor, at=AT)
        with pytest.raises(Refused) as refused:
            publish(consultant, draft)
        assert int(str(refused.value.decision.reasons[0].params["count"])) > 200


def test_nothing_new_is_not_published_again(consultant, draft) -> None:
    with acting(consultant.actor), pytest.raises(Refused) as refused:
        publish(consultant, draft)
    assert codes(refused) == ["nothing"]


def test_a_country_adds_a_question_and_takes_it_out(consultant, draft) -> None:
    item = Item("3.9", "text", w("why"), source="added")
    with acting(consultant.actor):
        actions.add_item(draft=draft, version=draft.version, section="3", after="3.1.7", item=item, by=consultant.actor, at=AT)
        listed = [one.code for one in read(draft.content).items]
        assert listed[listed.index("3.1.7") + 1] == "3.9"
        actions.drop_item(draft=draft, version=draft.version, item="3.9", by=consultant.actor, at=AT)
        assert "3.9" not in {one.code for one in read(draft.content).items}


def test_two_people_do_not_overwrite_each_other(consultant, draft) -> None:
    with acting(consultant.actor):
        reword(consultant, draft, en="First")
        with pytest.raises(Stale):
            actions.reword(draft=draft, version=1, texts={TEXT: {"en": "Second"}}, by=consultant.actor, at=AT)
        assert read(Draft.objects.get().content).item("3.1.1").text["en"] == "First"


def test_there_is_one_draft_at_a_time(consultant, draft) -> None:
    with acting(consultant.actor), pytest.raises(Refused) as refused:
        actions.open_draft(instrument=queries.instrument(SHIPPED), by=consultant.actor, at=AT)
    assert codes(refused) == ["draft_open"]


def test_only_those_who_work_on_assessments_write(db) -> None:
    coordinator = cast.person("coordinator")
    with acting(coordinator.actor):
        with pytest.raises(Refused):
            actions.open_draft(instrument=queries.instrument(SHIPPED), by=coordinator.actor, at=AT)
        with pytest.raises(DatabaseError), transaction.atomic():
            Draft.objects.create(code="x", content={}, by=coordinator.actor.user_id)


def test_nobody_writes_in_the_name_of_another_and_published_rows_stay(consultant, draft) -> None:
    other = cast.person("stranger", "iom", "consultant")
    with acting(consultant.actor):
        with pytest.raises(DatabaseError), transaction.atomic():
            Draft.objects.create(code="x", content={}, by=other.actor.user_id)
        actions.add_item(draft=draft, version=1, section="3", after="", item=Item("3.9", "text", w("why")), by=consultant.actor, at=AT)
        made = publish(consultant, draft)
        for change in (lambda: InstrumentVersion.objects.update(remark="x"), made.delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()

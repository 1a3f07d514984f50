"""Rights as they are told, complained of and asked for; and what the database keeps from whom."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Affiliation, Organisation
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile.actions import add_story, close_case
from dayaq.respond.casefile.models import Case, CaseCode, StoryNote
from dayaq.respond.casefile.queries import visible
from dayaq.respond.rights import actions, models, queries
from dayaq.respond.rights.jobs import sweep
from dayaq.respond.rights.rules import State
from tests.cast import Person, person
from tests.respond.support.test_actions import consented, opened

pytestmark = pytest.mark.django_db
AT = datetime(2016, 5, 2, 6, tzinfo=UTC)
DAY = timedelta(days=1)
EVERYTHING = ("help", "no_police", "safety", "data_protection", "non_punishment", "complaint")


@pytest.fixture
def helper() -> Person:
    return person("helper")


@pytest.fixture
def case(helper: Person) -> Case:
    return opened(helper)


def done(who: Person, verb: Any, **words: Any) -> Any:
    at = words.pop("at", AT)
    with acting(who.actor):
        return verb(by=who.actor, at=at, **words)


def states(who: Person, case: Case, now: datetime = AT) -> dict[str, State]:
    with acting(who.actor):
        return {row.code: row.state for row in queries.told(case, now)}


def telling(*rights: str, **words: Any) -> actions.Telling:
    return actions.Telling(
        **({"rights": rights, "language": "ru", "method": "spoken", "own_words": True, "leaflet": "rights_card"} | words)
    )


def test_rights_are_told_once_understood_and_stay_owed_otherwise(helper: Person, case: Case) -> None:
    done(helper, actions.tell, case=case, new=telling("help", "no_police"))
    done(helper, actions.tell, case=case, new=telling("safety", understood="partly"))
    found = states(helper, case)
    assert (found["help"], found["safety"], found["complaint"]) == (State.TOLD, State.UNCLEAR, State.DUE)
    assert states(helper, case, AT + 60 * DAY)["complaint"] is State.LATE
    with acting(helper.actor):
        assert {(one.leaflet, one.leaflet_version) for one in models.Told.objects.all()} == {("rights_card", "1")}


def test_what_is_not_told_is_a_task_with_its_time_until_all_is_told(helper: Person, case: Case) -> None:
    done(helper, actions.owe_rights, case=case)
    with acting(helper.actor):
        first = case.tasks.get(kind="rights.tell")
    assert first.due_at is not None
    assert str(first.due_at.astimezone(UTC).date()) == "2016-05-05"
    done(helper, actions.tell, case=case, new=telling(*EVERYTHING))
    with acting(helper.actor):
        first.refresh_from_db()
        assert (first.done_at, first.due_at.date().isoformat()) == (None, "2016-06-01")
    done(helper, actions.tell, case=case, new=telling(*states(helper, case)))
    with acting(helper.actor):
        assert not case.tasks.filter(kind="rights.tell", done_at__isnull=True).exists()


def test_a_new_case_owes_its_rights_without_anybody_thinking_of_it(helper: Person, case: Case) -> None:
    with acting(helper.actor), pytest.raises(ProgrammingError), transaction.atomic():
        actions.sweep_rights()
    assert (sweep(), sweep()) == (1, 0)
    with acting(helper.actor):
        task = case.tasks.get(kind="rights.tell")
    assert (task.unit, task.rule) == (helper.actor.unit_id, "rights_first")
    done(helper, actions.tell, case=case, new=telling(*states(helper, case)))
    with acting(helper.actor):
        task.refresh_from_db()
    assert task.done_at is not None


def test_the_measure_counts_owed_told_and_late_over_cases(helper: Person, case: Case) -> None:
    other = opened(helper)
    done(helper, actions.tell, case=case, new=telling("legal_aid"))
    with acting(helper.actor):
        sums = {line["label"]: line for line in queries.matrix([case, other], AT + 90 * DAY)}
    assert {name: sums["Free legal help"][name] for name in ("owed", "told", "late")} == {"owed": 2, "told": 1, "late": 1}


def about(code: str) -> Any:
    return Organisation.objects.get(code=code).id


def complained(by: Person, body: str, **words: Any) -> models.Complaint:
    """The complaint as an answerer sees it."""
    said = {"subject": "treatment", "words": "they shouted at me", "language": "en"} | words
    number = done(by, actions.complain, new=actions.NewComplaint(about=about(body), **said))
    with acting(person("monitor").actor):
        found = queries.complaint(number)
    assert found is not None
    return found


TABLES = (models.Complaint, models.Complainant, models.ComplaintText, models.ComplaintStep)


def test_the_body_complained_about_does_not_see_who_complains_nor_that_anybody_does(helper: Person) -> None:
    ngo = person("ngo")
    kept = opened(ngo)
    complained(helper, "clean_world", case=None, reach="through the lawyer", raised_by="helper")
    complained(ngo, "clean_world", case=kept)  # taken by a worker of that body itself
    for who in (ngo, person("shelter"), person("hotline")):
        with acting(who.actor):
            assert [table.objects.count() for table in TABLES] == [0, 0, 0, 0], who
    with acting(person("monitor").actor):
        assert [table.objects.count() for table in TABLES] == [2, 2, 2, 0]
    with acting(helper.actor):
        assert models.Complaint.objects.count() == 1
    with acting(person("outsider").actor):
        assert models.Complaint.objects.count() == 0


def test_the_history_of_the_trail_keeps_no_words_of_a_complaint(helper: Person) -> None:
    complained(helper, "clean_world")
    from dayaq.base.audit.models import Event

    with acting(person("auditor").actor):
        kinds = set(Event.objects.filter(kind__startswith="rights_").values_list("kind", "case_id"))
    assert kinds == {("rights_complaint", None), ("rights_complainttext", None)}


def test_a22_a_monitor_with_a_tie_to_the_body_neither_reads_nor_answers(helper: Person) -> None:
    row = complained(helper, "clean_world")
    monitor = person("monitor")
    tie = Affiliation(user=monitor.user, organisation=Organisation.objects.get(code="clean_world"), function="board", valid_from=AT.date())
    tie.save(force_insert=True)
    with acting(monitor.actor):
        assert models.Complaint.objects.count() == 0
    with pytest.raises(Refused):
        done(monitor, actions.take_on, complaint=row, version=1)


def test_a_complaint_goes_from_the_first_word_to_the_answer(helper: Person) -> None:
    row, monitor, shelter = complained(helper, "clean_world"), person("monitor"), person("shelter")
    assert row.due_at is not None
    assert str(row.due_at.astimezone(UTC).date()) == "2016-06-01"
    words = {"complaint": row, "language": "en"}
    done(monitor, actions.take_on, complaint=row, version=1)
    heard = done(monitor, actions.lay_before, text="A resident was shouted at in April.", version=2, **words)
    with acting(shelter.actor):
        assert [one.text for one in queries.hearings(shelter.actor)] == ["A resident was shouted at in April."]
        assert models.Complaint.objects.count() == 0
    done(shelter, actions.reply, hearing=heard, text="It is so, we are sorry.", language="en")
    with pytest.raises(Refused):
        done(monitor, actions.tell_outcome, text="told", version=3, **words)
    done(monitor, actions.decide_complaint, outcome="upheld", text="The staff is trained anew.", version=3, **words)
    with pytest.raises(Refused):
        done(monitor, actions.decide_complaint, outcome="partly", text="no", version=4, **words)
    done(monitor, actions.tell_outcome, text="by telephone at a safe hour", version=4, **words)
    done(monitor, actions.mark_retaliation, text="was moved to a worse room", version=5, **words)
    with pytest.raises(Stale):
        done(monitor, actions.mark_retaliation, text="again", version=5, **words)
    assert (row.state, row.outcome, row.retaliation) == ("told", "upheld", True)
    with acting(monitor.actor):
        assert [one.text for one in models.HearingReply.objects.all()] == ["It is so, we are sorry."]


def test_another_answerer_does_not_take_a_complaint_over(helper: Person) -> None:
    row = complained(helper, "clean_world")
    done(person("monitor"), actions.take_on, complaint=row, version=1)
    other = person("second_monitor", "nc", "monitor")
    with pytest.raises(Refused):
        done(other, actions.decide_complaint, complaint=row, outcome="upheld", text="yes", language="en", version=2)
    with acting(other.actor):
        assert models.Complaint.objects.filter(id=row.id).update(outcome="upheld") == 0


def test_nobody_adds_words_to_the_complaint_of_somebody_else(helper: Person) -> None:
    row, ngo = complained(helper, "mia_shelter"), person("ngo")
    said = {"complaint_id": row.id, "about": row.about, "at": AT, "organisation": ngo.actor.organisation_id, "by": ngo.actor.user_id}
    with acting(ngo.actor), pytest.raises(ProgrammingError), transaction.atomic():
        models.Complainant(reach="x", **said).save(force_insert=True)


def requested(who: Person, case: Case, kind: str, **words: Any) -> models.DataRequest:
    made: models.DataRequest = done(who, actions.ask_data, case=case, new=actions.DataAsked(kind=kind, **words))
    return made


def test_dat_04_a_request_is_answered_by_a_date_by_the_body_that_keeps_the_file(helper: Person, case: Case) -> None:
    row = requested(helper, case, "correction", words="I was born in 1991", language="ru")
    assert row.due_at is not None
    assert str(row.due_at.astimezone(UTC).date()) == "2016-06-01"
    ngo = person("ngo")
    consented(helper, case, ngo)
    with pytest.raises(Refused):
        done(ngo, actions.answer_data, request=row, outcome="granted", version=1)
    done(helper, actions.answer_data, request=row, outcome="granted", reason="done", version=1)
    with pytest.raises(Stale):
        done(helper, actions.answer_data, request=row, outcome="granted", reason="done", version=1)
    done(helper, actions.tell_answer, request=row)
    with acting(helper.actor):
        assert not case.tasks.filter(kind="rights.data", done_at__isnull=True).exists()


def test_dat_04_a_restriction_ends_what_was_given_on_consent_and_stops_more(helper: Person, case: Case) -> None:
    ngo, shelter = person("ngo"), person("outsider")
    consented(helper, case, ngo)
    row = requested(helper, case, "restriction")
    done(helper, actions.answer_data, request=row, outcome="granted", version=1)
    with acting(ngo.actor):
        assert list(visible()) == []
    with acting(helper.actor):
        assert (queries.restricted(case), [one.id for one in visible()]) == (True, [case.id])
    with pytest.raises(Refused):
        consented(helper, case, shelter)
    done(helper, actions.lift_restriction, request=row, at=AT + DAY)
    consented(helper, case, shelter)
    with acting(shelter.actor):
        assert [one.id for one in visible()] == [case.id]


def test_dat_04_erasure_takes_the_words_and_keeps_the_coded_core(helper: Person, case: Case) -> None:
    from django.apps import apps

    done(helper, add_story, case=case, text="what was done to me", language="ru")
    row = requested(person("second_helper", "vac_baku", "assistance_worker"), case, "erasure")
    with pytest.raises(Refused):
        done(helper, actions.answer_data, request=row, outcome="granted", version=1)
    done(helper, close_case, case=case)
    done(helper, actions.answer_data, request=row, outcome="granted", version=1)
    with acting(helper.actor):
        assert apps.get_model("audit", "HistoryG3").objects.filter(case_id=case.id).exists()
    assert done(helper, actions.erase, request=row) >= 1
    with acting(helper.actor):
        assert (StoryNote.objects.count(), Case.objects.count()) == (0, 1)
        assert not apps.get_model("audit", "HistoryG3").objects.filter(case_id=case.id).exists()


def test_dat_04_nobody_asks_grants_and_carries_out_an_erasure_alone(helper: Person, case: Case) -> None:
    colleague = person("second_helper", "vac_baku", "assistance_worker")
    done(helper, add_story, case=case, text="what was done to me", language="ru")
    row = requested(helper, case, "erasure")
    done(helper, close_case, case=case)
    done(helper, actions.answer_data, request=row, outcome="granted", version=1)
    with pytest.raises(Refused) as refusal:
        done(helper, actions.erase, request=row)
    assert [one.code for one in refusal.value.decision.reasons] == ["alone"]
    with acting(helper.actor), connection.cursor() as cursor, pytest.raises(DatabaseError, match="alone"), transaction.atomic():
        cursor.execute("SELECT guard.erase_words(%s)", [row.id])
    with acting(helper.actor):
        assert StoryNote.objects.count() == 1
    assert done(colleague, actions.erase, request=row) >= 1


def test_what_is_held_tells_nobody_what_other_bodies_call_the_file(helper: Person, case: Case) -> None:
    with acting(helper.actor):
        codes = set(CaseCode.objects.filter(case=case).values_list("code", flat=True))
        assert codes
        assert not any(code in str(one.rows) for one in queries.held(case) for code in codes)


def test_what_is_held_is_shown_by_group_without_ids_of_staff(helper: Person, case: Case) -> None:
    done(helper, add_story, case=case, text="what was done to me", language="ru")
    with acting(helper.actor):
        found = queries.held(case)
    kinds = {(one.group, one.kind) for one in found}
    assert {("G1", "casefile_case"), ("G1", "casefile_timelineevent"), ("G3", "casefile_storynote")} <= kinds
    assert not any(name in row for one in found for row in one.rows for name in ("by", "id", "version"))
    with acting(person("outsider").actor):
        assert [one for one in queries.held(case) if one.kind != "casefile_case"] == []


def test_who_looked_at_the_data_is_told_by_body_without_names(helper: Person, case: Case) -> None:
    from dayaq.base.audit.actions import read

    ngo = person("ngo")
    consented(helper, case, ngo)
    with acting(ngo.actor, "assistance"):
        read(kind="casefile:case", case=case.id, groups=("G1",))
        assert queries.disclosures(case) == []
    with acting(helper.actor):
        rows = queries.disclosures(case)
    assert [(row["body"] != "", row["n"], row["action"]) for row in rows] == [(True, 1, "read")]

"""Calls without a person, call-backs that are forgotten, warm hand-on, lists, sums of years; the wall beneath."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.models import File
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile.models import Case, TimelineEvent
from dayaq.respond.hotline import actions, queries
from dayaq.respond.hotline.actions import NewCall
from dayaq.respond.hotline.models import Call, CallBack, Draft, HandOn, Shift
from dayaq.respond.hotline.rules import by_item
from tests import cast

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.decision.reasons]


def call_by(name: str = "hotline", **changes: Any) -> Call:
    by, now = cast.person(name).actor, timezone.now()
    line = "amc" if name == "outsider" else "clean_world"
    new = NewCall(**{"line": line, "topic": "wages", "started_at": now - HOUR, "ended_at": now, **changes})
    with acting(by):
        return actions.save_call(new=new, by=by, at=now)


# calls


def test_hot_03_a_call_makes_no_person_and_no_file() -> None:
    call_by(topic="thb_labour", caller="relative")
    with acting(cast.person("hotline").actor):
        assert (Case.objects.count(), File.objects.count(), Call.objects.count()) == (0, 0, 1)


def test_a_call_outside_the_topic_is_saved_by_one_key() -> None:
    by, now = cast.person("hotline").actor, timezone.now()
    with acting(by):
        row = actions.save_quickly(key="9", line="clean_world", started_at=now - timedelta(seconds=40), by=by, at=now)
        assert (row.topic, row.quick, row.ended_at - row.started_at) == ("outside", True, timedelta(seconds=40))
        with pytest.raises(Refused) as refused:
            actions.save_quickly(key="8", line="clean_world", started_at=now, by=by, at=now)
    assert codes(refused) == ["no_key"]


def test_calls_stay_in_the_body_and_the_co_ordinator_reads_none() -> None:
    row = call_by()
    for name in ("outsider", "coordinator", "duty", "inspector"):
        with acting(cast.person(name).actor):
            assert not Call.objects.exists()
    with acting(cast.person("outsider").actor), transaction.atomic():
        assert Call.objects.filter(id=row.id).update(note="read") == 0


def test_nobody_writes_a_call_for_another_body_or_person() -> None:
    by, other, now = cast.person("hotline").actor, cast.person("outsider").actor, timezone.now()
    told = {"line": "amc", "topic": "wages", "started_at": now, "ended_at": now}
    with acting(by), pytest.raises(Refused) as refused:
        actions.save_call(new=NewCall(**told), by=by, at=now)
    assert codes(refused) == ["not_your_line"]
    with acting(by), pytest.raises(DatabaseError), transaction.atomic():
        Call(**told, organisation=other.organisation_id, unit=other.unit_id, by=other.user_id).save(force_insert=True)
    with acting(by), pytest.raises(DatabaseError), transaction.atomic():
        Call(**told, outcome="police_emergency", organisation=by.organisation_id, unit=by.unit_id, by=by.user_id).save(force_insert=True)


def test_an_operator_sees_the_own_calls_for_three_days_and_an_open_call_back_longer() -> None:
    by, now = cast.person("hotline").actor, timezone.now()
    old, late = call_by(), now + 80 * HOUR
    with acting(by):
        assert ([row.id for row in queries.calls(by, timezone.now())], list(queries.calls(by, late))) == ([old.id], [])
        back = actions.plan_call_back(
            call=old, channel="telephone", contact="555 01", safe_times="mornings", due_at=now + HOUR, by=by, at=now
        )
        assert [row.id for row in queries.calls(by, late)] == [old.id]
        actions.end_call_back(call_back=back, reached=True, by=by, at=now)
        assert list(queries.calls(by, late)) == []
        assert (back.contact, back.status) == ("", "done")


def test_help_with_a_file_begins_only_at_the_callers_wish_and_the_call_names_neither_person_nor_file() -> None:
    row, by = call_by(topic="thb"), cast.person("ngo").actor
    with acting(by):
        with pytest.raises(Refused) as refused:
            actions.begin_help(call=row, wished=False, by=by, at=timezone.now())
        assert codes(refused) == ["not_wished"]
        assert not Case.objects.exists()
        case = actions.begin_help(call=row, wished=True, by=by, at=timezone.now())
        row.refresh_from_db()
        assert (row.outcome, row.caller_wished) == ("case", True)
        assert str(case.id) not in str({field.name: getattr(row, field.name) for field in Call._meta.concrete_fields})
        assert TimelineEvent.objects.get(kind="hotline.opened").facts == {"line": "clean_world"}
        assert case.source_kind == "hotline"


def test_a_call_changed_by_two_is_not_overwritten() -> None:
    row, by = call_by(), cast.person("hotline").actor
    with acting(by):
        actions.add_to_call(call=row, changes={"topic": "violence"}, version=1, by=by, at=timezone.now())
        with pytest.raises(Stale):
            actions.add_to_call(call=row, changes={"topic": "silent"}, version=1, by=by, at=timezone.now())


# call-backs and drafts


def test_a_call_of_last_week_that_is_written_down_today_can_be_finished_today() -> None:
    """Late entry is normal: after saving, its page and its call-back are there."""
    by, now = cast.person("hotline").actor, timezone.now()
    late = call_by(started_at=now - 200 * HOUR, ended_at=now - 200 * HOUR)
    with acting(by):
        assert queries.call(by, late.id, timezone.now()) == late
        assert queries.call(by, late.id, now + 80 * HOUR) is None


def test_a_call_back_is_read_in_its_unit_only() -> None:
    row, by, now = call_by(), cast.person("hotline").actor, timezone.now()
    with acting(by):
        actions.plan_call_back(call=row, channel="telephone", contact="555 01", safe_times="mornings", due_at=now, by=by, at=now)
        assert CallBack.objects.count() == 1
        with pytest.raises(DatabaseError), transaction.atomic():
            CallBack.objects.update(status="done", done_at=now)  # a number that is not forgotten
    with acting(cast.person("outsider").actor):
        assert not CallBack.objects.exists()
    with acting(cast.person("coordinator").actor):
        assert not CallBack.objects.exists()


def test_a_draft_is_its_writers_alone_and_goes_when_the_call_is_saved() -> None:
    by = cast.person("hotline").actor
    with acting(by):
        actions.keep_draft(fields={"note": ["a girl at the"]}, by=by)
        actions.keep_draft(fields={"note": ["a girl at the station"]}, by=by)
        assert Draft.objects.get().fields == {"note": ["a girl at the station"]}
    with acting(cast.person("ngo").actor):
        assert not Draft.objects.exists()
    call_by()
    with acting(by):
        assert not Draft.objects.exists()


# hand-on, lists, lines


def test_at_closing_time_a_caller_is_handed_on_and_the_other_line_takes_over() -> None:
    amc, clean = cast.person("outsider").actor, cast.person("hotline").actor
    noon = datetime(2016, 3, 5, 18, 50, tzinfo=queries.home().calendar.zone)
    with acting(amc):
        row = actions.hand_on(from_line="amc", to_line="clean_world", topic="thb_labour", by=amc, at=noon, note="speaks Urdu")
        with pytest.raises(DatabaseError), transaction.atomic():
            HandOn.objects.filter(id=row.id).update(status="accepted")
    with acting(clean):
        assert [one.id for one in queries.offered(clean)] == [row.id]
        taken = queries.hand_on(row.id)
        actions.answer_hand_on(hand_on=taken, verb="accepted", by=clean, at=noon)
        with pytest.raises(Refused):
            actions.answer_hand_on(hand_on=taken, verb="declined", by=clean, at=noon)
    with acting(amc):
        assert HandOn.objects.get().status == "accepted"
    with acting(cast.person("helper").actor):
        assert not HandOn.objects.exists()


def test_nobody_is_handed_on_to_a_line_that_does_not_answer() -> None:
    by = cast.person("hotline").actor
    at_night = datetime(2016, 3, 5, 23, tzinfo=queries.home().calendar.zone)
    with acting(by), pytest.raises(Refused) as refused:
        actions.hand_on(from_line="clean_world", to_line="amc", topic="thb", by=by, at=at_night)
    assert codes(refused) == ["closed"]


def test_one_person_answers_one_line_at_a_time_and_gaps_are_seen() -> None:
    by, start = cast.person("hotline").actor, datetime(2016, 3, 7, 4, tzinfo=UTC)
    with acting(by):
        told = {"line": "clean_world", "person": by.user_id, "by": by, "at": start}
        actions.keep_shift(starts_at=start, ends_at=start + 8 * HOUR, **told)
        with pytest.raises(Refused) as refused:
            actions.keep_shift(starts_at=start + HOUR, ends_at=start + 9 * HOUR, **told)
        assert codes(refused) == ["two_places"]
        line = queries.lines(date(2016, 3, 7))["clean_world"]
        rows = queries.shifts(["clean_world"], start, start + 24 * HOUR)
        assert queries.gaps_of(line, rows, start, start + 24 * HOUR) == [(start + 8 * HOUR, start + 24 * HOUR)]
        actions.end_shift(shift=Shift.objects.get(), by=by)
        assert not Shift.objects.exists()


def test_a_body_describes_its_own_line_and_no_other() -> None:
    by, now = cast.person("hotline").actor, timezone.now()
    fields = {"title": "Clean World by night", "number": "0555", "reach": "both", "hours": "20:00-08:00", "languages": ["az"]}
    with acting(by):
        row = actions.keep_line(code="clean_world", fields=fields, by=by, at=now)
        assert queries.lines(timezone.now().date())["clean_world"].number == "0555"
        with pytest.raises(Refused):
            actions.keep_line(code="amc", fields=fields, by=by, at=now)
        with pytest.raises(Stale):
            actions.keep_line(code="", fields=fields, by=by, at=now, line=row, version=9)
    with acting(cast.person("outsider").actor):
        assert queries.lines(timezone.now().date())["clean_world"].number == "0555"
        assert [one.line.number for one in queries.reached("TR", now)] == ["0555"]
    assert queries.consulate("TR") == {"name": {}, "number": "", "body": queries.body_word("mfa")}


# sums


def test_13216_calls_of_2014_of_which_28_on_trafficking_come_out_of_the_records() -> None:
    by, now = cast.person("hotline").actor, timezone.now()
    year = {"line": "clean_world", "first": date(2014, 1, 1), "end": date(2015, 1, 1), "source": "report 2014", "by": by, "at": now}
    with acting(by):
        for topic, n in {"thb": 27, "information": 9000, "wages": 188, "outside": 4000}.items():
            actions.keep_tally(topic=topic, n=n, **year)
    spring = datetime(2014, 4, 1, 9, tzinfo=queries.home().calendar.zone)
    call_by(topic="thb_sexual", started_at=spring, ended_at=spring)
    with acting(cast.person("coordinator").actor):
        rows = queries.sums(*queries.year(2014))
        share = queries.share(rows)
    assert (share.thb, share.calls) == (28, 13216)
    assert by_item(rows, "hour") == {"09": 1}
    assert by_item(rows, "weekday") == {"2": 1}
    with acting(cast.person("outsider").actor):
        assert queries.sums(*queries.year(2014)) == []
        assert queries.share([]).percent is None


def test_2011_had_more_than_500_calls_on_begging_and_7_on_sexual_exploitation() -> None:
    by, now = cast.person("hotline").actor, timezone.now()
    with acting(by):
        for topic, n in {"thb_begging": 501, "thb_sexual": 7}.items():
            actions.keep_tally(
                line="clean_world", first=date(2011, 1, 1), end=date(2012, 1, 1), topic=topic, n=n, source="IOM 2016", by=by, at=now
            )
        found = by_item(queries.sums(*queries.year(2011)), "topic")
    assert (found["thb_begging"], found["thb_sexual"]) == (501, 7)


def test_who_may_not_answer_counts_nothing() -> None:
    with acting(cast.person("inspector").actor), pytest.raises(DatabaseError), transaction.atomic():
        queries.sums(*queries.year(2014))

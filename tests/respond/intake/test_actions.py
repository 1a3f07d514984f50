"""A list is brought, mapped, looked at, taken over, brought again, undone; the file is gone at the end."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.core.decision import Refused
from dayaq.respond.casefile.models import Case, Identity, TimelineEvent
from dayaq.respond.casefile.queries import statuses
from dayaq.respond.intake import actions, queries
from dayaq.respond.intake.models import Chunk, Mapping, Provenance, Row, Upload
from tests.cast import person
from tests.respond.intake.world import HEAD, LINES, NOW, book_of, brought, csv_of, meant, taken

pytestmark = pytest.mark.django_db


def codes(refusal: Any) -> list[str]:
    return [reason.code for reason in refusal.value.decision.reasons]


def outlook(upload: Upload) -> list[tuple[int, str]]:
    with acting(person("ngo").actor):
        return [(one.entry.line, one.outcome) for one in queries.outlook(upload, queries.sheet(upload), person("ngo").actor)]


def test_a_list_is_mapped_by_its_headers_and_its_entries_by_their_words() -> None:
    upload = brought()
    assert list(upload.mapping.values()) == [
        "key",
        "opened",
        "family_name",
        "given_name",
        "birth",
        "age",
        "sex",
        "nationality",
        "exploitation",
        "refuses_state",
    ]
    with acting(person("ngo").actor):
        known = queries.meanings(upload, queries.sheet(upload), person("ngo").actor)
    assert known["sex"] == {"female": "female", "M": "male", "qadın": "female", "kişi": "male"}
    assert known["nationality"] == {"Azerbaijan": "AZ", "Россия": "RU", "AZ": "AZ", "Azərbaycan": "AZ"}
    assert known["exploitation"]["zwang"] == ""
    assert known["refuses_state"] == {"no": "no", "yes": "yes"}


def test_the_dry_run_writes_nothing_and_names_what_is_wrong() -> None:
    upload = meant(brought())
    assert outlook(upload) == [(2, "opened"), (3, "fault"), (4, "fault"), (5, "opened")]
    with acting(person("ngo").actor):
        assert (Case.objects.count(), Row.objects.count()) == (0, 0)
        third = queries.outlook(upload, queries.sheet(upload), person("ngo").actor)[2]
    assert {(fault.column, fault.reason.code) for fault in third.entry.faults} == {
        ("Date", "no_day"),
        ("Birth", "no_birth"),
        ("Age", "no_age"),
    }


def test_lines_become_cases_with_their_facts_names_and_origin() -> None:
    upload = meant(brought(), exploitation={"zwang": "forced_labour"})
    assert taken(upload) == [(2, "opened"), (3, "opened"), (4, "fault"), (5, "opened")]
    with acting(person("ngo").actor):
        boy = Case.objects.get(nationality="RU")
        assert (boy.sex, boy.age_band, boy.under_18, boy.exploitation) == ("male", "child", "yes", "forced_labour")
        assert (boy.identity.family_name, boy.identity.birth_value) == ("Sokolov", "1998-02-03")
        assert [word.status for word in statuses(boy)] == ["suspected"]
        origin, source = queries.origins(boy)[0]
        assert (source, origin.line) == ("register of 2015", 3)
        assert "Sokolov" not in str(list(TimelineEvent.objects.filter(case=boy).values_list("facts", flat=True)))
        assert Case.objects.get(id=boy.id).opened_at.date().isoformat() == "2015-06-01"


def test_a_line_that_refuses_the_state_is_closed_to_it() -> None:
    upload = meant(brought(csv_of([LINES[3]])))
    assert taken(upload) == [(2, "opened")]
    with acting(person("ngo").actor):
        case = Case.objects.get()
        assert (case.ngo_only, case.refers) == (True, "refused")
    for who in ("officer", "clerk", "warden"):
        with acting(person(who).actor):
            assert Case.objects.count() == 0


def test_the_same_list_again_changes_nothing_and_a_changed_line_is_shown_not_written() -> None:
    taken(meant(brought(csv_of([LINES[0], LINES[3]]))))
    again = meant(brought(csv_of([LINES[0], LINES[3]])))
    assert taken(again) == [(2, "same"), (3, "same")]
    other = [*LINES[0][:6], "male", *LINES[0][7:]]
    changed = meant(brought(csv_of([other, LINES[3]])))
    assert taken(changed) == [(2, "changed"), (3, "same")]
    with acting(person("ngo").actor):
        assert Case.objects.count() == 2
        assert Row.objects.get(upload=changed, line=2).differs == ["sex"]
        assert Case.objects.get(id=Row.objects.get(upload=changed, line=2).case_ref).sex == "female"


def test_somebody_like_a_known_person_waits_for_a_word() -> None:
    taken(meant(brought(csv_of([LINES[0]]))))
    twin = meant(brought(csv_of([["9", "01.01.2016", "Guliyeva", "Aynur", "1990", "", "", "", "", ""]])))
    assert outlook(twin) == [(2, "duplicate")]
    with acting(person("ngo").actor):
        actions.take_anyway(upload=twin, lines=[2], by=person("ngo").actor, at=NOW)
    assert taken(twin) == [(2, "opened")]


def test_one_number_twice_in_a_list_is_looked_at_first() -> None:
    upload = meant(brought(csv_of([LINES[0], LINES[0]])))
    assert outlook(upload) == [(2, "duplicate"), (3, "duplicate")]


def test_undoing_withdraws_what_nobody_touched_and_lists_the_rest() -> None:
    upload, by = meant(brought(csv_of([LINES[0], LINES[3]]))), person("ngo").actor
    taken(upload)
    with acting(by):
        touched, free = (Case.objects.get(identity__family_name=name) for name in ("Quliyeva", "Mammadov"))
        from dayaq.respond.casefile.actions import give_help

        give_help(case=touched, kind="food", outcome="given", by=by, at=NOW)
        upload.refresh_from_db()
        assert actions.undo(upload=upload, by=by, at=NOW) == 1
        assert list(Row.objects.filter(upload=upload).order_by("line").values_list("outcome", flat=True)) == ["kept", "undone"]
        free.refresh_from_db()
        assert (free.closed_at is not None, statuses(free), Identity.objects.get(case=free).family_name) == (True, [], "")
        assert [word.status for word in statuses(touched)] == ["suspected"]
        with pytest.raises(Refused) as refusal:
            actions.undo(upload=upload, by=by, at=NOW)
        assert codes(refusal) == ["not_done"]
    again = meant(brought(csv_of([LINES[3]])))
    assert taken(again) == [(2, "opened")]


def test_the_file_is_deleted_at_the_end_and_its_entries_stand_nowhere() -> None:
    upload, by = meant(brought()), person("ngo").actor
    with acting(by):
        assert Chunk.objects.count() == 1
    taken(upload)
    with acting(by):
        upload.refresh_from_db()
        actions.drop_file(upload=upload, by=by, at=NOW)
        upload.refresh_from_db()
        assert (Chunk.objects.count(), upload.deleted_at) == (0, NOW)
        with connection.cursor() as cursor:
            for table in ("intake_upload", "intake_row", "intake_mapping", "intake_provenance"):
                cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
                kept = cursor.fetchone()[0] or ""
                assert not [name for name in ("Quliyeva", "Sokolov", "Aynur", "1998-02-03") if name in kept], table


def test_a_file_nobody_finishes_is_deleted_by_the_clock_after_a_week() -> None:
    upload, clock = brought(), service("clock")
    with acting(clock):
        assert actions.forget_files(at=NOW + timedelta(days=6)) == 0
        assert actions.forget_files(at=NOW + timedelta(days=8)) == 1
    with acting(person("ngo").actor):
        upload.refresh_from_db()
        assert (Chunk.objects.count(), upload.deleted_at is not None) == (0, True)
    with acting(person("ngo").actor), pytest.raises(DatabaseError), transaction.atomic():
        actions.forget_files(at=NOW)


def test_what_a_list_meant_is_remembered_for_the_next_one() -> None:
    meant(brought(), exploitation={"zwang": "forced_labour"})
    upload = brought(csv_of([LINES[1]]))
    with acting(person("ngo").actor):
        assert Mapping.objects.count() == 1
        known = queries.meanings(upload, queries.sheet(upload), person("ngo").actor)
    assert known["exploitation"] == {"zwang": "forced_labour"}


def test_a_workbook_is_read_like_a_text_file() -> None:
    upload = meant(brought(book_of([LINES[0]]), name="list.xlsx"))
    assert taken(upload) == [(2, "opened")]


def trap() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("list.exe", b"MZ", "kind"),
        ("list.csv", b"", "size"),
        ("list.csv", b"a" * 5_000_001, "size"),
        ("list.csv", b"\xff\xfe\x00", "file"),
        ("list.csv", b"a,a\n1,2\n", "file"),
        ("list.csv", b"a,b\n", "lines"),
        ("list.xlsx", trap(), "file"),
        ("list.xlsx", b"PK not a workbook", "file"),
    ],
    ids=["kind", "empty", "large", "no text", "two columns alike", "no line", "swelling archive", "no workbook"],
)
def test_what_is_no_list_is_refused_in_words(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        brought(data, name=name)
    assert codes(refusal) == [code]


def test_two_columns_are_not_the_same_thing() -> None:
    upload, by = brought(), person("ngo").actor
    with acting(by), pytest.raises(Refused) as refusal:
        actions.say_columns(upload=upload, mapping={**dict.fromkeys(HEAD, ""), "Surname": "key", "No": "key"}, by=by, at=NOW)
    assert codes(refusal) == ["twice"]


@pytest.mark.parametrize("who", ["inspector", "officer", "coordinator", "hotline"])
def test_who_does_not_import_brings_no_list(who: str) -> None:
    with pytest.raises(Refused) as refusal:
        brought(who=who)
    assert codes(refusal) == ["may_not_import"]


def test_another_body_sees_neither_list_nor_lines_nor_origin() -> None:
    taken(meant(brought()))
    for who in ("outsider", "helper", "clerk", "auditor"):
        with acting(person(who).actor):
            assert [model.objects.count() for model in (Upload, Chunk, Row, Mapping, Provenance)] == [0] * 5, who


class Waits(Exception):
    """The work would wait here."""


def test_when_the_quota_of_searches_is_used_up_the_work_waits_and_no_line_is_lost() -> None:
    lines = [[str(n), "14.05.2015", f"Invented{chr(65 + n)}", "Person", "1990", "", "", "", "", ""] for n in range(32)]
    upload, waited = meant(brought(csv_of(lines))), []

    def pause(seconds: float) -> None:
        waited.append(seconds)
        raise Waits

    with pytest.raises(Waits):
        taken(upload, pause=pause)
    with acting(person("ngo").actor):
        assert (waited, Row.objects.count(), Row.objects.filter(outcome="fault").count()) == ([60.0], 30, 0)

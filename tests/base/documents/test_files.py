"""Files: what is taken, in which group, by whom seen, versions, errors, the virus check."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.base.documents import actions, queries, rules
from dayaq.base.documents.models import File, Piece
from dayaq.core.decision import Refused
from tests.cast import Person, person

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
PDF = b"%PDF-1.7 invented"


def packed(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as pack:
        for name in names:
            pack.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.pdf", PDF, "pdf"),
        ("A.JPEG", b"\xff\xd8\xff\xe0", "jpg"),
        ("a.docx", packed("word/document.xml"), "docx"),
        ("a.docx", packed("word/document.xml", "word/vbaProject.bin"), None),
        ("a.docx", packed("xl/workbook.xml"), None),
        ("a.docx", b"PK\x03\x04broken", None),
        ("a.txt", "söz".encode(), "txt"),
        ("a.txt", b"\x00\x01", None),
        ("a.exe", b"MZ", None),
        ("a.pdf", b"MZ", None),
        ("noending", PDF, None),
    ],
)
def test_a_file_is_what_its_first_bytes_and_its_name_both_say(name: str, content: bytes, form: str | None) -> None:
    found = rules.recognise(name, content)
    assert (found.ending if found else None) == form


def test_what_is_too_large_or_empty_is_refused_with_words() -> None:
    assert [r.code for r in rules.check("a.pdf", b"%PDF-" + b"0" * rules.MOST_BYTES).reasons] == ["too_large"]
    assert [r.code for r in rules.check("a.pdf", b"").reasons] == ["empty"]
    assert rules.pieces(b"abcde", 2) == [b"ab", b"cd", b"e"]


@pytest.fixture
def shelter() -> Person:
    return person("shelter")


@pytest.fixture
def case_id(shelter: Person) -> Any:
    key = uuid4()
    with acting(shelter.actor), connection.cursor() as cursor:
        cursor.execute("SELECT guard.open_case(%s, %s, false)", [key, AT])
    return key


def kept(case_id: Any, who: Person, group: Group = Group.G1, **more: Any) -> File:
    given = {"kind": "letter", "name": "x.pdf", "content": PDF, **more}
    return actions.keep(case_id=case_id, group=group, by=who.actor, at=AT, **given)


@pytest.mark.django_db
def test_a_file_is_seen_by_readers_of_its_group_only(case_id: Any, shelter: Person) -> None:
    helper = person("helper")
    with acting(shelter.actor), connection.cursor() as cursor:
        kept(case_id, shelter, Group.G1)
        hidden = kept(case_id, shelter, Group.G5)
        cursor.execute("SELECT guard.share(%s, NULL, %s, 1, 1, 'assistance', 'consent', NULL, NULL, '')", [case_id, helper.actor.unit_id])
        assert {row.group for row in queries.files(case_id)} == {"G1", "G5"}
    with acting(helper.actor):
        assert [row.group for row in queries.files(case_id)] == ["G1"]
        assert queries.file(hidden.id) is None
        assert not Piece.objects.filter(file_id=hidden.id).exists()


@pytest.mark.django_db
def test_nobody_keeps_a_file_in_a_group_he_does_not_write_or_moves_a_piece_to_another(case_id: Any, shelter: Person) -> None:
    with acting(shelter.actor):
        with pytest.raises(Error), transaction.atomic():
            kept(case_id, shelter, Group.G6)
        row = kept(case_id, shelter, Group.G5)
        with pytest.raises(Error), transaction.atomic():
            Piece.objects.create(file=row, case_id=case_id, group="G1", by=shelter.user.id, number=9, data=b"x")


@pytest.mark.django_db
def test_privileged_files_are_their_authors_alone(case_id: Any) -> None:
    ngo, other = person("ngo"), person("second", "clean_world", "ngo_case_worker")
    key = uuid4()
    with acting(ngo.actor), connection.cursor() as cursor:
        cursor.execute("SELECT guard.open_case(%s, %s, false)", [key, AT])
        kept(key, ngo, Group.G9)
        assert queries.files(key).count() == 1
    with acting(other.actor):
        assert queries.files(key).count() == 0


@pytest.mark.django_db
def test_versions_are_kept_and_errors_are_marked(case_id: Any, shelter: Person) -> None:
    with acting(shelter.actor):
        first = kept(case_id, shelter)
        second = kept(case_id, shelter, content=PDF + b" 2", replaces=first)
        assert list(queries.files(case_id)) == [second]
        assert queries.versions(second) == [second, first]
        assert queries.content(first) == PDF
        with pytest.raises(Refused):
            kept(case_id, shelter, replaces=first)
        actions.remove(row=second, reason="wrong_case", by=shelter.actor, at=AT)
        assert list(queries.files(case_id)) == []
        with pytest.raises(Refused):
            actions.remove(row=second, reason="", by=shelter.actor, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "outcome"), [("true", "clean"), ("", "not_checked"), ("false", "not_clean"), ("no-such-program-here", "no_check")]
)
def test_the_virus_check_is_asked_and_a_silent_one_refuses(
    command: str, outcome: str, case_id: Any, shelter: Person, settings: Any
) -> None:
    settings.VIRUS_CHECK = command
    with acting(shelter.actor):
        if outcome in {"clean", "not_checked"}:
            assert kept(case_id, shelter).checked == outcome
        else:
            with pytest.raises(Refused) as said:
                kept(case_id, shelter)
            assert [reason.code for reason in said.value.decision.reasons] == [outcome]

"""Letters, conferences, drafts, searches, files and the printed summary; parity features 3, 8, 21, 22, 23."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.base.audit.models import Event
from dayaq.core.decision import Refused
from dayaq.respond.casefile.queries import Case, Filters, Task
from dayaq.respond.casework import actions, jobs, queries
from dayaq.respond.casework.models import Draft, Letter, SavedSearch
from tests.cast import Person, person

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
WHEN = {"day_day": "2", "day_month": "3", "day_year": "2026", "clock": "10:00"}
pytestmark = pytest.mark.django_db


def refused(act: Any) -> list[str]:
    with pytest.raises(Refused) as said, transaction.atomic():
        act()
    return [reason.code for reason in said.value.decision.reasons]


def test_a_letter_passes_two_offices_and_shows_where_it_lies(case: Case, shelter: Person, colleague: Person) -> None:
    """REF-08."""
    with acting(shelter.actor):
        row = actions.draft_letter(case=case, kind="assistance", to_body="vac_baku", by=shelter.actor, at=AT)
        assert refused(lambda: actions.send_letter(letter=row, by=shelter.actor, at=AT)) == ["not_cleared"]
        actions.submit(letter=row, by=shelter.actor, at=AT)
        assert [(one["code"], one["office"], one["since"]) for one in queries.letter_rows(case)] == [
            ("in_clearance", "Head of the body", AT)
        ]
        assert refused(lambda: actions.clear(letter=row, outcome="cleared", by=shelter.actor, at=AT)) == ["own_letter"]
    later = AT + timedelta(days=20)
    with acting(colleague.actor):
        actions.clear(letter=Letter.objects.get(id=row.id), outcome="cleared", by=colleague.actor, at=later)
        assert [(one["office"], one["since"]) for one in queries.letter_rows(case)] == [("Ministry above", later)]
    with acting(shelter.actor):
        actions.clear(letter=Letter.objects.get(id=row.id), outcome="cleared", by=shelter.actor, at=later)
        actions.send_letter(letter=Letter.objects.get(id=row.id), by=shelter.actor, at=later)
        assert [one["code"] for one in queries.letter_rows(case)] == ["sent"]
        assert not Task.objects.filter(case=case, kind="casework.clear", done_at__isnull=True).exists()


def test_an_urgent_protection_letter_goes_at_once_and_is_reported_after(case: Case, shelter: Person) -> None:
    """REF-08."""
    with acting(shelter.actor):
        row = actions.draft_letter(case=case, kind="protection", to_body="ctmd", by=shelter.actor, at=AT)
        actions.send_letter(letter=row, by=shelter.actor, at=AT)
        assert Task.objects.filter(case=case, kind="casework.report_letter", done_at__isnull=True).count() == 1
        actions.report_letter(letter=row, by=shelter.actor, at=AT)
        assert not Task.objects.filter(case=case, kind="casework.report_letter", done_at__isnull=True).exists()


def test_letters_are_their_bodys_own(case: Case, shelter: Person) -> None:
    with acting(shelter.actor):
        actions.draft_letter(case=case, kind="answer", to_body="ctmd", by=shelter.actor, at=AT)
    with acting(person("outsider").actor):
        assert Letter.objects.count() == 0


def test_a_conference_makes_tasks_of_its_decisions(case: Case, client_of: Any, code_of: Any, shelter: Person) -> None:
    client, code = client_of(shelter), code_of(case, shelter)
    planned = {"agenda": ["safety", "housing"], "on_day": "1", "on_month": "3", "on_year": "2026", "hour": "10:00"}
    assert client.post(f"/cases/{code}/conferences/", planned).status_code == 302
    with acting(shelter.actor):
        from dayaq.respond.casework.models import Conference

        row = Conference.objects.get(case=case)
    page = f"/cases/{code}/conferences/{row.id}/"
    due = (timezone.now() + timedelta(days=9)).date()
    decided = {
        "step": "decision",
        "decision": "find_place",
        "unit": str(shelter.actor.unit_id),
        "due_day": due.day,
        "due_month": due.month,
        "due_year": due.year,
    }
    assert client.post(page, decided).status_code == 400  # not held yet
    assert client.post(page, {"step": "held", "version": "1"}).status_code == 302
    assert client.post(page, {"step": "held", "version": "1"}).status_code == 400
    assert client.post(page, {"step": "participant", "part": "chair", "body": "ctmd"}).status_code == 302
    assert client.post(page, decided).status_code == 302
    with acting(shelter.actor):
        assert Task.objects.get(case=case, kind="conference.find_place").unit == shelter.actor.unit_id
    body = client.get(page).content.decode()
    assert "Find a place" in body
    assert "Chairs" in body
    assert client_of(person("outsider")).get(page).status_code == 404


def test_a_draft_outlives_signing_out_and_is_its_authors_alone(
    case: Case, shelter: Person, colleague: Person, client_of: Any, code_of: Any
) -> None:
    code = code_of(case, shelter)
    page = f"/cases/{code}/person/contact/"
    client = client_of(shelter)
    assert client.get("/casework/drafts/", {"page": page}).status_code == 204
    assert client.post("/casework/drafts/", {"page": page, "caution": "never call", "version": "1"}).status_code == 204
    client.logout()
    again = client_of(shelter).get("/casework/drafts/", {"page": page})
    assert again.json()["fields"] == {"caution": ["never call"], "version": ["1"]}
    assert client_of(colleague).get("/casework/drafts/", {"page": page}).status_code == 204
    assert client_of(person("outsider")).get("/casework/drafts/", {"page": page}).status_code == 404
    with acting(shelter.actor):
        assert "never" not in Draft.objects.get().sealed
    client_of(shelter).post("/casework/drafts/", {"page": page, "drop": "1"})
    with acting(shelter.actor):
        assert Draft.objects.count() == 0


def test_old_drafts_are_dropped_by_the_clock(case: Case, shelter: Person) -> None:
    with acting(shelter.actor):
        spot = queries.Spot("casefile:facts", case.id, "x")
        actions.keep_draft(spot=spot, fields={"a": ["b"]}, by=shelter.actor, at=timezone.now() - timedelta(days=30))
        actions.keep_draft(spot=queries.Spot("casefile:facts", case.id, "y"), fields={}, by=shelter.actor, at=timezone.now())
        assert queries.draft_at(spot, shelter.actor) is None
    assert service("clock").may("jobs.run")
    assert jobs.drop_old() == 1


def test_feature_8_a_search_is_kept_as_codes_and_shared_in_the_unit(shelter: Person, colleague: Person, client_of: Any) -> None:
    client = client_of(shelter)
    answer = client.post("/casework/searches/keep/", {"stage": "decision", "due": "overdue", "code": "AZ-XXXX", "shared": "1"})
    assert answer.url == Filters(stage="decision", due="overdue").url()
    with acting(colleague.actor):
        assert [(one["label"], one["own"]) for one in queries.saved_searches(colleague.actor)] == [("Stage: Decision, Due: overdue", False)]
        assert SavedSearch.objects.get().filters == {"stage": "decision", "due": "overdue"}
    with acting(person("outsider").actor):
        assert SavedSearch.objects.count() == 0


PDF = b"%PDF-1.7\n" + b"0" * 1_500_000


def test_feature_23_a_file_is_kept_in_pieces_and_leaves_under_a_neutral_name(
    case: Case, shelter: Person, client_of: Any, code_of: Any
) -> None:
    client, code = client_of(shelter), code_of(case, shelter)
    sent = {**WHEN, "kind": "medical", "group": "G1", "title": "Report", "file": SimpleUploadedFile("zarifa.pdf", PDF)}
    assert client.post(f"/cases/{code}/files/", sent).status_code == 302
    from dayaq.base.documents.models import File, Piece

    with acting(shelter.actor):
        row = File.objects.get()
        assert (row.form, row.size, row.checked, Piece.objects.filter(file=row).count()) == ("pdf", len(PDF), "not_checked", 2)
    body = client.get(f"/cases/{code}/files/").content.decode()
    assert "zarifa" not in body
    taken = client.get(f"/documents/{row.id}/")
    assert taken.content == PDF
    assert taken["Content-Disposition"] == f'attachment; filename="document-{row.id.hex[:8]}.pdf"'
    assert client_of(person("outsider")).get(f"/documents/{row.id}/").status_code == 404
    wrong = {**WHEN, "kind": "medical", "group": "G1", "file": SimpleUploadedFile("a.pdf", b"MZ not a paper")}
    assert "another than its name says" in client.post(f"/cases/{code}/files/", wrong).content.decode()


def test_a_summary_is_printed_under_the_grant_and_logged_with_its_parts(case: Case, shelter: Person, client_of: Any, code_of: Any) -> None:
    client, code = client_of(shelter), code_of(case, shelter)
    answer = client.post(f"/cases/{code}/summary/", {"parts": ["G2"], "reason": "hearing"})
    body = answer.content.decode()
    assert f"Printed by {shelter.actor.name}" in body
    with acting(person("auditor").actor):
        event = Event.objects.filter(action="print", kind="casework:summary").get()
        assert (event.group, event.case_id) == ("G1 G2", case.id)
    assert client.post(f"/cases/{code}/summary/", {"parts": ["G6"], "reason": "hearing"}).status_code == 200  # no such choice: asked again
    assert client_of(person("inspector")).get(f"/cases/{code}/summary/").status_code == 403
    assert client_of(person("outsider")).get(f"/cases/{code}/summary/").status_code in {403, 404}

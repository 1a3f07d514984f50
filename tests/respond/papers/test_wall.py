"""Who reads a paper; the scan behind the paper's wall; the letter that carries it; papers about no case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.utils import Error
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.core.decision import Refused
from dayaq.respond.casefile.actions import NewCase, add_story, open_case, record_identity
from dayaq.respond.casework import queries as casework
from dayaq.respond.hotline import actions as hotline
from dayaq.respond.papers import actions, queries
from dayaq.respond.papers.access import Exit
from dayaq.respond.papers.models import Paper
from dayaq.respond.shelter import actions as shelter
from tests.cast import person

pytestmark = pytest.mark.django_db
NOW = timezone.now() - timedelta(minutes=5)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture
def case() -> Any:
    ngo = person("ngo").actor
    with acting(ngo):
        made = open_case(new=NewCase(sex=("female", "known")), by=ngo, at=NOW)
        record_identity(case=made, given_name="Uydurma", family_name="Sınaqova", by=ngo, at=NOW)
        add_story(case=made, text="What she told, invented.", language="en", by=ngo, at=NOW)
    return made


def made(case: Any, template: str, **said: Any) -> Any:
    return actions.make(case=case, template=template, language="az", by=person("ngo").actor, at=NOW, **said)


def share(case: Any, groups: Group) -> Any:
    """Let the officer in, with these groups alone."""
    ngo, officer = person("ngo").actor, person("officer").actor
    words = [case.id, None, officer.unit_id, int(groups), 0, "assistance", "statutory_handover", None, None, "test"]
    with acting(ngo), connection.cursor() as cursor:
        cursor.execute("SELECT guard.share(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", words)
    return officer


def test_a_reader_without_one_group_of_a_paper_gets_404(case: Any, client: Client) -> None:
    ngo = person("ngo").actor
    with acting(ngo):
        plain = made(case, "handover_act")
        told = made(case, "interview")
        code = case.codes.first().code
        assert Group(told.groups) & Group.G3
    share(case, Group.G1 | Group.G2)
    officer = person("officer")
    client.force_login(officer.user)
    with acting(officer.actor):
        seen = case.codes.filter(organisation=officer.actor.organisation_id).first()
        code = seen.code if seen else code
    assert client.get(reverse("papers:paper", args=[code, plain.id])).status_code == 200
    for name, rest in (("paper", ()), ("download", ("pdf",)), ("sign", ()), ("letter", ())):
        assert client.get(reverse(f"papers:{name}", args=[code, told.id, *rest])).status_code in (
            {404} if name in ("paper", "download") else {403, 404}
        )


def test_words_about_what_happened_are_not_written_past_the_wall(case: Any) -> None:
    officer = share(case, Group.G1)
    with acting(officer):
        assert not groups_of(case.id) & Group.G3
        with pytest.raises(Refused):
            actions.draft(case=case, template="interview", language="az", by=officer, at=NOW, written={"3": "She told me."})


def test_a_signed_sheet_stands_behind_the_wall_of_its_paper(case: Any, client: Client) -> None:
    ngo = person("ngo")
    with acting(ngo.actor):
        paper = made(case, "interview")
        code = case.codes.first().code
    client.force_login(ngo.user)
    page = reverse("papers:sign", args=[code, paper.id])
    day = {"on_day": "2", "on_month": "1", "on_year": "2026", "signed_by": "the person"}
    for name, content in (("sheet.pdf", b"no pdf"), ("sheet.exe", b"MZ"), ("sheet.txt", b"words")):
        answer = client.post(page, {**day, "scan": SimpleUploadedFile(name, content)})
        assert answer.status_code == 400
    assert client.post(page, {**day, "scan": SimpleUploadedFile("her name.png", PNG)}).status_code == 302
    with acting(ngo.actor):
        paper.refresh_from_db()
        sheet = queries.form_of(paper, "scan-png")
        assert sheet is not None
        assert (sheet.id, sheet.groups) == (paper.scan, paper.groups)
        with pytest.raises(Error), transaction.atomic():
            queries.Paper.objects.filter(id=paper.id).update(scan=None)
    got = client.get(reverse("papers:download", args=[code, paper.id, "scan-png"]))
    assert (got.status_code, got["Content-Type"], got.content) == (200, "image/png", PNG)
    assert "her name" not in got["Content-Disposition"]


def test_a_paper_is_looked_at_before_it_is_made(case: Any, client: Client) -> None:
    ngo = person("ngo")
    with acting(ngo.actor):
        code = case.codes.first().code
    client.force_login(ngo.user)
    page = reverse("papers:make", args=[code, "handover_act"])
    said = {"day_day": "14", "day_month": "1", "day_year": "2026", "clock": "10:05", "language": "ru", "ground": "none"}
    answer = client.post(page, {**said, "write_5": "<script>x</script>", "look": "yes"})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "Акт передачи" in text
    assert "&lt;script&gt;x" in text
    assert "Uydurma" not in text.partition('id="look"')[2]
    with acting(ngo.actor):
        assert not queries.listed(case)
    assert client.get(reverse("papers:style")).status_code == 200
    bare = client.get(page).content.decode()
    assert "look_head" not in bare


def test_a_cleared_paper_goes_by_letter_through_the_offices(case: Any, client: Client) -> None:
    """REF-08: the letter carries the paper; whose desk it lies on stands beside it."""
    ngo = person("ngo")
    with acting(ngo.actor):
        paper, other = made(case, "referral"), made(case, "handover_act")
        code = case.codes.first().code
        with pytest.raises(Refused):
            actions.lay_for_clearance(paper=other, kind="assistance", to_body="ctmd", by=ngo.actor, at=NOW)
        actions.lay_for_clearance(paper=paper, kind="assistance", to_body="ctmd", by=ngo.actor, at=NOW)
        with pytest.raises(Refused):
            actions.lay_for_clearance(paper=paper, kind="assistance", to_body="ctmd", by=ngo.actor, at=NOW)
        assert [row["paper"] for row in casework.letter_rows(case)] == [paper.id]
    client.force_login(ngo.user)
    assert reverse("casework:letters", args=[code]) in client.get(reverse("papers:paper", args=[code, paper.id])).content.decode()
    assert reverse("papers:paper", args=[code, paper.id]) in client.get(reverse("casework:letters", args=[code])).content.decode()


def test_the_language_a_person_speaks_is_said_and_chosen(client: Client) -> None:
    ngo = person("ngo")
    with acting(ngo.actor):
        row = open_case(new=NewCase(sex=("female", "known"), languages=("ru",)), by=ngo.actor, at=NOW)
        code = row.codes.first().code
    client.force_login(ngo.user)
    text = client.get(reverse("papers:make", args=[code, "decision_notice"])).content.decode()
    assert row.languages == ["ru"]
    assert 'value="ru" selected' in text
    assert "Russian" in text


def test_a_call_is_printed_without_a_case_and_for_its_operator_alone(client: Client) -> None:
    """HOT-01: the record of a call names nobody."""
    operator = person("hotline")
    with acting(operator.actor):
        new = hotline.NewCall(line="clean_world", topic="wages", started_at=NOW, ended_at=NOW, note="wants to know")
        call = hotline.save_call(new=new, by=operator.actor, at=NOW)
    client.force_login(operator.user)
    for form in ("pdf", "docx"):
        assert client.get(reverse("papers:call", args=[call.id, "az", form])).status_code == 200
    assert client.get(reverse("papers:call", args=[call.id, "xx", "pdf"])).status_code == 404
    client.force_login(person("ngo").user)
    assert client.get(reverse("papers:call", args=[call.id, "az", "pdf"])).status_code in (403, 404)
    client.force_login(person("officer").user)
    assert client.get(reverse("papers:call", args=[call.id, "az", "pdf"])).status_code in (403, 404)


def test_a_visit_is_reported_by_whoever_made_it(client: Client) -> None:
    """SHE-08: the report names nobody; who has nothing to do with the visit does not get it."""
    monitor, house = person("monitor"), person("shelter")
    with acting(monitor.actor):
        said = {"provider": house.actor.organisation_id, "place": None, "announced": False, "residents": 3, "staff": 2}
        visit = shelter.visit(**said, by=monitor.actor, at=NOW)
    client.force_login(monitor.user)
    assert client.get(reverse("papers:visit", args=[visit.id, "az", "docx"])).content[:2] == b"PK"
    client.force_login(house.user)
    assert client.get(reverse("papers:visit", args=[visit.id, "ru", "pdf"])).status_code == 200
    for stranger in ("warden", "officer"):
        client.force_login(person(stranger).user)
        assert client.get(reverse("papers:visit", args=[visit.id, "az", "pdf"])).status_code in (403, 404)


def test_papers_about_no_case_are_not_made_of_one(case: Any, client: Client) -> None:
    ngo = person("ngo")
    with acting(ngo.actor):
        code = case.codes.first().code
        with pytest.raises(Refused):
            made(case, "hotline_record")
    client.force_login(ngo.user)
    assert client.get(reverse("papers:make", args=[code, "hotline_record"])).status_code == 404


def test_every_paper_of_a_case_is_made_from_a_real_one(case: Any) -> None:
    """All sources run against a file with little in it, in every language, with a name where there is a ground."""
    with acting(person("ngo").actor):
        for code, template in queries.templates("az").items():
            if template.about == "case":
                ground = next((one for one in template.grounds if one != "none"), "none")
                way = Exit(ground, "Somebody", reason="said so", order_number="1", order_body="Court") if ground != "none" else Exit()
                for lang in ("az", "en", "ru"):
                    said = actions.draft(case=case, template=code, language=lang, by=person("ngo").actor, at=NOW, way=way)
                    assert said.values.values["today"]


def test_a_paper_is_read_by_nobody_who_was_not_let_into_the_file_whatever_its_groups_say(case: Any) -> None:
    ngo, outsider = person("ngo").actor, person("outsider").actor
    with acting(ngo):
        paper = made(case, "handover_act")
        columns = {
            "case": case, "template": "handover_act", "pack": "az", "pack_version": "1", "language": "az", "at": NOW,
            "organisation": ngo.organisation_id, "by": ngo.user_id,
        }  # fmt: skip
        for groups in (0, int(Group.G2), int(Group.G1 | Group.G10)):
            with pytest.raises(Error, match="paper_core"), transaction.atomic():
                Paper(groups=groups, **columns).save(force_insert=True)
    with acting(outsider):
        assert not Paper.objects.filter(id=paper.id).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_policies WHERE policyname = 'of_a_file' AND permissive = 'RESTRICTIVE'")
        assert cursor.fetchone()[0] == 2

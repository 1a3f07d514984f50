"""Building in the background: asked for by a person, made by the desk, seen by the team, stopped, refused, failed, asked for again."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from dayaq.assess.report import actions, queries
from dayaq.assess.report.models import Build, File, Order
from dayaq.assess.report.rules.refusal import again, kept
from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.base.jobs.actions import LEAVING
from dayaq.core.decision import Reason, Refused
from dayaq.core.report import Fault, Report
from dayaq.site.commands import assess_report
from tests.assess.findings.world import AT, LATER, assessment, browser, coordinator, finding, lead, recommendation, second, stranger

DRAFT = {"language": "en", "draft": "on"}
FINAL = {"language": "en"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Any:
    made = assessment(answers=True)
    recommendation(made, finding(made))
    return made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of one word: what is in them is not asked here."""
    monkeypatch.setattr("dayaq.assess.report.actions.building.write", lambda report, kind: f"{kind} {report.language}".encode())


def ask(one: Any, by: Any = None, *, at: datetime = AT, **more: Any) -> Order:
    by = by or lead()
    said: dict[str, Any] = {"language": "en", "draft": True, "as_of": date(2016, 4, 25)} | more
    with acting(by):
        return actions.ask(assessment=one, by=by, at=at, **said)


def carry_out(order: Order) -> bool:
    return actions.carry_out(order=order.id, by=service("desk"))


def state(order: Order) -> str:
    with acting(lead()):
        return Order.objects.select_related("work").get(id=order.id).work.state


def index(one: Any) -> str:
    return reverse("report:index", args=[one.code])


def progress(one: Any, order: Order) -> str:
    return reverse("report:progress", args=[one.code, order.id])


def waiting_jobs() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args ->> 'order' FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo'", [actions.KIND])
        return [row[0] for row in cursor.fetchall()]


def test_a_draft_is_asked_for_built_read_and_downloaded(one: Any) -> None:
    client = browser("consultant")
    answer = client.post(reverse("report:build", args=[one.code]), DRAFT)
    with acting(lead()):
        order = Order.objects.select_related("work").get()
    assert (answer.status_code, answer["Location"], waiting_jobs()) == (302, progress(one, order), [str(order.id)])
    page = client.get(answer["Location"]).content.decode()
    assert "waiting" in page
    assert "No background worker runs here now" in page
    assert progress(one, order) in client.get(index(one)).content.decode()
    assert carry_out(order)
    ended = client.get(progress(one, order))
    with acting(lead()):
        made = Build.objects.get()
    assert ended["Location"] == reverse("report:preview", args=[one.code, made.id])
    assert client.get(progress(one, order), headers={"HX-Request": "true"})["HX-Redirect"] == ended["Location"]
    page = client.get(ended["Location"]).content.decode()
    assert "Findings" in page
    assert "data:image" not in page
    assert 'style="' not in page
    picture = client.get(reverse("report:picture", args=[one.code, made.id, 1]))
    assert (picture["Content-Type"], b"<svg" in picture.content) == ("image/svg+xml", True)
    files = {kind: client.get(reverse("report:download", args=[one.code, made.id, kind])) for kind in ("docx", "pdf")}
    assert {kind: file.content[:4] for kind, file in files.items()} == {"docx": b"PK\x03\x04", "pdf": b"%PDF"}
    assert files["pdf"]["Content-Disposition"] == 'attachment; filename="az-test-en-draft.pdf"'


def test_the_desk_builds_and_the_order_says_who_asked(one: Any, quick: None) -> None:
    order = ask(one, second())
    carry_out(order)
    with acting(lead()):
        made = Build.objects.select_related("order").get()
        assert (made.by, queries.asked_by(made)) == (service("desk").user_id, second().user_id)
        assert (made.order_id, made.language, made.draft) == (order.id, "en", True)
        assert sorted(made.files.values_list("format", flat=True)) == ["docx", "html", "pdf"]
    with acting(coordinator()):
        assert (Build.objects.count(), Order.objects.count()) == (1, 0)
    with acting(stranger()):
        assert (Build.objects.count(), Order.objects.count()) == (0, 0)


def test_who_may_ask_see_and_stop(one: Any) -> None:
    order = ask(one)
    for name, method in (("build", "post"), ("progress", "get"), ("stop", "post")):
        address = reverse(f"report:{name}", args=[one.code, *([] if name == "build" else [order.id])])
        answers = [
            getattr(browser(*who), method)(address, DRAFT if name == "build" else {}).status_code
            for who in (("coordinator",), ("stranger", "iom", "consultant"), ("officer",))
        ]
        assert answers == [403, 404, 403], name
    assert len(waiting_jobs()) == 1
    colleague = browser("reviewer", "iom", "consultant")
    page = colleague.get(progress(one, order))
    assert page.status_code == 200
    assert reverse("report:stop", args=[one.code, order.id]) not in page.content.decode()
    assert colleague.get(reverse("report:progress", args=[one.code, one.id])).status_code == 404


def test_nobody_asks_in_the_name_of_somebody_else_or_tells_how_it_ended(one: Any, quick: None) -> None:
    order = ask(one)
    with acting(lead()), pytest.raises(DatabaseError), transaction.atomic():
        Order.objects.filter(id=order.id).update(faults=[])
    with acting(second()), pytest.raises(DatabaseError), transaction.atomic():
        Order.objects.filter(id=order.id).update(by=second().user_id)
    with acting(second()) as by, pytest.raises(DatabaseError), transaction.atomic():
        Build.objects.create(assessment=one, language="en", draft=True, order=order, by=by.user_id, at=AT)
    with acting(second()) as by, pytest.raises(DatabaseError), transaction.atomic():
        Order.objects.create(
            assessment=one, language="az", draft=True, as_of=AT, work=jobs_work(), by=lead().user_id, at=AT
        )  # fmt: skip
    with pytest.raises(Refused):
        ask(one, coordinator())


def jobs_work() -> Any:
    from dayaq.base.jobs.actions import ask_work

    return ask_work(kind="report.build", label="x", by=None, at=AT)


def test_asking_twice_for_the_same_is_one_build(one: Any) -> None:
    assert ask(one).id == ask(one, second()).id
    assert ask(one, language="az").id != ask(one).id
    assert len(waiting_jobs()) == 2


def test_the_steps_are_seen_and_it_stops_between_them(one: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    order, client, seen = ask(one), browser("consultant"), []

    def write(report: Report, kind: str) -> bytes:
        seen.append(client.get(progress(one, order), headers={"HX-Request": "true"}).content.decode())
        if kind == "docx":
            client.post(reverse("report:stop", args=[one.code, order.id]))
            seen.append(client.get(progress(one, order)).content.decode())
        return b"x"

    monkeypatch.setattr("dayaq.assess.report.actions.building.write", write)
    assert carry_out(order)
    assert "2 of 4: HTML" in seen[0]
    assert "<h1" not in seen[0]
    assert "3 of 4: DOCX" in seen[1]
    assert "It stops after the step it is in." in seen[2]
    assert (len(seen), state(order), waiting_jobs()) == (3, "stopped", [str(order.id)])
    with acting(lead()):
        assert (Build.objects.count(), File.objects.count()) == (0, 0)
    page = client.get(client.get(progress(one, order))["Location"]).content.decode()
    assert "Nothing was written" in page
    assert "stopped" in page
    assert carry_out(order)
    assert state(order) == "stopped"


def test_a_refusal_stands_beside_the_button_and_what_was_chosen_is_kept(one: Any) -> None:
    order, client = ask(one, draft=False, language="az"), browser("consultant")
    carry_out(order)
    assert state(order) == "failed"
    page = client.get(client.get(progress(one, order))["Location"])
    text = page.content.decode()
    assert "Nothing was written" in text
    assert text.index("Nothing was written") > text.index('id="build"')
    assert any("is not final" in str(line["what"]) for line in page.context["failed"])
    assert page.context["form"].initial == {"language": "az", "draft": False}
    assert "Nothing was written" not in browser("reviewer", "iom", "consultant").get(index(one)).content.decode()
    with acting(lead()):
        assert Build.objects.count() == 0


def test_what_failed_is_asked_for_again(one: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(report: Report, kind: str) -> bytes:
        raise MemoryError("of somebody's answers")

    monkeypatch.setattr("dayaq.assess.report.actions.building.write", broken)
    order, client = ask(one), browser("consultant")
    with pytest.raises(MemoryError):
        carry_out(order)
    page = client.get(index(one)).content.decode()
    assert "MemoryError" in page
    assert "somebody" not in page
    monkeypatch.setattr("dayaq.assess.report.actions.building.write", lambda report, kind: b"x")
    next_order = ask(one, at=LATER)
    assert next_order.id != order.id
    carry_out(next_order)
    assert (state(order), state(next_order)) == ("failed", "done")
    assert "Nothing was written" not in client.get(index(one)).content.decode()


def test_a_worker_that_leaves_hands_the_build_on(one: Any, quick: None) -> None:
    order = ask(one)
    LEAVING.set()
    try:
        assert carry_out(order) is False
    finally:
        LEAVING.clear()
    assert browser("consultant").get(progress(one, order)).status_code == 200
    assert carry_out(order)
    assert state(order) == "done"
    assert carry_out(order)
    with acting(lead()):
        assert Build.objects.count() == 1


def test_an_order_with_a_wrong_language_is_said_beside_the_field(one: Any) -> None:
    answer = browser("consultant").post(reverse("report:build", args=[one.code]), {"language": "xx"})
    assert answer.status_code == 422
    assert "language" in answer.context["form"].errors
    assert waiting_jobs() == []


def test_faults_are_kept_and_said_again() -> None:
    inner = Reason("inner", "a %(b)s", {"b": 2})
    found = (Fault("slip", "2.1", Reason("what", "%(n)s of %(inner)s", {"n": 1.5, "inner": inner}), Reason("todo", "look"), "notice"),)
    assert again(kept(found)) == found


def test_the_command_tells_its_steps_and_ctrl_c_leaves_nothing(one: Any, tmp_path: Any, monkeypatch: Any, capsys: Any) -> None:
    def interrupted(report: Report, kind: str) -> bytes:
        if kind == "docx":
            raise KeyboardInterrupt
        return b"x"

    monkeypatch.setattr("dayaq.assess.report.actions.building.write", interrupted)
    args = Namespace(assessment=one.code, out=str(tmp_path), languages=None, formats=None, draft=True, as_of=None)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        assess_report.run(args)
    said = capsys.readouterr().err
    assert "az-test en: 1 of 4, reading and checking ..." in said
    assert "az-test en: 3 of 4, writing docx ..." in said
    assert "4 of 4" not in said
    assert list(tmp_path.iterdir()) == []
    with acting(lead()):
        assert Build.objects.count() == 0

"""The outbox: every mail is a row first, leaves once, is tried again when the server is away."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dayaq.base.access.context import acting
from dayaq.base.audit.models import Event, HistoryStaff
from dayaq.base.jobs import actions
from dayaq.base.jobs.models import Mail
from tests import cast

NOW = datetime(2017, 3, 1, 8, tzinfo=UTC)
OUTBOX = "dayaq.base.jobs.mail.Outbox"
MEMORY = "django.core.mail.backends.locmem.EmailBackend"

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation(settings: Any) -> Any:
    """An installation that may send, through Django's own in-memory server."""
    from dataclasses import replace

    settings.ENV = replace(settings.ENV, mode="evaluation")
    settings.MAIL_TRANSPORT = MEMORY
    return settings


def test_library_mail_becomes_one_row_a_recipient() -> None:
    message = EmailMessage("Hello", "text", None, ["a@example.invalid", "b@example.invalid"], connection=get_connection(OUTBOX))
    assert message.send() == 1
    assert [(row.to, row.subject, row.body, row.sent_at) for row in Mail.objects.order_by("to")] == [
        ("a@example.invalid", "Hello", "text", None),
        ("b@example.invalid", "Hello", "text", None),
    ]


def test_subject_keeps_to_one_line() -> None:
    assert actions.post(to="a@example.invalid", subject="one\r\nBcc: all", body="", at=NOW).subject == "one Bcc: all"


def test_deliver_sends_once_and_keeps_no_text(evaluation: Any) -> None:
    actions.post(to="a@example.invalid", subject="task", body="link", at=NOW)
    assert actions.deliver(at=NOW - timedelta(seconds=1)) == 0
    assert [actions.deliver(at=NOW), actions.deliver(at=NOW)] == [1, 0]
    assert [(sent.to, sent.subject, sent.body) for sent in mail.outbox] == [(["a@example.invalid"], "task", "link")]
    row = Mail.objects.get()
    assert (row.sent_at, row.next_at, row.body, row.attempts) == (NOW, None, "", 1)


def test_deliver_in_demo_mode_keeps_everything(evaluation: Any) -> None:
    from dataclasses import replace

    evaluation.ENV = replace(evaluation.ENV, mode="demo")
    actions.post(to="a@example.invalid", subject="task", body="link", at=NOW)
    assert actions.deliver(at=NOW) == 0
    assert [mail.outbox, Mail.objects.get().sent_at] == [[], None]


def test_deliver_without_a_server_tries_again_later(evaluation: Any) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    evaluation.MAIL_TRANSPORT, evaluation.EMAIL_HOST, evaluation.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        port,
    )
    actions.post(to="a@example.invalid", subject="task", body="link", at=NOW)
    assert actions.deliver(at=NOW) == 0
    row = Mail.objects.get()
    assert (row.attempts, row.next_at, row.error, row.body) == (1, NOW + timedelta(minutes=2), "ConnectionRefusedError", "link")
    evaluation.MAIL_TRANSPORT = MEMORY
    assert actions.deliver(at=NOW + timedelta(minutes=2)) == 1


def test_words_of_a_mail_are_not_kept_in_the_trail() -> None:
    actions.post(to="a@example.invalid", subject="sign in", body="https://x/secret-link", at=NOW)
    with acting(cast.person("auditor").actor):
        assert Event.objects.filter(kind="jobs_mail", action="insert").count() == 1
        assert not HistoryStaff.objects.filter(kind="jobs_mail").exists()


def test_outbox_page_is_the_administrators(client: Client) -> None:
    for name, status in {"administrator": 200, "officer": 403, "outsider": 403}.items():
        client.force_login(cast.person(name).user)
        assert client.get("/work/outbox/").status_code == status, name


def test_outbox_page_needs_the_same_queries_for_one_and_three_mails(client: Client) -> None:
    client.force_login(cast.person("administrator").user)
    counts = []
    for rows in (1, 2):
        for number in range(rows):
            actions.post(to=f"{number}@example.invalid", subject="task", body="link", at=NOW)
        with CaptureQueriesContext(connection) as asked:
            client.get("/work/outbox/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_outbox_shows_no_code_of_a_case_and_no_link_to_one(client: Client) -> None:
    links = ["/cases/AZ-9QV4-86ZM-X/referrals/", "/referrals/overview/"]
    body = "\n".join(["State Migration Service: 1 (AZ-9QV4-86ZM-X)", *(f"http://localhost:8000{link}" for link in links)])
    actions.post(to="a@example.invalid", subject="Overdue: AZ-9QV4-86ZM-X", body=body, at=NOW)
    client.force_login(cast.person("administrator").user)
    page = client.get("/work/outbox/").content.decode()
    assert "9QV4" not in page
    assert "/cases/" not in page
    assert 'href="http://localhost:8000/referrals/overview/"' in page


def test_outbox_shows_neither_words_nor_address_of_a_private_mail(client: Client) -> None:
    actions.post(to="asked@example.invalid", subject="A short questionnaire", body="http://x/answer/secret/", at=NOW, private=True)
    client.force_login(cast.person("administrator").user)
    page = client.get("/work/outbox/").content.decode()
    assert "A short questionnaire" in page
    assert "asked@" not in page
    assert "secret" not in page


def test_a_private_mail_that_was_given_up_keeps_no_words(evaluation: Any) -> None:
    evaluation.MAIL_TRANSPORT, evaluation.EMAIL_HOST, evaluation.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 1
    for private in (True, False):
        actions.post(to="a@example.invalid", subject="task", body="link", at=NOW, private=private)
    Mail.objects.update(attempts=7)
    actions.deliver(at=NOW)
    assert {(row.private, row.next_at, row.body) for row in Mail.objects.all()} == {(True, None, ""), (False, None, "link")}

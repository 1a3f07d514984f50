"""Writing mail into the outbox, sending it, and telling how far long work is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from smtplib import SMTPException
from threading import Event
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.base.jobs import queries
from dayaq.base.jobs.models import Mail, Work
from dayaq.base.jobs.rules import OVER, State, retry_at

LEAVING = Event()  # set when this process is asked to end: long work stops at its next step


class StopAsked(Exception):
    """Somebody asked the work to stop; what is done so far stays."""


def post(*, to: str, subject: str, body: str, at: datetime, case_code: str = "", private: bool = False) -> Mail:
    """Put one mail into the outbox, in the transaction that made it necessary. ``private``: no page shows to whom, or its words."""
    line = " ".join(subject.split())[:200]
    return Mail.objects.create(to=to, subject=line, body=body, case_code=case_code, private=private, queued_at=at, next_at=at)


def may_leave() -> bool:
    """In demo mode no mail leaves, and without a mail server none can: all of it stays readable in the outbox."""
    return settings.ENV.mode != "demo" and bool(settings.MAIL_TRANSPORT)


def deliver(*, at: datetime) -> int:
    """Send what is waiting, each mail in its own transaction; return how many left."""
    sent = 0
    while may_leave() and (left := deliver_next(at=at)) is not None:
        sent += left
    return sent


def deliver_next(*, at: datetime) -> bool | None:
    """Send the oldest waiting mail: True when it left, False when it failed, None when none is waiting."""
    with transaction.atomic():
        mail = queries.waiting(at).select_for_update(skip_locked=True).first()
        if mail is None:
            return None
        mail.attempts += 1
        try:
            connection = get_connection(settings.MAIL_TRANSPORT)
            EmailMessage(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to], connection=connection).send()
        except (SMTPException, OSError) as failure:
            mail.error, mail.next_at = type(failure).__name__[:100], retry_at(mail.attempts, at)
            mail.body = "" if mail.private and mail.next_at is None else mail.body
        else:
            mail.sent_at, mail.next_at, mail.body, mail.error = at, None, "", ""
        mail.save()
        return mail.sent_at is not None


def ask_work(*, kind: str, label: str, by: Actor | None, at: datetime, total: int | None = None) -> Work:
    """Note that long work was asked for (``label``: a message id); the job that does it gets the row's id."""
    return Work.objects.create(kind=kind, label=label, total=total, asked_by=by.user_id if by else None, asked_at=at)


def advance(*, work: UUID, done: int, total: int | None = None) -> None:
    """Tell how far the work is, visible at once; raise StopAsked when somebody asked it to stop.

    Call it between the transactions of the work, never inside one: nobody would see it before the end.
    """
    changed: dict[str, int] = {"done": done} if total is None else {"done": done, "total": total}
    Work.objects.filter(id=work).update(**changed)
    if LEAVING.is_set() or Work.objects.filter(id=work, stop_asked=True).exists():
        raise StopAsked


@contextmanager
def carrying_out(work: UUID) -> Iterator[Work]:
    """Run a block as this work: it starts, and ends done, stopped or failed, whatever happens inside.

    A failure is written down by its kind and raised again; a stop that was asked for is an orderly end.
    """
    row = Work.objects.get(id=work)
    Work.objects.filter(id=work).update(state=State.RUNNING, started_at=timezone.now())
    try:
        yield row
    except StopAsked:
        end_work(work=work, state=State.STOPPED)
    except Exception as failure:
        end_work(work=work, state=State.FAILED, message=type(failure).__name__)
        raise
    else:
        end_work(work=work, state=State.DONE)


def end_work(*, work: UUID, state: State, message: str = "") -> None:
    """Write how the work ended; a message already left by the work itself stays."""
    row = Work.objects.get(id=work)
    Work.objects.filter(id=work).update(state=state, finished_at=timezone.now(), message=message or row.message)


def ask_stop(*, work: Work, by: Actor) -> bool:
    """Ask a work to stop at its next step; False when it is over, or not the actor's to stop."""
    rows = queries.works(by).filter(id=work.id).exclude(state__in=OVER)
    return rows.update(stop_asked=True) == 1

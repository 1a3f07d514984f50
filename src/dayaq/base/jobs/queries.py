"""Reads of background work: the outbox, long work and who may stop it."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from dayaq.base.access.rules import Actor
from dayaq.base.jobs.models import Mail, Work
from dayaq.base.jobs.rules import OVER

OVERSEES = "people.manage"
HIDDEN = "····"
CODE = re.compile(r"\b[A-Z]{2}(?:-[0-9A-Z]{4})+-[0-9A-Z]\b")
LINK = re.compile(r"https?://\S+/cases/\S*")


def outbox() -> QuerySet[Mail]:
    """All mail, the newest first."""
    return Mail.objects.order_by("-queued_at", "id")


def without_code(mail: Mail) -> Mail:
    """The mail as who looks after people may read it: codes of cases are their bodies' own, and so are links to them.

    Of a private mail nothing but the subject is shown: who looks after people may sit in the body that commissioned a
    survey, and would read who was asked, and with the link what was filled in.
    """
    if mail.private:
        mail.to, mail.body = HIDDEN, HIDDEN if mail.body else ""
    mail.subject, mail.body = (CODE.sub(HIDDEN, LINK.sub(HIDDEN, text)) for text in (mail.subject, mail.body))
    return mail


def waiting(at: datetime) -> QuerySet[Mail]:
    """Mail whose time to leave has come, the oldest first."""
    return Mail.objects.filter(next_at__lte=at).order_by("next_at", "id")


def works(actor: Actor) -> QuerySet[Work]:
    """Long work the actor asked for; administrators see all of it."""
    rows = Work.objects.order_by("-asked_at", "id")
    return rows if actor.may(OVERSEES) else rows.filter(asked_by=actor.user_id)


def work(work_id: UUID, actor: Actor | None = None) -> Work | None:
    """One work as it stands now; None when there is none for this actor (no actor: the system itself)."""
    rows = works(actor) if actor else Work.objects.all()
    return rows.filter(id=work_id).first()


def may_stop(row: Work) -> bool:
    """Whether there is still something to stop."""
    return row.state not in OVER and not row.stop_asked

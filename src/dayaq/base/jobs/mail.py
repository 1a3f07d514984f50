"""Django's mail backend: whatever any library sends goes into the outbox, in the sender's transaction.

One file beside the usual ten names of an area, because a setting has to name a class
(``EMAIL_BACKEND = "dayaq.base.jobs.mail.Outbox"``). The job in ``jobs.py`` sends.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from dayaq.base.jobs import actions


class Outbox(BaseEmailBackend):
    """Writes one outbox row a recipient; only plain text leaves the house."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the messages and return how many."""
        now = timezone.now()
        for message in email_messages:
            for address in message.recipients():
                actions.post(to=address, subject=str(message.subject), body=str(message.body), at=now)
        return len(email_messages)

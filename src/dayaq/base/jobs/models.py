"""Mail waiting to leave, and the progress of long work."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

STATES = [
    ("waiting", _("waiting")),
    ("running", _("running")),
    ("done", _("done")),
    ("stopped", _("stopped")),
    ("failed", _("failed")),
]


class Mail(models.Model):
    """One mail to one address of a colleague; the only thing about a case in it is its code."""

    GROUP = "staff"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)  # emptied once it left: it may hold a sign-in link
    case_code = models.CharField(max_length=20, blank=True)
    private = models.BooleanField(default=False)  # to somebody outside who was promised that nobody here reads along
    queued_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)  # None: sent, or given up
    sent_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    error = models.CharField(max_length=100, blank=True)  # kind of the last failure, no server text

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], name="mail_waiting", condition=models.Q(next_at__isnull=False)),
            models.Index(fields=["-queued_at"], name="mail_newest"),
        ]


class Work(models.Model):
    """One long work: how far it is, and whether somebody asked it to stop."""

    GROUP = "staff"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=60)  # area.verb
    label = models.CharField(max_length=120)  # message id, translated where it is shown
    total = models.IntegerField(null=True)  # None: not known yet
    done = models.IntegerField(default=0)
    state = models.CharField(max_length=10, choices=STATES, default="waiting")
    message = models.CharField(max_length=200, blank=True)  # how it ended, without personal values
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    stop_asked = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["-asked_at"], name="work_newest")]

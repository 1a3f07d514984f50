"""Published versions of instruments, and drafts of the next ones. Nothing here is about a person."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class InstrumentVersion(models.Model):
    """One published version: it never changes again, so that every round can say what exactly was asked."""

    GROUP = "none"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=60)  # ct-nat-survey
    version = models.PositiveIntegerField()
    country = models.CharField(max_length=2, blank=True, default="")  # "" for the common one
    content = models.JSONField()  # the plain form of rules.shape
    sha256 = models.CharField(max_length=64)
    remark = models.CharField(max_length=500, blank=True, default="")  # what changed, for whoever reads the list
    published_at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "country", "version"], name="instrument_version_once")]


class Draft(models.Model):
    """The next version of an instrument while it is worded, translated and adapted; one at a time."""

    GROUP = "none"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=60)
    country = models.CharField(max_length=2, blank=True, default="")
    base = models.CharField(max_length=80, blank=True, default="")  # reference of what it started from; "" for a file of others
    content = models.JSONField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)  # of the row: two people at work do not overwrite each other

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "country"], name="draft_once")]

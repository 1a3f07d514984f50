"""Events (append-only) and one history table a field group. No foreign keys: the trail never blocks or follows rows."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Event(models.Model):
    """One thing that happened: read, search, change, denial, failure, export, sign-in. No personal values."""

    GROUP = "none"
    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    membership = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    unit = models.UUIDField(null=True)
    role = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=40, blank=True)
    on_behalf_of = models.UUIDField(null=True)
    action = models.CharField(max_length=40)
    kind = models.CharField(max_length=60, blank=True)  # table or page
    row = models.CharField(max_length=60, blank=True)
    case_id = models.UUIDField(null=True)
    cases = ArrayField(models.UUIDField(), default=list)  # list pages: one event with the cases shown
    group = models.CharField(max_length=60, blank=True)
    columns = ArrayField(models.CharField(max_length=60), default=list)
    outcome = models.CharField(max_length=20, default="ok")
    count = models.IntegerField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["case_id", "action"], name="event_case"),
            models.Index(fields=["actor", "at"], name="event_actor"),
            models.Index(fields=["at", "id"], name="event_at"),
        ]


class History(models.Model):
    """Old and new values of one changed row; one table a group inherits these columns."""

    id = models.BigAutoField(primary_key=True)
    event = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    row = models.CharField(max_length=60)
    case_id = models.UUIDField(null=True)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["case_id"]), models.Index(fields=["kind", "row"])]


class HistoryG1(History):
    """Values of group G1."""

    GROUP = "G1"


class HistoryG2(History):
    """Values of group G2."""

    GROUP = "G2"


class HistoryG3(History):
    """Values of group G3."""

    GROUP = "G3"


class HistoryG4(History):
    """Values of group G4."""

    GROUP = "G4"


class HistoryG5(History):
    """Values of group G5."""

    GROUP = "G5"


class HistoryG6(History):
    """Values of group G6."""

    GROUP = "G6"


class HistoryG7(History):
    """Values of group G7."""

    GROUP = "G7"


class HistoryG8(History):
    """Values of group G8."""

    GROUP = "G8"


class HistoryG9(History):
    """Values of group G9."""

    GROUP = "G9"


class HistoryStaff(History):
    """Values of tables about users of the system; secrets are left out."""

    GROUP = "staff"

"""Who works on a case, what is marked on it, and what bodies agreed when they sat together (coded, G1)."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Flag(models.Model):
    """A mark on a case with a reason and a day, seen by one's own unit or by oneself alone."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    unit = models.UUIDField()
    reason = models.CharField(max_length=40)  # pack codes: flag_reason
    private = models.BooleanField(default=False)  # for oneself alone
    due_on = models.DateField(null=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "due_on"], name="casework_flag_open", condition=models.Q(resolved_at__isnull=True))]


class Assignment(models.Model):
    """Who in a unit works on a case, or does one task of it; one at a time, the earlier ones are kept."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey("casefile.Task", null=True, on_delete=models.CASCADE, related_name="+")
    unit = models.UUIDField()
    user = models.UUIDField()
    reason = models.CharField(max_length=40, blank=True)  # pack codes: assign_reason
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "unit"], condition=models.Q(task__isnull=True, ended_at__isnull=True), name="casework_assigned_case_once"
            ),
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(task__isnull=False, ended_at__isnull=True), name="casework_assigned_task_once"
            ),
        ]
        indexes = [models.Index(fields=["user"], name="casework_assigned_open", condition=models.Q(ended_at__isnull=True))]


class Conference(models.Model):
    """Bodies sit together about one case: when, about what, whether it was held."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    agenda = ArrayField(models.CharField(max_length=40), default=list)  # pack codes: conference_agenda
    state = models.CharField(max_length=20, default="planned")  # planned | held | cancelled
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="casework_conference_state", condition=models.Q(state__in=["planned", "held", "cancelled"])),
        ]


class Participant(models.Model):
    """A body or a part somebody had in a conference; never a name."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="participants")
    body = models.CharField(max_length=60, blank=True)  # organisation code; empty: nobody's, like the person
    part = models.CharField(max_length=40)  # pack codes: conference_role
    by = models.UUIDField()


class Resolution(models.Model):
    """What a conference decided: what, by which unit, until when; each becomes a task."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="resolutions")
    decision = models.CharField(max_length=40)  # pack codes: conference_decision
    unit = models.UUIDField()
    due_at = models.DateTimeField(null=True)
    task = models.ForeignKey("casefile.Task", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()

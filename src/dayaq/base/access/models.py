"""Files, grants and role ceilings. No foreign keys upward: subjects are plain ids, so a grant never blocks a row."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class File(models.Model):
    """The bare existence of a case: who owns it. Made only by ``guard.open_case()``."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner_unit = models.UUIDField()
    owner_organisation = models.UUIDField()
    closed_to_state = models.BooleanField(default=False)
    opened_at = models.DateTimeField()


class Grant(models.Model):
    """One reason why somebody sees a file: subject, groups, purpose, basis, validity (half-open)."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="grants")
    subject_user = models.UUIDField(null=True)
    subject_unit = models.UUIDField(null=True)
    reads = models.IntegerField()
    writes = models.IntegerField(default=0)
    purpose = models.CharField(max_length=30)
    basis = models.CharField(max_length=60)
    evidence = models.UUIDField(null=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    granted_by = models.UUIDField()
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_one_subject",
                condition=models.Q(subject_user__isnull=True) ^ models.Q(subject_unit__isnull=True),
            ),
            models.CheckConstraint(
                name="grant_half_open", condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from"))
            ),
        ]
        indexes = [
            models.Index(fields=["subject_unit"], name="grant_unit", include=["file", "reads", "writes"]),
            models.Index(fields=["subject_user"], name="grant_user"),
        ]


class Role(models.Model):
    """A role's ceiling as the database enforces it; the text comes from the country pack."""

    GROUP = "none"
    code = models.CharField(primary_key=True, max_length=40)
    reads = models.IntegerField(default=0)
    writes = models.IntegerField(default=0)
    consent = models.IntegerField(default=0)  # of these groups: only with the person's consent
    orders = models.IntegerField(default=0)  # of these groups: only on an order of the competent authority
    everything = models.BooleanField(default=False)  # service roles: every file within the ceiling
    case_session = models.BooleanField(default=True)
    permissions = ArrayField(models.CharField(max_length=40), default=list)
    label = models.JSONField(default=dict)
    description = models.JSONField(default=dict)

"""Information without a person, and checks of places."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Signal(models.Model):
    """Information about a place, advertisement, vehicle or number, without a person's identity (G1 of its own file)."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    about = models.CharField(max_length=40)
    source = models.CharField(max_length=40)  # referral_source
    region = models.CharField(max_length=40, default="unknown")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    unit = models.UUIDField()
    body = models.CharField(max_length=60)
    by = models.UUIDField()
    passed_at = models.DateTimeField(null=True)
    passed_to = models.UUIDField(null=True)  # unit
    assessment = models.CharField(max_length=40, blank=True)
    assessed_at = models.DateTimeField(null=True)
    assessed_by = models.UUIDField(null=True)
    result = models.CharField(max_length=40, blank=True)
    result_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)


class SignalText(models.Model):
    """What was reported, in words (G3 of the information's file)."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="texts")
    text = models.TextField()
    language = models.CharField(max_length=10, default="en")
    at = models.DateTimeField()
    by = models.UUIDField()


class Check(models.Model):
    """A proactive check a body plans and carries out; it has a result and no person (B1)."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    way = models.CharField(max_length=40)
    region = models.CharField(max_length=40, default="unknown")
    planned_for = models.DateField(null=True)
    agencies = ArrayField(models.CharField(max_length=60), default=list)
    signal = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=40, blank=True)
    persons_met = models.IntegerField(null=True)
    dropped_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="check_done_has_result",
                condition=models.Q(done_at__isnull=True, result="") | (models.Q(done_at__isnull=False) & ~models.Q(result="")),
            ),
        ]

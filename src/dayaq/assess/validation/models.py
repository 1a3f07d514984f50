"""Workshops with their groups, ballots and what bodies said. Group A1: numbers, institutions and groups, never a person."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

CHANNELS = [(code, code) for code in ("link", "paper", "facilitator")]
VERDICTS = [(code, code) for code in ("keep", "change", "drop")]


class Workshop(models.Model):
    """One workshop: day, place, how many choices a group has; closed when the votes are complete."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    place = models.CharField(max_length=120)
    choices = models.PositiveSmallIntegerField(default=3)
    note = models.CharField(max_length=500, blank=True, default="")
    closed = models.BooleanField(default=False)
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "on", "place"], name="workshop_once")]


class Attendance(models.Model):
    """How many people of an institution came; a number, no names."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="attendance")
    institution = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)  # state | ngo | igo | other
    persons = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "institution"], name="attendance_once")]


class Group(models.Model):
    """A group that votes as one; ``category`` says whom it brings together."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=60)
    category = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "name"], name="group_once")]


class Door(models.Model):
    """The link by which a group votes once, without an account; only its hash is kept."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="door")
    token_hash = models.CharField(max_length=64, unique=True)


class Ballot(models.Model):
    """What one group chose, in its order; one a group."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="ballot")
    choices = models.JSONField(default=list)  # letters of priorities, the first one first
    ranked = models.BooleanField(default=True)  # False: three crosses without an order
    other = models.CharField(max_length=200, blank=True, default="")
    channel = models.CharField(max_length=12, choices=CHANNELS)


class Tally(models.Model):
    """Votes counted on paper for the whole room: letters and numbers, no order."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    workshop = models.OneToOneField(Workshop, on_delete=models.PROTECT, related_name="tally")
    groups = models.PositiveSmallIntegerField()
    votes = models.JSONField(default=dict)
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)


class Feedback(models.Model):
    """What a body wants done with a recommendation, and why; ``seen`` is the version it spoke about."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="feedback")
    recommendation = models.ForeignKey("findings.Recommendation", on_delete=models.PROTECT, related_name="+")
    seen = models.PositiveIntegerField()
    institution = models.CharField(max_length=200)
    verdict = models.CharField(max_length=10, choices=VERDICTS)
    text = models.CharField(max_length=2000, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "recommendation", "institution"], name="feedback_once")]


class Settled(models.Model):
    """What the assessors made of a recommendation after the workshop: versions before and after."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="settled")
    recommendation = models.ForeignKey("findings.Recommendation", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=VERDICTS)
    before = models.PositiveIntegerField()
    after = models.PositiveIntegerField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

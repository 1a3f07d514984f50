"""Free text, each kind in its group: health, family, privileged, minutes. What was told stays with the case file (G3)."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Note(models.Model):
    """What every note has: when, by whom, in which language; written once, a correction is another note."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    language = models.CharField(max_length=10)
    text = models.TextField()

    class Meta:
        abstract = True


class HealthNote(Note):
    """Health and psychology (G4)."""

    GROUP = "G4"


class FamilyNote(Note):
    """Family, children, guardians (G7)."""

    GROUP = "G7"


class PrivateNote(Note):
    """A privileged note of a counsellor or lawyer (G9): its author's alone, without values in the history others may read."""

    GROUP = "G9"


class Minutes(Note):
    """What was said in a conference (G3)."""

    GROUP = "G3"
    conference = models.ForeignKey("casework.Conference", on_delete=models.CASCADE, related_name="minutes")

"""What belongs to one user: drafts, searches kept, when a case was last looked at. Walled by the user, not by a file."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Draft(models.Model):
    """What was typed into a form and not saved yet: sealed, its author's alone, gone after some days."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = models.UUIDField()
    form = models.CharField(max_length=80)  # name of the address
    case_id = models.UUIDField(null=True)
    place = models.CharField(max_length=64)  # digest of the rest of the address: a form about one row of a case
    sealed = models.TextField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "form", "place"], name="casework_draft_once")]


class SavedSearch(models.Model):
    """Filters of the case list, kept for oneself or for the unit. Codes only; its name is what the filters say."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = models.UUIDField()
    unit = models.UUIDField()
    shared = models.BooleanField(default=False)
    filters = models.JSONField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "filters"], name="casework_saved_search_once")]


class Look(models.Model):
    """Until when a user has seen what happened on a case."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = models.UUIDField()
    case_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "case_id"], name="casework_look_once")]

"""What has left an assessment, so that whatever follows is compared with it. Group A1: the team and the commissioner."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Release(models.Model):
    """Tables that left at one moment: what, when, on whose word; the content as printed, and its hash.

    ``content``: {"items": {code: what was printed of the item}, "tables": [a table of counts with its filter]}, with hidden
    numbers left out. A row is never changed: what is printed cannot be taken back.
    """

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, default="report")  # report | file | presentation | printed elsewhere
    content = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["assessment", "at"], name="release_of_assessment")]

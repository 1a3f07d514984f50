"""What every table of shelters begins with."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import models


def key() -> models.UUIDField[str | UUID, UUID]:
    """A primary key made in Python."""
    return models.UUIDField(primary_key=True, default=uuid4, editable=False)


class House(models.Model):
    """Columns of whatever a house writes: whose it is, who wrote it, when."""

    organisation = models.UUIDField()
    unit = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

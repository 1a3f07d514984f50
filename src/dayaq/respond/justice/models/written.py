"""What every row of justice says of itself: who wrote it, for which body, when; dates that follow each other."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q


def key() -> models.UUIDField:  # type: ignore[type-arg]
    """A random primary key."""
    return models.UUIDField(primary_key=True, default=uuid4, editable=False)


def after(name: str, first: str, then: str) -> models.CheckConstraint:
    """What comes later does not lie before; either may be unknown."""
    empty = Q(**{f"{first}__isnull": True}) | Q(**{f"{then}__isnull": True})
    return models.CheckConstraint(name=name, condition=empty | Q(**{f"{then}__gte": F(first)}))


class Written(models.Model):
    """Who wrote a row, for which body, and when."""

    id = key()
    organisation = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

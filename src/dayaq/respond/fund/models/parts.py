"""What the tables of the fund are made of."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models


def key() -> Any:
    """A primary key made in Python."""
    return models.UUIDField(primary_key=True, default=uuid4, editable=False)


def money(null: bool = False) -> Any:
    """An amount in hundredths."""
    return models.DecimalField(max_digits=14, decimal_places=2, null=null)

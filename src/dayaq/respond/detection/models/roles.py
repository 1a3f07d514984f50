"""Roles in proceedings, and whether an act was done under coercion."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class LegalRole(models.Model):
    """The role a person has in proceedings from a day on; the earlier one is kept (G6)."""

    GROUP = "G6"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="legal_roles")
    role = models.CharField(max_length=40)
    before = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()


class CoercionCheck(models.Model):
    """Before a victim is held responsible: the questions on coercion, the result, who was told (G6)."""

    GROUP = "G6"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="coercion_checks")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    answers = models.JSONField(default=dict)  # code of the question -> yes | no | unknown
    result = models.CharField(max_length=40)
    told = ArrayField(models.CharField(max_length=40), default=list)
    organisation = models.UUIDField()
    by = models.UUIDField()

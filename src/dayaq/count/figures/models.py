"""Figures published elsewhere, kept beside ours as competing; never overwritten."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Published(models.Model):
    """One figure as a document printed it, keyed by the citing place as well as the cited source."""

    GROUP = "none"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)  # F004-021
    country = models.CharField(max_length=20)
    measure = models.CharField(max_length=60)
    figure = models.CharField(max_length=300)
    value = models.CharField(max_length=60)
    number = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    unit = models.CharField(max_length=40)
    period = models.CharField(max_length=40)
    year = models.IntegerField(null=True)
    dims = models.JSONField(default=dict)
    disaggregation = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=20)
    section = models.CharField(max_length=200, blank=True)
    cited_source = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["measure", "year"], name="published_measure")]

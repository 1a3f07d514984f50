"""Figures published elsewhere, kept beside ours as competing; never overwritten."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Published(models.Model):
    """One figure as a document printed it, keyed by the citing place as well as the cited source.

    Another number in a later edition supersedes the row, which stays with its recorded times.
    """

    GROUP = "none"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20)  # F004-021
    country = models.CharField(max_length=20)
    measure = models.CharField(max_length=60)
    figure = models.CharField(max_length=300)
    value = models.CharField(max_length=60)  # as printed
    number = models.DecimalField(max_digits=20, decimal_places=4, null=True)  # null for dates and words
    unit = models.CharField(max_length=40)
    period = models.CharField(max_length=40)  # as printed
    year = models.IntegerField(null=True)  # when the period lies in one year
    starts = models.DateField(null=True)  # the period as days (half-open); null where it cannot be read
    ends = models.DateField(null=True)
    dims = models.JSONField(default=dict)
    disaggregation = models.CharField(max_length=300, blank=True)  # as given, with words that are no dimension
    document = models.CharField(max_length=20)
    section = models.CharField(max_length=200, blank=True)
    cited_source = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["measure", "year"], name="published_measure"),
            models.Index(fields=["country", "starts"], name="published_period"),
        ]
        constraints = [models.UniqueConstraint(fields=["reference"], name="published_once", condition=models.Q(superseded_at__isnull=True))]

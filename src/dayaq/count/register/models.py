"""The register (G10): one row a person, referral or statistical cell, with ``n``; no names, no case codes."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Dataset(models.Model):
    """Where statistical rows come from: publisher, licence, what was loaded and when."""

    GROUP = "none"
    code = models.SlugField(primary_key=True, max_length=60)
    country = models.CharField(max_length=20)
    title = models.JSONField(default=dict)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=200, blank=True)
    loaded_at = models.DateTimeField(null=True)


class Row(models.Model):
    """One row of the register: a kind of unit, valid time, recorded time, dimensions, ``n``.

    What is published comes from here alone, and nothing here identifies anybody, a child least of all (CHI-06).
    Basis: CoE Convention, Article 11(2).
    """

    GROUP = "G10"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=30)  # identified | assertion | referral | ... what is counted
    file_id = models.UUIDField(null=True)  # the case it was projected from; null for statistical rows
    source_id = models.UUIDField(null=True)  # the record it was projected from
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.CASCADE, related_name="rows")
    natural_key = models.CharField(max_length=64, blank=True)  # digest of a statistical row's key
    country = models.CharField(max_length=20)
    day = models.DateField()  # local date of the event in the country's zone (first day of the period for cells)
    period = models.CharField(max_length=10, blank=True)  # for statistical cells: 2022-Q2
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    frozen = models.BooleanField(default=False)  # its case was erased; the facts stay
    n = models.IntegerField(default=1)
    dims = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "country", "day"], name="row_measure", condition=models.Q(superseded_at__isnull=True)),
            models.Index(fields=["file_id"], name="row_file"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "natural_key"],
                name="row_natural_once",
                condition=models.Q(superseded_at__isnull=True, dataset__isnull=False),
            ),
            models.CheckConstraint(name="row_n", condition=models.Q(n__gte=0)),
        ]


class Marker(models.Model):
    """A case whose rows must be made anew: added by triggers, one a file and transaction; taken by the projection."""

    GROUP = "none"
    file_id = models.UUIDField()
    at = models.DateTimeField()
    mark = models.BigIntegerField(default=0)  # the transaction that left it

    class Meta:
        db_table = "register_dirty"
        indexes = [models.Index(fields=["file_id"], name="dirty_file")]

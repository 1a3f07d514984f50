"""Lists on their way in (B1, of the unit that brought them), and where a case came from (G1). The file is kept only until the end."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Upload(models.Model):
    """One list brought along: what its columns and entries mean, how far it is."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    unit = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    label = models.CharField(max_length=80)  # where the list comes from, in the words of who brings it
    ending = models.CharField(max_length=5)
    columns = ArrayField(models.CharField(max_length=200), default=list)
    lines = models.PositiveIntegerField(default=0)
    mapping = models.JSONField(default=dict)  # column: field
    meant = models.JSONField(default=dict)  # coded field: {entry: code}
    anyway = ArrayField(models.PositiveIntegerField(), default=list)  # lines taken over though somebody like this is known
    state = models.CharField(max_length=10, default="new")  # new | mapped | running | done | undone
    work = models.UUIDField(null=True)
    deleted_at = models.DateTimeField(null=True)  # the file itself is gone

    class Meta:
        indexes = [models.Index(fields=["unit", "-at"], name="intake_newest")]


class Chunk(models.Model):
    """A piece of the file, until the list is finished."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="chunks")
    unit = models.UUIDField()
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="intake_chunk_once")]


class Mapping(models.Model):
    """What columns and entries meant last time, for the next list of the same shape."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    mapping = models.JSONField(default=dict)
    meant = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="intake_mapping_once")]


class Row(models.Model):
    """What became of one line; codes and a case, no entry of the line."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="rows")
    unit = models.UUIDField()
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10)  # opened | same | changed | duplicate | fault | undone | kept
    faults = models.JSONField(default=list)  # [{column, code}]
    differs = ArrayField(models.CharField(max_length=40), default=list)
    case_ref = models.UUIDField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "line"], name="intake_line_once")]


class Provenance(models.Model):
    """Where a case came from: which list, which line, when; the marks by which the same line is known again."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="origins")
    organisation = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    line = models.PositiveIntegerField()
    upload = models.UUIDField()
    key_mark = models.CharField(max_length=64)
    value_mark = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key_mark"], condition=models.Q(withdrawn_at__isnull=True), name="intake_key_once"
            )
        ]

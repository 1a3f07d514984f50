"""What a report holds beside data: passages typed by hand, builds asked for, and every build with what it was made of."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

KINDS = [(code, code) for code in ("text", "statement", "table")]
LANGUAGES = [(code, code) for code in ("en", "az", "ru")]


class Passage(models.Model):
    """A part typed by hand, in one language; what its ``body`` may hold is said in ``rules.slips.manuscript``."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=20)  # of the skeleton: "1.1", "2.3"
    order = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=10, choices=LANGUAGES)
    kind = models.CharField(max_length=10, choices=KINDS)
    about = models.JSONField(default=list)  # codes of items or criteria
    body = models.JSONField(default=dict)
    by = models.UUIDField()
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)


class Order(models.Model):
    """A build somebody asked for: made in the background, its progress in ``work``. Those who may not build do not see it.

    ``by`` is who asked and nobody else; ``faults`` is what stopped it, told by the desk. What was made points here.
    """

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10, choices=LANGUAGES)
    draft = models.BooleanField()
    as_of = models.DateField()
    work = models.OneToOneField("jobs.Work", on_delete=models.PROTECT, related_name="+")
    faults = models.JSONField(null=True)
    by = models.UUIDField()
    at = models.DateTimeField()


class Build(models.Model):
    """One built report in one language: what it was made of, when, by whom; never changed.

    ``by`` is who wrote it down: the person, or the desk for the person of ``order``.
    """

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10, choices=LANGUAGES)
    draft = models.BooleanField()
    manifest = models.JSONField(default=dict)
    order = models.OneToOneField(Order, null=True, on_delete=models.PROTECT, related_name="build")
    by = models.UUIDField()
    at = models.DateTimeField()


class File(models.Model):
    """One file of a build."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    build = models.ForeignKey(Build, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["build", "format"], name="file_once")]


class Published(models.Model):
    """A build that was released: what left is in the ledger of the results, the catalogue record is here."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    build = models.OneToOneField(Build, on_delete=models.PROTECT, related_name="published")
    reference = models.CharField(max_length=60)
    abstract = models.TextField(blank=True, default="")
    pages = models.PositiveIntegerField(default=0)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "reference"], name="published_reference")]

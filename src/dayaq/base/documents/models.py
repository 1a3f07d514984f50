"""Files in pieces. A row names its field group itself (see ``wall.wall_by_row``): one paper is health, the next proceedings."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class File(models.Model):
    """One kept version of a file; a newer one replaces it, what was recorded in error is marked, nothing is overwritten."""

    GROUP = "row"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("access.File", on_delete=models.CASCADE, related_name="+")
    group = models.CharField(max_length=3)  # G1 ... G9
    kind = models.CharField(max_length=40)  # pack codes: document_kind
    title = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, blank=True)
    form = models.CharField(max_length=10)  # ending, as recognised by the content
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    checked = models.CharField(max_length=20, default="not_checked")  # clean | not_checked: what the virus check said
    at = models.DateTimeField()  # the day of the paper
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    removed_at = models.DateTimeField(null=True)
    removed_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="documents_group", condition=models.Q(group__in=["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9"])
            ),
            models.CheckConstraint(name="documents_size", condition=models.Q(size__gt=0, size__lte=25 * 1024 * 1024)),
            models.UniqueConstraint(fields=["id", "case", "group"], name="documents_place"),
        ]
        indexes = [models.Index(fields=["case", "-at"], name="documents_case")]


class Piece(models.Model):
    """A piece of a file's content, at most one megabyte; same case and group as its file."""

    GROUP = "row"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="pieces")
    case = models.ForeignKey("access.File", on_delete=models.CASCADE, related_name="+")
    group = models.CharField(max_length=3)
    by = models.UUIDField()
    number = models.IntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="documents_piece_once")]

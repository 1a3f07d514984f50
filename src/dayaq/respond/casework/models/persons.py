"""The person apart from the case: links between files (G7), and files of one person joined (coded, G1)."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Link(models.Model):
    """What two files have to do with each other; there only for whoever sees the family part of both."""

    GROUP = "G7"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)  # pack codes: link_kind; read from ``case`` to ``other``
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="casework_link_two", condition=~models.Q(case=models.F("other"))),
            models.UniqueConstraint(fields=["case", "other", "kind"], condition=models.Q(ended_at__isnull=True), name="casework_link_once"),
        ]


class Merge(models.Model):
    """Two files of one person joined: which counts, which fields were taken from the other, what stood before, so that it can be undone."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")  # the one that counts
    double = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    taken = models.JSONField(default=dict)  # core facts taken from the double, as codes
    before = models.JSONField(default=dict)  # what stood in their place
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["double"], condition=models.Q(undone_at__isnull=True), name="casework_merge_once"),
            models.CheckConstraint(name="casework_merge_two", condition=~models.Q(case=models.F("double"))),
        ]

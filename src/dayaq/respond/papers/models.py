"""Papers as they were made: values frozen, files kept, signed on a day; a newer one takes the place of an older one."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.lookups import Exact


class Paper(models.Model):
    """One paper of a case. ``groups``: every group of fields it holds; who reads it must be let into all of them."""

    GROUP = "rows"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="papers")
    groups = models.IntegerField()
    template = models.CharField(max_length=60)
    pack = models.CharField(max_length=20)
    pack_version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    named = models.BooleanField(default=False)
    ground = models.CharField(max_length=40, default="none")  # none | consent | statutory_handover | order
    recipient = models.CharField(max_length=200, blank=True)
    consent = models.UUIDField(null=True)  # the consent kept with the case that lets the name out
    reason = models.CharField(max_length=300, blank=True)  # how the person agreed, where no consent is kept
    order_number = models.CharField(max_length=60, blank=True)
    order_body = models.CharField(max_length=120, blank=True)
    filled = models.JSONField(default=dict)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    signed_on = models.DateField(null=True)
    signed_by = models.CharField(max_length=120, blank=True)  # who signed on paper, in words
    scan = models.UUIDField(null=True)  # its print of the signed sheet

    class Meta:
        indexes = [models.Index(fields=["case", "-at"], name="paper_case")]
        constraints = [
            models.UniqueConstraint(fields=["id", "case", "groups"], name="paper_place"),
            models.CheckConstraint(name="paper_core", condition=models.Q(Exact(models.F("groups").bitand(1), 1), groups__lt=512)),
            models.CheckConstraint(name="paper_ground", condition=models.Q(named=False) | ~models.Q(ground="none")),
            models.CheckConstraint(
                name="paper_order", condition=~models.Q(ground="order") | ~models.Q(order_number="") & ~models.Q(order_body="")
            ),
            models.CheckConstraint(name="paper_signed", condition=models.Q(signed_on__isnull=True) | ~models.Q(signed_by="")),
        ]


class Print(models.Model):
    """A file of a paper as it was made; it stands where its paper stands and is never made again."""

    GROUP = "rows"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="prints")
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    groups = models.IntegerField()
    form = models.CharField(max_length=10)  # docx | pdf | scan-pdf | scan-jpg | scan-png | scan-tif
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "form"], name="paper_print_once")]

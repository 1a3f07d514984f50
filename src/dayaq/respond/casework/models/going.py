"""What leaves: a case to another body, a letter to an office, each with its steps and times (coded, G1)."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Transfer(models.Model):
    """A case given to another body: on which basis, why, in which state, and what was handed over."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    organisation = models.UUIDField()  # who gives
    unit = models.UUIDField()
    to_organisation = models.UUIDField()
    to_unit = models.UUIDField()
    basis = models.CharField(max_length=20)  # consent | statutory | order
    consent = models.UUIDField(null=True)  # the person's consent as support keeps it, where that is the ground
    order_number = models.CharField(max_length=40, blank=True)  # of the authority that ordered it
    order_body = models.CharField(max_length=60, blank=True)
    groups = models.IntegerField()  # field groups that travel (bit mask)
    stays = models.BooleanField(default=False)  # whether the giving unit goes on helping
    reason = models.CharField(max_length=40)  # pack codes: transfer_reason
    state = models.CharField(max_length=20, default="sent")  # sent | accepted | declined | withdrawn | done
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    refusal = models.CharField(max_length=40, blank=True)  # pack codes: transfer_refusal
    handed = ArrayField(models.CharField(max_length=40), default=list)  # pack codes: hand_over_item
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(state="sent"), name="casework_transfer_once"),
            models.CheckConstraint(
                name="casework_transfer_state", condition=models.Q(state__in=["sent", "accepted", "declined", "withdrawn", "done"])
            ),
            models.CheckConstraint(name="casework_transfer_order", condition=~models.Q(basis="order") | ~models.Q(order_number="")),
        ]


class Letter(models.Model):
    """An outgoing letter: what kind, to whom, and where it is. Its text is a paper of its own."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)  # pack codes: letter_kind
    to_body = models.CharField(max_length=60)
    organisation = models.UUIDField()
    unit = models.UUIDField()
    paper = models.UUIDField(null=True)  # the kept file
    at = models.DateTimeField()  # drafted
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    at_once = models.BooleanField(default=False)  # urgent protection: sent first, reported after
    sent_at = models.DateTimeField(null=True)
    sent_by = models.UUIDField(null=True)
    reported_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class Clearance(models.Model):
    """One office a letter passes: since when it lies there, what came of it."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="clearances")
    organisation = models.UUIDField()
    number = models.IntegerField()
    office = models.CharField(max_length=40)  # pack codes: clearance_office
    outside = models.BooleanField(default=False)
    at = models.DateTimeField()  # since when
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    outcome = models.CharField(max_length=20, blank=True)  # cleared | sent_back
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter"], condition=models.Q(ended_at__isnull=True), name="casework_clearance_once")
        ]

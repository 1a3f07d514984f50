"""What the fund keeps for itself (B1): the ledger, gifts, income announced."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dayaq.respond.fund.models.parts import key, money


class Pot(models.Model):
    """Money of one source, kept apart; ``purposes`` restrict what it may be used for."""

    GROUP = "B1"
    id = key()
    organisation = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=20)  # pack codes: fund_source
    purposes = ArrayField(models.CharField(max_length=40), default=list)
    currency = models.CharField(max_length=3)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name", "currency"], name="fund_pot_once")]


class Account(models.Model):
    """An account of the ledger."""

    GROUP = "B1"
    id = key()
    organisation = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)  # asset | income | expense | commitment

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="fund_account_once")]


class Journal(models.Model):
    """One booking; never changed, never deleted: a mistake is reversed by another one."""

    GROUP = "B1"
    id = key()
    organisation = models.UUIDField()
    by = models.UUIDField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    deed = models.CharField(max_length=12)  # receive | gift | promise | pay | hand_out | release | reverse
    text = models.CharField(max_length=200, blank=True)
    printed = models.JSONField(default=list)  # conversions as a source printed them, never worked out again
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="fund_journal_number")]
        indexes = [models.Index(fields=["organisation", "at"], name="fund_journal_at")]


class Line(models.Model):
    """One line of a booking: positive is into the account."""

    GROUP = "B1"
    id = key()
    organisation = models.UUIDField()
    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="lines")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="lines")
    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="lines")
    amount = money()
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [models.CheckConstraint(name="fund_line_amount", condition=~models.Q(amount=0))]


class Gift(models.Model):
    """Things given to the fund, with what they are worth and how that is known."""

    GROUP = "B1"
    id = key()
    organisation = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=120)
    item = models.CharField(max_length=40)  # pack codes: fund_item
    quantity = models.PositiveIntegerField()
    unit_value = money()
    currency = models.CharField(max_length=3)
    value_source = models.CharField(max_length=20)  # pack codes: fund_value
    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="gifts")
    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="fund_gift_counts", condition=models.Q(quantity__gt=0, unit_value__gt=0))]


class HandOut(models.Model):
    """Pieces of a gift that were given on; never more than there were."""

    GROUP = "B1"
    id = key()
    organisation = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    gift = models.ForeignKey(Gift, on_delete=models.PROTECT, related_name="hand_outs")
    quantity = models.PositiveIntegerField()
    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="fund_hand_out_counts", condition=models.Q(quantity__gt=0))]


class Announced(models.Model):
    """Income another body says is coming (assets a court gave to the fund); booked when it arrives."""

    GROUP = "B1"
    id = key()
    organisation = models.UUIDField()  # the fund
    by = models.UUIDField()  # who announced it
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    body = models.CharField(max_length=60)
    source = models.CharField(max_length=20)
    amount = money()
    currency = models.CharField(max_length=3)
    reference = models.CharField(max_length=60, blank=True)
    journal = models.ForeignKey(Journal, null=True, on_delete=models.PROTECT, related_name="+")

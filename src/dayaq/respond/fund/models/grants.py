"""Grants to bodies that help (B1): asked for, granted or refused, when and why. Nothing of a person stands here."""

from __future__ import annotations

from django.db import models

from dayaq.respond.fund.models.parts import key, money


class Grant(models.Model):
    """Money a body is to get for helping: what for, who was asked, what came of it. SHE-08, LEG-02."""

    GROUP = "B1"
    id = key()
    organisation = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    provider = models.UUIDField()  # organisation that is to get it
    purpose = models.CharField(max_length=40)  # pack codes: fund_grant
    asked_of = models.CharField(max_length=40)  # pack codes: fund_grant_giver
    at = models.DateTimeField()  # asked
    amount = money()
    currency = models.CharField(max_length=3)
    outcome = models.CharField(max_length=10, blank=True)  # granted | refused
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)  # who recorded the decision
    given = money(null=True)
    reason = models.CharField(max_length=40, blank=True)  # pack codes: fund_grant_refusal
    breach = models.CharField(max_length=40, blank=True)  # granted although the rules ask for an accreditation first
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="fund_grant_amount", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(
                name="fund_grant_decided",
                condition=models.Q(outcome="", decided_at__isnull=True)
                | models.Q(outcome="granted", decided_at__gte=models.F("at"), given__gt=0)
                | models.Q(outcome="refused", decided_at__gte=models.F("at")) & ~models.Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "at"], name="fund_grant_list")]

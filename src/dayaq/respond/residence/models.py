"""Reflection periods, permits, alerts before a removal, returns and what goes on after them. One table one field group."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

CASE = "casefile.Case"


class Reflection(models.Model):
    """A reflection period that was given, or that the person did not want; never gated on co-operation."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(CASE, on_delete=models.CASCADE, related_name="reflections")
    outcome = models.CharField(max_length=10)  # given | declined
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    body = models.CharField(max_length=60, blank=True)  # the body that granted it
    status = models.CharField(max_length=30, blank=True)  # the status it rests on
    basis = models.CharField(max_length=60, blank=True)
    ends_at = models.DateTimeField(null=True)
    extended_at = models.DateTimeField(null=True)
    extended_by = models.UUIDField(null=True)
    extended_reason = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_reason = models.CharField(max_length=40, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(outcome="given", ended_at__isnull=True), name="residence_one_reflection"),
            models.CheckConstraint(
                condition=Q(outcome="declined", ends_at__isnull=True) | Q(outcome="given", ends_at__gt=F("at")),
                name="residence_reflection_ends",
            ),
        ]
        indexes = [models.Index(fields=["case", "at"], name="residence_reflection_case")]


class Permit(models.Model):
    """A residence permit: applied for, decided, running, renewed, ended. The card says nothing of why."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(CASE, on_delete=models.CASCADE, related_name="permits")
    kind = models.CharField(max_length=40)
    grounds = ArrayField(models.CharField(max_length=40))
    at = models.DateTimeField()  # applied
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    renews = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="renewed_by")
    outcome = models.CharField(max_length=10, blank=True)  # granted | refused | withdrawn
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)  # who recorded the decision
    body = models.CharField(max_length=60, blank=True)  # the body that decided
    reason = models.CharField(max_length=40, blank=True)  # of a refusal
    starts_on = models.DateField(null=True)
    last_day = models.DateField(null=True)
    ends_at = models.DateTimeField(null=True)  # null while it runs until the final judgment
    until_judgment = models.BooleanField(default=False)
    basis = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_reason = models.CharField(max_length=40, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind"], condition=Q(outcome=""), name="residence_one_application"),
            models.CheckConstraint(condition=~Q(outcome="refused") | ~Q(reason=""), name="residence_refusal_reason"),
            models.CheckConstraint(
                condition=~Q(outcome="granted") | Q(starts_on__isnull=False) & (Q(ends_at__isnull=False) | Q(until_judgment=True)),
                name="residence_granted_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "at"], name="residence_permit_case"),
            models.Index(fields=["ends_at"], name="residence_permit_ends", condition=Q(ended_at__isnull=True)),
        ]


class RemovalAlert(models.Model):
    """Something is open that a removal would cut off: whoever plans one calls first, whatever the person's status."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(CASE, on_delete=models.CASCADE, related_name="removal_alerts")
    kind = models.CharField(max_length=40)  # pack list claim_kind
    about = models.UUIDField(null=True)  # the claim's own id; no key, it belongs to another area
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "about"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="residence_one_alert",
            )
        ]


class Continuing(models.Model):
    """What goes on after the person has left: who acts for her, and how money reaches her (G8)."""

    GROUP = "G8"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(CASE, on_delete=models.CASCADE, related_name="continuing")
    kind = models.CharField(max_length=40)  # pack list continuing_kind: power_of_attorney | payment_route
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    holder = models.CharField(max_length=200, blank=True)
    route = models.CharField(max_length=40, blank=True)  # pack list payment_route
    detail = models.TextField(blank=True)
    until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)


class Return(models.Model):
    """A way home or on, or home from abroad: chosen freely, looked at for its risks first, followed afterwards."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(CASE, on_delete=models.CASCADE, related_name="returns")
    kind = models.CharField(max_length=40)  # pack list return_kind
    country = models.CharField(max_length=2)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    scheme = models.BooleanField(default=False)
    to_parents = models.BooleanField(default=False)
    chosen_at = models.DateTimeField(null=True)
    chosen_by = models.UUIDField(null=True)  # who heard the choice
    free = models.BooleanField(null=True)
    informed = models.BooleanField(null=True)
    advised = models.BooleanField(null=True)  # advice against being trafficked again
    language = models.CharField(max_length=10, blank=True)
    partner = models.CharField(max_length=20, blank=True)  # prepared | not_wanted | none_found
    partner_at = models.DateTimeField(null=True)
    papers = models.CharField(max_length=40, blank=True)
    transport = models.CharField(max_length=40, blank=True)
    paid_by = ArrayField(models.CharField(max_length=40), default=list)
    planned_at = models.DateTimeField(null=True)  # when the journey is to begin
    departed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    met_by = models.CharField(max_length=40, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=40, blank=True)
    forced = models.BooleanField(default=False)  # a removal that happened, recorded as a breach
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(departed_at__isnull=True) | Q(arrived_at__isnull=True) | Q(arrived_at__gte=F("departed_at")),
                name="residence_arrival_after",
            )
        ]
        indexes = [models.Index(fields=["case", "at"], name="residence_return_case")]


class ReturnRisk(models.Model):
    """The risk of a return as somebody assessed it on a day, in codes; the reasons in words stand apart."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(CASE, on_delete=models.CASCADE, related_name="return_risks")
    journey = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="risks")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    level = models.CharField(max_length=10)  # high | medium | low
    factors = ArrayField(models.CharField(max_length=40), default=list)
    excluded = models.CharField(max_length=10)  # yes | no | not_clear: can being trafficked again be ruled out?
    best_interests = models.CharField(max_length=12, blank=True)  # of a child: yes | no | not_decided
    safe = models.BooleanField()  # the assessor's own conclusion


class ChildView(models.Model):
    """What a child says about the return: always heard as far as able."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(CASE, on_delete=models.CASCADE, related_name="return_views")
    journey = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="views")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    view = models.CharField(max_length=20)  # wants | does_not_want | undecided | could_not_say
    heard_by = models.CharField(max_length=40)  # pack list heard_by


class ReturnNote(models.Model):
    """Reasons of an assessment, or a child's own words (G3)."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(CASE, on_delete=models.CASCADE, related_name="return_notes")
    journey = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="notes")
    about = models.CharField(max_length=20)  # risk | view
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    language = models.CharField(max_length=10, default="en")
    text = models.TextField()


class Partner(models.Model):
    """Who receives the person abroad: a named body with a contact, told with the person's consent (G2)."""

    GROUP = "G2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(CASE, on_delete=models.CASCADE, related_name="return_partners")
    journey = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="partners")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    name = models.CharField(max_length=200)
    contact = models.CharField(max_length=200)
    consent_at = models.DateTimeField()


class TravelPlan(models.Model):
    """When and by which way the person travels (G5): it tells where somebody will be."""

    GROUP = "G5"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(CASE, on_delete=models.CASCADE, related_name="travel_plans")
    journey = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="plans")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    text = models.TextField()


class FollowUp(models.Model):
    """How the person is some time after the return."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(CASE, on_delete=models.CASCADE, related_name="return_follow_ups")
    journey = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="follow_ups")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    outcome = models.CharField(max_length=40)  # pack list return_outcome
    through = models.CharField(max_length=40)  # pack list return_contact


class ReturnCost(models.Model):
    """What a return cost and who paid it (G8): RET-01 owes papers and transport; a correction is another row."""

    GROUP = "G8"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(CASE, on_delete=models.CASCADE, related_name="return_costs")
    journey = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="costs")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    kind = models.CharField(max_length=40)  # pack list return_cost
    payer = models.CharField(max_length=40)  # pack list return_payer
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="residence_cost_amount")]

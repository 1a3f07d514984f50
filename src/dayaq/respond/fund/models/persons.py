"""About a person (G8): requests, words of those who decide, payments, receipts, claims."""

from __future__ import annotations

from django.db import models

from dayaq.respond.fund.models.parts import key, money


class Request(models.Model):
    """What the fund is asked to pay for one person: a need of the pack, an amount."""

    GROUP = "G8"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="fund_requests")
    organisation = models.UUIDField()
    unit = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    fund = models.UUIDField()  # the organisation that is asked
    item = models.CharField(max_length=40)  # pack codes: fund_item
    amount = money()
    currency = models.CharField(max_length=3)
    instalments = models.PositiveSmallIntegerField(default=1)
    urgent = models.BooleanField(default=False)
    outside_purpose = models.BooleanField(default=False)
    detail = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10, default="en")
    state = models.CharField(max_length=10, default="waiting")
    withdrawn_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="fund_request_amount", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(name="fund_request_parts", condition=models.Q(instalments__gte=1, instalments__lte=60)),
        ]
        indexes = [models.Index(fields=["fund", "state", "at"], name="fund_request_open")]


class Opinion(models.Model):
    """One person's word on a request: approve or refuse, with reasons. Never changed; one a person."""

    GROUP = "G8"
    id = key()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="opinions")
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    organisation = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    word = models.CharField(max_length=10)  # approve | refuse
    amount = money(null=True)
    pot = models.UUIDField(null=True)
    reason = models.CharField(max_length=40, blank=True)  # pack codes: fund_refusal
    route = models.CharField(max_length=40, blank=True)  # pack codes: fund_route
    reasons = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "by"], name="fund_word_once")]


class Payment(models.Model):
    """Money or a thing that left for one instalment of an approved request; a second one is refused by the database."""

    GROUP = "G8"
    id = key()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="payments")
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    organisation = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    instalment = models.PositiveSmallIntegerField()
    amount = money()
    currency = models.CharField(max_length=3)
    item = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)  # pack codes: fund_channel
    taker = models.CharField(max_length=20)  # pack codes: fund_taker
    journal = models.UUIDField(unique=True)
    reversed_at = models.DateTimeField(null=True)
    reversed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "instalment"], condition=models.Q(reversed_at__isnull=True), name="fund_paid_once"),
            models.CheckConstraint(name="fund_payment_amount", condition=models.Q(amount__gt=0)),
        ]


class Receipt(models.Model):
    """The signed paper for a payment: its number, who signed."""

    GROUP = "G8"
    id = key()
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="receipt")
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    organisation = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    number = models.CharField(max_length=30)
    signed_by = models.CharField(max_length=20)  # pack codes: fund_taker

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="fund_receipt_number")]


class Reintegration(models.Model):
    """The time of reintegration: what the law owes month by month runs in it."""

    GROUP = "G8"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    organisation = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], name="fund_reintegration_once")]


class Claim(models.Model):
    """A claim for compensation by one way; it goes on when the person leaves the country."""

    GROUP = "G8"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="claims")
    organisation = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()  # filed
    recorded_at = models.DateTimeField(auto_now_add=True)
    route = models.CharField(max_length=40)  # pack codes: claim_route
    damage = models.CharField(max_length=40)  # pack codes: claim_damage
    amount = money()
    currency = models.CharField(max_length=3)
    recognised = models.BooleanField()  # whether a status the way asks for stood when it was filed
    attorney_since = models.DateField(null=True)  # somebody holds a power of attorney: the claim goes on without the person
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)  # pack codes: claim_end
    version = models.IntegerField(default=1)
    mediation = models.UUIDField(null=True)  # of wages, kept by a body for itself; no key, it belongs to another area

    class Meta:
        constraints = [models.CheckConstraint(name="fund_claim_amount", condition=models.Q(amount__gt=0))]
        indexes = [models.Index(fields=["case", "at"], name="fund_claim_case")]


class Award(models.Model):
    """What was decided or agreed on a claim; zero is a decision too."""

    GROUP = "G8"
    id = key()
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="awards")
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    organisation = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=20)  # awarded | part | settled | rejected
    amount = money()
    currency = models.CharField(max_length=3)
    printed = models.JSONField(default=list)  # conversions as a source printed them


class ClaimPayment(models.Model):
    """What was in fact paid on a claim: by whom, when."""

    GROUP = "G8"
    id = key()
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="payments")
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    organisation = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    payer = models.CharField(max_length=20)  # pack codes: claim_payer
    amount = money()
    currency = models.CharField(max_length=3)
    printed = models.JSONField(default=list)

    class Meta:
        constraints = [models.CheckConstraint(name="fund_claim_paid", condition=models.Q(amount__gt=0))]

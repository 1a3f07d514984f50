"""Who is protected, from what, and how. Rows belong to an access file: a case's own, or that of a protected person who is no victim."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Subject(models.Model):
    """Somebody who is protected; its id is the id of the access file. Who is no victim enters no count of victims and no victim's file."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=40)  # pack list protected_kind; "person": the file is a case
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()


class ProtectedPerson(models.Model):
    """The name of a protected person who has no case, and how to reach that person (G2)."""

    GROUP = "G2"
    subject = models.OneToOneField(Subject, on_delete=models.CASCADE, primary_key=True, related_name="who")
    name = models.CharField(max_length=200)
    contact = models.CharField(max_length=200, blank=True)


class Link(models.Model):
    """For whose sake somebody is protected: the id of a case, on the protected person's own file, never on the case's (G7)."""

    GROUP = "G7"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="links")
    linked = models.UUIDField()  # a case; no key, so that nothing leads from the case to here
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()


class FalseName(models.Model):
    """The other name somebody lives under (G2)."""

    GROUP = "G2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="false_names")
    name = models.CharField(max_length=200)
    document = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)


class LetterAddress(models.Model):
    """Where verdicts and letters go, as the person chose (G5)."""

    GROUP = "G5"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="addresses")
    receiver = models.CharField(max_length=200)
    address = models.TextField()
    caution = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)


class Risk(models.Model):
    """A risk as somebody assessed it on a day, in codes; it is looked at again on the day named."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="risks")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    level = models.CharField(max_length=10)  # high | medium | low
    factors = ArrayField(models.CharField(max_length=40))
    mitigations = ArrayField(models.CharField(max_length=40), default=list)
    next_review = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["subject", "at"], name="protection_risk_subject")]


class Note(models.Model):
    """Words beside a risk, a threat: what happened and why somebody judges so (G3)."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="notes")
    about = models.CharField(max_length=20)  # risk | threat
    row = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    language = models.CharField(max_length=10, default="en")
    text = models.TextField()


class Plan(models.Model):
    """An individual safety plan was agreed with the person; what it says stands with the places."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="plans")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    agreed = models.BooleanField()  # with the person
    language = models.CharField(max_length=10)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject"], condition=Q(ended_at__isnull=True), name="protection_one_plan")]


class PlanText(models.Model):
    """What a safety plan says: steps, whom to call, the code word (G5)."""

    GROUP = "G5"
    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, primary_key=True, related_name="words")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="plan_words")
    steps = models.TextField()
    contacts = models.TextField(blank=True)
    code_word = models.CharField(max_length=60, blank=True)


class Threat(models.Model):
    """A threat or an incident: against whom, by whom, how, who was told, what was done; in codes."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="threats")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    target = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    channel = models.CharField(max_length=40)
    reported_to = models.CharField(max_length=60, blank=True)  # a body of the pack
    responses = ArrayField(models.CharField(max_length=40), default=list)
    urgent = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    closed_reason = models.CharField(max_length=40, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["at"], name="protection_threat_open", condition=Q(closed_at__isnull=True))]


class Measure(models.Model):
    """A measure offered or asked for, its answer, its use, its end."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="measures")
    kind = models.CharField(max_length=40)
    family = models.CharField(max_length=10)  # safety | court
    how = models.CharField(max_length=10)  # offered | requested
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    urgent = models.BooleanField(default=False)
    answer = models.CharField(max_length=20, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)  # who recorded the answer
    body = models.CharField(max_length=60, blank=True)  # the body that answered
    reason = models.CharField(max_length=40, blank=True)
    used_at = models.DateTimeField(null=True)
    no_equipment = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(answer="refused") | ~Q(reason=""), name="protection_refusal_reason")]


class Liability(models.Model):
    """A person was held liable for an act under coercion: whether non-punishment was invoked, and the answer."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="liabilities")
    kind = models.CharField(max_length=40)
    act = models.CharField(max_length=40)
    article = models.CharField(max_length=60, blank=True)
    body = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    basis = models.CharField(max_length=60, blank=True)
    breach = models.BooleanField(default=False)  # punished although the country's rule forbids it
    invoked_at = models.DateTimeField(null=True)
    invoked_by = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=20, blank=True)  # granted | refused | none
    answered_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(invoked_at__isnull=True, invoked_by="") | Q(invoked_at__isnull=False) & ~Q(invoked_by=""),
                name="protection_invoked",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="") | Q(amount__gte=0) & ~Q(currency=""), name="protection_amount"
            ),
        ]

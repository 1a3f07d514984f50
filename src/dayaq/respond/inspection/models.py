"""Labour inspection (B1: a body's own): employers are named, workers never; a sheet is anonymous until its worker decides otherwise."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Own(models.Model):
    """A row a body keeps for itself: who wrote it, and when."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Employer(Own):
    """A firm or a person who employs; registered or not."""

    GROUP = "B1"
    name = models.CharField(max_length=200)
    registered = models.BooleanField()
    register_number = models.CharField(max_length=40, blank=True)
    sector = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=200, blank=True)
    private_home = models.BooleanField(default=False)
    version = models.IntegerField(default=1)


class Visit(Own):
    """An inspection planned, announced, permitted or not, held or refused, and what came of it."""

    GROUP = "B1"
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="visits")
    kind = models.CharField(max_length=40)  # visit_kind
    planned_at = models.DateTimeField()
    notice_at = models.DateTimeField(null=True)
    permission_asked_at = models.DateTimeField(null=True)
    permission = models.CharField(max_length=20, default="not_needed")  # permission_answer
    permission_of = ArrayField(models.CharField(max_length=40), default=list)
    joint_with = ArrayField(models.CharField(max_length=60), default=list)  # bodies of the pack
    held_at = models.DateTimeField(null=True)
    workers_met = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=40, blank=True)  # visit_outcome
    outcome_at = models.DateTimeField(null=True)
    dispute_reason = models.CharField(max_length=40, blank=True)
    dispute_words = models.TextField(blank=True)
    breach = models.CharField(max_length=40, blank=True)  # what was unlawful and yet happened
    breach_why = models.CharField(max_length=40, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="inspection_dispute_reason", condition=~Q(outcome="labour_dispute") | ~Q(dispute_reason="")),
            models.CheckConstraint(
                name="inspection_outcome_dated",
                condition=Q(outcome="", outcome_at__isnull=True) | (~Q(outcome="") & Q(outcome_at__isnull=False)),
            ),
        ]


class Sheet(Own):
    """What one worker answered, without a name: rights and indicators on one page, and what the worker decided."""

    GROUP = "B1"
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    sex = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=10, blank=True)
    decision = models.CharField(max_length=20, default="not_asked")  # not_asked | screened | declined: the worker's word
    decided_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "number"], name="inspection_sheet_once")]


class SheetAnswer(Own):
    """One answer of a sheet: a right of workers, or an item of the pack's list of indicators."""

    GROUP = "B1"
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=10)  # right | indicator
    code = models.CharField(max_length=40)
    answer = models.CharField(max_length=10)  # yes | no | unknown

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "kind", "code"], name="inspection_answer_once")]


class Mediation(Own):
    """Unpaid wages asked back from a named employer for workers who are not named."""

    GROUP = "B1"
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="mediations")
    workers = models.PositiveIntegerField(default=1)
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()
    with_body = models.CharField(max_length=60, blank=True)  # the body that joins, e.g. calls the employer
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="inspection_mediation_workers", condition=Q(workers__gte=1))]


class MediationStep(Own):
    """A step of a mediation: claimed, called, offered, agreed, paid, refused; amounts are sums of steps."""

    GROUP = "B1"
    mediation = models.ForeignKey(Mediation, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20)  # mediation_step
    channel = models.CharField(max_length=20, blank=True)  # mediation_channel
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="inspection_step_amount", condition=Q(amount__isnull=True) | Q(amount__gt=0))]
        ordering = ["at", "recorded_at"]

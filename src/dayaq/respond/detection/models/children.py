"""Street work, and a child's path: best interest, family, age."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class StreetChild(models.Model):
    """A child found in the street: found, family found, judge, placed or released, each with its time."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="found_in_street")
    found_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(null=True)
    family_found_at = models.DateTimeField(null=True)
    judge_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    late_reason = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField(null=True)  # the quick questions were asked
    organisation = models.UUIDField()
    by = models.UUIDField()
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(ended_at__isnull=True), name="street_child_once"),
            models.CheckConstraint(
                name="street_child_ends",
                condition=models.Q(ended_at__isnull=True, outcome="")
                | (models.Q(ended_at__gte=models.F("found_at")) & ~models.Q(outcome="")),
            ),
        ]


class StreetAnswer(models.Model):
    """The answer to one quick question (G3)."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="street_answers")
    street = models.ForeignKey(StreetChild, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    answer = models.CharField(max_length=10)  # yes | no | unknown
    at = models.DateTimeField()
    by = models.UUIDField()


class BestInterest(models.Model):
    """A decision on the best interest of the child: what was asked, heard, weighed, and when it is looked at again."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="best_interests")
    about = models.CharField(max_length=40)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    heard = models.CharField(max_length=40)
    factors = ArrayField(models.CharField(max_length=40))
    present = ArrayField(models.CharField(max_length=40), default=list)
    outcome = models.CharField(max_length=40)
    review_on = models.DateField()
    organisation = models.UUIDField()
    body = models.CharField(max_length=60)
    by = models.UUIDField()
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")


class BestInterestWords(models.Model):
    """The child's own view and the reasons, in words (G7)."""

    GROUP = "G7"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="best_interest_words")
    decision = models.ForeignKey(BestInterest, on_delete=models.CASCADE, related_name="words")
    view = models.TextField(blank=True)
    reasons = models.TextField()
    language = models.CharField(max_length=10, default="en")
    by = models.UUIDField()


class ChildStep(models.Model):
    """A step of the child's path that was taken, coded."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="child_steps")
    kind = models.CharField(max_length=40)
    detail = models.CharField(max_length=60, blank=True)  # a code: body, programme, country
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    rests_on = models.ForeignKey(BestInterest, null=True, on_delete=models.PROTECT, related_name="steps")
    organisation = models.UUIDField()
    by = models.UUIDField()


class AgeAssessment(models.Model):
    """How old the person may be: methods, consent, youngest and oldest age found. The margin counts for the child."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="age_assessments")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    methods = ArrayField(models.CharField(max_length=40))
    consent = ArrayField(models.CharField(max_length=20), default=list)
    youngest = models.IntegerField(null=True)
    oldest = models.IntegerField(null=True)
    result = models.CharField(max_length=10)  # child | adult | open, as the rule says
    organisation = models.UUIDField()
    by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="age_margin",
                condition=models.Q(youngest__isnull=True, oldest__isnull=True)
                | models.Q(youngest__gte=0, oldest__gte=models.F("youngest"), oldest__lte=120),
            ),
        ]

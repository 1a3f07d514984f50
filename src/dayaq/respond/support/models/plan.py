"""Needs and the individual plan. The person's words stand apart (G3), what concerns health too (G4)."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Written(models.Model):
    """Something written about a case: when it happened, who wrote it down and when."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="%(app_label)s_%(class)ss")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()

    class Meta:
        abstract = True


class Assessment(Written):
    """One talk about what the person needs; repeated and compared with the one before."""

    GROUP = "G1"
    language = models.CharField(max_length=10)
    interpreter = models.BooleanField(default=False)


class NeedFields(Written):
    """The answer on one domain of need."""

    assessment = models.ForeignKey(Assessment, null=True, on_delete=models.CASCADE, related_name="%(class)ss")
    domain = models.CharField(max_length=40)
    answer = models.CharField(max_length=10)  # yes | no | unknown | not_asked | refused
    urgency = models.CharField(max_length=10, blank=True)  # now | weeks | later, only with yes

    class Meta:
        abstract = True


class Need(NeedFields):
    """A need that says nothing of health."""

    GROUP = "G1"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "domain"], name="need_once")]


class NeedWords(Written):
    """The need in the person's own words (G3)."""

    GROUP = "G3"
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=10)
    text = models.TextField()


class HealthNeed(NeedFields):
    """A need of health or psychology with the person's words (G4)."""

    GROUP = "G4"
    language = models.CharField(max_length=10)
    text = models.TextField(blank=True)


class Plan(Written):
    """One version of the individual plan; a new version stands in its place and nothing of the old one is lost."""

    GROUP = "G1"
    number = models.PositiveSmallIntegerField()
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    state = models.CharField(max_length=10, default="draft")  # draft | agreed | declined
    language = models.CharField(max_length=10)
    agreed_at = models.DateTimeField(null=True)
    signed_on = models.DateField(null=True)
    copy_given = models.BooleanField(default=False)
    review_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "organisation", "number"], name="plan_number_once")]


class Goal(Written):
    """What the person wants to reach, by its domain; the words stand beside it."""

    GROUP = "G1"
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    domain = models.CharField(max_length=40)
    outcome = models.CharField(max_length=12, blank=True)  # reached | partly | not_reached | dropped
    closed_at = models.DateTimeField(null=True)


class GoalWords(Written):
    """The goal as the person says it (G3)."""

    GROUP = "G3"
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=10)
    text = models.TextField()


class HealthGoal(Written):
    """A goal of health or psychology, whole in one place (G4)."""

    GROUP = "G4"
    plan = models.ForeignKey(Plan, null=True, on_delete=models.CASCADE, related_name="health_goals")
    domain = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    text = models.TextField()
    due_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    closed_at = models.DateTimeField(null=True)


class Step(Written):
    """One thing to do for a goal: what, who, until when."""

    GROUP = "G1"
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=40)
    responsible = models.CharField(max_length=12)  # us | person | together | other_body
    body = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, blank=True)  # done | not_possible | not_wanted
    closed_at = models.DateTimeField(null=True)

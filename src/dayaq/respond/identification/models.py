"""Stages, decisions, notices, reviews, co-assessment, removal holds."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Stage(models.Model):
    """One stage of the pack's order begun or finished; help is never a stage's prisoner."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="stages")
    code = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    present = ArrayField(models.CharField(max_length=40), default=list)
    absences = models.JSONField(default=dict)


class FormalDecision(models.Model):
    """The competent body's decision: positive or negative, on act, means and purpose, by a named human."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="decisions")
    step = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20)  # positive | negative
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    body = models.CharField(max_length=60)
    by = models.UUIDField()
    act = models.CharField(max_length=20)  # yes | no | unknown
    means = models.CharField(max_length=20)  # yes | no | unknown | not_required
    purpose = models.CharField(max_length=20)
    reason_code = models.CharField(max_length=60)
    basis = models.CharField(max_length=60, blank=True)
    exploitation = models.CharField(max_length=40, blank=True)
    route = models.CharField(max_length=40, blank=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    removed_at = models.DateTimeField(null=True)
    removed_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="decision_case")]


class Reasoning(models.Model):
    """The decision's reasons in words (G3)."""

    GROUP = "G3"
    decision = models.OneToOneField(FormalDecision, on_delete=models.CASCADE, primary_key=True, related_name="reasoning")
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="reasonings")
    language = models.CharField(max_length=10, default="en")
    text = models.TextField()


class PersonNotice(models.Model):
    """The person was told: the decision or the reflection period, in a language understood, by whom, how."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="notices")
    decision = models.ForeignKey(FormalDecision, null=True, on_delete=models.CASCADE, related_name="notices")
    about = models.CharField(max_length=40)  # decision | reflection | rights
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    language = models.CharField(max_length=10)
    understood = models.BooleanField()
    method = models.CharField(max_length=40)  # spoken | written | interpreter
    by = models.UUIDField()


class Review(models.Model):
    """A request to look again at a negative decision, where the pack has it."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="reviews")
    decision = models.ForeignKey(FormalDecision, on_delete=models.CASCADE, related_name="reviews")
    asked_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    route = models.CharField(max_length=40, default="review")  # review, or a code of the pack's ways after a no
    ground = models.CharField(max_length=60)
    asked_by = models.CharField(max_length=40)  # person | guardian | lawyer | ngo
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)  # upheld | changed | refused
    decided_by = models.UUIDField(null=True)


class CoAssessment(models.Model):
    """An NGO co-assessor's comment beside the competent body's assessment (G3)."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="coassessments")
    at = models.DateTimeField()
    organisation = models.UUIDField()
    by = models.UUIDField()
    attended_interview = models.BooleanField(default=False)
    view = models.CharField(max_length=20)  # supports | doubts | not_enough
    language = models.CharField(max_length=10, default="en")
    text = models.TextField(blank=True)


class RemovalHold(models.Model):
    """A removal somebody wants to carry out is blocked while the person may be a victim."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="removal_holds")
    asked_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    asked_by_body = models.CharField(max_length=60)
    blocked = models.BooleanField()
    reason = models.CharField(max_length=60)
    basis = models.CharField(max_length=60, blank=True)
    clock_started_at = models.DateTimeField(null=True)  # when the time to leave the country began, if it runs
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)
    lifted_reason = models.CharField(max_length=40, blank=True)


class HoldConsent(models.Model):
    """The person agrees that whoever plans a removal and shows the case's code hears: there is a hold, call this office."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="hold_consents")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)


class Vote(models.Model):
    """One member of a deciding panel votes; the votes on a decision belong to it."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="votes")
    route = models.CharField(max_length=40)
    view = models.CharField(max_length=10)  # yes | no | abstain
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    decision = models.ForeignKey(FormalDecision, null=True, on_delete=models.PROTECT, related_name="votes")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation", "by"], condition=models.Q(decision__isnull=True), name="vote_once_a_decision"
            ),
            models.CheckConstraint(name="vote_view", condition=models.Q(view__in=["yes", "no", "abstain"])),
        ]


class StepClock(models.Model):
    """The time of one step of identification runs for one person; ``due_at`` only where the pack names a number."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="step_clocks")
    way = models.CharField(max_length=40)  # route of the pack
    step = models.CharField(max_length=40)
    clock = models.CharField(max_length=40)
    event = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    organisation = models.UUIDField()
    by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "step", "clock"], condition=models.Q(met_at__isnull=True), name="step_clock_once")
        ]


class StayClock(models.Model):
    """A term of the law on foreigners that runs against the person; it stands still while a removal is held."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="stay_clocks")
    kind = models.CharField(max_length=40)  # code of the pack's clock
    started_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    organisation = models.UUIDField()
    by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind"], condition=models.Q(ended_at__isnull=True), name="stay_clock_once"),
            models.CheckConstraint(
                name="stay_clock_ends",
                condition=models.Q(ended_at__isnull=True, outcome="")
                | (models.Q(ended_at__gte=models.F("started_at")) & ~models.Q(outcome="")),
            ),
        ]


class AbroadRecognition(models.Model):
    """Another State or an international organisation recognised the person; whether home does too stands beside it."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="recognised_abroad")
    authority = models.CharField(max_length=40)
    country = models.CharField(max_length=2)
    papers = ArrayField(models.CharField(max_length=40), default=list)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    home = models.CharField(max_length=20, default="not_asked")
    home_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)


class AbroadPaper(models.Model):
    """What the foreign paper is called and says (G3)."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="papers_abroad")
    recognition = models.ForeignKey(AbroadRecognition, on_delete=models.CASCADE, related_name="described")
    at = models.DateTimeField()
    by = models.UUIDField()
    language = models.CharField(max_length=10, default="en")
    text = models.TextField()

"""Screenings and their answers (G3)."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Screening(models.Model):
    """One sitting with one version of an indicator list; results are kept with the list version that gave them."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="screenings")
    list_code = models.CharField(max_length=40)
    list_version = models.CharField(max_length=20)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    organisation = models.UUIDField()
    language = models.CharField(max_length=10, blank=True)
    interpreter = models.BooleanField(null=True)
    present = ArrayField(models.CharField(max_length=40), default=list)  # pack codes: who was present
    absences = models.JSONField(default=dict)  # child participant -> why not needed
    acts = ArrayField(models.CharField(max_length=40), default=list)
    purpose = models.CharField(max_length=40, blank=True)
    consent_claimed = models.BooleanField(default=False)  # recorded; never lowers a result
    child = models.BooleanField(default=False)  # whether the child path held: under age, or that could not be excluded
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    result = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["case", "-at"], name="screening_case")]


class Answer(models.Model):
    """One answer: yes, no, unknown or not asked, with a note."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="screening_answers")
    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="answers")
    code = models.CharField(max_length=40)
    answer = models.CharField(max_length=10)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["screening", "code"], name="answer_once")]

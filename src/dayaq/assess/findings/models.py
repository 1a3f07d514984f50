"""What was judged, found, answered and recommended. Group A1 throughout: the team works on it, the commissioner reads it.

Nothing here holds a name of a person or the words of one respondent; texts are language maps ``{"en": ..., "az": ...}``.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models

KINDS = [(code, code) for code in ("survey", "interviews", "document", "figure", "observation", "written_reply", "validation")]
STATES = [(code, code) for code in ("met", "partly", "not_met", "no_evidence", "not_applicable")]


class Row(models.Model):
    """What every table of the area has: a key made here, the assessment, who wrote it and when."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Judgement(Row):
    """What was judged about one cell of the matrix; never changed, the one with the highest number holds."""

    GROUP = "A1"
    criterion = models.CharField(max_length=10)
    level = models.CharField(max_length=3)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=STATES)
    improvement = models.BooleanField(default=False)
    narrative = models.JSONField(default=dict)
    reason = models.TextField(blank=True)  # why this state stands without evidence

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "criterion", "level", "number"], name="judgement_number")]


class Finding(Row):
    """One finding; who wrote its words last, its steps say."""

    GROUP = "A1"
    code = models.CharField(max_length=20)
    area = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=20, blank=True)
    order = models.PositiveIntegerField(default=0)
    title = models.JSONField(default=dict)
    text = models.JSONField(default=dict)
    criteria = models.JSONField(default=list)
    attribution = models.CharField(max_length=20, default="anonymous")  # anonymous | institution | consent
    institution = models.CharField(max_length=200, blank=True)
    consent = models.CharField(max_length=300, blank=True)  # where the consent to be named is kept
    status = models.CharField(max_length=20, default="draft")  # draft | reviewed | final
    alone = models.TextField(blank=True)  # why nothing is recommended
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="finding_code")]


class Step(Row):
    """What happened to a finding: written, changed, reviewed, made final, opened again; with the words as they stood."""

    GROUP = "A1"
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="steps")
    status = models.CharField(max_length=20)
    title = models.JSONField(default=dict)
    text = models.JSONField(default=dict)
    note = models.TextField(blank=True)


class Evidence(Row):
    """One piece of evidence of a cell (criterion and level) or of a finding (``part``: "2" a paragraph, "2.3" a sentence)."""

    GROUP = "A1"
    criterion = models.CharField(max_length=10, blank=True)
    level = models.CharField(max_length=3, blank=True)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, related_name="evidence")
    part = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    facts = models.JSONField(default=dict)  # by kind: rules.evidence says which
    words = models.JSONField(default=dict)
    withdrawn_because = models.TextField(blank=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class Position(Row):
    """A body's reply to a finding, and what the assessors answered; both are printed. Basis: CT-NAT 2016, 2.1 to 2.5."""

    GROUP = "A1"
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="positions")
    institution = models.CharField(max_length=200)
    stage = models.CharField(max_length=20)  # draft | validation | final
    stance = models.CharField(max_length=20)  # agrees | corrects | disputes
    text = models.JSONField(default=dict)
    on = models.DateField()
    accepted = models.CharField(max_length=10, blank=True)  # yes | partly | no; empty: not answered yet
    answer = models.JSONField(default=dict)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)


class Fact(Row):
    """A figure somebody printed, by the place that prints it and the source that place cites; contradictions stay visible."""

    GROUP = "A1"
    metric = models.CharField(max_length=60)
    about = models.JSONField(default=dict)  # language map: what is counted
    period = models.CharField(max_length=30)
    dims = models.JSONField(default=dict)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.CharField(max_length=30, blank=True)
    place = models.CharField(max_length=20)  # source code of the document that prints it
    page = models.CharField(max_length=20)
    cited = models.CharField(max_length=200, blank=True)  # the source that document names
    note = models.TextField(blank=True)
    withdrawn_because = models.TextField(blank=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class Limit(Row):
    """What the assessors say about one limitation: words added, or the reason why a generated one does not hold here."""

    GROUP = "A1"
    code = models.CharField(max_length=40)
    words = models.JSONField(default=dict)
    dropped_because = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="limit_code")]


class Conflict(Row):
    """A dual role or other conflict of interest of a body that informs a finding. Basis: CT-NAT 2016, 2.2 (note on dual roles)."""

    GROUP = "A1"
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, related_name="conflicts")
    institution = models.CharField(max_length=200)
    text = models.JSONField(default=dict)


class Recommendation(Row):
    """A recommendation as it stands; its earlier wordings are in Wording."""

    GROUP = "A1"
    code = models.CharField(max_length=20)
    area = models.PositiveSmallIntegerField()
    order = models.PositiveIntegerField(default=0)
    text = models.JSONField(default=dict)
    purpose = models.JSONField(default=dict)  # "in order to ..."
    addressee = models.JSONField(default=dict)
    priority = models.CharField(max_length=1, blank=True)  # A..Q
    decision = models.CharField(max_length=10, default="new")  # new | keep | change | drop
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="recommendation_code")]


class Wording(Row):
    """One version of a recommendation: the words, what was decided, why."""

    GROUP = "A1"
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveIntegerField()
    text = models.JSONField(default=dict)
    purpose = models.JSONField(default=dict)
    addressee = models.JSONField(default=dict)
    decision = models.CharField(max_length=10)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recommendation", "number"], name="wording_number")]


class Ground(Row):
    """A recommendation rests on a finding."""

    GROUP = "A1"
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="grounds")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="grounds")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recommendation", "finding"], name="ground_once")]


class Earlier(Row):
    """A person's word that an earlier recommendation asked the same, or not."""

    GROUP = "A1"
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, null=True, related_name="earlier")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, related_name="earlier")
    asked = models.CharField(max_length=20)  # OSCE-01
    same = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)

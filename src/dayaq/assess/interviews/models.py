"""Interviews. Group A1: headers without names, approved paraphrases. A2: consent, names, notes, texts, codings."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

A_CODE = 10  # length of the short codes below


class Interview(models.Model):
    """The header of one interview or written reply: what is counted, and nothing anybody said."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)  # AZEint1
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=A_CODE)  # meeting | remote | written
    held_on = models.DateField()
    started = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    agency = models.CharField(max_length=A_CODE)  # state | ngo | igo | other
    institution = models.CharField(max_length=200)
    stakeholder = models.ForeignKey("assessment.Stakeholder", on_delete=models.PROTECT, null=True, related_name="+")
    women = models.PositiveSmallIntegerField(default=0)
    men = models.PositiveSmallIntegerField(default=0)
    unsaid = models.PositiveSmallIntegerField(default=0)  # persons whose sex was not said
    active = models.PositiveSmallIntegerField(null=True)  # who spoke; None: not recorded
    language = models.CharField(max_length=10, blank=True, default="")
    staff_present = models.BooleanField(default=False)  # of the commissioner
    interpreter = models.BooleanField(default=False)
    dual_role = models.BooleanField(default=False)  # somebody has a second role that could be a conflict of interest
    attribution = models.CharField(max_length=12, default="anonymous")  # anonymous | institution | named
    sections = models.JSONField(default=list)  # codes picked beside those always asked
    guide = models.CharField(max_length=40)  # ct-nat-interview@1
    notes_agreed = models.BooleanField(null=True)  # None: consent not recorded yet
    closed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)  # the respondents took back that they took part
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="interview_code_once")]


class Wording(models.Model):
    """The guide as an interview was held with it: when the guide is revised during the field work, older interviews stay readable."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    guide = models.CharField(max_length=40)  # ct-nat-interview@1
    body = models.JSONField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "guide"], name="wording_once")]


class Consent(models.Model):
    """That the information note reached the respondents before anything was asked, and what they asked about it."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    interview = models.OneToOneField(Interview, on_delete=models.PROTECT, related_name="consent")
    how = models.CharField(max_length=12)  # read | paper | electronic
    language = models.CharField(max_length=10)
    reader = models.CharField(max_length=120, blank=True, default="")  # who read it, when not the person writing
    questions = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)


class Respondent(models.Model):
    """A respondent's name and function, both optional; kept out of every table of analysis."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="respondents")
    name = models.CharField(max_length=120, blank=True, default="")
    function = models.CharField(max_length=120, blank=True, default="")
    dual_role = models.CharField(max_length=300, blank=True, default="")
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)


class Note(models.Model):
    """What was said to one question, whether it was asked, and which prompts were used (numbers from 1)."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="notes")
    question = models.CharField(max_length=A_CODE)
    text = models.TextField(blank=True, default="")
    prompts = models.JSONField(default=list)
    asked = models.BooleanField(default=False)
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interview", "question"], name="note_once")]


class Observation(models.Model):
    """What the interviewer noticed: internal, never an answer and never coded."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="observations")
    text = models.TextField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)


class Suggestion(models.Model):
    """Whom a respondent named for the survey (question 8.4): apart from the answers, used only by a person's decision."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="suggestions")
    name = models.CharField(max_length=120)
    institution = models.CharField(max_length=200, blank=True, default="")
    contact = models.CharField(max_length=200, blank=True, default="")
    used_at = models.DateTimeField(null=True)
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)


class Theme(models.Model):
    """A code of the code book: an area or criterion of the framework, or a theme the coders found."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    guid = models.UUIDField()  # the same for a criterion everywhere
    code = models.CharField(max_length=A_CODE, blank=True, default="")  # 1.1; empty for a free theme
    label = models.JSONField(default=dict)  # language map
    description = models.TextField(blank=True, default="")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    codable = models.BooleanField(default=True)
    questions = models.JSONField(default=list)  # that ask about it; none: all
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "guid"], name="theme_once")]


class Document(models.Model):
    """A text to code: closed notes of an interview, a written reply, a free answer of the survey. It never changes."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    interview = models.OneToOneField(Interview, on_delete=models.PROTECT, null=True, related_name="document")
    kind = models.CharField(max_length=A_CODE)  # interview | written | survey | other
    title = models.CharField(max_length=200)
    text = models.TextField()  # line feeds only
    parts = models.JSONField(default=list)  # [question, start, end]
    agreed_at = models.DateTimeField(null=True)  # from then on its agreed codings are counted
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)


class Pass(models.Model):
    """One coder's way through one document; until both are finished neither sees what the other did."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="passes")
    coder = models.UUIDField()
    finished_at = models.DateTimeField(null=True)
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "coder"], name="pass_once")]


class Coding(models.Model):
    """A selection of a document given a code: by one coder (``own``), or as agreed at the end (``agreed``)."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="codings")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="codings")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    layer = models.CharField(max_length=A_CODE, default="own")
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "theme", "start", "end", "layer", "by"], name="coding_once"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="coding_holds_words"),
        ]


class Paraphrase(models.Model):
    """Words about an interview that a person approved to leave; it does not say which interview."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    code = models.CharField(max_length=A_CODE, blank=True, default="")  # criterion it tells about
    agency = models.CharField(max_length=A_CODE, blank=True, default="")  # printed beside it; empty: not printed
    attribution = models.CharField(max_length=12, default="anonymous")
    despite = models.JSONField(default=list)  # codes of warnings the person set aside
    because = models.CharField(max_length=300, blank=True, default="")
    approved_on = models.DateField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

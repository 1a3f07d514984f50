"""Assessments and what is planned in them. Group A1: the team and the commissioner; A2: people's names and addresses."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

TEAM = [(code, code) for code in ("lead", "assessor", "coder", "facilitator", "observer")]


class Assessment(models.Model):
    """One assessment of one country (or of several, then comparative only when somebody switches it on)."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.SlugField(max_length=40, unique=True)  # az-2016
    title = models.JSONField(default=dict)  # language map
    countries = models.JSONField(default=list)  # ISO codes, the first is the main one
    comparative = models.BooleanField(default=False)
    comparative_because = models.CharField(max_length=300, blank=True, default="")
    level = models.CharField(max_length=20, default="national")  # national | regional
    purposes = models.JSONField(default=list)  # codes
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    commissioner = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    instruments = models.JSONField(default=dict)  # kind -> "code@version"
    earlier = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    rebuilt = models.BooleanField(default=False)  # made again from what was published: respondents invented
    methods = models.JSONField(default=list)  # codes: what the findings rest on
    remarks = models.JSONField(default=dict)  # code of a circumstance -> note: facts that the limitations are written from (AS-19)
    catalogue = models.JSONField(default=dict)  # record of the publication: reference, pages, languages, uploaded, abstract
    edition = models.PositiveIntegerField(default=0)  # how often it travelled as a file
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)


class Member(models.Model):
    """Who works on the assessment, as what, from when to when."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=TEAM)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "user"], name="member_once", condition=models.Q(until__isnull=True))]


class Step(models.Model):
    """One of the six steps: when it was begun and finished. How far it is, records say."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="steps")
    code = models.CharField(max_length=20)
    started = models.DateField(null=True)
    finished = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="step_once")]


class Stakeholder(models.Model):
    """A body or office that could be asked: the sampling list, by institution. Names of people are in ``Contact``."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="stakeholders")
    code = models.CharField(max_length=12)
    institution = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)  # state | ngo | igo | other
    category = models.CharField(max_length=20, blank=True, default="")  # family of roles: law_enforcement, justice, ...
    place = models.CharField(max_length=10)  # capital | region
    country = models.CharField(max_length=2)
    proposed_by = models.CharField(max_length=120, blank=True, default="")
    proposed_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True, default="")
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="stakeholder_code_once"),
            models.UniqueConstraint(fields=["assessment", "institution", "place"], name="stakeholder_once"),
        ]


class Approach(models.Model):
    """What a stakeholder was asked to take part in, and what it said. Not for the commissioner: a refusal is nobody's disadvantage."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="approaches")
    purpose = models.CharField(max_length=10)  # interview | survey | workshop
    state = models.CharField(max_length=10)  # invited | accepted | refused | no_answer
    invited_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stakeholder", "purpose"], name="approach_once")]


class Contact(models.Model):
    """A person to reach at a stakeholder, and a second role that could be a conflict of interest (AS-88)."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=120)
    function = models.CharField(max_length=120, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    dual_role = models.CharField(max_length=300, blank=True, default="")
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)


class Source(models.Model):
    """A document of the desk review under a code the register gave it (``Gen 1``, ``Aze 30``)."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="sources")
    code = models.CharField(max_length=12)
    series = models.CharField(max_length=5)  # Gen, Aze
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=400)
    author = models.CharField(max_length=200, blank=True, default="")
    issued = models.CharField(max_length=10, blank=True, default="")  # ISO, as precise as known
    link = models.URLField(max_length=500, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    countries = models.JSONField(default=list)
    pages = models.PositiveIntegerField(null=True)
    published = models.BooleanField(default=True)  # False: draft or not published
    reviewed = models.BooleanField(default=False)
    kept = models.BooleanField(null=True)  # in the bibliography; None: not decided
    because = models.CharField(max_length=300, blank=True, default="")
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="source_code_once")]


class Treaty(models.Model):
    """A treaty and what the country did with it: the ratification table (AS-86)."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="treaties")
    short = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    country = models.CharField(max_length=2)
    state = models.CharField(max_length=10)  # ratified | acceded | signed | none
    year = models.PositiveSmallIntegerField(null=True)
    citation = models.CharField(max_length=60, blank=True, default="")  # "Aze 30, p. 31"
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "country", "short"], name="treaty_once")]


class Inquiry(models.Model):
    """Written questions to a body, also in place of a meeting that did not happen (AS-24)."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="inquiries")
    institution = models.CharField(max_length=200)
    sent = models.DateField()
    answered = models.DateField(null=True)
    no_meeting = models.BooleanField(default=False)  # a meeting was asked for and did not take place
    source = models.CharField(max_length=12, blank=True, default="")  # code of the reply in the register of sources
    note = models.CharField(max_length=500, blank=True, default="")
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)


class Journey(models.Model):
    """The assessment left as a file or came in as one: edition and digest tell two copies apart."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="journeys")
    direction = models.CharField(max_length=3)  # out | in
    edition = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.UUIDField()

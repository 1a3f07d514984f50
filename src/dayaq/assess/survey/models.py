"""Surveys (A1), who is asked (A2), and what was answered (A3: no trail, no time, no author, nothing that points back).

Tables of group A3 name the assessment by its id alone: a foreign key would mark the row it points at with the
transaction that wrote the answer.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

MODES = [("invited", _("invited people only")), ("both", _("invited people, and an open link")), ("files", _("files and paper only"))]
STATUSES = [("planned", _("planned")), ("open", _("open")), ("closed", _("closed"))]
KINDS = [("named", _("invited")), ("forwarded", _("passed on")), ("open", _("open link"))]
CHANNELS = [("csv", _("table file")), ("odk", _("ODK submissions")), ("deposit", _("other file"))]


class Survey(models.Model):
    """The survey of one assessment. ``batch``: how many answers are opened together, never fewer than five."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.OneToOneField("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=60)  # "code@version"
    country = models.CharField(max_length=2, blank=True)
    languages = models.JSONField(default=list)
    mode = models.CharField(max_length=10, choices=MODES, default="invited")
    opens = models.DateField(null=True)
    closes = models.DateField(null=True)  # the deadline: answers are taken to the end of this day
    batch = models.PositiveSmallIntegerField(default=5)
    status = models.CharField(max_length=10, choices=STATUSES, default="planned")
    host = models.CharField(max_length=200, blank=True)  # who invites, in the eyes of those invited
    contact = models.CharField(max_length=200, blank=True)  # for questions
    complaints = models.CharField(max_length=200, blank=True)  # for complaints
    open_token = models.CharField(max_length=60, blank=True)  # not a secret: it is published
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="survey_batch_of_five", condition=models.Q(batch__gte=5)),
            models.CheckConstraint(name="survey_mode_known", condition=models.Q(mode__in=[code for code, _word in MODES])),
        ]


class Invitation(models.Model):
    """Somebody who is asked. Whether the invitation was used stands apart, in ``Used``; days only, no times."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=KINDS, default="named")
    address = models.EmailField(blank=True)
    who = models.CharField(max_length=120, blank=True)  # as the team writes it: an institution, a name
    language = models.CharField(max_length=5, default="en")
    sent = models.DateField(null=True)
    reminded = models.DateField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "address"], name="survey_asked_once", condition=~models.Q(address=""))]


class Link(models.Model):
    """A secret that was given out for an invitation; only its hash. A reminder brings another one."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="links")
    name = models.CharField(max_length=64, unique=True)  # rules.sealing.link_name
    made = models.DateField()


class Used(models.Model):
    """An invitation whose answer came, and the day. Nothing here or elsewhere leads to the answer."""

    GROUP = "A3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment_id = models.UUIDField()
    invitation_id = models.UUIDField(unique=True)
    day = models.DateField()


class Draft(models.Model):
    """Pages filled in so far, sealed with a key that only the holder of the link has."""

    GROUP = "A3"
    name = models.CharField(primary_key=True, max_length=64)  # rules.sealing.draft_name
    assessment_id = models.UUIDField()
    sealed = models.BinaryField()


class Urn(models.Model):
    """Finished answers that wait, sealed, to be opened together with others; written anew at every arrival."""

    GROUP = "A3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment_id = models.UUIDField(db_index=True)
    sealed = models.BinaryField()


class Response(models.Model):
    """One respondent's answers; all rows of a survey are written anew, in a new order, whenever some are added."""

    GROUP = "A3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment_id = models.UUIDField(db_index=True)
    language = models.CharField(max_length=5, blank=True)
    region = models.CharField(max_length=10, blank=True)  # capital | region
    answers = models.JSONField(default=dict)


class Intake(models.Model):
    """A file that was taken in, by the hash of its content: the same file is not taken twice."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=CHANNELS)
    digest = models.CharField(max_length=64)
    answers = models.PositiveIntegerField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "digest"], name="survey_file_once")]


class Paper(models.Model):
    """A form on paper with its code (AZEsur1); the code never meets the answers in the urn."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    done = models.BooleanField(default=False)  # both entries agreed and the answers went into the urn

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="survey_paper_once")]


class Entry(models.Model):
    """What one person read off a paper form, sealed; thrown away when the form is in the urn."""

    GROUP = "A2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="entries")
    turn = models.PositiveSmallIntegerField()  # 1, 2
    finished = models.BooleanField(default=False)
    sealed = models.BinaryField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "turn"], name="survey_entry_turn"),
            models.UniqueConstraint(fields=["paper", "by"], name="survey_entry_two_people"),
            models.CheckConstraint(name="survey_entry_twice", condition=models.Q(turn__in=[1, 2])),
        ]

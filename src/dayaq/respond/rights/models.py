"""What the person was told, complaints, requests about own data.

A complaint never stands in the case file: the body complained about may keep that file. It has tables of its own (B1)
that every body reads but the one complained about and people tied to it.
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Told(models.Model):
    """One right explained to the person: by whom, when, in which language and way, with which leaflet, and understood or not."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="told")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    right = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    method = models.CharField(max_length=20)  # pack codes: told_method
    leaflet = models.CharField(max_length=40, blank=True)
    leaflet_version = models.CharField(max_length=20, blank=True)
    understood = models.CharField(max_length=10)  # yes | partly | no
    own_words = models.BooleanField(default=False)  # the person said it back in the own words

    class Meta:
        indexes = [models.Index(fields=["case", "right"], name="told_case")]


class OfComplaint(models.Model):
    """Columns by which every table of a complaint is walled: who wrote it, whom it is about."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    about = models.UUIDField()  # the body complained about

    class Meta:
        abstract = True


class Complaint(OfComplaint):
    """A complaint about treatment, the body's decisions or the use of data; who complains stands apart."""

    GROUP = "B1"
    number = models.CharField(max_length=20, unique=True)
    subject = models.CharField(max_length=40)  # pack codes: complaint_subject
    raised_by = models.CharField(max_length=20)
    may_name = models.BooleanField(default=False)  # the person agrees that the body complained about hears who it is
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, default="received")  # received | heard | decided | told
    answerer = models.UUIDField(null=True)
    outcome = models.CharField(max_length=20, blank=True)  # pack codes: complaint_outcome
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    told_at = models.DateTimeField(null=True)
    retaliation = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="complaint_decided",
                condition=models.Q(outcome="", decided_at__isnull=True) | ~models.Q(outcome="") & models.Q(decided_at__isnull=False),
            )
        ]


class Complainant(OfComplaint):
    """Who complains, as far as it was said: a case, or a way to answer; anonymous complaints have none."""

    GROUP = "B1"
    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="complainant")
    case = models.ForeignKey("casefile.Case", null=True, on_delete=models.SET_NULL, related_name="complainants")
    reach = models.CharField(max_length=200, blank=True)


class ComplaintText(OfComplaint):
    """The complaint in the words it was made in."""

    GROUP = "B1"
    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=10)
    text = models.TextField()


class ComplaintStep(OfComplaint):
    """What the answerer did, found and decided, in words."""

    GROUP = "B1"
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20)  # note | decision | told | retaliation
    language = models.CharField(max_length=10)
    text = models.TextField(blank=True)


class Hearing(OfComplaint):
    """What the answerer lays before the body complained about: a text without whoever complained. That body reads only this."""

    GROUP = "B1"
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="hearings")
    number = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    text = models.TextField()


class HearingReply(OfComplaint):
    """The answer of the body complained about."""

    GROUP = "B1"
    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="replies")
    language = models.CharField(max_length=10)
    text = models.TextField()


class DataRequest(models.Model):
    """The person wants to see the own data, to correct, restrict or erase it, or objects to its use."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="data_requests")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    kind = models.CharField(max_length=20)  # access | correction | restriction | erasure | objection
    groups = ArrayField(models.CharField(max_length=3), default=list)
    asked_by = models.CharField(max_length=20)
    due_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)  # granted | partly | refused | withdrawn
    reason = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    told_at = models.DateTimeField(null=True)
    restricted_from = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)


class RequestWords(models.Model):
    """What exactly is wrong or asked for, in the person's words (G3)."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="words")
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="request_words")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    language = models.CharField(max_length=10)
    text = models.TextField()

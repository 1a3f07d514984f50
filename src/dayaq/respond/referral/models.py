"""Referrals: the envelope (G1), what it carries (G3), breaches that happened (G1)."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

STATUSES = [
    ("draft", _("to be sent")),
    ("sent", _("sent")),
    ("arrived", _("arrived")),
    ("received", _("received")),
    ("accepted", _("accepted")),
    ("declined", _("not accepted")),
    ("fed_back", _("answered")),
    ("withdrawn", _("taken back")),
    ("kept_back", _("kept back: the person's no")),
]
RISKS = [
    ("exploiter_near", _("the exploiter is near or knows where the person is")),
    ("violence", _("violence is threatened")),
    ("family", _("family is threatened")),
    ("self_harm", _("the person may harm herself or himself")),
    ("health", _("needs a doctor at once")),
    ("removal", _("a removal from the country is under way")),
    ("child_alone", _("a child without a representative")),
]


class Referral(models.Model):
    """The envelope: from, to, four times, the person's word, outcome and feedback."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="referrals")
    from_unit = models.UUIDField(null=True)
    from_organisation = models.UUIDField(null=True)
    from_body = models.CharField(max_length=60, blank=True)  # organisation code, or the pack's source kind of a body without account
    from_kind = models.CharField(max_length=40, blank=True)  # pack codes: referral_sources
    to_unit = models.UUIDField()
    to_organisation = models.UUIDField()
    to_body = models.CharField(max_length=60)
    suspected_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    status = models.CharField(max_length=20, choices=STATUSES, default="draft")
    risks = models.JSONField(default=list)  # codes only
    person_informed = models.BooleanField(null=True)
    person_word = models.CharField(max_length=20, default="not_asked")
    papers_handed_over = models.BooleanField(null=True)
    dignity_checked = models.BooleanField(null=True)
    co_assessor = models.BooleanField(default=False)  # an NGO referrer may take part in the assessment
    outcome = models.CharField(max_length=40, blank=True)
    outcome_reason = models.CharField(max_length=60, blank=True)
    fed_back_at = models.DateTimeField(null=True)
    made_by = models.UUIDField(null=True)
    sent_by = models.UUIDField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    rights_explained = models.BooleanField(null=True)  # the sender's side: the person was told its rights and what happens next
    accompanied = models.BooleanField(null=True)  # not alone, not restrained, own clothes and things
    stores_message = models.BooleanField(default=False)  # a message in group G3 goes with it
    late_entry = models.BooleanField(default=False)  # receipt first: the file followed
    withdrawn_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["to_unit", "status"], name="referral_inbox"),
            models.Index(fields=["case"], name="referral_case"),
            models.Index(fields=["from_unit", "status"], name="referral_sent"),
        ]


class Message(models.Model):
    """What a referral says beyond its envelope; seen only with a grant of G3."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="referral_messages")
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="messages")
    language = models.CharField(max_length=10, default="en")
    text = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField()


class Breach(models.Model):
    """An unlawful step that happened: recorded with reason and counted; reality is never unrecordable."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="breaches")
    kind = models.CharField(max_length=60)  # pack codes: breach_kind
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by_body = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=60)
    basis = models.CharField(max_length=60, blank=True)
    recorded_by = models.UUIDField()
    organisation = models.UUIDField()

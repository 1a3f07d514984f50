"""The directory (staff), and what is sent of one person: service referrals, links, packages, encounters, answers (G1, G3)."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

ONWARD = [
    ("sent", _("sent")),
    ("accepted", _("accepted")),
    ("declined", _("not accepted")),
    ("answered", _("answered")),
    ("withdrawn", _("taken back")),
]
LINK = [
    ("open", _("not opened yet")),
    ("seen", _("opened")),
    ("accepted", _("accepted")),
    ("declined", _("not accepted")),
    ("locked", _("locked: too many wrong codes")),
    ("withdrawn", _("taken back")),
]
PACKAGE = [
    ("draft", _("being prepared")),
    ("sent", _("sent")),
    ("accepted", _("accepted by the partner")),
    ("declined", _("not accepted by the partner")),
    ("withdrawn", _("taken back")),
]
LEVELS = [("low", _("low")), ("medium", _("medium")), ("high", _("high"))]


def codes() -> ArrayField[list[str], list[str]]:
    """Several codes of one of the pack's lists."""
    return ArrayField(models.CharField(max_length=40), default=list, blank=True)


class Service(models.Model):
    """Help that a body gives somewhere: for whom, in which languages, when, how many places. No person concerned."""

    GROUP = "staff"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    unit = models.UUIDField()
    body = models.CharField(max_length=60)  # organisation code
    state = models.BooleanField(default=False)
    kind = models.CharField(max_length=40)  # pack codes: service_offered
    region = models.CharField(max_length=40)  # pack codes: region
    title = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10, default="en")  # of title, contact and note
    sexes = codes()
    age_bands = codes()
    exploitation = codes()
    languages = codes()
    hours = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=200, blank=True)  # what may be given to a person
    note = models.CharField(max_length=400, blank=True)
    capacity = models.PositiveIntegerField(null=True)
    free = models.PositiveIntegerField(null=True)
    free_on = models.DateField(null=True)
    accreditation = models.CharField(max_length=60, blank=True)  # reference in the register of accreditations
    accredited_until = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="service_free_fits",
                condition=models.Q(capacity__isnull=True) | models.Q(free__isnull=True) | models.Q(free__lte=models.F("capacity")),
            ),
            models.CheckConstraint(name="service_free_dated", condition=models.Q(free__isnull=True) | models.Q(free_on__isnull=False)),
        ]
        indexes = [models.Index(fields=["kind", "region"], name="service_kind")]


class Onward(models.Model):
    """A person is led to a service of another body that works here (G1): with her consent, answered, told how it ended."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="onward")
    reason = models.CharField(max_length=40, default="service")  # service | shelter_exit
    from_unit = models.UUIDField()
    organisation = models.UUIDField()  # who sends
    from_body = models.CharField(max_length=60)
    to_unit = models.UUIDField()
    to_organisation = models.UUIDField()
    to_body = models.CharField(max_length=60)
    services = codes()
    agreed_by = models.CharField(max_length=20)  # person | guardian
    carries_story = models.BooleanField(default=False)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    status = models.CharField(max_length=20, choices=ONWARD, default="sent")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decline_reason = models.CharField(max_length=40, blank=True)  # pack codes: link_decline
    outcome = models.CharField(max_length=40, blank=True)  # pack codes: service_outcome
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["to_unit", "status"], name="onward_inbox"), models.Index(fields=["case"], name="onward_case")]
        constraints = [
            models.CheckConstraint(name="onward_agreed", condition=models.Q(agreed_by__in=("person", "guardian"))),
            models.CheckConstraint(name="onward_declined_why", condition=~models.Q(status="declined") | ~models.Q(decline_reason="")),
        ]


class Link(models.Model):
    """An expiring link to chosen fields for a named service outside (G1): secrets are kept as digests only."""

    GROUP = "G1"
    said: str = ""  # words kept apart, as far as the reader may read them; filled by queries
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="network_links")
    organisation = models.UUIDField()
    unit = models.UUIDField()
    recipient_state = models.BooleanField(default=False)
    services = codes()
    fields = codes()
    consent_at = models.DateTimeField()
    consent_by = models.CharField(max_length=20, default="person")  # person | guardian
    identity_consent = models.BooleanField(default=False)
    link_channel = models.CharField(max_length=20)
    code_channel = models.CharField(max_length=20)
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    expires_at = models.DateTimeField()
    attempts_left = models.PositiveSmallIntegerField()
    views_left = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, choices=LINK, default="open")
    seen_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=40, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="link_two_channels", condition=~models.Q(link_channel=models.F("code_channel"))),
            models.CheckConstraint(name="link_expires", condition=models.Q(expires_at__gt=models.F("at"))),
            models.CheckConstraint(
                name="link_identity_on_consent",
                condition=models.Q(identity_consent=True) | ~models.Q(fields__overlap=["given_name", "family_name", "birth"]),
            ),
        ]


class LinkText(models.Model):
    """What is told beside the chosen fields, and what the recipient wrote back (G3)."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="network_texts")
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="texts")
    way = models.CharField(max_length=4, default="out")  # out | back
    language = models.CharField(max_length=10, default="en")
    text = models.CharField(max_length=2000)
    at = models.DateTimeField()
    organisation = models.UUIDField(null=True)
    by = models.UUIDField(null=True)


class Package(models.Model):
    """A referral to a partner in another country (G1): who receives, on whose consent, which fields."""

    GROUP = "G1"
    said: str = ""  # words kept apart, as far as the reader may read them; filled by queries
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="packages")
    organisation = models.UUIDField()
    country = models.CharField(max_length=2)
    partner_kind = models.CharField(max_length=40)
    services = codes()
    fields = codes()
    consent_at = models.DateTimeField(null=True)
    consent_by = models.CharField(max_length=20, blank=True)
    identity_consent = models.BooleanField(default=False)
    risk = models.CharField(max_length=10, choices=LEVELS, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    status = models.CharField(max_length=20, choices=PACKAGE, default="draft")
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="package_sent_on_consent", condition=models.Q(sent_at__isnull=True) | models.Q(consent_at__isnull=False)
            ),
            models.CheckConstraint(
                name="package_identity_on_consent",
                condition=models.Q(identity_consent=True) | ~models.Q(fields__overlap=["given_name", "family_name", "birth"]),
            ),
        ]


class PackageRisk(models.Model):
    """What could happen to the person there, in words (G3)."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="package_risks")
    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="risks")
    language = models.CharField(max_length=10, default="en")
    text = models.CharField(max_length=2000)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()


class Encounter(models.Model):
    """How a person was met by whoever reports by telephone in six fields: kind of place, leaflet given (G1)."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="encounters")
    organisation = models.UUIDField()
    place = models.CharField(max_length=40)  # pack codes: place_found
    leaflet = models.CharField(max_length=40, blank=True)
    leaflet_language = models.CharField(max_length=10, blank=True)
    nonce = models.UUIDField(unique=True)  # made with the form: what is sent twice is one report
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["case"], name="encounter_case")]


class AnswerNote(models.Model):
    """Words to the referrer beside the coded answer, and reminders that one is owed (G1: that there is one; the words are in ``Said``)."""

    GROUP = "G1"
    said: str = ""  # words kept apart, as far as the reader may read them; filled by queries
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="answer_notes")
    referral = models.ForeignKey("referral.Referral", on_delete=models.CASCADE, related_name="answer_notes")
    kind = models.CharField(max_length=10)  # answer | reminder
    language = models.CharField(max_length=10, default="en")
    organisation = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["referral", "at"], name="answernote_of")]


class Said(models.Model):
    """Words that belong to a row of G1 and tell more than codes (G3): to which service a link goes, to which partner, what was answered.

    For readers of the story, for the body that wrote them and for the one they are written to: a first responder reads the answer.
    """

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="network_said")
    about = models.UUIDField(unique=True)  # the link, the package or the note
    text = models.CharField(max_length=600)
    organisation = models.UUIDField()
    to_organisation = models.UUIDField(null=True)
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(name="said_says", condition=~models.Q(text=""))]

"""Lines, calls without a person, call-backs, drafts, hand-on, shifts and sums of paper years: what a body keeps for itself (B1)."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

REACHES = [("inside", _("only inside the country")), ("outside", _("only from abroad")), ("both", _("from inside and from abroad"))]
HAND_ON = [("offered", _("offered")), ("accepted", _("accepted")), ("declined", _("not accepted")), ("withdrawn", _("taken back"))]
BACK = [("open", _("to be called")), ("done", _("spoken to")), ("given_up", _("given up"))]


class Line(models.Model):
    """A line as the body that runs it describes it; over that of the pack with the same code."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    body = models.CharField(max_length=60)
    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=10, default="en")
    number = models.CharField(max_length=40, blank=True)
    reach = models.CharField(max_length=10, choices=REACHES, default="inside")
    hours = models.CharField(max_length=120)
    languages = ArrayField(models.CharField(max_length=10), default=list)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="line_half_open", condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from"))
            )
        ]


class HandOn(models.Model):
    """A caller handed on warm to another line, which takes over or says why not."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    from_line = models.CharField(max_length=40)
    to_organisation = models.UUIDField()
    to_line = models.CharField(max_length=40)
    topic = models.CharField(max_length=40)
    language = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    status = models.CharField(max_length=10, choices=HAND_ON, default="offered")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["to_organisation", "status"], name="handon_inbox")]
        constraints = [models.CheckConstraint(name="handon_elsewhere", condition=~Q(from_line=F("to_line")))]


class Call(models.Model):
    """One call. It holds no person: topic, language, who called in general, what came of it."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    unit = models.UUIDField()
    line = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    topic = models.CharField(max_length=40)  # pack codes: call_topic
    language = models.CharField(max_length=10, blank=True)
    interpreter = models.BooleanField(null=True)
    caller = models.CharField(max_length=20, default="unknown")  # pack codes: caller_kind
    anonymous = models.BooleanField(default=True)
    caller_country = models.CharField(max_length=2, blank=True)
    outcome = models.CharField(max_length=40, default="none")  # pack codes: call_outcome
    caller_wished = models.BooleanField(default=False)
    leaflets = ArrayField(models.CharField(max_length=40), default=list)
    note = models.CharField(max_length=1000, blank=True)
    note_language = models.CharField(max_length=10, default="en")
    quick = models.BooleanField(default=False)
    hand_on = models.ForeignKey(HandOn, null=True, on_delete=models.SET_NULL, related_name="calls")
    by = models.UUIDField()
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-started_at"], name="call_recent")]
        constraints = [
            models.CheckConstraint(name="call_ends_after", condition=Q(ended_at__gte=F("started_at"))),
            # the police, and a file, only at the caller's own wish
            models.CheckConstraint(
                name="call_at_callers_wish", condition=Q(caller_wished=True) | ~Q(outcome__in=("police_emergency", "case"))
            ),
        ]


class CallBack(models.Model):
    """Somebody wants to be called back: how it is safe. Only the unit reads it; the number goes when it is done."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    unit = models.UUIDField()
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="call_backs")
    channel = models.CharField(max_length=20)
    contact = models.CharField(max_length=120, blank=True)
    safe_times = models.CharField(max_length=120)
    caution = models.CharField(max_length=200, blank=True)
    leave_message = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=10, choices=BACK, default="open")
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["unit", "due_at"], name="callback_open", condition=Q(status="open"))]
        constraints = [
            models.CheckConstraint(name="callback_forgets", condition=Q(status="open") | Q(contact="", caution="")),
            models.CheckConstraint(name="callback_done", condition=Q(status="open") | Q(done_at__isnull=False)),
        ]


class Draft(models.Model):
    """What an operator has typed of a call that is not saved yet; nobody else sees it, signing out does not lose it."""

    GROUP = "B1"
    by = models.UUIDField(primary_key=True)
    organisation = models.UUIDField()
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()


class Shift(models.Model):
    """Who answers a line from when to when; one person is on one line at a time."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    line = models.CharField(max_length=40)
    person = models.UUIDField()  # a user
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="shift_half_open", condition=Q(ends_at__gt=F("starts_at"))),
            ExclusionConstraint(
                name="shift_one_place",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (Func("starts_at", "ends_at", function="TSTZRANGE", output_field=DateTimeRangeField()), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class CallTally(models.Model):
    """Calls counted on paper: the sum of a topic on a line in a period, half-open, with where it was read."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    line = models.CharField(max_length=40)
    first = models.DateField()
    end = models.DateField()
    topic = models.CharField(max_length=40)
    n = models.PositiveIntegerField()
    source = models.CharField(max_length=120)
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="tally_half_open", condition=Q(end__gt=F("first"))),
            models.UniqueConstraint(fields=["organisation", "line", "first", "end", "topic"], name="tally_once"),
        ]

"""Raids, stops, information and checks; street children; a child's path; roles in proceedings.

An event and a piece of information are files of their own: no case, no victim. What a person's row says stands
behind the person's own file, also where it came from an event.
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Event(models.Model):
    """A raid or stop at which many persons are met (G1 of its own file; the id is the file's)."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    at = models.DateTimeField()  # the suspicion: every person's own clock runs from here
    recorded_at = models.DateTimeField(auto_now_add=True)
    way = models.CharField(max_length=40)  # pack: event_source
    kind = models.CharField(max_length=10)  # proactive | reactive, as the pack said that day
    region = models.CharField(max_length=40, default="unknown")
    agencies = ArrayField(models.CharField(max_length=60), default=list)
    check_done = models.ForeignKey("detection.Check", null=True, on_delete=models.PROTECT, related_name="events")
    organisation = models.UUIDField()
    unit = models.UUIDField()
    by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="event_kind", condition=models.Q(kind__in=["proactive", "reactive"])),
        ]


class EventMet(models.Model):
    """How many people the paper names, which may be more than are entered: of an organisation's event its own people read it alone.

    Who said no to the State is in this number, and nowhere else in what the State is handed.
    """

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="met")
    n = models.PositiveIntegerField()
    organisation = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)


class EventLine(models.Model):
    """Which line of the paper somebody stands on: gaps tell of people who are in nothing that was handed over, so its readers are those of
    ``EventMet``.
    """

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="lines")
    about = models.UUIDField(unique=True)  # the person met, or the suspect
    kind = models.CharField(max_length=10)  # person | suspect
    number = models.IntegerField()
    organisation = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], condition=models.Q(kind="person"), name="event_line_once"),
            models.CheckConstraint(name="event_line_kind", condition=models.Q(kind__in=["person", "suspect"])),
        ]


class EventAccount(models.Model):
    """Where exactly it was and what was found, in words (G3 of the event's file)."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="accounts")
    place = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="en")
    at = models.DateTimeField()
    by = models.UUIDField()


class Suspect(models.Model):
    """Somebody suspected of exploiting the others: kept apart, no case, in no list of victims (G6 of the event's file)."""

    GROUP = "G6"
    line: int = 0  # of the paper, or the place in what the reader was handed; filled by queries
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="suspects")
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    sex = models.CharField(max_length=20, blank=True)
    age_band = models.CharField(max_length=20, blank=True)
    nationality = models.CharField(max_length=2, blank=True)
    role = models.CharField(max_length=40, default="unknown")
    statement = models.TextField(blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    turned_at = models.DateTimeField(null=True)  # seen as a presumed victim since
    turned_reason = models.CharField(max_length=40, blank=True)
    turned_by = models.UUIDField(null=True)


class EventPerson(models.Model):
    """A person met at an event who has a case of her or his own; walled by that case, not by the event."""

    GROUP = "G1"
    line: int = 0  # of the paper, or the place in what the reader was handed; filled by queries
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.OneToOneField("casefile.Case", on_delete=models.CASCADE, related_name="met_at")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="persons")
    from_suspect = models.UUIDField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    set_aside_at = models.DateTimeField(null=True)  # seen as a suspect since; the case and the help stay
    set_aside_reason = models.CharField(max_length=40, blank=True)


class SheetDraft(models.Model):
    """Lines of a sheet that could not be entered yet, with the names typed (G2 of the event's file)."""

    GROUP = "G2"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="draft")
    lines = models.JSONField(default=list)
    by = models.UUIDField()
    changed_at = models.DateTimeField()


class Signal(models.Model):
    """Information about a place, advertisement, vehicle or number, without a person's identity (G1 of its own file)."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    about = models.CharField(max_length=40)
    source = models.CharField(max_length=40)  # referral_source
    region = models.CharField(max_length=40, default="unknown")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    unit = models.UUIDField()
    body = models.CharField(max_length=60)
    by = models.UUIDField()
    passed_at = models.DateTimeField(null=True)
    passed_to = models.UUIDField(null=True)  # unit
    assessment = models.CharField(max_length=40, blank=True)
    assessed_at = models.DateTimeField(null=True)
    assessed_by = models.UUIDField(null=True)
    result = models.CharField(max_length=40, blank=True)
    result_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)


class SignalText(models.Model):
    """What was reported, in words (G3 of the information's file)."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="texts")
    text = models.TextField()
    language = models.CharField(max_length=10, default="en")
    at = models.DateTimeField()
    by = models.UUIDField()


class Check(models.Model):
    """A proactive check a body plans and carries out; it has a result and no person (B1)."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    way = models.CharField(max_length=40)
    region = models.CharField(max_length=40, default="unknown")
    planned_for = models.DateField(null=True)
    agencies = ArrayField(models.CharField(max_length=60), default=list)
    signal = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=40, blank=True)
    persons_met = models.IntegerField(null=True)
    dropped_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="check_done_has_result",
                condition=models.Q(done_at__isnull=True, result="") | (models.Q(done_at__isnull=False) & ~models.Q(result="")),
            ),
        ]


class StreetChild(models.Model):
    """A child found in the street: found, family found, judge, placed or released, each with its time."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="found_in_street")
    found_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(null=True)
    family_found_at = models.DateTimeField(null=True)
    judge_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    late_reason = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField(null=True)  # the quick questions were asked
    organisation = models.UUIDField()
    by = models.UUIDField()
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(ended_at__isnull=True), name="street_child_once"),
            models.CheckConstraint(
                name="street_child_ends",
                condition=models.Q(ended_at__isnull=True, outcome="")
                | (models.Q(ended_at__gte=models.F("found_at")) & ~models.Q(outcome="")),
            ),
        ]


class StreetAnswer(models.Model):
    """The answer to one quick question (G3)."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="street_answers")
    street = models.ForeignKey(StreetChild, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    answer = models.CharField(max_length=10)  # yes | no | unknown
    at = models.DateTimeField()
    by = models.UUIDField()


class BestInterest(models.Model):
    """A decision on the best interest of the child: what was asked, heard, weighed, and when it is looked at again."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="best_interests")
    about = models.CharField(max_length=40)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    heard = models.CharField(max_length=40)
    factors = ArrayField(models.CharField(max_length=40))
    present = ArrayField(models.CharField(max_length=40), default=list)
    outcome = models.CharField(max_length=40)
    review_on = models.DateField()
    organisation = models.UUIDField()
    body = models.CharField(max_length=60)
    by = models.UUIDField()
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")


class BestInterestWords(models.Model):
    """The child's own view and the reasons, in words (G7)."""

    GROUP = "G7"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="best_interest_words")
    decision = models.ForeignKey(BestInterest, on_delete=models.CASCADE, related_name="words")
    view = models.TextField(blank=True)
    reasons = models.TextField()
    language = models.CharField(max_length=10, default="en")
    by = models.UUIDField()


class ChildStep(models.Model):
    """A step of the child's path that was taken, coded."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="child_steps")
    kind = models.CharField(max_length=40)
    detail = models.CharField(max_length=60, blank=True)  # a code: body, programme, country
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    rests_on = models.ForeignKey(BestInterest, null=True, on_delete=models.PROTECT, related_name="steps")
    organisation = models.UUIDField()
    by = models.UUIDField()


class AgeAssessment(models.Model):
    """How old the person may be: methods, consent, youngest and oldest age found. The margin counts for the child."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="age_assessments")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    methods = ArrayField(models.CharField(max_length=40))
    consent = ArrayField(models.CharField(max_length=20), default=list)
    youngest = models.IntegerField(null=True)
    oldest = models.IntegerField(null=True)
    result = models.CharField(max_length=10)  # child | adult | open, as the rule says
    organisation = models.UUIDField()
    by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="age_margin",
                condition=models.Q(youngest__isnull=True, oldest__isnull=True)
                | models.Q(youngest__gte=0, oldest__gte=models.F("youngest"), oldest__lte=120),
            ),
        ]


class LegalRole(models.Model):
    """The role a person has in proceedings from a day on; the earlier one is kept (G6)."""

    GROUP = "G6"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="legal_roles")
    role = models.CharField(max_length=40)
    before = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()


class CoercionCheck(models.Model):
    """Before a victim is held responsible: the questions on coercion, the result, who was told (G6)."""

    GROUP = "G6"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="coercion_checks")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    answers = models.JSONField(default=dict)  # code of the question -> yes | no | unknown
    result = models.CharField(max_length=40)
    told = ArrayField(models.CharField(max_length=40), default=list)
    organisation = models.UUIDField()
    by = models.UUIDField()

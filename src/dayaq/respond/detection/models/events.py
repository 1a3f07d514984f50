"""An event at which people are met, its sheet and account, suspects among them."""

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

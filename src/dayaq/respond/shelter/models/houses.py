"""What a house keeps for itself (B1): places, beds, refusals, incidents; no person in any of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dayaq.respond.shelter.models.base import House, key


class Place(House):
    """A shelter, flat, transitional home or hotel, by its code. A hidden one exists for its own unit alone."""

    GROUP = "B1"
    id = key()
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)  # pack codes: shelter_place_kind
    hidden = models.BooleanField(default=False)
    guarded = models.BooleanField(default=False)  # a flat with security
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="shelter_place_code")]


class Address(House):
    """Where a place is: its own table, its own unit alone, on no list, paper or export."""

    GROUP = "B1"
    place = models.OneToOneField(Place, on_delete=models.CASCADE, primary_key=True, related_name="address")
    text = models.CharField(max_length=300)
    phone = models.CharField(max_length=60, blank=True)
    version = models.IntegerField(default=1)


class Area(House):
    """A part of a place kept separate: for women, men, children, families."""

    GROUP = "B1"
    id = key()
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(max_length=40)
    serves = models.CharField(max_length=40)  # pack codes: shelter_area

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "code"], name="shelter_area_code")]


class Bed(House):
    """A bed from one day until (not including) another: capacity is counted by day and area."""

    GROUP = "B1"
    id = key()
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="beds")
    label = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "label"], name="shelter_bed_label")]


class OutOfUse(House):
    """Days on which a bed cannot be used."""

    GROUP = "B1"
    id = key()
    bed = models.ForeignKey(Bed, on_delete=models.CASCADE, related_name="out_of_use")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    reason = models.CharField(max_length=40)


class Refusal(House):
    """A bed was refused: why, and of whom only sex, age, status and co-operation; a person need not have a file."""

    GROUP = "B1"
    id = key()
    at = models.DateTimeField()
    reason = models.CharField(max_length=40)
    breach = models.CharField(max_length=40, blank=True)  # the rule it breaks
    basis = models.CharField(max_length=120, blank=True)
    sex = models.CharField(max_length=20, blank=True)
    age_band = models.CharField(max_length=20, blank=True)
    status_then = models.CharField(max_length=30, blank=True)
    cooperates = models.CharField(max_length=20, default="not_asked")


class Incident(House):
    """Something happened in a place: what, how grave, who was told, what was done; no person in it."""

    GROUP = "B1"
    id = key()
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="incidents")
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    persons = models.SmallIntegerField(default=0)
    told = ArrayField(models.CharField(max_length=40), default=list)
    done = models.CharField(max_length=40)

"""What a body keeps for itself: the lawyers it knows, and how many facts of an offence were registered."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dayaq.respond.justice.models.written import Written


class Lawyer(Written):
    """A lawyer or legal adviser in the register; whether a member of the bar decides on criminal cases."""

    GROUP = "B1"
    name = models.CharField(max_length=160)
    body = models.CharField(max_length=60, blank=True)  # organisation code of the pack
    user = models.UUIDField(null=True)  # the account, if there is one
    bar_member = models.BooleanField(default=False)
    bar_number = models.CharField(max_length=40, blank=True)
    specialised = models.BooleanField(default=False)  # trained on trafficking
    sex = models.CharField(max_length=20, blank=True)
    languages = ArrayField(models.CharField(max_length=10), default=list)
    schemes = ArrayField(models.CharField(max_length=40), default=list)
    active = models.BooleanField(default=True)
    version = models.IntegerField(default=1)


class Fact(Written):
    """Registered facts of an offence: one, or the sum a body kept of a time (``n``); no person is named."""

    GROUP = "B1"
    at = models.DateTimeField()
    body = models.CharField(max_length=60)  # where it was registered
    number = models.CharField(max_length=60, blank=True)
    article = models.CharField(max_length=20, blank=True)
    n = models.PositiveIntegerField(default=1)
    proceeding = models.UUIDField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="justice_fact_some", condition=Q(n__gte=1))]

"""What a house writes about residents: where somebody sleeps is location (G5), health is G4, rent G8; the house reads its own rows."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models

from dayaq.respond.shelter.models.base import House, key
from dayaq.respond.shelter.models.houses import Bed, Incident, Place, Refusal


class Stay(House):
    """One person in one bed. No bed: a mattress or the like, which is recorded as a breach and counted.

    ``occupant`` 0 is the person of the case, 1 and up those who came along. A body's two beds for one person at one time
    are excluded; another body's are not looked at, a clash would tell that it knows the person.
    """

    GROUP = "G5"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="stays")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="stays")
    bed = models.ForeignKey(Bed, null=True, on_delete=models.PROTECT, related_name="stays")
    occupant = models.SmallIntegerField(default=0)
    period = DateTimeRangeField()
    since = models.DateTimeField(null=True)  # when a stay that goes on in another bed began
    side = models.CharField(max_length=10)  # adult | child: which guarantee runs
    preventive = models.BooleanField(default=False)
    status_then = models.CharField(max_length=30, blank=True)  # measured, never asked for
    cooperates_then = models.CharField(max_length=20)  # measured, never asked for
    breach = models.CharField(max_length=40, blank=True)
    end_reason = models.CharField(max_length=40, blank=True)
    destination = models.CharField(max_length=40, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="shelter_one_bed_one_person",
                expressions=[("bed", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=models.Q(cancelled_at__isnull=True),
            ),
            ExclusionConstraint(
                name="shelter_one_person_one_bed",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    ("case", RangeOperators.EQUAL),
                    ("occupant", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(cancelled_at__isnull=True),
            ),
            models.CheckConstraint(name="shelter_no_bed_is_a_breach", condition=models.Q(bed__isnull=False) | ~models.Q(breach="")),
        ]
        indexes = [models.Index(fields=["unit"], name="shelter_stay_unit")]

    @property
    def began(self) -> datetime:
        """When the person was taken in: a move to another bed begins no new term."""
        lower: datetime = self.period.lower
        return self.since or lower


class Extension(House):
    """A decision on a longer stay, with its reason. The day asked for and given is the last night's morning."""

    GROUP = "G5"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="extensions")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=20)  # granted | refused
    reason = models.CharField(max_length=40)
    until = models.DateField(null=True)


class Leave(House):
    """The person wants to go out, to be called, to be visited: the request, its answer with the reason, going and coming back."""

    GROUP = "G5"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="leaves")
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()  # asked
    wanted_from = models.DateTimeField()
    wanted_until = models.DateTimeField(null=True)
    answer = models.CharField(max_length=20, blank=True)  # granted | accompanied | refused | not_needed
    reason = models.CharField(max_length=40, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    out_at = models.DateTimeField(null=True)
    back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="shelter_refusal_of_leave_has_reason", condition=~models.Q(answer="refused") | ~models.Q(reason=""))
        ]


class Given(House):
    """A service given in the house on a day, other than health."""

    GROUP = "G5"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "organisation", "day", "kind"], name="shelter_given_once")]


class HealthGiven(House):
    """A service of health given in the house on a day (G4)."""

    GROUP = "G4"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "organisation", "day", "kind"], name="shelter_health_given_once")]


class Tenancy(House):
    """Transitional housing against a small rent (G8): dates and amount; where it is stands with the stay."""

    GROUP = "G8"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    version = models.IntegerField(default=1)


class Rent(House):
    """One month's rent: due, and what was paid of it."""

    GROUP = "G8"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    tenancy = models.ForeignKey(Tenancy, on_delete=models.CASCADE, related_name="rents")
    due_on = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    paid = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    paid_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenancy", "due_on"], name="shelter_rent_once")]


class Waiting(House):
    """Somebody waits for a bed: for which area, with which reasons to come first, until what came of it."""

    GROUP = "G1"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    serves = models.CharField(max_length=40)
    priorities = ArrayField(models.CharField(max_length=40), default=list)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)  # admitted | elsewhere | withdrawn

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "unit"], condition=models.Q(ended_at__isnull=True), name="shelter_waits_once")
        ]


class RefusedCase(House):
    """Which case a refusal concerned, if it had one."""

    GROUP = "G1"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    refusal = models.OneToOneField(Refusal, on_delete=models.CASCADE, related_name="about")


class IncidentCase(House):
    """A case an incident concerned (location, as it says where the person was)."""

    GROUP = "G5"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="about")

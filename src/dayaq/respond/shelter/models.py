"""Places and beds are a house's own (B1); who stays in which bed is location (G5) and known to that house and to whom G5 is given."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models


def key() -> models.UUIDField[str | UUID, UUID]:
    """A primary key made in Python."""
    return models.UUIDField(primary_key=True, default=uuid4, editable=False)


class House(models.Model):
    """Columns of whatever a house writes: whose it is, who wrote it, when."""

    organisation = models.UUIDField()
    unit = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


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


class RefusedCase(House):
    """Which case a refusal concerned, if it had one."""

    GROUP = "G1"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    refusal = models.OneToOneField(Refusal, on_delete=models.CASCADE, related_name="about")


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


class IncidentCase(House):
    """A case an incident concerned (location, as it says where the person was)."""

    GROUP = "G5"
    id = key()
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="about")


class Accreditation(House):
    """The register of accredited providers: kept by the body that accredits, read by everybody who works with shelters."""

    GROUP = "B1"
    id = key()
    provider = models.UUIDField()  # organisation
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=20)  # given | refused
    reason = models.CharField(max_length=40, blank=True)
    expires_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.CharField(max_length=40, blank=True)


class Visit(House):
    """A monitoring visit to a provider; people spoken to are numbers."""

    GROUP = "B1"
    id = key()
    provider = models.UUIDField()
    place = models.UUIDField(null=True)  # a place shown to the monitor; never a hidden one
    at = models.DateTimeField()
    announced = models.BooleanField()
    residents_heard = models.SmallIntegerField(default=0)
    staff_heard = models.SmallIntegerField(default=0)


class Finding(House):
    """What a visit found on one standard, until when it is put right, and when that was seen."""

    GROUP = "B1"
    id = key()
    provider = models.UUIDField()
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="findings")
    standard = models.CharField(max_length=40)
    result = models.CharField(max_length=20)  # met | partly | not_met
    text = models.CharField(max_length=1000, blank=True)
    due_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "standard"], name="shelter_finding_once")]


class Reply(House):
    """The visited body's answer to a finding."""

    GROUP = "B1"
    id = key()
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="replies")
    at = models.DateTimeField()
    agrees = models.BooleanField()
    text = models.CharField(max_length=1000)


class Report(House):
    """A report of the calendar that was handed in."""

    GROUP = "B1"
    id = key()
    kind = models.CharField(max_length=40)  # pack shelter.yaml: reports
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "due_on"], name="shelter_report_once")]

"""Services, consents, appointments, dependants, interpreters, charges."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dayaq.respond.support.models.plan import Written


class ServiceFields(Written):
    """A service given, offered, refused or not available: what, by whom, how much, at whose cost."""

    kind = models.CharField(max_length=40)
    provider = models.UUIDField(null=True)  # a body of the mechanism; else a provider outside
    outside = models.CharField(max_length=120, blank=True)
    amount = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    unit = models.CharField(max_length=12, blank=True)  # hours | sessions | days | items
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    funding = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=20, default="given")
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_cost", condition=models.Q(cost__isnull=True, currency="") | models.Q(cost__gte=0) & ~models.Q(currency="")
            ),
            models.CheckConstraint(
                name="%(class)s_one_provider", condition=models.Q(provider__isnull=False, outside="") | models.Q(provider__isnull=True)
            ),
        ]


class Service(ServiceFields):
    """A service that says nothing of health or of children."""

    GROUP = "G1"


class HealthService(ServiceFields):
    """A medical or psychological service (G4)."""

    GROUP = "G4"
    institution = models.CharField(max_length=40, blank=True)
    free = models.BooleanField(null=True)


class Dependant(Written):
    """A child or another person who depends on the person and has a right to help too; a number, never a name (G7)."""

    GROUP = "G7"
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    sex = models.CharField(max_length=20, blank=True)
    birth_year = models.SmallIntegerField(null=True)
    lives = models.CharField(max_length=20, default="with_person")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="dependant_number_once")]


class DependantService(ServiceFields):
    """A service to a dependant: school kit, kindergarten (G7)."""

    GROUP = "G7"
    dependant = models.ForeignKey(Dependant, on_delete=models.CASCADE, related_name="services")


class Waiting(Written):
    """A place in a kindergarten or school a dependant waits for (G7)."""

    GROUP = "G7"
    dependant = models.ForeignKey(Dependant, on_delete=models.CASCADE, related_name="waits")
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="waiting")  # waiting | given | refused | given_up
    reason = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)


class ConsentFields(Written):
    """What the person agrees to: one service by one provider, which groups of fields, until when."""

    service = models.CharField(max_length=40)
    provider = models.UUIDField(null=True)
    unit = models.UUIDField(null=True)  # the unit that is let in, if any
    outside = models.CharField(max_length=120, blank=True)
    groups = ArrayField(models.CharField(max_length=3), default=list)
    language = models.CharField(max_length=10)
    method = models.CharField(max_length=20)
    given_by = models.CharField(max_length=20, default="person")
    expires_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Consent(ConsentFields):
    """Consent to a service that says nothing of health."""

    GROUP = "G1"


class HealthConsent(ConsentFields):
    """Consent to a medical or psychological service (G4)."""

    GROUP = "G4"


class Appointment(Written):
    """When and with whom; ``at`` is when it was agreed. A calendar outside says only that there is one."""

    GROUP = "G1"
    kind = models.CharField(max_length=40)
    worker = models.UUIDField()
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    place = models.CharField(max_length=40)
    state = models.CharField(max_length=20, default="planned")  # planned | kept | missed | cancelled_by_us | cancelled_by_person
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(name="appointment_ends", condition=models.Q(ends__gt=models.F("starts")))]
        indexes = [models.Index(fields=["worker", "starts"], name="appointment_worker")]


class Feed(models.Model):
    """The secret address of a worker's calendar; only its hash is kept."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    token_hash = models.CharField(max_length=64, unique=True)
    revoked_at = models.DateTimeField(null=True)


class Interpreting(Written):
    """An interpreter or a cultural mediator: needed, booked, given; the sex the person wishes."""

    GROUP = "G1"
    kind = models.CharField(max_length=20)  # interpreter | mediator
    language = models.CharField(max_length=10)
    sex_wished = models.CharField(max_length=20, blank=True)
    wanted_for = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, default="needed")  # needed | booked | given | not_found | cancelled
    provider = models.UUIDField(null=True)
    outside = models.CharField(max_length=120, blank=True)
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    changed_at = models.DateTimeField(null=True)


class Charge(Written):
    """Money asked of the person for medical care that is free by law (G8)."""

    GROUP = "G8"
    institution = models.CharField(max_length=40)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    paid = models.BooleanField(default=True)
    receipt = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default="open")  # open | asked | refunded | refused
    asked_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    refunded = models.DecimalField(max_digits=12, decimal_places=2, null=True)

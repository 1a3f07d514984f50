"""What those write who watch over houses (B1): accreditation, visits, findings; and the calendar of reports."""

from __future__ import annotations

from django.db import models

from dayaq.respond.shelter.models.base import House, key


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

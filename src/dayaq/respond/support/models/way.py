"""Courses, work, reintegration and the look back, feedback."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from dayaq.respond.support.models.plan import Written


class Course(models.Model):
    """A course of a body; it begins when enough people wait. Nobody is named here."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    minimum = models.PositiveSmallIntegerField(default=1)
    places = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(name="course_places", condition=models.Q(minimum__gte=1, places__gte=models.F("minimum")))]


class Seat(Written):
    """A person waits for a course, takes part, finishes."""

    GROUP = "G1"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="seats")
    state = models.CharField(max_length=12, default="waiting")  # waiting | taken | finished | dropped | given_up
    certificate = models.BooleanField(default=False)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "course"], name="seat_once")]


class Job(Written):
    """Work found or offered; where it is stands nowhere here."""

    GROUP = "G1"
    occupation = models.CharField(max_length=40)
    found_by = models.CharField(max_length=40)
    outcome = models.CharField(max_length=12)  # offered | started | declined
    contract = models.BooleanField(null=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=40, blank=True)


class Reintegration(Written):
    """The person begins life on the own feet; from this day the follow-up runs."""

    GROUP = "G1"
    begun_on = models.DateField()
    ended_on = models.DateField(null=True)


class FollowUp(Written):
    """One look back after reintegration: job, home, people around, trafficked again; or contact lost."""

    GROUP = "G1"
    reintegration = models.ForeignKey(Reintegration, on_delete=models.CASCADE, related_name="follow_ups")
    clock = models.CharField(max_length=40)
    contact = models.CharField(max_length=12)  # reached | lost | refused | unsafe
    job = models.CharField(max_length=10, default="not_asked")
    housing = models.CharField(max_length=10, default="not_asked")
    network = models.CharField(max_length=10, default="not_asked")
    retrafficked = models.CharField(max_length=10, default="not_asked")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reintegration", "clock"], name="follow_up_once")]


class Feedback(models.Model):
    """What somebody helped by a body says of the help; no case, no name. The monitor reads it, the body sees a number."""

    GROUP = "B1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    about = models.UUIDField()
    organisation = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    channel = models.CharField(max_length=12)  # paper | worker | tablet | window
    answers = models.JSONField(default=dict)  # question of the pack -> 1..5
    language = models.CharField(max_length=10)
    text = models.TextField(blank=True)

"""Assessments and what is planned in them. Group A1: the team and the commissioner; A2: people's names and addresses."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

TEAM = [(code, code) for code in ("lead", "assessor", "coder", "facilitator", "observer")]


class Assessment(models.Model):
    """One assessment of one country (or of several, then comparative only when somebody switches it on)."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.SlugField(max_length=40, unique=True)  # az-2016
    title = models.JSONField(default=dict)  # language map
    countries = models.JSONField(default=list)  # ISO codes, the first is the main one
    comparative = models.BooleanField(default=False)
    level = models.CharField(max_length=20, default="national")  # national | regional
    purposes = models.JSONField(default=list)  # codes
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    commissioner = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    instruments = models.JSONField(default=dict)  # kind -> "code@version"
    earlier = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    rebuilt = models.BooleanField(default=False)  # made again from what was published: respondents invented
    remarks = models.JSONField(default=dict)  # facts that the limitations are written from (AS-19)
    by = models.UUIDField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)


class Member(models.Model):
    """Who works on the assessment, as what, from when to when."""

    GROUP = "A1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=TEAM)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "user"], name="member_once", condition=models.Q(until__isnull=True))]

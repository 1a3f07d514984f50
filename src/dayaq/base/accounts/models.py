"""Organisations, units, users, memberships, affiliations. Group ``staff``: readable before any context exists."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Organisation(models.Model):
    """A body of the response as the country pack names it, or an NGO added later."""

    GROUP = "staff"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.SlugField(max_length=60, unique=True, allow_unicode=False)
    name = models.JSONField(default=dict)  # language map
    body_type = models.CharField(max_length=40)
    state = models.BooleanField(default=True)
    decides = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.name.get("en", self.code))


class Unit(models.Model):
    """A part of an organisation; grants go to units or persons, never to a whole organisation."""

    GROUP = "staff"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    code = models.SlugField(max_length=60)
    name = models.JSONField(default=dict)
    receives_referrals = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="unit_code_once")]

    def __str__(self) -> str:
        return str(self.name.get("en", self.code))


class Users(BaseUserManager["User"]):
    """Making of users; passwords are set by their owners through the invitation."""

    def create_user(self, email: str, name: str, password: str | None = None, *, kind: str = "person") -> User:
        """Create a user; no password means that only an invitation opens the account."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, kind=kind)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who works with the system, or a named service actor."""

    GROUP = "staff"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, default="person", choices=[("person", "person"), ("service", "service")])
    language = models.CharField(max_length=10, blank=True, default="")  # empty: as the browser asks
    is_active = models.BooleanField(default=True)
    code_of_conduct_at = models.DateTimeField(null=True, blank=True)
    code_of_conduct_version = models.CharField(max_length=10, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in a unit, for a time (half-open dates)."""

    GROUP = "staff"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)
    granted_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_half_open", condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from"))
            )
        ]
        indexes = [models.Index(fields=["user"], name="membership_user")]


class Affiliation(models.Model):
    """A declared tie of a person to an organisation beside the memberships (board, family, former work)."""

    GROUP = "staff"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="affiliations")
    function = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    declared_at = models.DateTimeField(auto_now_add=True)


class Invitation(models.Model):
    """A link that lets its owner set a password once; only the hash of its token is kept."""

    GROUP = "staff"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Session(models.Model):
    """An open visit: the hash of its key, its sealed content, since when, last seen, why it is over."""

    GROUP = "staff"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    data = models.TextField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    idle_minutes = models.PositiveSmallIntegerField(default=15)
    ended_why = models.CharField(max_length=15, blank=True)
    browser = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "started_at"], name="session_user"),
            models.Index(fields=["started_at"], name="session_age"),
        ]

"""The first administrator: made as owner, because nobody is there yet who could invite."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from dayaq.base.accounts.models import Invitation, Membership, Organisation, User
from dayaq.base.accounts.queries import token_hash
from dayaq.base.accounts.rules import INVITATION_LIFE

OWNER = "owner"
ROLE = "administrator"


def administrator(*, email: str, name: str, organisation: str, at: datetime) -> str:
    """Make the account and return the link; ValueError when there is an administrator already or no such body."""
    people = Membership.objects.using(OWNER).filter(role=ROLE, valid_to__isnull=True, user__is_active=True).exclude(user__kind="service")
    if people.exists() and not people.filter(user__email=email.lower(), user__last_login__isnull=True).exists():
        raise ValueError("there is an administrator already; administrators invite further people under People")
    home = Organisation.objects.using(OWNER).filter(code=organisation).first()
    unit = home.units.using(OWNER).order_by("code").first() if home else None
    if unit is None:
        raise ValueError(f"there is no body {organisation!r} in the country pack")
    with transaction.atomic(using=OWNER):
        person = User.objects.using(OWNER).filter(email=email.lower()).first() or User(email=email.lower(), name=name)
        person.set_unusable_password()
        person.save(using=OWNER)
        Membership.objects.using(OWNER).get_or_create(user=person, role=ROLE, unit=unit, defaults={"valid_from": at})
        token = secrets.token_urlsafe(32)
        Invitation.objects.using(OWNER).filter(user=person, used_at=None).update(expires_at=at)
        Invitation.objects.using(OWNER).create(
            user=person, token_hash=token_hash(token), made_by=person.id, made_at=at, expires_at=at + INVITATION_LIFE
        )
    return str(settings.SITE_URL) + reverse("accounts:join", args=[token])

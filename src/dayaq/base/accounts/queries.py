"""Reads about people: the acting person of a request, memberships in force, units that receive referrals."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from dayaq.base.access.models import Role
from dayaq.base.access.rules import Actor, Group
from dayaq.base.accounts.models import Membership, Organisation, Unit, User

ACTING = "acting_membership"


def in_force(user_id: UUID, at: datetime | None = None) -> QuerySet[Membership]:
    """Memberships of a user valid at ``at`` (half-open), the oldest first."""
    now = at or timezone.now()
    return (
        Membership.objects.filter(user_id=user_id, valid_from__lte=now, unit__active=True, unit__organisation__active=True)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=now))
        .select_related("unit__organisation")
        .order_by("valid_from", "id")
    )


def actor(user: User, membership: Membership | None) -> Actor:
    """The actor a user is under one membership; without any, somebody signed in who may nothing."""
    if membership is None:
        return Actor(user_id=user.id, name=user.name, service=user.kind == "service")
    organisation = membership.unit.organisation
    role = Role.objects.filter(code=membership.role).first()
    return Actor(
        user_id=user.id,
        name=user.name,
        membership_id=membership.id,
        unit_id=membership.unit_id,
        organisation_id=organisation.id,
        organisation=organisation.code,
        body_type=organisation.body_type,
        state=organisation.state,
        role=membership.role,
        permissions=frozenset(role.permissions if role else ()),
        reads=Group(role.reads if role else 0),
        writes=Group(role.writes if role else 0),
        service=user.kind == "service",
    )


def actor_of(request: HttpRequest) -> Actor | None:
    """The acting person of a request: the membership chosen in the session if still in force, else the first."""
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return None
    memberships = list(in_force(user.id))
    wanted = request.session.get(ACTING)
    chosen = next((m for m in memberships if str(m.id) == wanted), memberships[0] if memberships else None)
    return actor(user, chosen)


def service(role: str) -> Actor:
    """The named service actor holding ``role`` (clock, register, importer); LookupError when not loaded."""
    user = User.objects.filter(kind="service", memberships__role=role, is_active=True).first()
    if user is None:
        raise LookupError(f"no service actor {role}: load the country pack first")
    return actor(user, in_force(user.id).filter(role=role).first())


def unit(unit_id: UUID) -> Unit:
    """One unit with its organisation."""
    return Unit.objects.select_related("organisation").get(id=unit_id)


def organisation(code: str) -> Organisation | None:
    """An organisation by its pack code."""
    return Organisation.objects.filter(code=code).first()


def receiving_units() -> QuerySet[Unit]:
    """Units that may receive referrals, with their organisations."""
    return Unit.objects.filter(receives_referrals=True, active=True, organisation__active=True).select_related("organisation").order_by("organisation__code", "code")

"""Reads about people: the acting person of a request, memberships in force, units that receive referrals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone

from dayaq.base.access.models import Role as Ceiling
from dayaq.base.access.rules import Actor, Group
from dayaq.base.accounts.access import everywhere
from dayaq.base.accounts.models import Affiliation, Invitation, Membership, Organisation, Session, Unit, User
from dayaq.base.accounts.rules import ABSOLUTE, CONDUCT, State, Tie
from dayaq.core.pack import load
from dayaq.core.pack.schema.roles import Role

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
    role = Ceiling.objects.filter(code=membership.role).first()
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
    memberships = request.memberships = list(in_force(user.id))  # type: ignore[attr-defined] # the frame offers them without asking again
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
    return (
        Unit.objects.filter(receives_referrals=True, active=True, organisation__active=True)
        .select_related("organisation")
        .order_by("organisation__code", "code")
    )


def roles() -> Mapping[str, Role]:
    """The roles of the home pack, as people read them."""
    return load(settings.HOME_PACK).roles


def permissions(role: str) -> frozenset[str]:
    """What a role may do, as codes."""
    found = roles().get(role)
    return frozenset(map(str, found.permissions)) if found else frozenset()


def groups() -> Mapping[str, Mapping[str, str]]:
    """The field groups in words."""
    return {str(code): dict(text) for code, text in load(settings.HOME_PACK).groups.items()}


def zone() -> ZoneInfo:
    """The country's time zone: days of memberships begin at its midnight."""
    return load(settings.HOME_PACK).calendar.zone


def ties(user_id: UUID, at: datetime | None = None) -> list[Tie]:
    """Every tie of a person in force: roles first, then declared functions."""
    now = at or timezone.now()
    held = [membership_tie(m) for m in in_force(user_id, now)]
    return held + [affiliation_tie(a) for a in affiliations(now).filter(user_id=user_id)]


def tied(user_id: UUID, at: datetime | None = None) -> frozenset[UUID]:
    """The organisations a person is tied to; ask ``rules.one_side_only`` with it before receiving, deciding or monitoring."""
    return frozenset(tie.organisation for tie in ties(user_id, at))


def affiliations(now: datetime) -> QuerySet[Affiliation]:
    """Declared functions in force on the day of ``now``."""
    day = now.astimezone(zone()).date()
    return (
        Affiliation.objects.filter(valid_from__lte=day)
        .exclude(valid_to__lte=day)
        .select_related("organisation")
        .order_by("valid_from", "id")
    )


def membership_tie(membership: Membership) -> Tie:
    """A role as a tie."""
    organisation = membership.unit.organisation
    return Tie(organisation.id, organisation.name, organisation.state, membership.role)


def affiliation_tie(affiliation: Affiliation) -> Tie:
    """A declared function as a tie."""
    return Tie(affiliation.organisation_id, affiliation.organisation.name, affiliation.organisation.state)


def state_of(user: User) -> State:
    """Invited until the first password is set."""
    if not user.is_active:
        return State.DEACTIVATED
    return State.ACTIVE if user.has_usable_password() else State.INVITED


def people(actor: Actor, *, text: str = "", organisation: str = "", role: str = "", state: str = "") -> QuerySet[User]:
    """People the actor manages, with what the list shows prefetched: ``held`` and ``declared``."""
    now = timezone.now()
    rows = managed(actor)
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(email__icontains=text))
    holding = Membership.objects.filter(user=OuterRef("pk")).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=now))
    if organisation:
        rows = rows.filter(Exists(holding.filter(unit__organisation__code=organisation)))
    if role:
        rows = rows.filter(Exists(holding.filter(role=role)))
    if state in STATE_FILTERS:
        rows = rows.filter(STATE_FILTERS[state])
    current = (
        Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=now))
        .select_related("unit__organisation")
        .order_by("valid_from", "id")
    )
    return rows.prefetch_related(
        Prefetch("memberships", current, to_attr="held"), Prefetch("affiliations", affiliations(now), to_attr="declared")
    )


STATE_FILTERS: dict[str, Q] = {
    State.DEACTIVATED: Q(is_active=False),
    State.INVITED: Q(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX),
    State.ACTIVE: Q(is_active=True) & ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX),
}


def managed(actor: Actor) -> QuerySet[User]:
    """Users the actor may look after: of the own organisation, now or before; of all for the national office."""
    rows = User.objects.filter(kind="person").order_by("name", "id")
    if everywhere(actor):
        return rows
    own = Membership.objects.filter(user=OuterRef("pk"), unit__organisation=actor.organisation_id)
    return rows.filter(Exists(own)) if actor.may("people.manage") else rows.none()


def person(actor: Actor, user_id: UUID) -> User | None:
    """One person the actor looks after."""
    return managed(actor).filter(id=user_id).first()


def memberships_of(user: User) -> QuerySet[Membership]:
    """Every role of a person, also over and still to come, the newest first."""
    return Membership.objects.filter(user=user).select_related("unit__organisation").order_by("-valid_from", "id")


def affiliations_of(user: User) -> QuerySet[Affiliation]:
    """Every declared function of a person."""
    return Affiliation.objects.filter(user=user).select_related("organisation").order_by("-valid_from", "id")


def held_by(user_id: UUID, at: datetime) -> set[str]:
    """Role codes a person holds at ``at`` or will hold later."""
    return set(
        Membership.objects.filter(user_id=user_id).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=at)).values_list("role", flat=True)
    )


def works_elsewhere(actor: Actor, user: User, at: datetime) -> bool:
    """Whether a person holds a role outside the actor's organisation."""
    return in_force(user.id, at).exclude(unit__organisation=actor.organisation_id).exists()


def units(actor: Actor) -> QuerySet[Unit]:
    """Units the actor may give roles in."""
    rows = (
        Unit.objects.filter(active=True, organisation__active=True).exclude(organisation__body_type="system").select_related("organisation")
    )
    rows = rows.order_by("organisation__code", "code")
    return rows if everywhere(actor) else rows.filter(organisation=actor.organisation_id)


def organisations() -> QuerySet[Organisation]:
    """Bodies a person can be tied to."""
    return Organisation.objects.filter(active=True).exclude(body_type="system").order_by("code")


def token_hash(token: str) -> str:
    """How a token or a session key is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation(token: str) -> Invitation | None:
    """The invitation behind a link, used and expired ones too."""
    return Invitation.objects.filter(token_hash=token_hash(token)).select_related("user").first()


def has_second_factor(user_id: UUID) -> bool:
    """Whether a passkey or an authenticator app is enrolled; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=user_id).exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def accepted_conduct(user: User) -> bool:
    """Whether the person accepted the code of conduct as it reads now."""
    return user.code_of_conduct_at is not None and user.code_of_conduct_version == CONDUCT


def open_sessions(user_id: UUID) -> QuerySet[Session]:
    """Sessions that are not over, the newest first."""
    now = timezone.now()
    quiet = Q(seen_at__gt=now - F("idle_minutes") * Value(timedelta(minutes=1)))
    return Session.objects.filter(quiet, user_id=user_id, ended_why="", started_at__gt=now - ABSOLUTE).order_by("-started_at", "id")


def names(ids: Iterable[UUID]) -> dict[UUID, Mapping[str, str]]:
    """Names of users, units and organisations by their ids, as language maps; unknown ids are left out."""
    wanted = list(ids)
    found: dict[UUID, Mapping[str, str]] = {
        user: {"en": name} for user, name in User.objects.filter(id__in=wanted).values_list("id", "name")
    }
    found |= {unit.id: unit_name(unit) for unit in Unit.objects.filter(id__in=wanted).select_related("organisation")}
    return found | {body.id: body.name for body in Organisation.objects.filter(id__in=wanted)}


def unit_name(unit: Unit) -> Mapping[str, str]:
    """The unit's name behind the name of its organisation, in every language both have."""
    body = unit.organisation.name
    return {
        lang: body.get(lang, str(unit.organisation)) + (f", {text}" if text != body.get(lang) else "") for lang, text in unit.name.items()
    }


def colleagues(unit_id: UUID, at: datetime | None = None) -> QuerySet[User]:
    """People who hold a role in a unit at ``at``: whom a mail about the unit's work goes to."""
    now = at or timezone.now()
    running = Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=now), unit_id=unit_id, valid_from__lte=now)
    return User.objects.filter(id__in=running.values("user_id"), kind="person", is_active=True).order_by("email")


def role_holders(role: str, at: datetime | None = None) -> QuerySet[User]:
    """People who hold a role anywhere at ``at``."""
    now = at or timezone.now()
    running = Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=now), role=role, valid_from__lte=now)
    return User.objects.filter(id__in=running.values("user_id"), kind="person", is_active=True).order_by("email")


def units_of_mechanism() -> QuerySet[Unit]:
    """Every unit at work, with its organisation; the system's own excepted."""
    rows = Unit.objects.filter(active=True, organisation__active=True).exclude(organisation__body_type="system")
    return rows.select_related("organisation").order_by("organisation__code", "code")

"""Writing about people: inviting, giving and ending roles, ties, closing accounts, what a person does for herself.

Every change of these tables is recorded by the database itself; sign-ins are logged here.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from dayaq.base.access.rules import Actor
from dayaq.base.accounts import access, queries, rules
from dayaq.base.accounts.models import Affiliation, Invitation, Membership, Organisation, Session, Unit, User
from dayaq.base.audit.actions import log
from dayaq.core.decision import Decision, Reason, Stale, require
from dayaq.core.words import N_


@transaction.atomic
def invite(
    *, email: str, name: str, unit: Unit, role: str, since: datetime, until: datetime | None, by: Actor, at: datetime
) -> tuple[User, str]:
    """Make an account that only a link opens, with one role; return it and the link (also sent by mail)."""
    if User.objects.filter(email=email.lower()).exists():
        text = N_("This address already has an account. Give that person a role instead, or ask the national office.")
        require(Decision.refuse(Reason("known_address", text)))
    require(access.may_manage(by, unit.organisation_id))
    person = User.objects.create_user(email, name, None)
    give_role(person=person, unit=unit, role=role, since=since, until=until, by=by, at=at)
    return person, send_link(person=person, by=by, at=at)


@transaction.atomic
def send_link(*, person: User, by: Actor, at: datetime) -> str:
    """Send a new link for setting a password; older ones end. The second factor stays as it is."""
    require(access.may_change_rights(by, person.id))
    require(access.may_close(by, queries.works_elsewhere(by, person, at)))
    Invitation.objects.filter(user=person, used_at=None, expires_at__gt=at).update(expires_at=at)
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        user=person, token_hash=queries.token_hash(token), made_by=by.user_id, made_at=at, expires_at=at + rules.INVITATION_LIFE
    )
    link = settings.SITE_URL + reverse("accounts:join", args=[token])
    text = _(
        "You have been given access to Dayaq.\n\nOpen this link within 24 hours and choose a password:\n%(link)s\n\n"
        "The link works once. If you did not expect it, tell the administrator of your organisation."
    )
    send_mail(_("Your access to Dayaq"), text % {"link": link}, None, [person.email])
    return link


@transaction.atomic
def accept(*, invitation: Invitation, name: str, password: str, language: str, at: datetime) -> User:
    """Use a link: the person's own name and password. ``Stale`` when the link was used or ended meanwhile."""
    used = Invitation.objects.filter(id=invitation.id, used_at=None, expires_at__gt=at, user__is_active=True).update(used_at=at)
    if not used:
        raise Stale
    person = User.objects.select_for_update().get(id=invitation.user_id)
    person.name, person.language = name, person.language or language
    person.set_password(password)
    person.save(update_fields=["name", "language", "password"])
    end_sessions(person=person.id, why=rules.Ended.NEWER)
    return person


@transaction.atomic
def give_role(*, person: User, unit: Unit, role: str, since: datetime, until: datetime | None, by: Actor, at: datetime) -> Membership:
    """Give a role in a unit, for a time; roles that exclude each other never meet in one person."""
    require(access.may_manage(by, unit.organisation_id))
    require(access.may_change_rights(by, person.id))
    User.objects.select_for_update().get(id=person.id)  # two administrators giving roles at once see each other's
    held = queries.held_by(person.id, at)
    require(rules.may_hold(held=held, wanted=role, state=unit.organisation.state, known=queries.roles()))
    given = Membership.objects.create(user=person, unit=unit, role=role, valid_from=since, valid_to=until, granted_by=by.user_id)
    quiet = rules.quiet_minutes(held | {role}, queries.roles())
    Session.objects.filter(user=person, ended_why="").update(idle_minutes=quiet)
    return given


@transaction.atomic
def end_role(*, membership: Membership, by: Actor, at: datetime) -> None:
    """End a role now; it is gone at the person's next step. ``Stale`` when it is over already."""
    require(access.may_manage(by, membership.unit.organisation_id))
    require(access.may_change_rights(by, membership.user_id))
    row = Membership.objects.select_for_update().get(id=membership.id)
    if row.valid_to is not None and row.valid_to <= at:
        raise Stale
    if row.valid_from >= at:
        row.delete()  # it never began; the trail keeps it
    else:
        row.valid_to = at
        row.save(update_fields=["valid_to"])


def declare(
    *, person: User, organisation: Organisation, function: str, since: date, until: date | None, by: Actor, at: datetime
) -> Affiliation:
    """Declare a tie to an organisation: the person herself, or an administrator who looks after her."""
    if by.user_id != person.id:
        require(access.may_close(by, queries.person(by, person.id) is None))
    return Affiliation.objects.create(user=person, organisation=organisation, function=function, valid_from=since, valid_to=until)


def end_tie(*, affiliation: Affiliation, by: Actor, at: datetime) -> None:
    """End a declared tie today; never by the person herself, for whom it may be in the way."""
    require(access.may_change_rights(by, affiliation.user_id))
    today = at.astimezone(queries.zone()).date()
    if affiliation.valid_to is not None and affiliation.valid_to <= today:
        raise Stale
    affiliation.valid_to = today
    affiliation.save(update_fields=["valid_to"])


@transaction.atomic
def deactivate(*, person: User, by: Actor, at: datetime) -> None:
    """Close an account: from the next statement on the database knows nobody of that name, and every visit is over."""
    require(access.may_change_rights(by, person.id))
    require(access.may_close(by, queries.works_elsewhere(by, person, at)))
    User.objects.filter(id=person.id).update(is_active=False)
    end_sessions(person=person.id, why=rules.Ended.ADMINISTRATOR)


@transaction.atomic
def reactivate(*, person: User, by: Actor, at: datetime) -> None:
    """Open a closed account again, with the roles that are still in force."""
    require(access.may_change_rights(by, person.id))
    require(access.may_close(by, queries.works_elsewhere(by, person, at)))
    User.objects.filter(id=person.id).update(is_active=True)


def end_sessions(*, person: UUID, why: rules.Ended, but: str = "") -> int:
    """End a person's open visits, except the one with the hash ``but``; how many."""
    rows = Session.objects.filter(user_id=person, ended_why="")
    return (rows.exclude(key_hash=but) if but else rows).update(ended_why=why, data="")


def end_session(*, session: Session) -> None:
    """End one own visit."""
    Session.objects.filter(id=session.id).update(ended_why=rules.Ended.OWN, data="")


def accept_conduct(*, person: User, at: datetime) -> None:
    """The person accepts the code of conduct as it reads now."""
    User.objects.filter(id=person.id).update(code_of_conduct_at=at, code_of_conduct_version=rules.CONDUCT)


def choose_language(*, person: User, language: str) -> None:
    """Remember the language a person chose."""
    User.objects.filter(id=person.id).update(language=language)


def note_sign_in(*, person: User | None, outcome: str = "ok") -> None:
    """Log a sign-in that worked or failed; an address that was typed is never kept."""
    log("sign_in", kind="account", row=str(person.id) if person else "", outcome=outcome)


@transaction.atomic
def make_person(
    *,
    email: str,
    name: str,
    password: str,
    memberships: Iterable[tuple[str, str, str]],
    at: datetime,
    by: Actor | None = None,
    conduct: bool = True,
) -> User:
    """Make somebody who can sign in at once: people of the demonstration, of tests, the first administrator.

    ``memberships``: (unit code, organisation code, role); an empty unit code takes the unit that receives referrals,
    else the first. In production only the owner role of the database may call this without an acting administrator.
    """
    person = User.objects.create_user(email, name, password)
    if conduct:
        accept_conduct(person=person, at=at)
    held: set[str] = set()
    for unit_code, organisation_code, role in memberships:
        places = (
            Unit.objects.filter(organisation__code=organisation_code).select_related("organisation").order_by("-receives_referrals", "code")
        )
        unit = (places.filter(code=unit_code) if unit_code else places)[:1].get()
        require(rules.may_hold(held=held, wanted=role, state=unit.organisation.state, known=queries.roles()))
        Membership.objects.create(user=person, unit=unit, role=role, valid_from=at, granted_by=by.user_id if by else None)
        held.add(role)
    person.refresh_from_db()
    return person

"""The fixed company of invented people. Every page test asks the OUTSIDER too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.models import Membership, Organisation, Unit, User
from dayaq.base.accounts.queries import actor, in_force
from dayaq.base.accounts.rules import CONDUCT

SINCE = datetime(2009, 1, 1, tzinfo=UTC)
PASSWORD = "correct horse battery staple 7"


@dataclass(frozen=True)
class Person:
    """A user and the actor he or she is."""

    user: User
    actor: Actor

    @property
    def unit(self) -> Unit:
        """The unit the person acts in."""
        assert self.actor.unit_id
        return Unit.objects.get(id=self.actor.unit_id)


ROLES = {
    "coordinator": ("nc", "national_coordinator"),
    "officer": ("ctmd", "identification_officer"),
    "duty": ("ctmd", "duty_officer"),
    "investigator": ("ctmd", "investigator"),
    "ngo": ("clean_world", "ngo_case_worker"),
    "shelter": ("clean_world", "shelter_manager"),
    "hotline": ("clean_world", "hotline_operator"),
    "inspector": ("slis", "referrer"),
    "analyst": ("nc", "analyst"),
    "consultant": ("iom", "consultant"),
    "administrator": ("nc", "administrator"),
    "auditor": ("nc", "auditor"),
    "rapporteur": ("ombudsperson", "rapporteur"),
    "helper": ("vac_baku", "assistance_worker"),
    "warden": ("mia_shelter", "shelter_manager"),
    "migration": ("sms", "migration_officer"),
    "consul": ("mfa", "consular_officer"),
    "labour": ("slis", "labour_inspector"),
    "prosecutor": ("prosecutor", "prosecutor_liaison"),
    "lawyer": ("bar", "lawyer"),
    "clerk": ("fund", "fund_officer"),
    "second_clerk": ("fund", "fund_officer"),
    "accreditor": ("mlspp", "accreditation_officer"),
    "monitor": ("ombudsperson", "monitor"),
    "outsider": ("amc", "ngo_case_worker"),
}


def person(name: str, organisation: str = "", role: str = "", *, unit: str = "") -> Person:
    """Make (or find) one person of the company; other organisation and role when given."""
    body, code = ROLES.get(name, (organisation, role))
    body, code = organisation or body, role or code
    home = Organisation.objects.get(code=body)
    place = home.units.get(code=unit) if unit else receiving(home, code)
    user = User.objects.filter(email=f"{name}@example.invalid").first()
    if user is None:
        user = User.objects.create_user(f"{name}@example.invalid", f"{name.title()} Invented", None)
        User.objects.filter(id=user.id).update(code_of_conduct_at=SINCE, code_of_conduct_version=CONDUCT)
        Membership.objects.create(user=user, unit=place, role=code, valid_from=SINCE)
        user.refresh_from_db()
    return Person(user, actor(user, in_force(user.id).first()))


def receiving(home: Organisation, role: str) -> Unit:
    """The unit a role sits in: people of a receiving body sit where referrals arrive."""
    units = home.units.order_by("-receives_referrals", "code")
    first = units.first()
    assert first, f"{home.code} has no unit ({role})"
    return first


def company() -> dict[str, Person]:
    """Everybody."""
    return {name: person(name) for name in ROLES}

"""Consent of the person to one service by one provider, with or without letting the provider in; and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import ProgrammingError, connection, transaction

from dayaq.base.access.rules import NO_GROUP, Actor, Group
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.pack.schema.support import SupportFile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, child_mark, pack_of, writes_of
from dayaq.respond.support import rules
from dayaq.respond.support.actions.planning import known, note, writing, written
from dayaq.respond.support.models import Consent, HealthConsent


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsent:
    """What the person agrees to. ``unit``: the provider's unit that is let in to ``groups``; without it nothing is shared."""

    service: str
    language: str
    method: str
    provider: UUID | None = None
    unit: UUID | None = None
    outside: str = ""
    groups: tuple[str, ...] = ()
    given_by: str = "person"
    expires_at: datetime | None = None


def give_consent(*, case: Case, new: NewConsent, by: Actor, at: datetime) -> Consent | HealthConsent:
    """Record a consent; a unit named in it is let in to exactly the groups named, until it ends.

    Rule: ASS-02. Basis: CoE Convention, Articles 11 and 12(7); in pack az the Law, Article 6.3 (only what is necessary).
    """
    pack = pack_of(case)
    health = new.service in pack.area(SupportFile).health_services
    writing(case, Group.G4 if health else Group.G1, by)
    known(pack, "service_kind", new.service)
    known(pack, "consent_method", new.method)
    require(rules.check_consent(new.given_by, child=child_mark(case) == "yes", scope=new.groups, expires=new.expires_at, at=at))
    said: dict[str, Any] = {name: getattr(new, name) for name in NewConsent.__slots__ if name != "groups"}
    made = (HealthConsent if health else Consent)(groups=list(new.groups), **said, **written(case, by, at))
    made.save(force_insert=True)
    if new.unit is not None:
        let_in(case, made, new)
    note(case, "support.consent", by=by, at=at, facts={} if health else {"service": new.service})
    return made


def keep_consent(
    *,
    case: Case,
    about: str,
    provider: UUID,
    unit: UUID,
    groups: tuple[str, ...],
    by: Actor,
    at: datetime,
    language: str = "",
    method: str = "",
) -> UUID:
    """Keep a consent that is no service (another body takes the case over), so that it can be taken back; return its id."""
    said = {"service": about, "provider": provider, "unit": unit, "groups": list(groups), "language": language, "method": method}
    made = Consent(**said, **written(case, by, at))
    made.save(force_insert=True)
    return made.id


def let_in(case: Case, consent: Consent | HealthConsent, new: NewConsent) -> None:
    """Share by the guard on this consent; what the guard refuses is refused in words.

    Who represents the person writes in the part that was opened for it (mandates, claims): nobody can act for somebody by reading.
    """
    opened = Group.of({"G1", *new.groups})
    acts_for = new.service in pack_of(case).area(SupportFile).legal_services
    writes = opened & Group.G8 & writes_of(case.id) if acts_for else NO_GROUP
    words = [case.id, None, new.unit, int(opened), int(writes), "assistance", "consent", consent.id, new.expires_at, "support"]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT guard.share(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", words)
    except ProgrammingError:
        text = N_(
            "This cannot be given on: you do not hold it yourself, the file is closed to this body, or the person restricted its use."
        )
        raise Refused(Decision.refuse(Reason("may_not_share", text, basis="thb-law.6.3"))) from None


def withdraw_consent(*, consent: Consent | HealthConsent, by: Actor, at: datetime) -> None:
    """The person takes a consent back: whoever was let in on it is out at once; the database sees to it.

    Rule: ASS-02. Basis: CoE Convention, Article 12(7).
    """
    writing(consent.case, Group.G4 if isinstance(consent, HealthConsent) else Group.G1, by)
    if not type(consent).objects.filter(id=consent.id, withdrawn_at__isnull=True).update(withdrawn_at=at):
        raise Stale
    note(consent.case, "support.consent_withdrawn", by=by, at=at)

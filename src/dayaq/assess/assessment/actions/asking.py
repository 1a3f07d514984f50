"""The sampling list: bodies, invitations and their answers, people to reach."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from dayaq.assess.assessment import rules
from dayaq.assess.assessment.access import may_ask, may_work
from dayaq.assess.assessment.actions.planning import known_only
from dayaq.assess.assessment.models import Approach, Assessment, Contact, Stakeholder
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStakeholder:
    """A body or office for the list; who proposed it (a body, never a person's name) and when."""

    institution: str
    kind: str
    place: str
    country: str
    category: str = ""
    proposed_by: str = ""
    proposed_on: date | None = None
    note: str = ""


def list_stakeholder(*, assessment: Assessment, new: NewStakeholder, by: Actor, at: datetime) -> Stakeholder:
    """Put a body on the list; the list gives it its code."""
    del at
    require(may_work(by))
    require_known(new)
    refuse_twin(assessment, new)
    row = Stakeholder(assessment=assessment, code=next_code(assessment), by=by.user_id, **asdict(new))
    row.save(force_insert=True)
    return row


def require_known(new: NewStakeholder) -> None:
    """Codes that exist."""
    known_only([new.kind], rules.KINDS)
    known_only([new.place], rules.PLACES)
    known_only([new.category] if new.category else [], rules.CATEGORIES)


def refuse_twin(assessment: Assessment, new: NewStakeholder, but: Stakeholder | None = None) -> None:
    """The same body at the same place stands on the list once."""
    twins = assessment.stakeholders.filter(institution__iexact=new.institution.strip(), place=new.place)
    twin = twins.exclude(id=but.id).first() if but else twins.first()
    if twin:
        raise Refused(Decision.refuse(Reason("twice", N_("This body is on the list already: %(code)s."), {"code": twin.code})))


def next_code(assessment: Assessment) -> str:
    """The next free code; a code is never used again."""
    used = [int(code[1:]) for code in assessment.stakeholders.values_list("code", flat=True) if code[1:].isdigit()]
    return f"S{max(used, default=0) + 1:02d}"


def change_stakeholder(*, stakeholder: Stakeholder, new: NewStakeholder, version: int, by: Actor, at: datetime) -> Stakeholder:
    """Correct an entry of the list."""
    del at
    require(may_work(by))
    require_known(new)
    refuse_twin(stakeholder.assessment, new, stakeholder)
    stepped(stakeholder, version, **asdict(new))
    return stakeholder


def stepped(row: Any, version: int, **columns: Any) -> Any:
    """Write columns and the next version; Stale when somebody was faster."""
    if not type(row).objects.filter(id=row.id, version=version).update(version=F("version") + 1, **columns):
        raise Stale
    row.refresh_from_db()
    return row


def approach(
    *,
    stakeholder: Stakeholder,
    purpose: str,
    state: str,
    invited_on: date | None = None,
    answered_on: date | None = None,
    by: Actor,
    at: datetime,
) -> tuple[Approach, tuple[Reason, ...]]:
    """Note an invitation or what was said to it; the reasons warn, they refuse nothing.

    Basis: CT-NAT method (IOM 2016, 1.2): the survey goes to those who were not interviewed.
    """
    del at
    require(may_ask(by))
    known_only([purpose], rules.TO)
    known_only([state], rules.STATES)
    if invited_on and answered_on and answered_on < invited_on:
        raise Refused(Decision.refuse(Reason("answered_before", N_("The answer is older than the invitation."))))
    said = {"state": state, "invited_on": invited_on, "answered_on": answered_on, "version": F("version") + 1}
    rows = Approach.objects.filter(stakeholder=stakeholder, purpose=purpose)
    if not rows.update(**said):
        row = Approach(assessment_id=stakeholder.assessment_id, stakeholder=stakeholder, purpose=purpose, by=by.user_id)
        row.state, row.invited_on, row.answered_on = state, invited_on, answered_on
        row.save(force_insert=True)
    return rows.get(), warnings(stakeholder)


def warnings(stakeholder: Stakeholder) -> tuple[Reason, ...]:
    """What is unusual about whom one asked for what."""
    asked = set(stakeholder.approaches.exclude(state="refused").values_list("purpose", flat=True))
    if {"interview", "survey"} <= asked:
        text = N_("%(code)s is asked for an interview and for the survey: its view would count twice.")
        return (Reason("asked_twice", text, {"code": stakeholder.code}),)
    return ()


def keep_contact(
    *, stakeholder: Stakeholder, said: dict[str, str], by: Actor, at: datetime, contact: Contact | None = None, version: int = 0
) -> Contact:
    """Keep a person to reach (name, function, email, phone, language, dual_role), new or corrected."""
    del at
    require(may_ask(by))
    if contact:
        stepped(contact, version, **said)
        return contact
    row = Contact(assessment_id=stakeholder.assessment_id, stakeholder=stakeholder, by=by.user_id, **said)
    row.save(force_insert=True)
    return row


def drop_contact(*, contact: Contact, by: Actor, at: datetime) -> None:
    """Delete a person from the list: what is no longer needed is not kept."""
    del at
    require(may_ask(by))
    contact.delete()

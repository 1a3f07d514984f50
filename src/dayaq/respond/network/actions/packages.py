"""A referral to a partner in another country: prepared, sent on consent, answered, taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.access import may_write
from dayaq.respond.casefile.queries import child_mark, language, writes_of
from dayaq.respond.network import queries, rules
from dayaq.respond.network.access import may_lead_on
from dayaq.respond.network.actions.links import Parcel
from dayaq.respond.network.actions.steps import tell_apart
from dayaq.respond.network.models import Package, PackageRisk
from dayaq.respond.referral.actions.steps import demand, write

KIND = "network:package"


def make_package(
    *, case: Any, parcel: Parcel, country: str, partner_kind: str, by: Actor, at: datetime, risk: str = "", risk_note: str = ""
) -> Package:
    """Prepare a package: partner, chosen fields, consent, what could happen there. Nothing leaves yet.

    Basis: CoE Convention, Articles 16(6) and 33.
    """
    demand(may_lead_on(by), KIND, case.id)
    demand(may_write(by, Group.G1, writes_of(case.id)), KIND, case.id)
    rule = queries.file().abroad
    if rule is None:
        raise_no_rule = Decision.refuse(Reason("not_foreseen", N_("The rules of the country foresee no package for partners abroad.")))
        demand(raise_no_rule, KIND, case.id)
    needs_note, needs_consent = (rule.needs_risk_note, rule.consent_always) if rule else (True, True)
    told = parcel.rule(case, queries.abroad_fields())
    demand(rules.check_package(told, at, risk=risk_note, risk_needed=needs_note, consent_needed=needs_consent), KIND, case.id)
    demand(rules.may_lead(parcel.consent_by, child=child_mark(case) != "no"), KIND, case.id)
    may_note = not risk_note.strip() or bool(writes_of(case.id) & Group.G3)
    demand(allowed(may_note, "not_yours", N_("Your role writes no account of risks.")), KIND, case.id)
    row = Package(
        case=case, organisation=by.organisation_id, country=country, partner_kind=partner_kind,
        services=list(parcel.services), fields=list(parcel.fields), consent_at=parcel.consent_at, consent_by=parcel.consent_by,
        identity_consent=parcel.identity_consent, risk=risk, at=at, by=by.user_id,
    )  # fmt: skip
    row.save(force_insert=True)
    tell_apart(row, parcel.recipient, by)
    if risk_note.strip():
        PackageRisk(case=case, package=row, language=language(), text=risk_note.strip(), at=at, by=by.user_id).save(force_insert=True)
    casefile.record(case=case, kind="network.package", by=by, at=at, facts={"country": country, "fields": list(parcel.fields)})
    return row


def send_package(*, package: Package, by: Actor, at: datetime) -> None:
    """Note that it went out; the person's consent stands in it."""
    _own(package, by)
    demand(allowed(package.status == "draft", "sent_already", N_("It was sent already or taken back.")), KIND, package.case_id)
    has_word = package.consent_at is not None
    text = N_("The person's consent is needed first, with the time it was given.")
    demand(allowed(has_word, "needs_consent", text, "coe197.11"), KIND, package.case_id)
    write(package, status="sent", sent_at=at)
    casefile.record(case=package.case, kind="network.package_sent", by=by, at=at, facts={"country": package.country})


def answer_package(*, package: Package, accepted: bool, by: Actor, at: datetime, outcome: str = "") -> None:
    """What the partner abroad answered."""
    _own(package, by)
    demand(allowed(package.status in {"sent", "accepted"}, "not_sent", N_("It was not sent yet, or taken back.")), KIND, package.case_id)
    write(package, status="accepted" if accepted else "declined", answered_at=at, outcome=outcome)
    casefile.record(case=package.case, kind="network.package_answered", by=by, at=at, facts={"accepted": accepted, "outcome": outcome})


def withdraw_package(*, package: Package, by: Actor, at: datetime) -> None:
    """Take it back: the person no longer agrees, or goes elsewhere."""
    _own(package, by)
    demand(allowed(package.status != "withdrawn", "taken_back", N_("It was taken back already.")), KIND, package.case_id)
    write(package, status="withdrawn", withdrawn_at=at)
    casefile.record(case=package.case, kind="network.package_withdrawn", by=by, at=at, facts={"country": package.country})


def _own(package: Package, by: Actor) -> None:
    demand(may_lead_on(by), KIND, package.case_id)
    mine = package.organisation == by.organisation_id
    demand(allowed(mine, "not_sent_by_you", N_("Only the body that prepared it can do this.")), KIND, package.case_id)

"""Services, dependants and the places they wait for, interpreters, money asked for care that is free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Stale, allowed, require
from dayaq.core.pack.schema.support import SupportFile
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, set_task
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.referral.actions import record_breach
from dayaq.respond.support import queries, rules
from dayaq.respond.support.actions.planning import known, note, writing, written
from dayaq.respond.support.models import Charge, Dependant, DependantService, HealthService, Interpreting, Service, Waiting

REFUND_TASK = "support.refund"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewService:
    """A service as it happened; ``provider`` is a body of the mechanism, ``outside`` anybody else."""

    kind: str
    outcome: str = "given"
    provider: UUID | None = None
    outside: str = ""
    amount: Decimal | None = None
    unit: str = ""
    cost: Decimal | None = None
    currency: str = ""
    funding: str = ""
    reason: str = ""
    institution: str = ""
    free: bool | None = None
    dependant: Dependant | None = None


AnyService = Service | HealthService | DependantService
COLUMNS = ("kind", "outcome", "provider", "outside", "amount", "unit", "cost", "currency", "funding", "reason")


def record_service(*, case: Case, new: NewService, by: Actor, at: datetime) -> tuple[AnyService, Decision]:
    """Record a service where it belongs (health, dependants, the rest) and say what is to be known: consent lacking, done elsewhere too.

    Rules: ASS-01, ASS-02, ASS-04, ASS-08. Neither decision nor status nor co-operation is asked for.
    """
    pack = pack_of(case)
    known(pack, "service_kind", new.kind)
    require(rules.check_service(new.outcome, new.reason, new.cost, new.currency))
    health = new.kind in pack.area(SupportFile).health_services
    group = Group.G7 if new.dependant else Group.G4 if health else Group.G1
    writing(case, group, by)
    said: dict[str, Any] = {name: getattr(new, name) for name in COLUMNS} | written(case, by, at)
    said["provider"] = said["provider"] or (None if new.outside else by.organisation_id)
    advice = advise(case, new.kind, new.outcome, said["provider"], at)
    made: AnyService
    if new.dependant:
        made = DependantService(dependant=new.dependant, **said)
    else:
        made = HealthService(institution=new.institution, free=new.free, **said) if health else Service(**said)
    made.save(force_insert=True)
    note(case, "support.service", by=by, at=at, facts={"service": new.kind, "outcome": new.outcome} if group is Group.G1 else {})
    return made, advice


def advise(case: Case, kind: str, outcome: str, provider: UUID | None, at: datetime) -> Decision:
    """What the worker should know, as far as the worker may know it."""
    reasons = [*rules.consent_needed(outcome, queries.consented(case, at), kind, emergency=kind == "emergency_medical").reasons]
    return Decision.allow(*reasons, *queries.overlaps(case, kind, provider, at))


def add_dependant(
    *, case: Case, kind: str, by: Actor, at: datetime, sex: str = "", birth_year: int | None = None, lives: str = "with_person"
) -> Dependant:
    """Add a child or another dependant as a number, without a name. Rule: ASS-08. Basis: CoE Convention, Article 12(1)(f)."""
    writing(case, Group.G7, by)
    pack = pack_of(case)
    known(pack, "dependant_kind", kind)
    known(pack, "dependant_lives", lives)
    number = Dependant.objects.filter(case=case).count() + 1
    made = Dependant(number=number, kind=kind, sex=sex, birth_year=birth_year, lives=lives, **written(case, by, at))
    made.save(force_insert=True)
    return made


def wait_for_place(*, dependant: Dependant, kind: str, by: Actor, at: datetime) -> Waiting:
    """Put a dependant on the list for a place in a kindergarten or school. Rule: ASS-08."""
    writing(dependant.case, Group.G7, by)
    known(pack_of(dependant.case), "waiting_kind", kind)
    made = Waiting(dependant=dependant, kind=kind, **written(dependant.case, by, at))
    made.save(force_insert=True)
    return made


def settle_wait(*, wait: Waiting, state: str, by: Actor, at: datetime, reason: str = "") -> None:
    """The place was given, refused with a reason, or is no longer wanted."""
    writing(wait.case, Group.G7, by)
    require(allowed(state in ("given", "refused", "given_up"), "no_outcome", N_("Say how the waiting ended.")))
    require(allowed(state != "refused" or bool(reason), "reason_needed", N_("Say why it was not available.")))
    if not Waiting.objects.filter(id=wait.id, state="waiting").update(state=state, reason=reason, closed_at=at):
        raise Stale


def need_interpreter(
    *, case: Case, kind: str, language: str, by: Actor, at: datetime, sex_wished: str = "", wanted_for: datetime | None = None
) -> Interpreting:
    """Note that an interpreter or mediator is needed, and whom the person wishes. Rule: ASS-09. Basis: CoE Convention, Article 12(1)(c)."""
    writing(case, Group.G1, by)
    known(pack_of(case), "interpreting_kind", kind)
    made = Interpreting(kind=kind, language=language, sex_wished=sex_wished, wanted_for=wanted_for, **written(case, by, at))
    made.save(force_insert=True)
    note(case, "support.interpreter", by=by, at=at, facts={"state": "needed", "kind": kind})
    return made


def change_interpreting(*, row: Interpreting, state: str, by: Actor, at: datetime, outside: str = "", hours: Decimal | None = None) -> None:
    """Booked, given, not found or no longer needed."""
    writing(row.case, Group.G1, by)
    require(allowed(state in ("booked", "given", "not_found", "cancelled"), "no_state", N_("Say what became of it.")))
    changed: dict[str, Any] = {"state": state, "hours": hours, "changed_at": at} | ({"outside": outside} if outside else {})
    if not Interpreting.objects.filter(id=row.id, state__in=("needed", "booked")).update(**changed):
        raise Stale
    note(row.case, "support.interpreter", by=by, at=at, facts={"state": state, "kind": row.kind})


def record_charge(
    *, case: Case, institution: str, amount: Decimal, currency: str, by: Actor, at: datetime, paid: bool = True, receipt: bool = False
) -> tuple[Charge, Decision]:
    """Record money asked of the person for care. Where care is free it is a breach, and the money is asked back.

    Rule: ASS-05. Basis: CoE Convention, Article 12(1)(b); in pack az practice (a clinic asked victims to pay).
    """
    writing(case, Group.G8, by)
    pack = pack_of(case)
    known(pack, "medical_institution", institution)
    require(allowed(amount > 0 and bool(currency), "no_amount", N_("Write the amount and its currency.")))
    made = Charge(institution=institution, amount=amount, currency=currency, paid=paid, receipt=receipt, **written(case, by, at))
    made.save(force_insert=True)
    rule = next((one for one in pack.area(SupportFile).care if one.in_force(pack.calendar.local_date(at))), None)
    answer = rules.may_charge(rule.free if rule else None)
    if not answer and Group.G1 in writes_of(case.id):
        record_breach(case=case, kind="charged_for_care", reason="not_given", by=by, at=at)
        if by.unit_id:
            set_task(case=case, kind=REFUND_TASK, unit=by.unit_id, started_at=at, by=by)
    return made, answer


def ask_refund(*, charge: Charge, by: Actor, at: datetime) -> None:
    """The money was asked back."""
    writing(charge.case, Group.G8, by)
    if not Charge.objects.filter(id=charge.id, state="open").update(state="asked", asked_at=at):
        raise Stale


def close_refund(*, charge: Charge, refunded: Decimal | None, by: Actor, at: datetime) -> None:
    """The money came back, or was refused."""
    writing(charge.case, Group.G8, by)
    require(allowed(refunded is None or 0 < refunded <= charge.amount, "too_much", N_("No more comes back than was paid.")))
    state = "refunded" if refunded else "refused"
    if not Charge.objects.filter(id=charge.id, state__in=("open", "asked")).update(state=state, refunded=refunded, closed_at=at):
        raise Stale
    if Group.G1 in writes_of(charge.case_id):
        finish_tasks(case=charge.case, kind=REFUND_TASK, by=by, at=at)

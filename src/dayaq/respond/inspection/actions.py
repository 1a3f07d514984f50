"""Writes of labour inspection: employers, visits, sheets of workers, the screening a worker decides on, mediation of wages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, Max

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.money import NO_CURRENCY
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import NewCase, open_case
from dayaq.respond.casefile.queries import Case
from dayaq.respond.inspection import access, queries, rules
from dayaq.respond.inspection.models import Employer, Mediation, MediationStep, Sheet, SheetAnswer, Visit
from dayaq.respond.referral.actions import note_suspicion
from dayaq.respond.screening import actions as screening

ANSWERS = ("yes", "no", "unknown")


def written(by: Actor) -> dict[str, Any]:
    """Columns that say who wrote a row."""
    return {"by": by.user_id, "organisation": by.organisation_id}


def coded(**given: str) -> None:
    """Refuse a code that is in no list; empty is allowed."""
    codes = queries.home().codes
    text = N_("Choose from the list.")
    for name, value in given.items():
        require(allowed(not value or value in codes[name].items, "unknown_code", text))


def add_employer(*, name: str, registered: bool, by: Actor, at: datetime, **facts: Any) -> Employer:
    """Enter an employer: a firm, or a private home."""
    del at
    require(access.may_inspect(by))
    require(allowed(bool(name.strip()), "no_name", N_("The employer is named; the workers are not.")))
    coded(sector=facts.get("sector", ""))
    return Employer.objects.create(name=name.strip(), registered=registered, **facts, **written(by))


def plan_visit(
    *,
    employer: Employer,
    kind: str,
    planned_at: datetime,
    by: Actor,
    at: datetime,
    notice_at: datetime | None = None,
    permission: str = "not_needed",
    joint_with: Sequence[str] = (),
    happened_because: str = "",
) -> Visit:
    """Plan a visit; what the law forbids is refused with its reason, what happened all the same is kept as a breach (``INS-01``)."""
    require(access.may_inspect(by))
    coded(visit_kind=kind, permission_answer=permission)
    require(allowed(bool(kind), "kind", N_("Choose the kind of visit.")))
    plan = rules.Plan(kind, planned_at, employer.registered, notice_at, permission)
    lawful = queries.may_visit(plan)
    happened = bool(happened_because) and planned_at <= at
    if not happened:
        require(queries.plannable(lawful, permission))
    rule = queries.visit_rule(planned_at)
    return Visit.objects.create(
        employer=employer,
        kind=kind,
        planned_at=planned_at,
        notice_at=notice_at,
        permission=permission,
        permission_asked_at=at if permission in ("asked", "granted", "refused") else None,
        permission_of=list(rule.permission_from) if rule and kind in rule.permission_kinds else [],
        joint_with=list(joint_with),
        held_at=planned_at if happened else None,
        breach="" if lawful.ok or not happened else lawful.reasons[0].code,
        breach_why="" if lawful.ok else happened_because[:40],
        **written(by),
    )


def change_visit(*, visit: Visit, version: int, by: Actor, at: datetime, **changes: Any) -> Visit:
    """Write the notice given, the permission answered, the visit held; Stale when somebody was faster."""
    require(access.may_inspect(by))
    coded(permission_answer=changes.get("permission", ""))
    if changes.get("held_at"):
        permission = changes.get("permission", visit.permission)
        plan = rules.Plan(visit.kind, changes["held_at"], visit.employer.registered, changes.get("notice_at", visit.notice_at), permission)
        lawful = queries.may_visit(plan)
        if not lawful.ok and not changes.get("breach_why"):
            require(lawful)
        changes["breach"] = "" if lawful.ok else lawful.reasons[0].code
    if changes.get("permission") == "asked" and visit.permission_asked_at is None:
        changes["permission_asked_at"] = at
    done: Visit = step(visit, version, **changes)
    return done


def step(row: Visit | Sheet, version: int, **columns: Any) -> Any:
    """Write columns and the next version; Stale when the version read is no longer the one kept."""
    if not type(row).objects.filter(id=row.id, version=version).update(version=F("version") + 1, **columns):
        raise Stale
    row.refresh_from_db()
    return row


def close_visit(*, visit: Visit, outcome: str, version: int, by: Actor, at: datetime, reason: str = "", words: str = "") -> Visit:
    """Say what came of a visit; "labour dispute" is refused while an indicator is open, and needs its reason (``INS-01``)."""
    require(access.may_inspect(by))
    coded(visit_outcome=outcome, dispute_reason=reason)
    require(allowed(bool(outcome), "outcome", N_("Choose the outcome.")))
    require(rules.may_close(outcome, open_indicators=len(queries.open_sheets(visit)), reason=reason, words=words))
    said = {"dispute_reason": reason, "dispute_words": words} if outcome == rules.DISPUTE else {}
    done: Visit = step(visit, version, outcome=outcome, outcome_at=at, **said)
    return done


def fill_sheet(
    *, visit: Visit, rights: Mapping[str, str], indicators: Mapping[str, str], by: Actor, at: datetime, sex: str = "", language: str = ""
) -> Sheet:
    """Keep what one worker answered; no name, and nothing that leads to one."""
    require(access.may_inspect(by))
    coded(sex=sex, language=language)
    known_rights, known_items = queries.file().rights, queries.items()
    good = set(rights) <= set(known_rights) and set(indicators) <= set(known_items)
    require(
        allowed(
            good and {*rights.values(), *indicators.values()} <= set(ANSWERS),
            "no_such_item",
            N_("The sheet has no such question or answer."),
        )
    )
    last = Sheet.objects.filter(visit=visit).aggregate(last=Max("number"))["last"] or 0
    sheet = Sheet(visit=visit, number=last + 1, at=at, sex=sex, language=language, **written(by))
    sheet.save(force_insert=True)
    rows = [("right", code, said) for code, said in rights.items()] + [("indicator", code, said) for code, said in indicators.items()]
    SheetAnswer.objects.bulk_create(
        [SheetAnswer(sheet=sheet, kind=kind, code=code, answer=said, **written(by)) for kind, code, said in rows]
    )
    return sheet


def open_screening(*, sheet: Sheet, new: NewCase, version: int, by: Actor, at: datetime) -> Case:
    """The worker agreed: a case is opened, the answers go into a screening, the time to refer runs from the sheet (``REF-01``).

    The sheet keeps no way to the case: it stays anonymous. Basis: in pack az Cabinet Decision 21, Article 7 (24 hours).
    """
    require(access.may_inspect(by))
    require(allowed(sheet.decision == "not_asked", "decided", N_("This worker has decided already.")))
    chosen = queries.file().indicators
    require(allowed(chosen is not None, "no_list", N_("The country names no list of indicators for inspections.")))
    step(sheet, version, decision="screened", decided_at=at)
    case = open_case(new=new, by=by, at=sheet.at)
    sitting = screening.start(case=case, list_code=str(chosen), sitting=screening.Sitting(language=sheet.language), by=by, at=sheet.at)
    said = {row.code: (row.answer, "") for row in sheet.answers.filter(kind="indicator")}
    if said:
        screening.answer(screening=sitting, answers=said, version=sitting.version, by=by, at=at)
    note_suspicion(case=case, suspected_at=sheet.at, by=by, at=at)
    return case


def worker_declines(*, sheet: Sheet, version: int, by: Actor, at: datetime) -> Sheet:
    """The worker does not want a screening; what was seen at the place may still be passed on without a person."""
    require(access.may_inspect(by))
    require(allowed(sheet.decision == "not_asked", "decided", N_("This worker has decided already.")))
    done: Sheet = step(sheet, version, decision="declined", decided_at=at)
    return done


def begin_mediation(*, employer: Employer, workers: int, claimed: Decimal, by: Actor, at: datetime, with_body: str = "") -> Mediation:
    """Ask an employer for unpaid wages of workers who are not named (``LEG-06``)."""
    require(access.may_inspect(by))
    require(allowed(workers >= 1, "workers", N_("At least one worker is meant.")))
    require(allowed(not with_body or with_body in queries.home().bodies, "no_such_body", N_("Choose the body from the list.")))
    row = Mediation(
        employer=employer, workers=workers, currency=queries.home().currency or NO_CURRENCY, at=at, with_body=with_body, **written(by)
    )
    row.save(force_insert=True)
    mediate(mediation=row, kind="claimed", amount=claimed, by=by, at=at)
    return row


def mediate(*, mediation: Mediation, kind: str, by: Actor, at: datetime, amount: Decimal | None = None, channel: str = "") -> MediationStep:
    """Write a step of a mediation; what is claimed, agreed or paid has its amount."""
    require(access.may_inspect(by))
    coded(mediation_step=kind, mediation_channel=channel)
    require(allowed(mediation.ended_at is None, "ended", N_("This mediation is over.")))
    needs = kind in ("claimed", "agreed", "paid")
    require(allowed(bool(kind) and (not needs or (amount is not None and amount > 0)), "amount", N_("Say the amount.")))
    require(allowed(at >= mediation.at, "order", N_("The dates do not follow each other.")))
    return MediationStep.objects.create(mediation=mediation, kind=kind, amount=amount, channel=channel, at=at, **written(by))


def end_mediation(*, mediation: Mediation, by: Actor, at: datetime) -> Mediation:
    """Close a mediation, paid or not."""
    require(access.may_inspect(by))
    if not Mediation.objects.filter(id=mediation.id, ended_at__isnull=True).update(ended_at=at):
        raise Stale
    mediation.refresh_from_db()
    return mediation

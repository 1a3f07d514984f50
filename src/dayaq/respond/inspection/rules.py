"""Rules of labour inspection: notice, permission, moratorium, reach; what a sheet says; when "labour dispute" may be said. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from dayaq.core.calendar import Calendar
from dayaq.core.clock import Clock, Deadline
from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.pack.schema.base import Binding
from dayaq.core.pack.schema.inspection import InspectionFile, Moratorium, VisitRule, WorkerRight
from dayaq.core.words import N_

DISPUTE = "labour_dispute"


@dataclass(frozen=True, slots=True)
class Plan:
    """A visit as far as its lawfulness goes."""

    kind: str
    at: datetime
    registered: bool
    notice_at: datetime | None = None
    permission: str = "not_needed"


def visit_rule(file: InspectionFile, day: date) -> VisitRule | None:
    """The rule of visits in force that day."""
    return next((rule for rule in file.visits if rule.in_force(day)), None)


def moratorium(file: InspectionFile, kind: str, day: date) -> Moratorium | None:
    """The moratorium that holds for this kind of visit that day."""
    return next((one for one in file.moratoria if kind in one.kinds and one.in_force(day)), None)


def may_visit(
    file: InspectionFile, plan: Plan, calendar: Calendar, *, notice: Deadline | None, registered_only: Binding | None
) -> Decision:
    """Whether a visit is lawful as planned; each thing against it is named (``INS-01``).

    Basis: in pack az the inspection law of 2011 (three days' notice, registered firms, permission), the decree of 2015 (moratorium).
    """
    day = calendar.local_date(plan.at)
    rule = visit_rule(file, day)
    against = [*reach(plan, registered_only), *suspended(file, plan, day)]
    if rule is not None:
        against += [*too_short(rule, plan, calendar, notice), *unpermitted(rule, plan)]
    return Decision.refuse(*against) if against else Decision.allow()


def reach(plan: Plan, registered_only: Binding | None) -> list[Reason]:
    """Only registered firms, where the law says so: the rest becomes information (decision on unregistered places)."""
    if registered_only is None or plan.registered:
        return []
    text = N_("The law lets inspectors visit registered firms only. Pass this on as information about a place.")
    return [Reason("not_registered", text, basis="; ".join(registered_only.basis))]


def suspended(file: InspectionFile, plan: Plan, day: date) -> list[Reason]:
    """A moratorium on this kind of visit."""
    found = moratorium(file, plan.kind, day)
    text = N_("Visits of this kind are suspended on that day. A tip-off may still be followed.")
    return [Reason("moratorium", text, basis="; ".join(found.basis))] if found else []


def too_short(rule: VisitRule, plan: Plan, calendar: Calendar, notice: Deadline | None) -> list[Reason]:
    """The notice was not given, or too late."""
    if plan.kind not in rule.notice_kinds or notice is None:
        return []
    earliest = Clock(notice, plan.notice_at).due(calendar) if plan.notice_at else None
    if earliest is not None and earliest <= plan.at:
        return []
    text = N_("The employer is told before such a visit; the time of notice is not over.")
    return [Reason("notice", text, basis=notice.basis or "")]


def unpermitted(rule: VisitRule, plan: Plan) -> list[Reason]:
    """The permission such a visit needs is not there."""
    if plan.kind not in rule.permission_kinds or plan.permission == "granted":
        return []
    return [Reason("permission", N_("Such a visit needs a permission that was not given."), basis="; ".join(rule.basis))]


def touched(rights: Mapping[str, WorkerRight], answers: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Rights answered with no, each with the laws it touches."""
    return {code: right.law for code, right in rights.items() if answers.get(code) == "no"}


def hints(rights: Mapping[str, WorkerRight], answers: Mapping[str, str]) -> list[str]:
    """Indicators worth asking next: they go with a right that was answered with no."""
    return list(dict.fromkeys(item for code in touched(rights, answers) for item in rights[code].goes_with))


def positive(answers: Mapping[str, str]) -> tuple[str, ...]:
    """Indicators answered with yes; one is enough for a screening to be offered, and for the clock (``REF-01``)."""
    return tuple(code for code, said in answers.items() if said == "yes")


def may_close(outcome: str, *, open_indicators: int, reason: str, words: str) -> Decision:
    """Whether a visit may end with this outcome: "labour dispute" needs reasons, never with an unscreened indicator open (``INS-01``).

    Basis: OSCE Action Plan; in pack az Cabinet Decision 131, 3.1.4 (indicators of labour exploitation).
    """
    if outcome != DISPUTE:
        return Decision.allow()
    if open_indicators:
        text = N_("%(n)s sheets have an indicator and no screening yet: ask these workers first. Then say whether it is a labour dispute.")
        return Decision.refuse(Reason("indicator_open", text, {"n": open_indicators}))
    given = bool(reason) and (reason != "other" or bool(words.strip()))
    return allowed(given, "reason_needed", N_("Say why this is a labour dispute and nothing more."))


@dataclass(frozen=True, slots=True)
class Amounts:
    """What was claimed, agreed and paid in a mediation."""

    claimed: Decimal
    agreed: Decimal
    paid: Decimal

    @property
    def owed(self) -> Decimal:
        """What of the agreement is not paid yet."""
        return max(self.agreed - self.paid, Decimal(0))


def amounts(steps: Iterable[tuple[str, Decimal | None]]) -> Amounts:
    """Sums of a mediation: the last claim and agreement count, payments add up (``LEG-06``)."""
    last = {"claimed": Decimal(0), "agreed": Decimal(0)}
    paid = Decimal(0)
    for kind, amount in steps:
        if kind == "paid":
            paid += amount or 0
        elif kind in last and amount is not None:
            last[kind] = amount
    return Amounts(last["claimed"], last["agreed"], paid)

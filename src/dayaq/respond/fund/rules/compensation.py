"""Compensation: which way is open, what the offender owes and paid, what the fund fills, and that neither bars the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dayaq.core.decision import Decision, Reason
from dayaq.core.money import plain
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.fund import Filling, FundFile
from dayaq.core.words import N_
from dayaq.respond.fund.rules.owed import Status

ZERO = Decimal(0)
CENT = Decimal("0.01")
FROM_THE_FUND = "fund"


@dataclass(frozen=True, slots=True)
class Fill:
    """What the fund would give beside the damages, and why."""

    amount: Decimal
    reasons: tuple[Reason, ...]


def routes(pack: Pack, statuses: Iterable[Status], day: date) -> dict[str, Decision]:
    """Every way to compensation in force that day, open or not, with its reason (FND-07, LEG-06, LEG-07).

    Basis: in pack az Criminal Procedure Code, Articles 190 and 191; THB Law, Article 23.
    """
    held = {status.code for status in statuses if status.since <= day}
    return {
        code: opened(route.statuses, held, "; ".join(route.basis))
        for code, route in pack.area(FundFile).routes.items()
        if route.in_force(day)
    }


def opened(needed: tuple[str, ...], held: set[str], basis: str) -> Decision:
    """Whether a way is open: it asks for no status, or for one that stands."""
    if not needed or held.intersection(needed):
        return Decision.allow(Reason("way_open", N_("This way is open."), basis=basis))
    text = N_("By the rules of this country this way needs recognition first. The other ways stay open.")
    return Decision.refuse(Reason("needs_recognition", text, {"needed": ", ".join(needed)}, basis))


def departed(pack: Pack, route: str, *, attorney: bool) -> Decision:
    """Whether a claim goes on after the person left the country: here always, with a representative who holds a power of attorney.

    Where practice drops such claims the reason says so; the system drops none (LEG-07).
    Basis: CoE Convention, Article 15(3); ILO Protocol of 2014 to Convention 29, Article 4(1).
    """
    rule = pack.area(FundFile).routes.get(route)
    if attorney:
        return Decision.allow(Reason("goes_on", N_("The claim goes on after departure: a representative holds a power of attorney.")))
    if rule is not None and rule.ends_on_departure:
        text = N_("In practice such a claim is lost when the person leaves without a representative. Arrange a power of attorney first.")
        return Decision.refuse(Reason("attorney_first", text, basis="; ".join(rule.basis)))
    return Decision.allow(Reason("goes_on", N_("The claim goes on after departure.")))


def fill(rule: Filling | None, damage: Decimal, paid_by_others: Decimal, paid_by_fund: Decimal) -> Fill:
    """What the fund adds: damages come first, the fund fills the rest up to its share; neither bars the other (FND-07).

    Where the fund goes first it advances its share of the whole damage, and damages that come later are paid all the same.
    Basis: in pack az THB Law, Article 23, and Criminal Procedure Code, Articles 190 and 191.
    """
    if rule is None:
        return Fill(ZERO, (Reason("no_filling", N_("The rules of this country do not let the fund fill damages.")),))
    basis = "; ".join(rule.basis)
    base = max(damage - paid_by_others, ZERO) if rule.order == "damages_first" else damage
    most = (base * rule.share / 100).quantize(CENT)
    most = min(most, rule.most) if rule.most is not None else most
    numbers = {"damage": plain(damage), "others": plain(paid_by_others), "share": rule.share, "fund": plain(paid_by_fund)}
    first = (
        N_("Damages come first: of %(damage)s others have paid %(others)s; the fund fills %(share)s percent of what is left.")
        if rule.order == "damages_first"
        else N_("The fund goes first: it advances %(share)s percent of %(damage)s; damages are paid besides.")
    )
    both = Reason("neither_bars", N_("A payment of the fund does not bar the claim, and the claim does not bar the fund."), basis=basis)
    already = Reason("paid_by_fund", N_("The fund has paid %(fund)s of it already."), numbers, basis)
    return Fill(max(most - paid_by_fund, ZERO), (Reason(rule.order, first, numbers, basis), already, both))

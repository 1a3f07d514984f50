"""Who may ask, decide, book and file claims: predicates of the acting role. The database asks again."""

from __future__ import annotations

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_

ASKS, WORKS, APPROVES, CLAIMS = "fund.request", "fund.work", "fund.approve", ("fund.request", "fund.work", "legal.work")
SEES = (ASKS, WORKS, "legal.work", "justice.court")


def may_ask(actor: Actor, writes: Group) -> Decision:
    """Asking the fund: a role that asks, and writes the money part of this case."""
    return allowed(actor.may(ASKS) and Group.G8 in writes, "may_not_ask", N_("Your role does not ask the fund for this person."))


def may_work(actor: Actor) -> Decision:
    """Booking and paying."""
    return allowed(actor.may(WORKS), "may_not_work", N_("Only the fund's own people book and pay."))


def may_decide(actor: Actor, fund: object) -> Decision:
    """Deciding: people of the fund that is asked, with the right to approve."""
    return allowed(actor.may(APPROVES) and actor.organisation_id == fund, "may_not_approve", N_("Only the fund that is asked decides."))


def may_claim(actor: Actor, writes: Group) -> Decision:
    """Keeping claims: lawyers, case workers, the fund."""
    ok = any(actor.may(one) for one in CLAIMS) and Group.G8 in writes
    return allowed(ok, "may_not_claim", N_("Your role does not keep claims of this person."))

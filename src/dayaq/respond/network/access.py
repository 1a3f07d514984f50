"""Who keeps the directory, leads people on and answers: predicates of the acting person and of facts."""

from __future__ import annotations

from uuid import UUID

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_

LEADERS = ("referral.send", "referral.receive")  # who finds people, and who received them and leads them on to shelter and help
READERS = ("referral.send", "referral.receive", "network.manage", "hotline.answer", "overview.read")


def may_keep(actor: Actor, organisation: UUID | None = None) -> Decision:
    """Keeping an entry of the directory: whoever manages the network, for the own body."""
    ok = actor.may("network.manage") and organisation in {None, actor.organisation_id}
    return allowed(ok, "not_your_service", N_("Only the body that gives this help keeps its entry."))


def may_lead_to(actor: Actor) -> Decision:
    """Leading a person to a body that works here: roles that refer, and roles that received the person under the law."""
    return allowed(leads(actor), "may_not_refer", N_("Your role does not refer people."))


def leads(actor: Actor) -> bool:
    """Whether the role leads people to bodies that work here."""
    return any(actor.may(one) for one in LEADERS)


def may_lead_on(actor: Actor) -> Decision:
    """Leading a person to a service outside or abroad: roles that refer."""
    return allowed(actor.may("referral.send"), "may_not_refer", N_("Your role does not refer people."))


def may_reply(actor: Actor, to_unit: UUID) -> Decision:
    """Saying yes or no to a service referral: the unit that is asked."""
    ok = leads(actor) and actor.unit_id == to_unit
    return allowed(ok, "not_asked_you", N_("Only the unit that was asked can answer."))


def may_take_back(actor: Actor, unit: UUID) -> Decision:
    """Taking back what was sent: the unit that sent it."""
    ok = leads(actor) and actor.unit_id == unit
    return allowed(ok, "not_sent_by_you", N_("Only the unit that sent it can take it back."))

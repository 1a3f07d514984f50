"""Who plans help, who sees what the people helped say of it. The database asks again."""

from __future__ import annotations

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_plan(actor: Actor, group: Group, writes: Group) -> Decision:
    """Planning and recording help in one group of one case."""
    ok = actor.may("support.plan") and group in writes
    return allowed(ok, "may_not_plan", N_("You may not change this part of the case."), "thb-law.6.3")


def may_hold_courses(actor: Actor) -> Decision:
    """Holding a course of the own body."""
    return allowed(actor.may("support.plan"), "may_not_hold", N_("Your role does not hold courses."))


def reads_feedback(actor: Actor) -> bool:
    """Whether the actor reads what people say of other bodies: a monitor, not the provider."""
    return actor.may("rights.answer") or actor.may("shelter.monitor")

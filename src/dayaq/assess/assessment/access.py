"""Who plans an assessment and who names its team: what the role must carry; the database asks for the team besides."""

from __future__ import annotations

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_plan(actor: Actor) -> Decision:
    """Planning is work of those who assess, or of those who commission."""
    ok = actor.may("assess.work") or actor.may("assess.commission")
    return allowed(ok, "not_planning", N_("This role does not plan assessments."))


def may_engage(actor: Actor) -> Decision:
    """The team is named by a lead or by the commissioner."""
    ok = actor.may("assess.work") or actor.may("assess.commission")
    return allowed(ok, "not_engaging", N_("This role does not name the team of an assessment."))


def may_work(actor: Actor) -> Decision:
    """Sources, treaties, inquiries, the list of bodies."""
    return allowed(actor.may("assess.work"), "not_working", N_("This role does not work on assessments."))


def may_ask(actor: Actor) -> Decision:
    """Names of people and what they said to an invitation."""
    return allowed(actor.may("assess.raw"), "not_asking", N_("This role does not see who was asked."))

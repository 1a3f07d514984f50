"""Who answers calls, keeps lines and reads sums: predicates of the acting person and of facts."""

from __future__ import annotations

from uuid import UUID

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_answer(actor: Actor) -> Decision:
    """Answering a line and writing calls."""
    return allowed(actor.may("hotline.answer"), "may_not_answer", N_("Your role does not answer a line."))


def may_change(actor: Actor, organisation: UUID) -> Decision:
    """Changing what the own body keeps."""
    ok = actor.may("hotline.answer") and actor.organisation_id == organisation
    return allowed(ok, "not_your_line", N_("Only the body whose line it is can do this."))


def may_open_case(actor: Actor) -> Decision:
    """Beginning help with a file out of a call."""
    ok = actor.may("hotline.answer") and actor.may("case.open")
    return allowed(ok, "may_not_open", N_("Your role does not open cases."))

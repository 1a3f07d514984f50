"""Who lets tables out: those who work on the assessment; the database asks for the team besides."""

from __future__ import annotations

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_release(actor: Actor) -> Decision:
    """Letting numbers out is work on the assessment by somebody who sees the answers they come from."""
    ok = actor.may("assess.work") and actor.may("assess.raw")
    return allowed(ok, "not_releasing", N_("This role does not let tables out of an assessment."))

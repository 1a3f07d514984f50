"""Who runs a workshop: the database asks for the team besides."""

from __future__ import annotations

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_run(actor: Actor) -> Decision:
    """Whoever works on assessments; facilitators of the team are among them."""
    return allowed(actor.may("assess.work"), "not_running", N_("This role does not run workshops."))

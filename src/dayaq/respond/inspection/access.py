"""Who inspects and mediates: predicates of the acting role. The database asks again."""

from __future__ import annotations

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_inspect(actor: Actor) -> Decision:
    """Whether the role inspects work places or mediates wages."""
    return allowed(actor.may("inspection.work"), "may_not_inspect", N_("Your role does not inspect work places."))

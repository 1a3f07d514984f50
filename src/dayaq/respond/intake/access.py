"""Who takes over a list."""

from __future__ import annotations

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_

IMPORTS = "case.import"


def may_import(actor: Actor) -> Decision:
    """Taking over a list: a role that imports and opens cases."""
    return allowed(actor.may(IMPORTS) and actor.may("case.open"), "may_not_import", N_("Your role does not take over case lists."))

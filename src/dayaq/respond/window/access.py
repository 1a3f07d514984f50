"""Who gives words and who ends them. The database asks again."""

from __future__ import annotations

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_give(actor: Actor, writes: Group) -> Decision:
    """Whoever works on the file gives the person words for it, and ends them.

    Basis: CoE Convention, Article 12(1)(d); Convention 108, Article 8.
    """
    ok = actor.may("case.write") and Group.G1 in writes
    return allowed(ok, "may_not_write", N_("You may not change this part of the case."), "thb-law.6.3")

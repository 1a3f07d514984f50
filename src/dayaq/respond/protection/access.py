"""Who works on protection: predicates of the acting role and of facts. The database asks again."""

from __future__ import annotations

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_work(actor: Actor, reads: Group) -> Decision:
    """Recording a risk, a threat, a measure: whoever works on protection and sees the core of the file.

    An investigator or a lawyer who writes nothing else of a case still records a threat: nobody has to ask first.
    """
    ok = actor.may("protection.work") and Group.G1 in reads
    return allowed(ok, "may_not_protect", N_("You do not work on the protection of this person."))


def known(ok: bool) -> Decision:
    """Whether a code stands on its list."""
    return allowed(ok, "not_on_list", N_("Choose from the list."))

"""Who may do what in case work: predicates of the acting role. The database asks again beneath."""

from __future__ import annotations

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_transfer(actor: Actor) -> Decision:
    """Assigning, transferring, handing over."""
    return allowed(actor.may("case.transfer"), "may_not_transfer", N_("Your role does not assign or transfer cases."))


def may_take(actor: Actor) -> Decision:
    """Taking over a case another body gives."""
    ok = actor.may("case.transfer") or actor.may("referral.receive")
    return allowed(ok, "may_not_take", N_("Your role does not take cases over."))


def may_print(actor: Actor, groups: Group, reads: Group) -> Decision:
    """Printing a summary: the role may, and every part is one that is read under a grant. Basis: THB Law, Article 6.3."""
    if not actor.may("case.print"):
        return allowed(False, "may_not_print", N_("Your role does not print summaries."))
    if groups & (Group.G2 | Group.G5) and not actor.may("case.reveal_identity"):
        return allowed(False, "may_not_reveal", N_("You may not see this: the case is worked on by its code."), "thb-law.6.3")
    ok = bool(groups) and not groups & ~reads
    return allowed(ok, "beyond_grant", N_("Choose parts of the file that you see."), "thb-law.6.3")

"""Who keeps a house, who visits one, who accredits: predicates of the acting role. The database asks again beneath."""

from __future__ import annotations

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_keep(actor: Actor) -> Decision:
    """Places, beds, stays of the own house."""
    return allowed(actor.may("shelter.manage"), "keeps_no_house", N_("Your role keeps no shelter."))


def may_visit(actor: Actor, conflict: Decision) -> Decision:
    """Visiting another body's house; nobody looks at a body he or she is tied to. A22."""
    if not actor.may("shelter.monitor"):
        return allowed(False, "no_monitor", N_("Your role does not visit shelters."))
    return conflict


def may_accredit(actor: Actor, conflict: Decision) -> Decision:
    """Deciding on an accreditation; nobody decides on a body he or she is tied to. A22."""
    if not actor.may("shelter.accredit"):
        return allowed(False, "no_accreditor", N_("Your role does not accredit."))
    return conflict

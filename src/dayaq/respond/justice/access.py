"""Who works on proceedings, represents, keeps notes: predicates of the acting role. The database asks again."""

from __future__ import annotations

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_lead(actor: Actor) -> Decision:
    """Whether the role works on proceedings."""
    return allowed(actor.may("justice.work") and Group.G6 in actor.writes, "may_not_lead", N_("Your role does not work on proceedings."))


def may_write(actor: Actor, writes: Group) -> Decision:
    """Whether the role writes in this proceeding, or in this person's part of one."""
    ok = actor.may("justice.work") and Group.G6 in writes
    return allowed(ok, "may_not_write", N_("You may not change this proceeding."))


def may_arrange(actor: Actor, writes: Group) -> Decision:
    """Whether the role records a wish for a lawyer and what came of it: whoever works on the core of the case."""
    return allowed(actor.may("case.write") and Group.G1 in writes, "may_not_write", N_("You may not change this part of the case."))


def may_mandate(actor: Actor, writes: Group) -> Decision:
    """Whether the role records who represents the person."""
    ok = actor.may("legal.work") and Group.G8 in writes
    return allowed(ok, "may_not_mandate", N_("Your role does not record mandates in this case."))


def may_note(actor: Actor, reads: Group) -> Decision:
    """Whether the role keeps privileged notes: a legal adviser who was let into the case. The author alone reads them."""
    ok = actor.may("legal.work") and Group.G1 in reads
    return allowed(ok, "may_not_note", N_("Privileged notes are kept by the person's lawyer or legal adviser."))

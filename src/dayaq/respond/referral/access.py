"""Who may do what with a referral: predicates of the acting person and of facts. The database asks again beneath."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.rules import one_side_only
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_refer(actor: Actor) -> Decision:
    """Sending and keeping back: roles that refer, in a unit."""
    return allowed(actor.may("referral.send") and actor.unit_id is not None, "may_not_refer", N_("Your role does not refer people."))


def may_follow(actor: Actor, from_unit: UUID | None) -> bool:
    """Whether the referral is the actor's own unit's to withdraw and to follow."""
    return actor.may("referral.send") and actor.unit_id is not None and actor.unit_id == from_unit


def may_receive(actor: Actor, to_unit: UUID) -> Decision:
    """Taking a person and papers over: only the unit addressed, and there only whoever receives.

    Basis: in pack az Cabinet Decision 21 of 1 February 2008, Article 7 (the officer on duty of the competent body).
    """
    ok = actor.may("referral.receive") and actor.unit_id == to_unit
    return allowed(ok, "not_yours_to_receive", N_("Only the unit that the referral is addressed to can do this."), "cm-21.7")


def may_answer(actor: Actor, to_unit: UUID) -> Decision:
    """Telling the referrer how it ended: whoever received."""
    ok = actor.may("referral.feedback") and actor.unit_id == to_unit
    return allowed(ok, "not_yours_to_answer", N_("The answer comes from the unit that received the person."))


def may_record_breach(actor: Actor) -> Decision:
    """Recording an unlawful step that happened: everybody who works with people."""
    return allowed(actor.may("referral.breach"), "may_not_record_breach", N_("Your role does not record breaches."))


def one_side(actor: Actor, tied: Collection[UUID], from_organisation: UUID | None, *, own_work: bool) -> Decision:
    """Nobody stands on both sides of a referral, nor receives or decides what he or she sent.

    A body that refers to its own officer on duty is one side; there another person receives.
    Basis: IOM needs assessment, recommendation 63 (conflict of interest); CoE Convention, Article 29.
    """
    tie = one_side_only(acting_for=actor.organisation_id, other_side=from_organisation, tied=tied)
    return tie and allowed(not own_work, "own_work", N_("You sent this referral yourself: somebody else has to do this."), "coe197.29")

"""Who may do what with a case file: predicates of the acting role and of facts. The database asks again beneath."""

from __future__ import annotations

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_

OPENERS = ("case.open", "referral.receive", "referral.send")
OUTCOMES = ("given", "offered", "refused_by_person", "not_available")
WORDS = ("not_asked", "agreed", "refused", "withdrawn")
REMOVAL_REASONS = ("wrong_case", "wrong_status", "duplicate", "wrong_date", "other")


def may_open(actor: Actor) -> Decision:
    """Opening a case: roles that open, send or receive, in a unit."""
    ok = actor.membership_id is not None and any(actor.may(permission) for permission in OPENERS)
    return allowed(ok, "may_not_open", N_("Your role does not open cases."))


def may_write(actor: Actor, group: Group, granted: Group) -> Decision:
    """Writing one group of one case. Basis: THB Law, Article 6.3 (only necessary information)."""
    ok = actor.may("case.write") and bool(group & granted)
    return allowed(ok, "may_not_write", N_("You may not change this part of the case."), "thb-law.6.3")


def may_reveal(actor: Actor, group: Group, granted: Group) -> Decision:
    """Seeing who the person is or how to reach the person; every such look is logged."""
    ok = actor.may("case.reveal_identity") and bool(group & granted)
    return allowed(ok, "may_not_reveal", N_("You may not see this: the case is worked on by its code."), "thb-law.6.3")


def may_state(actor: Actor, rule: Decision, *, by_decision: bool, evidence: str) -> Decision:
    """Saying a status: the role may, the pack lets the body, and a status that is decided rests on its decision."""
    if by_decision and not evidence:
        return allowed(False, "needs_decision", N_("This status is given by a formal decision, not by hand."))
    if not (actor.may("case.assert_status") or (by_decision and actor.may("identification.decide"))):
        return allowed(False, "may_not_assert", N_("Your role does not state a status."))
    return rule


def may_remove(actor: Actor, organisation: object, reason: str) -> Decision:
    """Marking one's own body's word as recorded in error, with a reason; nobody removes another body's word."""
    if organisation != actor.organisation_id:
        return allowed(False, "word_of_another_body", N_("Only the body that said it may mark it as recorded in error."))
    return allowed(reason in REMOVAL_REASONS, "reason_needed", N_("Say why this was recorded in error."))


def check_help(outcome: str, reason: str) -> Decision:
    """Help that is not available needs its reason: it is counted, never lost. Basis: CoE Convention, Article 12(1)."""
    if outcome not in OUTCOMES:
        return allowed(False, "unknown_outcome", N_("Say whether the help was given, offered, refused or not available."))
    ok = outcome != "not_available" or bool(reason)
    return allowed(ok, "reason_needed", N_("Say why the help was not available."), "coe197.12(1)")


def owns_log(actor: Actor, owner_organisation: object) -> bool:
    """Whether "who opened this" is shown: to holders of the permission in the organisation that owns the case."""
    return actor.may("case.access_log") and owner_organisation == actor.organisation_id

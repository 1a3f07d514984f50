"""Who decides, tells, comments, reviews, asks for a removal: predicates of the acting role and of facts. The database asks again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_
from dayaq.respond.identification import rules

REMOVED_WHY: Mapping[str, str] = {
    "wrong_case": N_("entered on the wrong case"),
    "wrong_status": N_("the wrong outcome was entered"),
    "duplicate": N_("entered twice"),
    "wrong_date": N_("the wrong date was entered"),
    "other": N_("another mistake of entry"),
}
LIFTED_WHY: Mapping[str, str] = {
    "decided": N_("a decision was made and no review is open"),
    "reflection_over": N_("the reflection period is over"),
    "request_withdrawn": N_("the body no longer plans a removal"),
    "voluntary_return": N_("the person returns of its own will, after an assessment of the risk"),
}
ASKED_BY = ("person", "guardian", "lawyer", "ngo")


def may_write(actor: Actor, group: Group, writes: Group) -> Decision:
    """Whether the role writes this group of this case."""
    return allowed(actor.may("case.write") and group in writes, "may_not_write", N_("You may not change this part of the case."))


def may_step(actor: Actor, means_body: bool, *, helps: bool) -> Decision:
    """Whether the body takes this step: help anybody, the others whom the pack names, by a role that inquires."""
    if not means_body:
        return allowed(False, "step_of_another_body", N_("This step is another body's work under the country's rules."))
    ok = helps or actor.may("identification.inquire")
    return allowed(ok, "may_not_inquire", N_("Your role does not lead the steps of identification."))


def may_decide(actor: Actor, deciders: Iterable[str], writes: Group, conflict: Decision) -> Decision:
    """Whether this person decides on status: role, competent body, access to facts, and no second side."""
    named = rules.may_decide(actor.organisation, deciders, conflict)
    if not named.ok:
        return named
    if not actor.may("identification.decide"):
        return allowed(False, "may_not_decide", N_("Your role does not decide on status."))
    return allowed(
        Group.G1 in writes and Group.G3 in writes, "no_facts", N_("Without access to the facts of this case there is no decision.")
    )


def may_remove(actor: Actor, organisation: UUID, reason: str, *, removed: bool) -> Decision:
    """Marking one's own body's decision as recorded in error, once, with a reason from the list."""
    if organisation != actor.organisation_id or not actor.may("identification.decide"):
        return allowed(False, "decision_of_another_body", N_("Only the body that decided may mark its decision as recorded in error."))
    if removed:
        return allowed(False, "removed_already", N_("This decision was marked as recorded in error already."))
    return allowed(reason in REMOVED_WHY, "reason_needed", N_("Say why this was recorded in error."))


def may_comment(actor: Actor, means_body: bool, *, taking_part: bool) -> Decision:
    """Whether an organisation stands beside the assessment: the pack lets it, and it referred this person.

    Basis: in pack az Cabinet Decision 123 (referring organisations take part).
    """
    ok = actor.may("identification.comment") and means_body and taking_part
    return allowed(ok, "no_co_assessor", N_("A comment is for the organisation that referred this person and takes part."))


def may_review(actor: Actor, bodies: Iterable[str]) -> Decision:
    """Whether this body decides on a review."""
    ok = (actor.may("identification.review") or actor.may("identification.decide")) and actor.organisation in set(bodies)
    return allowed(ok, "no_reviewer", N_("Another body decides on the review."))


def may_lift(hold: rules.RemovalHold, reason: str, *, lifted: bool) -> Decision:
    """A hold ends when nothing stands against the removal any more, or nobody plans it; never by mere wish."""
    if lifted:
        return allowed(False, "lifted_already", N_("This hold is lifted already."))
    if reason not in LIFTED_WHY:
        return allowed(False, "reason_needed", N_("Say why the hold ends."))
    return hold.decision if reason in {"decided", "reflection_over"} else Decision.allow()

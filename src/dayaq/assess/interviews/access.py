"""Who may write about interviews: predicates of the role in the assessment's team. Row security asks again beneath."""

from __future__ import annotations

from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_interview(role: str) -> Decision:
    """Whether headers, consent and notes are this member's to write."""
    return allowed(role in {"lead", "assessor"}, "not_interviewer", N_("Interviews are written down by those who lead or assess."))


def may_code(role: str) -> Decision:
    """Whether texts are this member's to code."""
    return allowed(role in {"lead", "assessor", "coder"}, "not_coder", N_("Texts are coded by those who lead, assess or code."))


def may_approve(role: str) -> Decision:
    """Whether this member may let a paraphrase leave the team."""
    return allowed(role in {"lead", "assessor"}, "not_approver", N_("What leaves the team is decided by those who lead or assess."))

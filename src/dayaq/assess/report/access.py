"""Who builds and releases reports: whoever works on the assessment and sees the answers its numbers come from."""

from __future__ import annotations

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_


def may_build(actor: Actor) -> Decision:
    """Building reads every answer, so that a wrong number stops it; others read what was built."""
    ok = actor.may("assess.work") and actor.may("assess.raw")
    return allowed(ok, "not_building", N_("This role does not build reports of an assessment."))


def may_write(actor: Actor) -> Decision:
    """Passages are work on the assessment."""
    return allowed(actor.may("assess.work"), "not_writing", N_("This role does not write in the report."))

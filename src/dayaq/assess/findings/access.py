"""Who may write: whoever works on assessments. Of which one, row security knows."""

from __future__ import annotations

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_

READ, WORK = "assess.read", "assess.work"


def may_work(by: Actor) -> Decision:
    """Whether ``by`` may write at all; the team of an assessment is checked beneath."""
    return allowed(by.may(WORK), "not_working", N_("Your role reads assessments and does not write in them."))

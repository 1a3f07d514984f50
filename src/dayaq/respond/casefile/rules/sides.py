"""Nobody stands on two sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_


def conflicts(affiliations: Iterable[str], sides: Mapping[str, str], *, own_work: bool = False) -> Decision:
    """Whether one person stands on two sides of a referral, a decision or a monitoring step.

    ``sides``: role of the side ("referrer", "decider", "monitored"...) to organisation; ``own_work``: the
    step judges what the actor did. Basis: IOM needs assessment, recommendation 63; CoE Convention, Article 29.
    """
    held = {organisation for organisation in sides.values() if organisation in frozenset(affiliations)}
    if len(held) > 1:
        text = N_("You belong to more than one side (%(sides)s): somebody else has to do this.")
        return Decision.refuse(Reason("both_sides", text, {"sides": ", ".join(sorted(held))}))
    if own_work:
        return Decision.refuse(Reason("own_work", N_("Nobody approves or monitors their own work.")))
    return Decision.allow()

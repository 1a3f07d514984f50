"""Who may ask, answer and finish a screening: predicates of the acting role and of facts. The database asks again beneath."""

from __future__ import annotations

from uuid import UUID

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_


def may_fill(actor: Actor, writes: Group) -> Decision:
    """Whether the role fills screenings and writes the facts of this case (``writes``: its groups).

    Basis: CoE Convention, Article 10(1); in pack az the Law, Article 6.3 (only necessary information).
    """
    if not actor.may("screening.fill"):
        return Decision.refuse(Reason("may_not_screen", N_("Your role does not fill screenings.")))
    if Group.G3 not in writes:
        return Decision.refuse(
            Reason("no_facts", N_("Your access to this case does not include writing what happened."), basis="thb-law.6.3")
        )
    return Decision.allow()


def may_go_on(actor: Actor, organisation: UUID, *, finished: bool) -> Decision:
    """Whether an unfinished screening may be gone on with: by the body that began it; a finished one never changes."""
    if finished:
        text = N_("This screening is finished and stays as it is. Begin a new one to correct it.")
        return Decision.refuse(Reason("finished", text))
    if actor.organisation_id != organisation:
        return Decision.refuse(Reason("of_another_body", N_("Another body began this screening; begin your own beside it.")))
    return Decision.allow()

"""Who may manage whom. Pure: the facts are arguments."""

from __future__ import annotations

from uuid import UUID

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_

HOME = ("coordinator", "system")  # bodies whose administrator looks after the whole installation


def everywhere(actor: Actor) -> bool:
    """Whether the actor manages people of every organisation: the national office's administrator."""
    return actor.may("people.manage") and actor.body_type in HOME


def may_manage(actor: Actor, organisation: UUID) -> Decision:
    """Whether the actor may invite to, and give or end roles in, an organisation."""
    if not actor.may("people.manage"):
        return Decision.refuse(Reason("not_administrator", N_("Only an administrator manages people.")))
    if everywhere(actor) or actor.organisation_id == organisation:
        return Decision.allow()
    return Decision.refuse(Reason("other_organisation", N_("You manage people of your own organisation only.")))


def may_change_rights(actor: Actor, person: UUID) -> Decision:
    """Nobody changes his own rights, an administrator neither.

    Basis: ISO/IEC 27002:2022, 5.3 (segregation of duties).
    """
    if actor.user_id == person:
        return Decision.refuse(Reason("own_rights", N_("Nobody changes his or her own rights. Ask another administrator.")))
    return Decision.allow()


def may_close(actor: Actor, elsewhere: bool) -> Decision:
    """Whether the actor may deactivate a person; ``elsewhere``: the person also works for another organisation."""
    if elsewhere and not everywhere(actor):
        text = N_("This person also works for another organisation. End the roles in yours, or ask the national office.")
        return Decision.refuse(Reason("works_elsewhere", text))
    return Decision.allow()

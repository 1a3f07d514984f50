"""Who records events, takes information, works on a child's path: predicates of the acting role. The database asks again."""

from __future__ import annotations

from uuid import UUID

from dayaq.base.access.rules import NOWHERE, Actor, Group
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_

OPENS = ("case.open", "referral.receive", "referral.send")


def may_record(actor: Actor) -> Decision:
    """Whether the role records events and information: it works in a unit and opens files."""
    ok = actor.may("event.record") and actor.unit_id != NOWHERE and any(actor.may(permission) for permission in OPENS)
    return allowed(ok and Group.G1 in actor.writes, "may_not_record", N_("Your role does not record events and information."))


def may_enter(actor: Actor, organisation: UUID, *, closed: bool) -> Decision:
    """Whether lines of the sheet are entered: by the body that recorded the event, while it is open."""
    if closed:
        return allowed(False, "event_closed", N_("This event is closed."))
    own = actor.organisation_id == organisation and may_record(actor).ok
    return allowed(own, "event_of_another_body", N_("Only the body that recorded the event enters its lines."))


def may_write(actor: Actor, group: Group, writes: Group) -> Decision:
    """Whether the role writes this group of this file."""
    return allowed(actor.may("case.write") and group in writes, "may_not_write", N_("You may not change this part of the case."))


def may_check(actor: Actor) -> Decision:
    """Whether the role plans and records checks of its body."""
    return allowed(actor.may("event.record"), "may_not_check", N_("Your role does not record checks."))


def may_assess(actor: Actor, unit: UUID, passed_to: UUID | None) -> Decision:
    """Information is assessed by the unit it was passed to, else by the unit that took it."""
    mine = actor.unit_id == (passed_to or unit) and actor.may("event.record")
    return allowed(mine, "not_yours_to_assess", N_("The unit to which the information was passed assesses it."))

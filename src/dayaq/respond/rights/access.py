"""Who tells, who receives complaints, who answers. The database asks again."""

from __future__ import annotations

from uuid import UUID

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_

RECEIVERS = ("case.write", "hotline.answer", "rights.answer", "window.open")


def may_tell(actor: Actor, writes: Group) -> Decision:
    """Everybody who works on a case tells the person of the rights."""
    ok = actor.may("case.write") and Group.G1 in writes
    return allowed(ok, "may_not_write", N_("You may not change this part of the case."), "thb-law.6.3")


def may_receive(actor: Actor) -> Decision:
    """Whoever meets people takes a complaint; nobody is sent away with one."""
    ok = any(actor.may(permission) for permission in RECEIVERS)
    return allowed(ok, "may_not_receive", N_("Your role does not take complaints."))


def may_answer_request(actor: Actor, owner: UUID | None, writes: Group) -> Decision:
    """A request about data is answered by the body that keeps the file, by somebody who watches over access to it.

    Rule: DAT-04. Basis: Convention 108, Article 8.
    """
    ok = actor.may("case.access_log") and owner == actor.organisation_id and Group.G1 in writes
    return allowed(ok, "may_not_answer", N_("The body that keeps the file answers, by whoever watches over access to it."))

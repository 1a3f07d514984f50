"""Who works on residence and return: predicates of the acting role and of facts. The database asks again."""

from __future__ import annotations

from collections.abc import Iterable

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_

LEVELS = ("high", "medium", "low")
EXCLUDED = ("yes", "no", "not_clear")
VIEWS = ("wants", "does_not_want", "undecided", "could_not_say")
PARTNERS = ("prepared", "not_wanted", "none_found")


def may_work(actor: Actor, group: Group, granted: Group) -> Decision:
    """Writing a part of residence or return: the role works on it and writes this group of this case."""
    ok = actor.may("residence.work") and actor.may("case.write") and bool(group & granted)
    return allowed(ok, "may_not_write", N_("You may not change this part of the case."), "thb-law.6.3")


def may_decide(actor: Actor, body: str, deciding: Iterable[str]) -> Decision:
    """Recording a decision on a permit: the deciding body by a role that decides; another body's paper by whoever works on residence."""
    if body not in frozenset(deciding):
        return allowed(False, "not_competent", N_("Under the country's rules another body decides on this permit."))
    ok = actor.may("residence.decide") if actor.organisation == body else actor.may("residence.work")
    return allowed(ok, "may_not_decide", N_("Your role does not decide on permits."))


def known(ok: bool) -> Decision:
    """Whether a code stands on its list."""
    return allowed(ok, "not_on_list", N_("Choose from the list."))

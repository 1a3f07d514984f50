"""Papers hold several groups at once: who reads one must be let into all of them. And the words that open the person's window."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.respond.papers.access import Exit
from dayaq.respond.papers.actions import make, sign
from dayaq.respond.window import actions as window
from tests.cast import Person
from tests.world.base import World


def tell(world: World) -> None:
    """A paper with a name on an order, signed; words given to the person."""
    for name, who in (("walked", "ngo"), ("kept", "ngo"), ("outside", "outsider")):
        by = world.people[who]
        with acting(by.actor):
            made(world, name, by)
            given = window.give_words(case=world.row(name), language="az", by=by.actor, at=timezone.now())
        world.note(name, "window.key", given.key)


def made(world: World, name: str, by: Person) -> None:
    """The paper; its words and who signed are of all the groups it holds."""
    now = timezone.now() - timedelta(minutes=5)
    every: list[Group] = []
    rule = lambda person: all(world.readable(name, person) & group for group in every)  # noqa: E731 - filled below
    words = {
        part: world.plant(name, "G1", f"paper_{part}", rule) for part in ("recipient", "reason", "order_number", "order_body", "signed_by")
    }
    way = Exit("order", words["recipient"], reason=words["reason"], order_number=words["order_number"], order_body=words["order_body"])
    paper = make(case=world.row(name), template="disclosure_authorisation", language="az", by=by.actor, at=now, way=way)
    every += [group for group in Group if group.value & paper.groups]
    sign(paper=paper, on=now.date(), signed_by=words["signed_by"], by=by.actor, at=now)
    world.note(name, "papers.paper", paper.id)

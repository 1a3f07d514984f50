"""The directory, a person led on, links to services outside, packages for abroad. The message of a link and the risk are story (G3)."""

from __future__ import annotations

from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.respond.network import actions
from dayaq.respond.network.actions import Parcel
from tests.cast import Person
from tests.world.base import World, hours


def tell(world: World) -> None:
    """What goes out of three cases; only the one that walked is led on to another body."""
    ngo, helper = world.people["ngo"], world.people["helper"]
    for name, by in (("walked", ngo), ("kept", ngo), ("outside", world.people["outsider"])):
        sent(world, name, by)
    with acting(ngo.actor):
        row = actions.refer_onward(case=world.row("walked"), to_unit=helper.unit, services=["legal"], by=ngo.actor, at=hours(10))
    world.note("walked", "network.onward", row.id)
    world.grants.append(("walked", helper.actor.unit_id, Group.G1, "consent"))
    for name, by in (("walked", ngo), ("outside", world.people["outsider"])):
        with acting(by.actor):
            service = actions.keep_service(fields={"kind": "legal", "region": "capital", "title": "Advice"}, by=by.actor, at=hours(1))
        world.note(name, "network.service", service.id, lambda _person: True)  # the directory is everybody's


def sent(world: World, name: str, by: Person) -> None:
    """A link with a message, a package with its risk."""
    with acting(by.actor):
        case, word = world.row(name), timezone.now() - (hours(1) - hours(0))
        parcel = Parcel(
            recipient=world.plant(name, "G3", "link_recipient"), fields=["sex", "message"], services=["medical"], consent_at=word, link_channel="email",
            code_channel="telephone", message=world.plant(name, "G3", "link_message"),
        )  # fmt: skip
        world.note(name, "network.link", actions.make_link(case=case, parcel=parcel, by=by.actor, at=timezone.now()).link.id)
        abroad = Parcel(recipient=world.plant(name, "G3", "partner_abroad"), fields=["sex"], services=["medical"], consent_at=word)
        note = world.plant(name, "G3", "package_risk")
        package = actions.make_package(
            case=case, parcel=abroad, country="GE", partner_kind="ngo", risk="low", risk_note=note, by=by.actor, at=timezone.now()
        )
        world.note(name, "network.package", package.id)

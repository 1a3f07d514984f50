"""Reflection, permits, alerts and returns: words of a return are story (G3), the partner a name (G2), the way a place (G5)."""

from __future__ import annotations

from dataclasses import replace

from dayaq.base.access.context import acting
from dayaq.respond.residence import actions
from dayaq.respond.residence.actions.returning import Risk
from dayaq.respond.residence.rules import Choice
from tests.cast import Person
from tests.world.base import World, hours

SAFE = Risk(level="low", factors=("none_found",), excluded="yes", safe=True)


def tell(world: World) -> None:
    """Three cases with a return under way; the one that walked has a reflection period and a permit asked for."""
    for name, who in (("walked", "ngo"), ("kept", "ngo"), ("outside", "outsider")):
        by = world.people[who]
        with acting(by.actor):
            returning(world, name, by)
            staying(world, name, by)
    officer = world.people["officer"]
    with acting(officer.actor):
        period = actions.give_reflection(case=world.row("walked"), by=officer.actor, at=hours(10))
    world.note("walked", "residence.period", period.id)


def staying(world: World, name: str, by: Person) -> None:
    """A permit applied for, an alert, and who acts for the person later (G8)."""
    case = world.row(name)
    permit = actions.apply_permit(case=case, kind="temporary", grounds=("personal",), by=by.actor, at=hours(10))
    world.note(name, "residence.permit", permit.id)
    words = {place: world.plant(name, "G8", f"continuing_{place}") for place in ("holder", "detail")}
    row = actions.keep_going(case=case, kind="power_of_attorney", by=by.actor, at=hours(11), **words)
    world.note(name, "residence.continuing", row.id)
    alert = actions.raise_alert(case=case, kind="compensation", by=by.actor, at=hours(11))
    world.note(name, "residence.alert", alert.id)


def returning(world: World, name: str, by: Person) -> None:
    """A return as far as its day."""
    case = world.row(name)
    way = actions.begin_return(case=case, kind="home", country="UZ", by=by.actor, at=hours(10))
    world.note(name, "residence.journey", way.id)
    choice = Choice(free=True, informed=True, advised=True, language="uz")
    way = actions.hear_choice(journey=way, choice=choice, version=way.version, by=by.actor, at=hours(11))
    risk = replace(SAFE, text=world.plant(name, "G3", "return_risk"), language="az")
    actions.assess_return(journey=way, risk=risk, by=by.actor, at=hours(11))
    partner = {place: world.plant(name, "G2", f"partner_{place}") for place in ("name", "contact")}
    actions.prepare_partner(journey=way, outcome="prepared", version=way.version, by=by.actor, at=hours(12), consent=True, **partner)
    actions.plan_travel(journey=way, text=world.plant(name, "G5", "travel"), by=by.actor, at=hours(12))

"""Events and information are access files of their own; who is suspected is read with G6 of the event alone."""

from __future__ import annotations

from datetime import date

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.respond.detection import actions
from dayaq.respond.detection.actions import NewBestInterest, NewEvent
from dayaq.respond.detection.models import SheetDraft, Suspect
from dayaq.respond.detection.rules import Line
from dayaq.respond.detection.rules.sheet import Read
from tests.cast import Person
from tests.world.base import World, hours, may, of_body

RECORD = "event.record"


def tell(world: World) -> None:
    """Events, information and checks of four bodies; a street child and what a child needs."""
    for name, who in (("walked", "officer"), ("kept", "ngo"), ("outside", "outsider"), ("found", "inspector")):
        by = world.people[who]
        with acting(by.actor):
            met(world, name, by)
            informed(world, name, by)
    for name, who in (("walked", "ngo"), ("kept", "ngo"), ("outside", "outsider")):
        with acting(world.people[who].actor):
            child(world, name, world.people[who])


def met(world: World, name: str, by: Person) -> None:
    """An event with its account; a suspect and a sheet that waits where the role writes them."""
    new = NewEvent(way="building_site", region="capital", persons_met=2)
    event = actions.record_event(new=new, by=by.actor, at=hours(1))
    own = world.file(name, "event", event.id, by)
    reach, able = world.of_file(own), may(RECORD)
    world.note(name, "detection.event", event.id, lambda person: reach(person) and able(person))
    if Group.G3 in by.actor.writes:
        words = {place: world.plant(own, "G3", place) for place in ("place", "text")}
        actions.describe_event(event=event, language="az", by=by.actor, at=hours(1), **words)
    if Group.G6 in by.actor.reads:
        suspect = actions.note_suspect(
            event=event, read=reading(world, own), by=by.actor, at=hours(1), statement=world.plant(own, "G6", "statement")
        )
        world.note(name, "detection.suspect", suspect)
        assert Suspect.objects.filter(id=suspect).exists()
    if Group.G2 in by.actor.reads:
        actions.keep_draft(event=event, lines=[Line(9, given_name=world.plant(own, "G2", "sheet_draft"))], by=by.actor, at=hours(1))
        assert SheetDraft.objects.filter(event=event).exists()


def reading(world: World, own: str) -> Read:
    """One line of a sheet about a foreman."""
    names = {place: world.plant(own, "G6", f"suspect_{place}") for place in ("given_name", "family_name")}
    return Read(number=8, sex="male", age_band="adult", birth="", under_18="no", nationality="", language="az", role="foreman", **names)


def informed(world: World, name: str, by: Person) -> None:
    """A tip-off nobody handed on, and a check planned."""
    row = actions.take_information(
        about="workplace", source="ngo", by=by.actor, at=hours(1), region="capital", language="az", hand_on=False,
        text=world.plant(f"{name}signal", "G3", "information"),
    )  # fmt: skip
    own = world.file(name, "signal", row.id, by)
    reach, able = world.of_file(own), may(RECORD)
    world.note(name, "detection.signal", row.id, lambda person: reach(person) and able(person))
    check = actions.plan_check(way="market", by=by.actor, at=hours(1), region="capital")
    world.note(name, "detection.check", check.id, of_body(by, RECORD))


def child(world: World, name: str, by: Person) -> None:
    """Found in the street; what is best was decided, in words of family (G7)."""
    case = world.row(name)
    stop = actions.find_street_child(case=case, found_at=hours(10), by=by.actor, at=hours(10))
    world.note(name, "detection.stop", stop.id)
    new = NewBestInterest(
        about="care", heard="heard", view=world.plant(name, "G7", "child_view"), factors=("safety",), outcome="in_interest",
        reasons=world.plant(name, "G7", "best_interest"), review_on=date(2016, 8, 2), present=("psychologist",),
    )  # fmt: skip
    actions.decide_best_interest(case=case, new=new, by=by.actor, at=hours(11))

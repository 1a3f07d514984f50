"""A house reads the rows it wrote, whatever it was given of the case; an address is its unit's alone; findings are both sides'."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from dayaq.respond.shelter import actions
from dayaq.respond.shelter.actions import Admission
from dayaq.respond.shelter.models import Rent
from tests.cast import Person
from tests.world.base import World, either, hours, may, of_body, of_unit

MANAGE = "shelter.manage"
OPENED = date(2012, 1, 1)


def tell(world: World) -> None:
    """The house of the organisation with two residents, the State's house without any; both are visited."""
    for name, who in (("walked", "shelter"), ("night", "warden")):
        by = world.people[who]
        with acting(by.actor):
            house(world, name, by)
    keeper = world.people["shelter"]
    with acting(keeper.actor):
        resident(world, "walked", keeper, 0)
        resident(world, "kept", keeper, 1)
    visited(world, "walked", keeper)


def house(world: World, name: str, by: Person) -> None:
    """A hidden place with beds; where it is."""
    place = actions.open_place(code="house", kind="shelter", by=by.actor, on=OPENED, hidden=True)
    units = of_unit(by, MANAGE)
    world.note(name, "shelter.place", place.id, units)
    words = {part: world.plant(name, "B1", f"address_{part}", units) for part in ("text", "phone")}
    actions.set_address(place=place, version=None, by=by.actor, **words)
    area = actions.add_area(place=place, code="women", serves="women", by=by.actor)
    beds = actions.lay_beds(area=area, count=3, by=by.actor, since=OPENED)
    world.note(name, "shelter.bed", beds[2].id, units)
    for n, bed in enumerate(beds):
        world.note(name, f"bed{n}", bed.id)


def resident(world: World, name: str, by: Person, n: int) -> None:
    """One in a bed, who wants to go out and pays a rent; the next waits."""
    from dayaq.respond.shelter.models import Bed

    case, at, units = world.row(name), hours(12), of_unit(by, MANAGE)
    bed = Bed.objects.get(id=world.ids["walked"][f"bed{n}"])
    stay = actions.admit(case=case, new=Admission(bed=bed), by=by.actor, at=at)
    world.note(name, "shelter.stay", stay.id)
    leave = actions.ask_leave(
        stay=stay, kind="out", wanted_from=at + timedelta(days=1), wanted_until=at + timedelta(days=2), by=by.actor, at=at
    )
    world.note(name, "shelter.leave", leave.id, units)
    actions.rent_out(case=case, since=date(2016, 4, 1), until=date(2016, 8, 1), amount=Decimal(30), currency="AZN", by=by.actor)
    world.note(name, "shelter.rent", Rent.objects.filter(case=case).earliest("due_on").id)
    waiting = actions.wait(case=case, serves="families", priorities=(), by=by.actor, at=at)
    reads = world.of_file(name)  # who waits is a fact of the case's core
    able = may(MANAGE)
    world.note(name, "shelter.waiting", waiting.id, lambda person: able(person) and (units(person) or reads(person)))


def visited(world: World, name: str, keeper: Person) -> None:
    """A monitor's visit with a finding, answered; an accreditation."""
    monitor, accreditor = world.people["monitor"], world.people["accreditor"]
    provider = Organisation.objects.get(code="clean_world").id
    watching = of_body(monitor, "shelter.monitor")
    both = either(watching, of_body(keeper, MANAGE))
    with acting(monitor.actor):
        visit = actions.visit(provider=provider, place=None, announced=False, residents=2, staff=3, by=monitor.actor, at=hours(20))
        found = actions.find(
            visit=visit, standard="phone", result="partly", text=world.plant(name, "B1", "finding", both), due_on=date(2016, 4, 1),
            by=monitor.actor, at=hours(21),
        )  # fmt: skip
    world.note(name, "shelter.visit", visit.id, both)
    world.note(name, "shelter.finding", found.id, both)
    with acting(keeper.actor):
        reads = either(may("shelter.monitor"), of_body(keeper, MANAGE))
        actions.reply(finding=found, agrees=True, text=world.plant(name, "B1", "reply", reads), by=keeper.actor, at=hours(22))
    with acting(accreditor.actor):
        row = actions.accredit(
            provider=provider, kind="domestic_violence", outcome="given", reason="standards_met", expires_on=date(2030, 1, 1),
            by=accreditor.actor, at=hours(1),
        )  # fmt: skip
    world.note(name, "shelter.row", row.id, of_body(accreditor, "shelter.accredit"))

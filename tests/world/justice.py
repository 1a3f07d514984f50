"""A proceeding is a file of its own; a privileged note is its author's alone, whatever anybody was let into."""

from __future__ import annotations

from decimal import Decimal

from django.db import connection

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.respond.justice import actions
from dayaq.respond.justice.actions import NewMandate
from dayaq.respond.justice.models import Lawyer, LegalRequest, Mandate, Party, Proceeding
from tests.cast import Person
from tests.world.base import World, author, hours, may, of_body

READS = may("justice.court", "justice.work")
LEGAL = Group.G1 | Group.G2 | Group.G3 | Group.G8


def tell(world: World) -> None:
    """A proceeding of the investigators with the person who walked in it; her lawyer; notes."""
    officer = world.people["officer"]
    with acting(officer.actor):
        row = opened(world, officer)
        court(world, row, officer)
        named(world, row, officer)
    entry = lawyer(world)
    represented(world, entry)
    for name, who in (("walked", "lawyer"), ("kept", "ngo"), ("outside", "outsider")):
        by = world.people[who]
        with acting(by.actor):
            text = world.plant(name, "G1", "privileged", author(by))
            actions.add_note(case=world.row(name), text=text, language="az", by=by.actor, at=hours(30))


def opened(world: World, by: Person) -> Proceeding:
    """The proceeding with one accused."""
    row = actions.open_proceeding(number=world.plant("walkedcourt", "G6", "number", READS), by=by.actor, at=hours(10), origin="reactive")
    own = world.file("walked", "court", row.id, by)
    reach = world.of_file(own, Group.G6)
    world.note("walked", "justice.proceeding", row.id, lambda person: READS(person) and reach(person))
    (first,) = actions.add_offenders(
        proceeding=row, by=by.actor, at=hours(11), sex="male", age_band="adult", role="recruiter", suspected_at=hours(11),
        name=world.plant(own, "G6", "offender", READS),
    )  # fmt: skip
    world.note("walked", "justice.person", first.id)
    one = actions.charge(offender=first, article="144-1", by=by.actor, at=hours(12))
    world.note("walked", "justice.charge", one.id)
    world.note("walked", "justice.unit", by.actor.unit_id)
    return row


def court(world: World, row: Proceeding, by: Person) -> None:
    """A hearing, an asset, facts; a verdict."""
    from dayaq.respond.justice.models import Charge, Offender

    place = world.plant("walkedcourt", "G6", "court", READS)
    hearing = actions.set_hearing(proceeding=row, kind="main", by=by.actor, at=hours(20), court=place)
    world.note("walked", "justice.row", hearing.id)
    actions.add_asset(proceeding=row, kind="vehicle", value=Decimal(100), by=by.actor, at=hours(20))
    number = world.plant("walked", "B1", "fact", of_body(by, "justice.work"))
    actions.register_facts(body="ctmd", article="144-1", number=number, proceeding=row, by=by.actor, at=hours(10))
    first = Offender.objects.get(id=world.ids["walked"]["justice.person"])
    outcomes = {Charge.objects.get(id=world.ids["walked"]["justice.charge"]).id: "convicted"}
    actions.give_verdict(
        offender=first, convicted=True, by=by.actor, at=hours(20), outcomes=outcomes, sentence="prison", months=78,
        court=world.plant("walkedcourt", "G6", "verdict", READS),
    )  # fmt: skip


def named(world: World, row: Proceeding, by: Person) -> None:
    """The person takes part in it."""
    case = world.row("walked")
    party = actions.link_person(case=case, proceeding=row, role="both", consent="agreed", by=by.actor, at=hours(12))
    actions.record_statement(
        case=case, method="recorded", asked_by="investigator", consent="agreed", by=by.actor, at=hours(13), proceeding=row,
        present=("lawyer",), language="az",
    )  # fmt: skip
    assert Party.objects.filter(id=party.id).exists()
    world.note("walked", "justice.party", party.id)


def lawyer(world: World) -> Lawyer:
    """An entry of the register, which everybody who works on cases reads."""
    by = world.people["lawyer"]
    everybody = may("legal.work", "justice.work", "justice.court", "case.write")
    with acting(by.actor):
        entry = actions.register_lawyer(
            name=world.plant("walked", "B1", "lawyer", everybody), bar_member=True, languages=["az"], user=by.user.id, body="bar",
            by=by.actor, at=hours(1),
        )  # fmt: skip
    world.note("walked", "justice.lawyer", entry.id, of_body(by, "legal.work", "justice.work"))
    return entry


def represented(world: World, entry: Lawyer) -> None:
    """She agreed that a lawyer acts for her and reads her file."""
    ngo, by = world.people["ngo"], world.people["lawyer"]
    with acting(ngo.actor):
        case = world.row("walked")
        with connection.cursor() as cursor:
            words = [case.id, by.actor.unit_id, int(LEGAL), int(Group.G8)]
            cursor.execute("SELECT guard.share(%s, NULL, %s, %s, %s, 'legal-aid', 'consent', NULL, NULL, '')", words)
        world.grants.append(("walked", by.actor.unit_id, LEGAL, "consent"))
        wish = actions.wish_lawyer(case=case, scopes=("criminal",), by=ngo.actor, at=hours(20))
        assert LegalRequest.objects.filter(id=wish.id).exists()
        new = NewMandate(lawyer=entry, scopes=("criminal",), scheme="organisation")
        mandate = actions.give_mandate(case=case, new=new, by=ngo.actor, at=hours(21))
        assert Mandate.objects.filter(id=mandate.id).exists()

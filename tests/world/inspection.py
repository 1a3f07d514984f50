"""A body's own inspections and mediations: employers are named, workers never."""

from __future__ import annotations

from decimal import Decimal

from dayaq.base.access.context import acting
from dayaq.respond.inspection import actions
from tests.cast import Person
from tests.world.base import World, hours, of_body

WORK = "inspection.work"


def tell(world: World) -> None:
    """The inspectorate's visit and an organisation's mediation, and the same of another organisation."""
    for name, who in (("found", "labour"), ("walked", "ngo"), ("outside", "outsider")):
        by = world.people[who]
        with acting(by.actor):
            visited(world, name, by)


def visited(world: World, name: str, by: Person) -> None:
    """An employer visited; one sheet; a dispute in words; wages asked back."""
    ours = of_body(by, WORK)
    words = {part: world.plant(name, "B1", f"employer_{part}", ours) for part in ("name", "place")}
    firm = actions.add_employer(registered=True, sector="construction", by=by.actor, at=hours(1), **words)
    world.note(name, "inspection.employer", firm.id, ours)
    visit = actions.plan_visit(employer=firm, kind="tip_off", planned_at=hours(5), by=by.actor, at=hours(2))
    visit = actions.change_visit(visit=visit, version=visit.version, by=by.actor, at=hours(5), held_at=hours(5), workers_met=3)
    world.note(name, "inspection.visit", visit.id, ours)
    sheet = actions.fill_sheet(
        visit=visit, rights={"written_terms": "no"}, indicators={"AZ-L08": "yes"}, by=by.actor, at=hours(5), sex="male", language="az"
    )
    world.note(name, "inspection.sheet", sheet.id)
    actions.worker_declines(sheet=sheet, version=sheet.version, by=by.actor, at=hours(6))
    actions.close_visit(
        visit=visit, outcome="labour_dispute", version=visit.version, by=by.actor, at=hours(7), reason="pay_only",
        words=world.plant(name, "B1", "dispute", ours),
    )  # fmt: skip
    row = actions.begin_mediation(employer=firm, workers=3, claimed=Decimal(100), by=by.actor, at=hours(8))
    world.note(name, "inspection.mediation", row.id, ours)

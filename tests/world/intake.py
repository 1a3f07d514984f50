"""A list on its way in: of the unit that brought it, kept in pieces until it is taken over."""

from __future__ import annotations

from dayaq.base.access.context import acting
from dayaq.respond.intake import actions
from tests.world.base import World, hours, of_unit

IMPORT = "case.import"


def tell(world: World) -> None:
    """Two organisations brought a list and took over nothing yet."""
    for name, who in (("walked", "ngo"), ("outside", "outsider")):
        by = world.people[who]
        ours = of_unit(by, IMPORT)
        given, label = world.plant(name, "B1", "list_name", ours), world.plant(name, "B1", "list_label", ours)
        data = f"No;Surname;First name;Gender\n1;{given};Invented;female".encode()
        with acting(by.actor):
            upload = actions.bring(label=label, name="list.csv", data=data, by=by.actor, at=hours(20))
        world.note(name, "intake.upload", upload.id, ours)

"""Complaints are kept from the body complained about: it hears what is laid before it and who complains only if that was allowed."""

from __future__ import annotations

from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from dayaq.respond.rights import actions
from dayaq.respond.rights.actions import DataAsked, NewComplaint, Telling
from dayaq.respond.rights.models import Complaint
from tests.cast import Person
from tests.world.base import Rule, World, either, hours, may, of_body

TAKES = ("case.write", "hotline.answer")


def tell(world: World) -> None:
    """Rights told, data asked for; two complaints, one about the State's house, one about the other organisation."""
    for name, who in (("walked", "ngo"), ("kept", "ngo"), ("outside", "outsider")):
        by = world.people[who]
        with acting(by.actor):
            case = world.row(name)
            told = Telling(rights=("help", "safety"), language="az", method="spoken", own_words=True)
            actions.tell(case=case, new=told, by=by.actor, at=hours(10))
            asked = DataAsked(kind="correction", words=world.plant(name, "G3", "data_asked"), language="az", groups=("G1",))
            world.note(name, "rights.data", actions.ask_data(case=case, new=asked, by=by.actor, at=hours(11)).id)
    complained(world, "walked", world.people["ngo"], "mia_shelter", world.people["warden"])
    complained(world, "outside", world.people["outsider"], "clean_world", world.people["shelter"])


def complained(world: World, name: str, by: Person, code: str, about: Person) -> None:
    """Complained, taken on, laid before the body, answered by it."""
    body, monitor = Organisation.objects.get(code=code).id, world.people["monitor"]
    answers = apart(may("rights.answer"), about)
    takers = apart(either(of_body(by, *TAKES), may("rights.answer")), about)
    with acting(by.actor):
        new = NewComplaint(
            about=body, subject="treatment", words=world.plant(name, "B1", "complaint", takers), language="az", raised_by="helper",
            reach=world.plant(name, "B1", "complainant", takers), case=world.row(name),
        )  # fmt: skip
        number = actions.complain(new=new, by=by.actor, at=hours(12))
    world.note(name, "rights.number", number, takers)
    with acting(monitor.actor):
        row = Complaint.objects.get(number=number)
        actions.take_on(complaint=row, version=row.version, by=monitor.actor, at=hours(13))
        actions.note_step(
            complaint=row, text=world.plant(name, "B1", "complaint_step", takers), language="az", by=monitor.actor, at=hours(13)
        )
        row = Complaint.objects.get(number=number)
        heard = either(answers, of_body(about, "case.access_log", "shelter.manage"))
        text = world.plant(name, "B1", "hearing", heard)
        laid = actions.lay_before(complaint=row, text=text, language="az", version=row.version, by=monitor.actor, at=hours(14))
    world.note(name, "rights.hearing", laid.id, of_body(about, "case.access_log", "shelter.manage"))
    with acting(about.actor):
        actions.reply(hearing=laid, text=world.plant(name, "B1", "hearing_reply", heard), language="az", by=about.actor, at=hours(15))


def apart(rule: Rule, about: Person) -> Rule:
    """The rule, but nobody of the body it is about."""
    return lambda person: rule(person) and person.actor.organisation_id != about.actor.organisation_id

"""Needs, plans, services, consents, courses: the person's words are story (G3), health is health (G4), a child's is family (G7)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.base.accounts.models import Organisation
from dayaq.respond.support import actions
from dayaq.respond.support.actions import NewConsent, NewGoal, NewService, NewStep, Said
from dayaq.respond.support.models import Goal, Plan
from tests.cast import Person
from tests.world.base import World, hours, may

PLANS = "support.plan"


def tell(world: World) -> None:
    """Three people are helped; a doctor of the organisation writes what is health; a word of feedback."""
    for name, who in (("walked", "ngo"), ("kept", "ngo"), ("outside", "outsider")):
        by = world.people[who]
        with acting(by.actor):
            planned(world, name, by)
            served(world, name, by)
            going_on(world, name, by)
    doctor = world.people["doctor"]
    with acting(doctor.actor):
        for name in ("walked", "kept"):
            healed(world, name, doctor)
    spoken(world)


def planned(world: World, name: str, by: Person) -> None:
    """Needs in the person's words, a goal and a step."""
    case = world.row(name)
    said = {"housing": Said("yes", "now", world.plant(name, "G3", "need"))}
    actions.assess(case=case, said=said, language="az", by=by.actor, at=hours(10))
    plan = actions.begin_plan(case=case, language="az", by=by.actor, at=hours(10))
    goal = actions.add_goal(
        plan=plan, new=NewGoal(domain="work", words=world.plant(name, "G3", "goal"), language="az"), by=by.actor, at=hours(10)
    )
    assert isinstance(goal, Goal)
    actions.add_step(goal=goal, new=NewStep(kind="apply", responsible="us", due_on=date(2016, 6, 1)), by=by.actor, at=hours(10))
    world.note(name, "support.plan", plan.id)
    world.note(name, "support.row", plan.id)


def served(world: World, name: str, by: Person) -> None:
    """A child served by somebody outside, an appointment, a course nobody began."""
    case = world.row(name)
    child = actions.add_dependant(case=case, kind="child", sex="female", birth_year=2010, by=by.actor, at=hours(11))
    new = NewService(kind="school", outside=world.plant(name, "G7", "child_service"), dependant=child)
    actions.record_service(case=case, new=new, by=by.actor, at=hours(11))
    actions.wait_for_place(dependant=child, kind="kindergarten", by=by.actor, at=hours(11))
    starts = timezone.now() + timedelta(days=2)
    actions.make_appointment(
        case=case, kind="talk", starts=starts, ends=starts + timedelta(hours=1), place="office", by=by.actor, at=hours(11)
    )
    actions.need_interpreter(case=case, kind="interpreter", language="uz", by=by.actor, at=hours(11))
    title = world.plant(name, "B1", "course", may(PLANS))  # courses stand open to whoever plans help
    course = actions.offer_course(kind="sewing", title=title, language="az", minimum=3, places=8, by=by.actor, at=hours(11))
    world.note(name, "support.course", course.id, may(PLANS))
    actions.wait_for_course(case=case, course=course, by=by.actor, at=hours(11))


def going_on(world: World, name: str, by: Person) -> None:
    """Work found, reintegration begun, money asked for medical care."""
    case = world.row(name)
    actions.record_job(case=case, occupation="services", found_by="us", outcome="offered", by=by.actor, at=hours(12))
    actions.begin_reintegration(case=case, begun_on=date(2016, 3, 20), by=by.actor, at=hours(480))
    actions.record_charge(case=case, institution="other_state", amount=Decimal(20), currency="AZN", by=by.actor, at=hours(12))


def healed(world: World, name: str, doctor: Person) -> None:
    """What only who keeps health writes."""
    case = world.row(name)
    at = hours(12)
    said = {"health": Said("yes", "weeks", world.plant(name, "G4", "health_need"))}
    actions.assess_health(case=case, said=said, language="az", by=doctor.actor, at=at)
    plan = Plan.objects.get(id=world.ids[name]["support.plan"])
    goal = NewGoal(domain="health", words=world.plant(name, "G4", "health_goal"), language="az")
    actions.add_goal(plan=plan, new=goal, by=doctor.actor, at=at)
    new = NewService(kind="psychological", outside=world.plant(name, "G4", "health_service"))
    actions.record_service(case=case, new=new, by=doctor.actor, at=at)
    consent = NewConsent(service="psychological", outside=world.plant(name, "G4", "health_consent"), language="az", method="spoken")
    actions.give_consent(case=case, new=consent, by=doctor.actor, at=at)
    assert Group.G4 in doctor.actor.writes


def spoken(world: World) -> None:
    """A word about a body, read by whoever answers or monitors and is not of that body."""
    ngo, house = world.people["ngo"], Organisation.objects.get(code="mia_shelter").id
    able = may("rights.answer", "shelter.monitor")
    with acting(ngo.actor):
        text = world.plant("walked", "B1", "feedback", lambda person: able(person) and person.actor.organisation_id != house)
        scores = {"respect": 5, "safety": 4, "information": 3, "say": 4, "help": 5}
        actions.give_feedback(about=house, answers=scores, channel="paper", language="az", text=text, by=ngo.actor, at=hours(12))

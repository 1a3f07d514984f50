"""Nobody reads a row of protection without protection work, whatever the grant; who is protected and no victim has an own file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dayaq.base.access.context import acting
from dayaq.respond.protection import actions
from dayaq.respond.protection.actions.liability import NewLiability
from dayaq.respond.protection.actions.risks import Assessment, NewThreat, SafetyPlan
from dayaq.respond.protection.actions.subjects import subject_of
from dayaq.respond.protection.models import Subject
from tests.cast import Person
from tests.world.base import World, hours, may

WORK = may("protection.work")


def tell(world: World) -> None:
    """Three people are protected, and somebody beside two of them who is no victim."""
    for name, who in (("walked", "ngo"), ("kept", "ngo"), ("outside", "outsider")):
        by = world.people[who]
        with acting(by.actor):
            subject = subject_of(world.row(name))
            seen, reach = name, world.of_file(name)
            world.note(name, "protection.subject", subject.id, lambda person, reach=reach: WORK(person) and reach(person))
            judged(world, seen, subject, by)
            hidden(world, seen, subject, by)
            stepped(world, name, subject, by)
            beside(world, name, by)


def judged(world: World, name: str, subject: Subject, by: Person) -> None:
    """A risk and a threat with their reasons."""
    seen = Assessment(
        level="medium", factors=("trafficker_free",), mitigations=("none",), next_review=date(2016, 6, 1),
        text=world.plant(name, "G3", "risk_note", WORK), language="az",
    )  # fmt: skip
    actions.assess_risk(subject=subject, seen=seen, by=by.actor, at=hours(10))
    new = NewThreat(
        target="family", source="relative_of_accused", channel="phone", text=world.plant(name, "G3", "threat_note", WORK), language="az"
    )
    world.note(name, "protection.threat", actions.report_threat(subject=subject, new=new, by=by.actor, at=hours(11)).id)


def hidden(world: World, name: str, subject: Subject, by: Person) -> None:
    """A safety plan, another name, where letters go."""
    words = {part: world.plant(name, "G5", f"plan_{part}", WORK) for part in ("steps", "contacts", "code_word")}
    actions.agree_plan(subject=subject, plan=SafetyPlan(agreed=True, language="az", **words), by=by.actor, at=hours(11))
    false = {part: world.plant(name, "G2", f"false_{part}", WORK) for part in ("name", "document")}
    row = actions.give_false_name(subject=subject, by=by.actor, at=hours(11), **false)
    world.note(name, "protection.name", row.id)
    letters = {part: world.plant(name, "G5", f"letters_{part}", WORK) for part in ("receiver", "address", "caution")}
    world.note(name, "protection.address", actions.name_letter_address(subject=subject, by=by.actor, at=hours(11), **letters).id)


def stepped(world: World, name: str, subject: Subject, by: Person) -> None:
    """A measure asked for, a fine."""
    measure = actions.propose_measure(subject=subject, kind="video_link", how="requested", by=by.actor, at=hours(11))
    world.note(name, "protection.measure", measure.id)
    new = NewLiability(kind="fined", act="irregular_stay", body="sms", amount=Decimal(300))
    world.note(name, "protection.liability", actions.record_liability(subject=subject, new=new, by=by.actor, at=hours(12)).id)


def beside(world: World, name: str, by: Person) -> None:
    """A relative with an access file of her own."""
    names = {part: world.plant(f"{name}relative", "G2", f"protected_{part}", WORK) for part in ("name", "contact")}
    row = actions.protect_other(kind="relative", linked=world.row(name), by=by.actor, at=hours(12), **names)
    own = world.file(name, "relative", row.id, by)
    reach = world.of_file(own)
    world.note(name, "protection.other", row.id, lambda person: WORK(person) and reach(person))

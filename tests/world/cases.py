"""Cases on their way: referred and decided, closed to the State, let in by the core alone, found, received at night."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import connection, connections

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.models import Case, CaseCode
from dayaq.respond.identification import actions as identification
from dayaq.respond.referral import actions as referral
from dayaq.respond.screening import actions as screening
from tests.cast import Person
from tests.world.base import AT, HANDOVER, World, hours


def share(world: World, case: str, to: Iterable[Person], groups: Group, basis: str) -> None:
    """Let units in, as the owner who acts now."""
    for unit in {person.actor.unit_id for person in to}:
        with connection.cursor() as cursor:
            words = [world.cases[case], None, unit, int(groups), 0, "assistance", basis, None, None, ""]
            cursor.execute("SELECT guard.share(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", words)
        world.grants.append((case, unit, groups, basis))


def describe(world: World, name: str, case: Case, by: Person) -> None:
    """Fill everything of a case its owner may write."""
    plant = world.plant
    writes, actor = by.actor.writes, by.actor
    if Group.G2 in writes:
        names = {place: plant(name, "G2", place) for place in ("given_name", "family_name", "other_names", "document")}
        casefile.record_identity(case=case, birth="1971-03-09", by=actor, at=hours(1), **names)
    if Group.G3 in writes:
        casefile.add_story(case=case, text=plant(name, "G3", "story"), language="az", by=actor, at=hours(1))
    if Group.G5 in writes:
        places = {place: plant(name, "G5", place) for place in ("value", "safe_times", "caution")}
        row = casefile.record_contact(case=case, channel="phone", by=actor, at=hours(1), **places)
        world.ids[name]["contact"] = row.id
    if Group.G7 in writes:
        casefile.appoint_guardian(case=case, name=plant(name, "G7", "guardian"), kind="guardian", by=actor, at=hours(1))
    casefile.give_help(case=case, kind="food", outcome="given", by=actor, at=hours(1))
    world.ids[name]["assertion"] = case.assertions.earliest("at").id
    world.ids[name]["task"] = casefile.set_task(case=case, kind="age", unit=actor.unit_id, started_at=hours(1), by=actor).id


def screen(world: World, name: str, case: Case, by: Person, at: datetime) -> None:
    """One finished screening with notes."""
    sitting = screening.Sitting(language="az", acts=("recruitment",), purpose="forced_labour")
    row = screening.start(case=case, list_code="az-labour", sitting=sitting, by=by.actor, at=at)
    said = {"AZ-L06": ("yes", world.plant(name, "G3", "note")), "AZ-L03": ("yes", "")}
    row = screening.answer(screening=row, answers=said, version=row.version, by=by.actor, at=at)
    world.ids[name]["screening"] = row.id
    screening.finish(screening=row, version=row.version, by=by.actor, at=at)


def opened(world: World, name: str, by: Person, contact: Person | None = None) -> Case:
    """A case with all its texts; ``contact``: the colleague whose role writes places."""
    facts = {"source_kind": "ngo", "sex": ("female", "known"), "under_18": "no", "under_18_reason": "document"}
    with acting(by.actor):
        case = world.own(name, casefile.open_case(new=casefile.NewCase(**facts), by=by.actor, at=AT), by)
        describe(world, name, case, by)
    if contact:
        with acting(contact.actor):
            places = {place: world.plant(name, "G5", place) for place in ("value", "safe_times", "caution")}
            world.ids[name]["contact"] = casefile.record_contact(case=case, channel="phone", by=contact.actor, at=hours(1), **places).id
    return case


def walked(world: World) -> None:
    """A person's whole way: organisation, referral with consent, receipt, screening, decision, notice, comment, answer."""
    ngo, duty, officer = (world.people[name] for name in ("ngo", "duty", "officer"))
    case, ids = opened(world, "walked", ngo, world.people["shelter"]), world.ids["walked"]
    with acting(ngo.actor):
        screen(world, "walked", case, ngo, hours(2))
        words = referral.Envelope(person_word="agreed", message=world.plant("walked", "G3", "message"))
        sent = referral.send(case=case, to_unit=duty.unit, suspected_at=AT, by=ngo.actor, at=hours(3), envelope=words)
    ids["referral"] = sent.id
    world.grants.append(("walked", duty.actor.unit_id, Group.G1 | Group.G3, "consent"))
    with acting(duty.actor):
        sent.refresh_from_db()
        referral.receive(referral=sent, by=duty.actor, at=hours(4))
        referral.accept(referral=sent, by=duty.actor, at=hours(5))
    world.grants.append(("walked", duty.actor.unit_id, HANDOVER, "consent"))
    case = Case.objects.none()
    decide(world, "walked", officer, positive=True)
    with acting(ngo.actor):
        case = Case.objects.get(id=world.cases["walked"])
        text = world.plant("walked", "G3", "comment")
        ids["comment"] = identification.co_assess(case=case, view="supports", text=text, by=ngo.actor, at=hours(9)).id


def decide(world: World, name: str, officer: Person, *, positive: bool) -> None:
    """Steps, decision with reasons, notice, and a removal somebody asked about."""
    ids = world.ids[name]
    with acting(officer.actor):
        case = Case.objects.get(id=world.cases[name])
        screen(world, name, case, officer, hours(6))
        ids["stage"] = identification.begin_stage(case=case, code="inquiry", by=officer.actor, at=hours(6)).id
        ids["hold"] = identification.ask_removal(case=case, body="sms", by=officer.actor, at=hours(6)).id
        found = {"act": "yes", "means": "yes", "purpose": "yes"} if positive else {"act": "yes", "means": "no", "purpose": "no"}
        new = identification.NewDecision(
            positive=positive, reasons=f"{world.plant(name, 'G3', 'reasoning')} " * 4, exploitation="forced_labour", route="exploited_here",
            reason_code="" if positive else "no_means", **found,
        )  # fmt: skip
        made = identification.decide(case=case, new=new, by=officer.actor, at=hours(7))
        ids["decision"] = made.id
        told = identification.Told(language="az", method="spoken", decision=made)
        identification.notify_person(case=case, told=told, by=officer.actor, at=hours(8))


def kept(world: World) -> None:
    """Somebody who wants no police: the file is closed to the State (NGO-only)."""
    ngo = world.people["ngo"]
    case = opened(world, "kept", ngo, world.people["shelter"])
    with acting(ngo.actor):
        screen(world, "kept", case, ngo, hours(2))
        casefile.record_word(case=case, word="refused", by=ngo.actor, at=hours(3))
        world.ids["kept"]["breach"] = referral.record_breach(case=case, kind="disclosed", reason="not_given", by=ngo.actor, at=hours(4)).id
        assert Case.objects.get(id=case.id).ngo_only


def envelope(world: World) -> None:
    """A case everybody else was let into by its core alone."""
    ngo = world.people["ngo"]
    case = opened(world, "envelope", ngo, world.people["shelter"])
    with acting(ngo.actor):
        screen(world, "envelope", case, ngo, hours(2))
        others = [person for person in world.people.values() if person.actor.unit_id != ngo.actor.unit_id]
        share(world, "envelope", others, Group.G1, "consent")


def found(world: World) -> None:
    """A labour inspector's suspicion, sent at once."""
    inspector, duty = world.people["inspector"], world.people["duty"]
    case = opened(world, "found", inspector)
    with acting(inspector.actor):
        sent = referral.send(case=case, to_unit=duty.unit, suspected_at=AT, by=inspector.actor, at=hours(2))
    world.ids["found"]["referral"] = sent.id
    world.grants.append(("found", duty.actor.unit_id, Group.G1, "statutory_handover"))


def night(world: World) -> None:
    """Somebody who stood at the door of the duty officer; decided negatively by the colleague."""
    duty, officer = world.people["duty"], world.people["officer"]
    with acting(duty.actor):
        facts = casefile.NewCase(sex=("male", "known"), under_18="no", under_18_reason="document")
        row = referral.receive_person(new=facts, by=duty.actor, at=AT)
        case = world.own("night", row.case, duty)
        world.ids["night"]["referral"] = row.id
        describe(world, "night", case, duty)
    decide(world, "night", officer, positive=False)


def outside(world: World) -> None:
    """Another organisation's case, of which nobody else knows."""
    opened(world, "outside", world.people["outsider"])


def abroad(world: World) -> None:
    """Recognised abroad; a consul writes it down. And a term to leave that runs for the person who walked."""
    consul, officer = world.people["consul"], world.people["officer"]
    with acting(consul.actor):
        case = world.own("abroad", casefile.open_case(new=casefile.NewCase(sex=("female", "known")), by=consul.actor, at=AT), consul)
        new = identification.NewRecognition(
            authority="iom", country="TR", papers=("letter",), text=world.plant("abroad", "G3", "recognised")
        )
        made = identification.recognise_abroad(case=case, new=new, by=consul.actor, at=hours(5))
    world.note("abroad", "identification.recognition", made.id)
    with acting(officer.actor):
        clock = identification.start_stay(case=world.row("walked"), kind="contract_exit", by=officer.actor, at=hours(9))
    world.note("walked", "identification.clock", clock.id)


def collect_codes(world: World) -> None:
    """All codes, read as the guard reads."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE dayaq_guard")
        cursor.execute(f"SELECT code, case_id, organisation FROM {CaseCode._meta.db_table}")
        names = {case: name for name, case in world.cases.items()}
        world.codes = {code: (names[case], body) for code, case, body in cursor.fetchall()}
        cursor.execute("RESET ROLE")
    for name, rows in world.ids.items():
        if "referral" in rows:
            world.reached[str(rows["referral"])] = world.of_file(name)


STORIES: tuple[Callable[[World], Any], ...] = (walked, kept, envelope, found, night, outside, abroad)

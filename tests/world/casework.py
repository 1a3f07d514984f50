"""Notes, conferences, letters, marks: a private note is its author's alone, a mark its unit's, a transfer between two bodies."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.base.documents import actions as documents
from dayaq.respond.casework import actions
from dayaq.respond.casework.models import Draft
from dayaq.respond.casework.queries.own import Spot
from tests.cast import Person
from tests.world.base import World, author, hours

NOTES = {"story": "G3", "family": "G7"}


def tell(world: World) -> None:
    """A day at the desk of two organisations."""
    for name, who in (("walked", "ngo"), ("kept", "ngo"), ("outside", "outsider")):
        by = world.people[who]
        with acting(by.actor):
            written(world, name, by)
            around(world, name, by)
            filed(world, name, by)
    doctor = world.people["doctor"]
    with acting(doctor.actor):
        for name in ("walked", "kept"):
            text = world.plant(name, "G4", "health_note")
            actions.add_note(case=world.row(name), kind="health", text=text, language="az", by=doctor.actor, at=hours(20))


def written(world: World, name: str, by: Person) -> None:
    """Notes of each kind, and one nobody else reads."""
    case = world.row(name)
    for kind, group in NOTES.items():
        actions.add_note(case=case, kind=kind, text=world.plant(name, group, f"{kind}_note"), language="az", by=by.actor, at=hours(20))
    private = world.plant(name, "G1", "private_note", author(by))
    actions.add_note(case=case, kind="private", text=private, language="az", by=by.actor, at=hours(20))
    actions.keep_draft(
        spot=Spot(f"story-{name}", case.id, "0"), fields={"text": [world.plant(name, "B1", "draft", author(by))]}, by=by.actor, at=hours(20)
    )
    assert Draft.objects.filter(by=by.user.id).exists()


def around(world: World, name: str, by: Person) -> None:
    """A mark, a conference with minutes, a letter, a saved search."""
    case, at = world.row(name), hours(21)
    world.note(name, "casework.flag", actions.flag(case=case, reason="danger", by=by.actor, at=at).id)
    table = actions.plan_conference(case=case, agenda=("safety",), at=hours(22), by=by.actor, now=at)
    actions.hold(conference=table, version=table.version, by=by.actor, at=hours(22))
    actions.write_minutes(conference=table, text=world.plant(name, "G3", "minutes"), language="az", by=by.actor, at=hours(22))
    world.note(name, "casework.conference", table.id)
    letter = actions.draft_letter(case=case, kind="papers", to_body="amc" if name == "kept" else "justice", by=by.actor, at=at)
    world.note(name, "casework.letter", letter.id)
    search = actions.keep_search(filters={"stage": "assistance"}, shared=False, by=by.actor)
    world.note(name, "casework.search", search.id, author(by))
    due = timezone.now() + timedelta(days=3)
    actions.set_hand_task(case=case, task="call", due_at=due, by=by.actor, at=timezone.now())


def filed(world: World, name: str, by: Person) -> None:
    """A scanned paper: its title is what stands in it, of the group it is kept in."""
    row = documents.keep(
        case_id=world.cases[name], group=Group.G2, kind="identity_paper", name="pass.pdf", content=b"%PDF-1.4 invented",
        title=world.plant(name, "G2", "file_title"), by=by.actor, at=hours(20),
    )  # fmt: skip
    reach = world.of_file(name, Group.G2)
    world.note(name, "casework.file", row.id, reach)
    content = f"%PDF-1.4 {world.plant(name, 'G3', 'file_text')}".encode()
    documents.keep(
        case_id=world.cases[name], group=Group.G3, kind="letter", name="told.pdf", content=content, title=world.plant(name, "G3", "file"),
        by=by.actor, at=hours(20),
    )  # fmt: skip

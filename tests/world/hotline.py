"""Calls of two lines: a call is its body's, a call-back its unit's, a caller handed on both lines', a draft its writer's."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from dayaq.respond.hotline import actions
from dayaq.respond.hotline.actions import NewCall
from tests.cast import Person
from tests.world.base import World, either, of_body, of_unit

ANSWER = "hotline.answer"


def tell(world: World) -> None:
    """Two organisations take calls; the first hands a caller on to the line of the ministry."""
    for name, who, line, code in (("walked", "hotline", "clean_world", "9001"), ("outside", "outsider", "amc", "9002")):
        by = world.people[who]
        with acting(by.actor):
            taken(world, name, by, line)
            kept(world, name, by, line, code)
            handed_on(world, name, by, line)


def taken(world: World, name: str, by: Person, line: str) -> None:
    """A call with a note, a call-back, a draft."""
    now = timezone.now()
    ours, units = of_body(by, ANSWER), of_unit(by, ANSWER)
    new = NewCall(
        line=line, topic="wages", started_at=now - timedelta(hours=1), ended_at=now, outcome="call_back",
        note=world.plant(name, "B1", "call_note", ours),
    )  # fmt: skip
    call = actions.save_call(new=new, by=by.actor, at=now)
    world.note(name, "hotline.call", call.id, ours)
    words = {place: world.plant(name, "B1", place, units) for place in ("contact", "safe_times", "caution")}
    back = actions.plan_call_back(call=call, channel="telephone", due_at=now + timedelta(hours=5), by=by.actor, at=now, **words)
    world.note(name, "hotline.call_back", back.id, units)
    draft = {"note": world.plant(name, "B1", "call_draft", lambda person: person.user.id == by.user.id)}
    actions.keep_draft(fields=draft, by=by.actor)


def kept(world: World, name: str, by: Person, line: str, code: str) -> None:
    """A line of its own, a shift, a sum of paper years."""
    now = timezone.now()
    fields = {"title": "Line", "number": code, "hours": "mo-su 00:00-24:00", "languages": ["az"], "reach": "inside"}
    world.note(name, "hotline.line", actions.keep_line(code=f"line-{code}", fields=fields, by=by.actor, at=now).id, of_body(by, ANSWER))
    ends = now + timedelta(days=1, hours=4)
    shift = actions.keep_shift(line=line, person=by.user.id, starts_at=now + timedelta(days=1), ends_at=ends, by=by.actor, at=now)
    world.note(name, "hotline.shift", shift.id, of_body(by, ANSWER))
    source = world.plant(name, "B1", "tally_source", of_body(by, ANSWER))
    actions.keep_tally(line=line, first=date(2015, 1, 1), end=date(2015, 2, 1), topic="wages", n=3, source=source, by=by.actor, at=now)


def handed_on(world: World, name: str, by: Person, line: str) -> None:
    """A caller handed on to the ministry's line: both sides read the note."""
    theirs = Organisation.objects.get(code="mia_hotline").id
    both = either(of_body(by, ANSWER), lambda person: person.actor.organisation_id == theirs)
    row = actions.hand_on(
        from_line=line, to_line="mia", topic="wages", by=by.actor, at=timezone.now(), note=world.plant(name, "B1", "hand_on", both)
    )
    world.note(name, "hotline.hand_on", row.id, both)

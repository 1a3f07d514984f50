"""Recording a raid or stop as a file of its own, and handing it to the competent unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Stale, allowed, require
from dayaq.core.pack import Pack
from dayaq.core.words import N_
from dayaq.respond.detection import access, queries, rules
from dayaq.respond.detection.models import Check, Event, EventAccount, EventMet


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """What is known of an event: way and region (codes), agencies (bodies), how many people the paper names, place and account in words."""

    way: str
    region: str = "unknown"
    agencies: tuple[str, ...] = ()
    persons_met: int | None = None
    place: str = ""
    text: str = ""
    language: str = "en"
    check: Check | None = None


def record_event(*, new: NewEvent, by: Actor, at: datetime) -> Event:
    """Record an event that happened at ``at``: the suspicion, from which every person's own clock runs.

    Basis: in pack az Cabinet Decision 131 (proactive and reactive ways); CoE Convention, Article 10(1).
    """
    pack = queries.home()
    require(access.may_record(by))
    require(rules.check_event(at, timezone.now(), new.persons_met))
    require(check_codes(new, pack))
    made = Event(
        id=opened_file(at),
        at=at,
        way=new.way,
        kind=rules.way_kind(queries.way_kinds(pack, at), new.way),
        region=new.region,
        agencies=list(new.agencies),
        check_done=new.check,
        organisation=by.organisation_id,
        unit=by.unit_id,
        by=by.user_id,
    )
    made.save(force_insert=True)
    if new.persons_met is not None:
        EventMet(event=made, n=new.persons_met, organisation=by.organisation_id, by=by.user_id).save(force_insert=True)
    if new.place.strip() or new.text.strip():
        describe_event(event=made, place=new.place, text=new.text, language=new.language, by=by, at=at)
    return made


def opened_file(at: datetime) -> UUID:
    """A new access file of the acting unit; no case, so it enters no count of victims."""
    file = uuid4()
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.open_case(%s, %s, false)", [file, at])
    return file


def check_codes(new: NewEvent, pack: Pack) -> Decision:
    """Whether way, region and agencies are words of the country's lists."""
    known = new.way in pack.codes["event_source"].items and new.region in pack.codes["region"].items
    return allowed(known and set(new.agencies) <= set(pack.bodies), "unknown_words", N_("Choose from the lists."))


def describe_event(*, event: Event, place: str, text: str, language: str, by: Actor, at: datetime) -> EventAccount:
    """Write where exactly it was and what was found; earlier accounts stay."""
    require(access.may_record(by))
    return EventAccount.objects.create(event=event, place=place, text=text, language=language, at=at, by=by.user_id)


def hand_event(*, event: Event, to_unit: UUID, by: Actor, at: datetime) -> bool:
    """Hand the event to a unit that receives referrals: place, account and suspects; each person goes by an own referral.

    True when that unit had no access before. Basis: in pack az Cabinet Decision 21, Article 7.
    """
    del at  # the grant says when; the parameter keeps one shape for every action
    require(access.may_record(by))
    lawful = to_unit in {unit.id for unit in queries.receiving()}
    require(allowed(lawful, "not_competent", N_("An event is handed to the competent unit only.")))
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.hand_event(%s, %s)", [event.id, to_unit])
        row = cursor.fetchone()
    return bool(row and row[0])


def close_event(*, event: Event, by: Actor, at: datetime) -> None:
    """Close an event: no more lines are entered. The persons' cases go on."""
    require(access.may_enter(by, event.organisation, closed=event.closed_at is not None))
    if not Event.objects.filter(id=event.id, closed_at__isnull=True).update(closed_at=at):
        raise Stale

"""Lines, shifts, callers handed on, sums of paper years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import organisation
from dayaq.core.decision import Decision, Reason, Refused, Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import language
from dayaq.respond.hotline import queries, rules
from dayaq.respond.hotline.access import may_answer, may_change
from dayaq.respond.hotline.models import CallTally, HandOn, Line, Shift


def keep_line(*, code: str, fields: Mapping[str, Any], by: Actor, at: datetime, line: Line | None = None, version: int = 0) -> Line:
    """Describe the own body's line: number, from where it is reached, hours, languages (HOT-02)."""
    require(may_answer(by))
    if line is not None:
        require(may_change(by, line.organisation))
        if not Line.objects.filter(id=line.id, version=version).update(**fields, version=F("version") + 1):
            raise Stale
        line.refresh_from_db()
        return line
    known = queries.lines(queries.home().calendar.local_date(at)).get(code)
    foreign = known is not None and known.body != by.organisation
    require(allowed(not foreign, "not_your_line", N_("Only the body whose line it is can do this.")))
    try:
        with transaction.atomic():
            own = {"organisation": by.organisation_id, "body": by.organisation, "by": by.user_id, "language": language()}
            return Line.objects.create(code=code, **own, **fields)
    except IntegrityError:
        raise Refused(Decision.refuse(Reason("known", N_("A line with this code is described already.")))) from None


def keep_shift(*, line: str, person: UUID, starts_at: datetime, ends_at: datetime, by: Actor, at: datetime) -> Shift:
    """Put somebody on the list; one person answers one line at a time."""
    require(may_answer(by))
    mine = queries.own_lines(by, queries.home().calendar.local_date(at))
    require(allowed(line in mine, "not_your_line", N_("Only the body whose line it is can do this.")))
    require(allowed(starts_at < ends_at, "reversed", N_("The shift ends before it begins.")))
    try:
        with transaction.atomic():
            own = {"organisation": by.organisation_id, "by": by.user_id}
            return Shift.objects.create(line=line, person=person, starts_at=starts_at, ends_at=ends_at, **own)
    except IntegrityError:
        text = N_("This person is on a line at that time already.")
        raise Refused(Decision.refuse(Reason("two_places", text))) from None


def end_shift(*, shift: Shift, by: Actor) -> None:
    """Take a shift off the list."""
    require(may_change(by, shift.organisation))
    Shift.objects.filter(id=shift.id).delete()


def hand_on(*, from_line: str, to_line: str, topic: str, by: Actor, at: datetime, spoken: str = "", note: str = "") -> HandOn:
    """Hand a caller on warm, for example at closing time: the other line hears of it while the caller waits."""
    require(may_answer(by))
    on = queries.home().calendar.local_date(at)
    mine, others = queries.own_lines(by, on), queries.other_lines(by, on)
    require(allowed(from_line in mine and to_line in others, "no_line", N_("Choose your line and a line of another body.")))
    open_now = to_line in others and others[to_line].hours.open_at(at, queries.home().calendar)
    require(allowed(open_now, "closed", N_("That line does not answer at this hour.")))
    body = organisation(others[to_line].body)
    if body is None:
        raise Refused(Decision.refuse(Reason("not_here", N_("That line does not work with this system: give the caller its number."))))
    row = HandOn(
        organisation=by.organisation_id, from_line=from_line, to_organisation=body.id, to_line=to_line, topic=topic, language=spoken,
        note=note.strip()[:300], at=at, by=by.user_id,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def answer_hand_on(*, hand_on: HandOn, verb: str, by: Actor, at: datetime) -> None:
    """Take the caller over, say no, or take the offer back."""
    require(may_answer(by))
    side = hand_on.organisation if verb == "withdrawn" else hand_on.to_organisation
    require(allowed(by.organisation_id == side, "not_yours", N_("Only the line that is asked answers.")))
    require(allowed(hand_on.status == "offered", "ended", N_("This was answered already.")))
    done = {"status": verb, "answered_at": at, "answered_by": by.user_id, "version": F("version") + 1}
    if not HandOn.objects.filter(id=hand_on.id, version=hand_on.version).update(**done):
        raise Stale
    hand_on.refresh_from_db()


def keep_tally(*, line: str, first: date, end: date, topic: str, n: int, source: str, by: Actor, at: datetime) -> CallTally:
    """Write down a sum that a line kept on paper; the same sum again replaces the number, the trail keeps that it changed."""
    require(may_answer(by))
    del at
    require(rules.check_tally(n, queries.home().codes["call_topic"].items, topic))
    require(allowed(first < end, "reversed", N_("The period ends before it begins.")))
    key = {"organisation": by.organisation_id, "line": line, "first": first, "end": end, "topic": topic}
    known = CallTally.objects.filter(**key).first()
    if known is None:
        return CallTally.objects.create(**key, n=n, source=source, by=by.user_id)
    CallTally.objects.filter(id=known.id).update(n=n, source=source, version=F("version") + 1)
    known.refresh_from_db()
    return known

"""Calls: written while talking, saved with one key when they are outside the topic, turned into help only at the caller's wish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.queries import language
from dayaq.respond.hotline import queries, rules
from dayaq.respond.hotline.access import may_answer, may_change, may_open_case
from dayaq.respond.hotline.models import Call, Draft

LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCall:
    """What an operator writes of a call; only line, topic and the two times are needed."""

    line: str
    topic: str
    started_at: datetime
    ended_at: datetime
    language: str = ""
    interpreter: bool | None = None
    caller: str = "unknown"
    anonymous: bool = True
    caller_country: str = ""
    outcome: str = "none"
    caller_wished: bool = False
    leaflets: Sequence[str] = ()
    note: str = ""
    quick: bool = False


def save_call(*, new: NewCall, by: Actor, at: datetime, hand_on: Any = None) -> Call:
    """Save a call. It makes no person; the operator's draft is gone with it.

    Basis: OSCE Action Plan, IV 4.11 (anonymous reporting). HOT-03
    """
    require(may_answer(by))
    require(_known_line(new.line, by, at))
    require(allowed(new.topic in queries.home().codes["call_topic"].items, "topic", N_("Choose a topic of the list.")))
    require(rules.check_call(started=new.started_at, ended=new.ended_at, now=at, outcome=new.outcome, wished=new.caller_wished))
    columns = {**asdict(new), "leaflets": list(new.leaflets), "note": new.note.strip()[:LONGEST_NOTE], "note_language": language()}
    own = {"organisation": by.organisation_id, "unit": by.unit_id, "by": by.user_id, "hand_on": hand_on}
    row = Call(**columns, **own)
    row.save(force_insert=True)
    drop_draft(by=by)
    return row


def _known_line(line: str, by: Actor, at: datetime) -> Any:
    """A line of the own body; one of the past may be written down late."""
    mine = queries.own_lines(by, queries.home().calendar.local_date(at))
    return allowed(line in mine, "not_your_line", N_("Calls are written for the lines of your own body."))


def save_quickly(*, key: str, line: str, started_at: datetime, by: Actor, at: datetime) -> Call:
    """Save a call by one key: silent, outside the topic, or a plain topic without anything more (HOT-04)."""
    topic = rules.quick_topic(key, queries.file().quick)
    require(allowed(bool(topic), "no_key", N_("This key means no topic.")))
    new = NewCall(line=line, topic=topic, started_at=min(started_at, at), ended_at=at, quick=True)
    return save_call(new=new, by=by, at=at)


def add_to_call(*, call: Call, changes: Mapping[str, Any], version: int, by: Actor, at: datetime) -> None:
    """Put right what was written of a call; Stale when somebody was faster."""
    require(may_change(by, call.organisation))
    outcome, wished = changes.get("outcome", call.outcome), changes.get("caller_wished", call.caller_wished)
    started, ended = changes.get("started_at", call.started_at), changes.get("ended_at", call.ended_at)
    require(rules.check_call(started=started, ended=ended, now=at, outcome=outcome, wished=wished))
    if not Call.objects.filter(id=call.id, version=version).update(**changes, version=F("version") + 1):
        raise Stale
    call.refresh_from_db()


def begin_help(*, call: Call, wished: bool, by: Actor, at: datetime, new: casefile.NewCase | None = None) -> Any:
    """Begin help with a file: the operator decides, the caller wants it. The call keeps no name and does not say which file.

    Somebody who helps herself on the line, and wants no decision, stays without one. Basis: CoE Convention, Article 12(7).
    """
    require(may_open_case(by))
    text = N_("The police are called, and a file is opened, only when the caller wants it.")
    require(allowed(wished, "not_wished", text, "coe197.12(7)"))
    first = new or casefile.NewCase(source_kind="hotline")
    case = casefile.open_case(new=first, by=by, at=call.started_at)
    casefile.record(case=case, kind="hotline.opened", by=by, at=call.started_at, facts={"line": call.line})
    add_to_call(call=call, changes={"outcome": "case", "caller_wished": True}, version=call.version, by=by, at=at)
    return case


def keep_draft(*, fields: Mapping[str, Any], by: Actor, at: datetime | None = None) -> Draft:
    """Keep what was typed; signing out or a lost connection does not lose it, and nobody else sees it."""
    require(may_answer(by))
    kept = {str(name)[:40]: [str(value)[:LONGEST_NOTE] for value in values][:40] for name, values in list(fields.items())[:60]}
    when = at or timezone.now()
    known = Draft.objects.filter(by=by.user_id)
    if known.update(fields=kept, saved_at=when, organisation=by.organisation_id) if _same_house(known, by) else False:
        return known.get()
    known.delete()
    row = Draft(by=by.user_id, organisation=by.organisation_id, fields=kept, saved_at=when)
    row.save(force_insert=True)
    return row


def _same_house(rows: Any, by: Actor) -> bool:
    return bool(rows.filter(organisation=by.organisation_id).exists())


def drop_draft(*, by: Actor) -> None:
    """Throw the own draft away."""
    Draft.objects.filter(by=by.user_id).delete()

"""The lines of an event: each person gets a case and a clock of her or his own; who is suspected stands apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.queries import Case, writes_of
from dayaq.respond.detection import access, queries, rules
from dayaq.respond.detection.models import Event, EventLine, EventPerson, SheetDraft, Suspect
from dayaq.respond.detection.rules.sheet import Read, as_text
from dayaq.respond.referral.actions import note_suspicion

Faults = dict[int, dict[str, Reason]]


def enter_sheet(
    *, event: Event, lines: Sequence[rules.Line], by: Actor, at: datetime
) -> tuple[list[EventPerson], list[rules.Line], Faults]:
    """Enter what can be entered: (persons entered, lines left, faults by line and column). One bad line stops no other.

    Each person becomes a case of her or his own, with the finder's clock from the event's moment.
    Basis: in pack az Cabinet Decision 21 of 1 February 2008, Article 7 (24 hours, for each person).
    """
    require(access.may_enter(by, event.organisation, closed=event.closed_at is not None))
    words = queries.sheet_words(queries.home(), event.at)
    reads = [rules.check_line(line, words) for line in lines]
    double = rules.whole(reads, queries.numbers_taken(event))
    made: list[EventPerson] = []
    left: list[rules.Line] = []
    faults: Faults = {}
    for line, read in zip(lines, reads, strict=True):
        found = {**read.faults, **({"number": double[line.number]} if line.number in double else {})}
        if not found:
            found = entered(event, read, made, by, at)
        if found:
            left.append(line)
            faults[line.number] = found
    keep_draft(event=event, lines=left, by=by, at=at)
    return made, left, faults


def entered(event: Event, read: Read, made: list[EventPerson], by: Actor, at: datetime) -> dict[str, Reason]:
    """Enter one line in a transaction of its own; what stopped it, if something did."""
    try:
        with transaction.atomic():
            if read.role:
                note_suspect(event=event, read=read, by=by, at=at)
            else:
                made.append(enter_person(event=event, read=read, by=by, at=at))
    except Refused as refusal:
        first = refusal.decision.reasons[0]
        return {"number": Reason(first.code, first.message, {**first.params, "line": read.number}, first.basis)}
    except IntegrityError:
        return {"number": Reason("number_taken", N_("Line %(line)s: this number is taken already."), {"line": read.number})}
    return {}


def enter_person(
    *, event: Event, read: Read, by: Actor, at: datetime, status: str = "suspected", suspect: UUID | None = None
) -> EventPerson:
    """Open the case of one person met, with the identity typed and the clock of the finder's own duty."""
    case = casefile.open_case(new=new_case(read, status), by=by, at=event.at)
    if (read.given_name or read.family_name) and Group.G2 in writes_of(case.id):
        casefile.record_identity(case=case, given_name=read.given_name, family_name=read.family_name, birth=read.birth, by=by, at=event.at)
    if by.may("referral.send"):
        note_suspicion(case=case, suspected_at=event.at, by=by, at=at)
    person = EventPerson.objects.create(case=case, event=event, from_suspect=suspect, organisation=by.organisation_id, by=by.user_id)
    EventLine(event=event, about=person.id, kind="person", number=read.number, organisation=by.organisation_id).save(force_insert=True)
    person.line = read.number
    casefile.record(case=case, kind="detection.met", by=by, at=event.at, facts={"event": str(event.id), "way": event.way})
    return person


def new_case(read: Read, status: str) -> casefile.NewCase:
    """What a line says, as facts: what was not written is not known."""

    def fact(value: str) -> tuple[str, str]:
        return (value, "known") if value else ("", "unknown")

    return casefile.NewCase(
        status=status,
        sex=fact(read.sex),
        nationality=fact(read.nationality),
        age_band=fact(read.age_band),
        under_18=read.under_18,
        under_18_reason="own_word" if read.under_18 == "no" else "",
        languages=(read.language,) if read.language else (),
        languages_state="unknown",
    )


def note_suspect(*, event: Event, read: Read, by: Actor, at: datetime, statement: str = "") -> UUID:
    """Write down somebody suspected of exploiting the others: no case, not among the victims; reading it needs G6."""
    require(access.may_record(by))
    values: list[Any] = [
        event.id,
        read.number,
        read.given_name,
        read.family_name,
        read.sex,
        read.age_band,
        read.nationality,
        read.role,
        statement,
        at,
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.note_suspect(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", values)
        return UUID(str(cursor.fetchone()[0]))


def keep_draft(*, event: Event, lines: Iterable[rules.Line], by: Actor, at: datetime) -> None:
    """Keep the lines that are left, through a sign-out too, where the role may read names back; an empty rest is deleted."""
    rest = [as_text(line) for line in lines]
    if Group.G2 not in groups_of(event.id) or Group.G2 not in writes_of(event.id):
        return
    draft = SheetDraft.objects.filter(event=event).first()
    if not rest:
        if draft:
            draft.delete()
    elif draft is None:
        SheetDraft.objects.create(event=event, lines=rest, by=by.user_id, changed_at=at)
    else:
        draft.lines, draft.changed_at = rest, at
        draft.save(update_fields=["lines", "changed_at"])


def turn_to_victim(*, suspect: Suspect, reason: str, by: Actor, at: datetime) -> EventPerson:
    """A suspect is seen as a presumed victim: a case opens as for anybody met; what he or she said as a suspect stays apart.

    Basis: CoE Convention, Articles 10(2) and 26.
    """
    pack = queries.home()
    require(access.may_record(by))
    require(rules.check_turn(reason, pack.codes["turned_why"].items, done=suspect.turned_at is not None))
    if not Suspect.objects.filter(id=suspect.id, turned_at__isnull=True).update(turned_at=at, turned_reason=reason, turned_by=by.user_id):
        raise Stale
    suspect.refresh_from_db()
    event = Event.objects.get(id=suspect.event_id)
    presumes = pack.on(pack.calendar.local_date(at)).may_assert("presumed", by.organisation).ok
    person = enter_person(
        event=event, read=as_read(suspect), by=by, at=at, status="presumed" if presumes else "suspected", suspect=suspect.id
    )
    casefile.record(case=person.case, kind="detection.turned_victim", by=by, at=at, facts={"reason": reason})
    return person


def as_read(suspect: Suspect) -> Read:
    """What is known of a suspect, as a line."""
    under = {"adult": "no", "child": "yes"}.get(suspect.age_band, "cannot_be_excluded")
    core: dict[str, Any] = {name: getattr(suspect, name) for name in ("given_name", "family_name", "sex", "age_band", "nationality")}
    return Read(number=queries.line_of(suspect), **core, birth="", under_18=under, language="", role="")


def turn_to_suspect(*, person: EventPerson, reason: str, by: Actor, at: datetime, role: str = "unknown") -> UUID:
    """Somebody entered as a victim is suspected too: only after the questions on coercion; the case and the help stay.

    Basis: CoE Convention, Article 26 (non-punishment).
    """
    pack, case = queries.home(), person.case
    require(rules.check_turn(reason, pack.codes["turned_why"].items, done=person.set_aside_at is not None))
    if rules.needs_check("suspect", checked=queries.coercion_checked(case)):
        text = N_("First ask the questions on coercion: nobody is punished for what he or she was forced to do.")
        raise Refused(Decision.refuse(Reason("check_first", text, basis="coe197.26")))
    if not EventPerson.objects.filter(id=person.id, set_aside_at__isnull=True).update(set_aside_at=at, set_aside_reason=reason):
        raise Stale
    person.refresh_from_db()
    event = Event.objects.get(id=person.event_id)
    made = note_suspect(event=event, read=read_of(person, case, role), by=by, at=at)
    casefile.record(case=case, kind="detection.turned_suspect", by=by, at=at, facts={"reason": reason})
    return made


def read_of(person: EventPerson, case: Case, role: str) -> Read:
    """The coded facts of a case as a suspect's line; the name stays in the case."""
    return Read(
        number=queries.line_of(person),
        given_name="",
        family_name="",
        sex=case.sex,
        age_band=case.age_band,
        birth="",
        under_18=case.under_18,
        nationality=case.nationality,
        language="",
        role=role,
    )

"""Who is protected: the person of a case, or somebody else with a file of the own; other names, the address for letters."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import connection

from dayaq.base.access.queries import file, groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.access import may_open
from dayaq.respond.casefile.actions import record, set_task
from dayaq.respond.casefile.queries import Case, writes_of
from dayaq.respond.protection import access, queries
from dayaq.respond.protection.models import FalseName, LetterAddress, Link, ProtectedPerson, Subject


def working(subject: Subject, by: Actor, at: datetime) -> Subject:
    """Refuse unless ``by`` works on this person's protection; the person of a case is entered here with the first record."""
    require(access.may_work(by, groups_of(subject.id)))
    if not Subject.objects.filter(id=subject.id).exists():
        subject.at, subject.organisation, subject.by = at, by.organisation_id, by.user_id
        subject.save(force_insert=True)
    return subject


def told(subject: Subject, by: Actor, at: datetime) -> None:
    """Write one neutral entry of the timeline: who sees the core alone must not learn of threats, measures or another name."""
    case = core_of(subject)
    if case is not None:
        record(case=case, kind="protection.entry", by=by, at=at)


def due(subject: Subject, kind: str, by: Actor, at: datetime, due_at: datetime | None = None) -> None:
    """Set a task on the case of a person; a protected person without a case stands on the lists of the area."""
    case = core_of(subject)
    if case is not None and by.unit_id:
        set_task(case=case, kind=f"protection.{kind}", unit=by.unit_id, started_at=at, due_at=due_at, by=by)


def core_of(subject: Subject) -> Case | None:
    """The case, if there is one whose core the acting person writes."""
    return queries.case_of(subject.id) if subject.kind == queries.PERSON and writes_of(subject.id) & Group.G1 else None


def protect_other(*, kind: str, name: str, by: Actor, at: datetime, contact: str = "", linked: Case | None = None) -> Subject:
    """Open a file for somebody who is no victim and needs protection: a relative, lawyer, worker, witness.

    It enters no count of victims and not the victim's file; the file of somebody linked to a case that is closed to the State
    is closed to it, too.
    Basis: CoE Convention, Article 28(1) (victims, witnesses, family, those who help).
    """
    require(allowed(by.may("protection.work"), "may_not_protect", N_("You do not work on the protection of this person.")))
    require(may_open(by))
    items = queries.home().codes["protected_kind"].items
    require(access.known(kind in items and kind != queries.PERSON))
    require(allowed(bool(name.strip()), "name_needed", N_("Write who it is.")))
    beside = file(linked.id) if linked is not None else None
    new, closed = uuid4(), not by.state and beside is not None and beside.closed_to_state
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.open_case(%s, %s, %s)", [new, at, closed])
    made = Subject(id=new, kind=kind, at=at, organisation=by.organisation_id, by=by.user_id)
    made.save(force_insert=True)
    ProtectedPerson(subject=made, name=name, contact=contact).save(force_insert=True)
    if linked is not None:
        Link(subject=made, linked=linked.id, at=at, by=by.user_id).save(force_insert=True)
    return made


def give_false_name(*, subject: Subject, name: str, by: Actor, at: datetime, document: str = "") -> FalseName:
    """Keep the other name somebody lives under; it stands with the identity and nowhere else.

    Basis: THB Law, Article 17; Law on the protection of participants of proceedings of 1998 (VWP-01).
    """
    working(subject, by, at)
    require(allowed(bool(name.strip()), "name_needed", N_("Write who it is.")))
    row = FalseName(subject=subject, name=name, document=document, at=at, by=by.user_id)
    row.save(force_insert=True)
    return row


def end_false_name(*, row: FalseName, by: Actor, at: datetime) -> None:
    """The other name is not used any more."""
    require(access.may_work(by, groups_of(row.subject_id)))
    if not FalseName.objects.filter(id=row.id, ended_at__isnull=True).update(ended_at=at, ended_by=by.user_id):
        raise Stale


def name_letter_address(*, subject: Subject, receiver: str, address: str, by: Actor, at: datetime, caution: str = "") -> LetterAddress:
    """Keep the address the person chose for verdicts and letters; what was named before is ended where it may be seen.

    Basis: CoE Convention, Articles 11 and 28; recommendation of the US report of 2012 (VWP-05).
    """
    working(subject, by, at)
    text = N_("Write to whom and where letters go.")
    require(allowed(bool(receiver.strip() and address.strip()), "address_needed", text))
    LetterAddress.objects.filter(subject=subject, ended_at__isnull=True).update(ended_at=at, ended_by=by.user_id)
    row = LetterAddress(subject=subject, receiver=receiver, address=address, caution=caution, at=at, by=by.user_id)
    row.save(force_insert=True)
    return row


def end_letter_address(*, row: LetterAddress, by: Actor, at: datetime) -> None:
    """The address is not safe any more."""
    require(access.may_work(by, groups_of(row.subject_id)))
    if not LetterAddress.objects.filter(id=row.id, ended_at__isnull=True).update(ended_at=at, ended_by=by.user_id):
        raise Stale


def subject_of(case: Case) -> Subject:
    """The person of a case as somebody who is protected."""
    found = queries.subject(case.id)
    if found is None:
        raise LookupError(case.id)
    return found

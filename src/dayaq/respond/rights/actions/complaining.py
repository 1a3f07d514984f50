"""A complaint from its first word to the answer the person hears. The body complained about reads only what is laid before it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import organisations
from dayaq.core.clock import Clock
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.rights import Answer, RightsFile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, codes
from dayaq.respond.rights import queries, rules
from dayaq.respond.rights.access import may_receive
from dayaq.respond.rights.models import Complainant, Complaint, ComplaintStep, ComplaintText, Hearing, HearingReply

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewComplaint:
    """What is complained of, about which body, by whom as far as it is said; ``may_name``: that body may hear who."""

    about: UUID
    subject: str
    words: str
    language: str
    raised_by: str = "person"
    case: Case | None = None
    reach: str = ""
    may_name: bool = False


def complain(*, new: NewComplaint, by: Actor, at: datetime) -> str:
    """Take a complaint; return the number the person keeps. Whoever takes it at the body complained about reads it never again.

    Basis: CoE Convention, Article 15(1); the pack's time for an answer.
    """
    require(may_receive(by))
    pack = load(settings.HOME_PACK)
    require(rules.check_complaint(new.subject, pack.codes["complaint_subject"].items, new.words))
    there = organisations().filter(id=new.about).exists()
    require(allowed(there and new.raised_by in pack.codes["complaint_by"].items, "no_such_body", N_("Choose the body from the list.")))
    number = f"{pack.calendar.local_date(at).year}-{''.join(secrets.choice(LETTERS) for _ in range(6))}"
    base: dict[str, Any] = {"at": at, "organisation": by.organisation_id, "by": by.user_id, "about": new.about}
    due = answer_due(pack, pack.area(RightsFile).complaint, at)
    row = Complaint(number=number, subject=new.subject, raised_by=new.raised_by, may_name=new.may_name, due_at=due, **base)
    row.save(force_insert=True)
    if new.case is not None or new.reach:
        Complainant(complaint=row, case=new.case, reach=new.reach, **base).save(force_insert=True)
    ComplaintText(complaint=row, language=new.language, text=new.words, **base).save(force_insert=True)
    return number


def answer_due(pack: Pack, answers: tuple[Answer, ...], at: datetime) -> datetime | None:
    """Until when an answer is owed by the pack's clock."""
    view = pack.on(pack.calendar.local_date(at))
    rule = next((one for one in answers if one.in_force(view.day)), None)
    term = view.clock(rule.clock) if rule else None
    return Clock(term, at).due(pack.calendar) if term and term.starts_clock else None


def answering(complaint: Complaint, by: Actor) -> None:
    """Refuse whoever may not answer, or stands with the body complained about."""
    require(rules.may_answer(queries.sides(), complaint.about, answers=by.may("rights.answer")))
    mine = complaint.answerer in (None, by.organisation_id)
    require(allowed(mine, "answered_elsewhere", N_("Another body answers this complaint.")))


def change(complaint: Complaint, version: int, **changed: Any) -> None:
    """Write a step of the complaint; Stale when somebody was faster."""
    if not Complaint.objects.filter(id=complaint.id, version=version).update(**changed, version=F("version") + 1):
        raise Stale
    complaint.refresh_from_db()


def beneath(complaint: Complaint, by: Actor, at: datetime) -> dict[str, Any]:
    """The columns of rows beneath a complaint."""
    return {"complaint": complaint, "at": at, "organisation": by.organisation_id, "by": by.user_id, "about": complaint.about}


def take_on(*, complaint: Complaint, version: int, by: Actor, at: datetime) -> None:
    """An independent body takes the complaint on itself."""
    del at  # when it was written down is the database's to say
    answering(complaint, by)
    require(allowed(complaint.answerer is None, "taken_already", N_("This complaint is taken already.")))
    change(complaint, version, answerer=by.organisation_id)


def note_step(*, complaint: Complaint, text: str, language: str, by: Actor, at: datetime) -> ComplaintStep:
    """Write down what was done or found."""
    answering(complaint, by)
    require(allowed(bool(text.strip()), "no_words", N_("Write what was done.")))
    made = ComplaintStep(kind="note", language=language, text=text, **beneath(complaint, by, at))
    made.save(force_insert=True)
    return made


def lay_before(*, complaint: Complaint, text: str, language: str, version: int, by: Actor, at: datetime) -> Hearing:
    """Lay a text before the body complained about. Who complains is in it only if the person agreed.

    Basis: CoE Convention, Articles 11(1) and 15(1).
    """
    answering(complaint, by)
    who = Complainant.objects.filter(complaint=complaint).first()
    told = [who.reach, *case_codes(who, complaint)] if who else []
    require(rules.check_hearing(text, told, may_name=complaint.may_name))
    made = Hearing(number=complaint.number, language=language, text=text, **beneath(complaint, by, at))
    made.save(force_insert=True)
    change(complaint, version, state="heard", answerer=by.organisation_id)
    return made


def case_codes(who: Complainant, complaint: Complaint) -> list[str]:
    """Codes of the complaining person's case that the answerer could write down by mistake."""
    return list(codes([who.case_id], complaint.about).values()) if who.case_id else []


def reply(*, hearing: Hearing, text: str, language: str, by: Actor, at: datetime) -> HearingReply:
    """The body complained about answers what was laid before it."""
    require(allowed(hearing.about == by.organisation_id, "not_asked", N_("Another body was asked.")))
    require(allowed(bool(text.strip()), "no_words", N_("Write the answer.")))
    said = {"at": at, "organisation": by.organisation_id, "by": by.user_id, "about": hearing.about}
    made = HearingReply(hearing=hearing, language=language, text=text, **said)
    made.save(force_insert=True)
    return made


def decide_complaint(*, complaint: Complaint, outcome: str, text: str, language: str, version: int, by: Actor, at: datetime) -> None:
    """Decide with reasons, once, by somebody independent."""
    answering(complaint, by)
    require(allowed(not complaint.outcome, "decided_already", N_("This complaint is decided already.")))
    require(rules.check_outcome(outcome, load(settings.HOME_PACK).codes["complaint_outcome"].items, text))
    ComplaintStep(kind="decision", language=language, text=text, **beneath(complaint, by, at)).save(force_insert=True)
    change(complaint, version, state="decided", outcome=outcome, decided_at=at, decided_by=by.user_id, answerer=by.organisation_id)


def tell_outcome(*, complaint: Complaint, text: str, language: str, version: int, by: Actor, at: datetime) -> None:
    """The person heard the answer; how stands in words."""
    answering(complaint, by)
    require(allowed(bool(complaint.outcome), "not_decided", N_("There is no answer yet.")))
    ComplaintStep(kind="told", language=language, text=text, **beneath(complaint, by, at)).save(force_insert=True)
    change(complaint, version, state="told", told_at=at)


def mark_retaliation(*, complaint: Complaint, text: str, language: str, version: int, by: Actor, at: datetime) -> None:
    """The person was made to suffer for the complaint: it is marked and stays marked."""
    answering(complaint, by)
    require(allowed(bool(text.strip()), "no_words", N_("Write what happened.")))
    ComplaintStep(kind="retaliation", language=language, text=text, **beneath(complaint, by, at)).save(force_insert=True)
    change(complaint, version, retaliation=True)

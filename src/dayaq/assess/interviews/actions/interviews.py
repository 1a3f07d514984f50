"""Interviews as they are held: header, consent, respondents, observations, whom they named for the survey."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from dayaq.assess.assessment.actions import keep_contact
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.interviews import queries
from dayaq.assess.interviews.access import may_interview
from dayaq.assess.interviews.models import Consent, Interview, Observation, Respondent, Suggestion, Wording
from dayaq.assess.interviews.rules.interview import AGENCIES, ATTRIBUTION, CONSENT, KINDS, Participants, check_participants, next_code
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, allowed, require
from dayaq.core.words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The header of an interview as typed; no name of a respondent belongs here."""

    kind: str
    held_on: date
    agency: str
    institution: str
    country: str = ""
    stakeholder: Any = None
    started: time | None = None
    minutes: int | None = None
    participants: Participants = field(default_factory=Participants)
    language: str = ""
    staff_present: bool = False
    interpreter: bool = False
    dual_role: bool = False
    attribution: str = "anonymous"
    sections: tuple[str, ...] = ()

    def columns(self) -> dict[str, Any]:
        """The header as columns."""
        plain = {name: getattr(self, name) for name in self.__slots__ if name not in {"participants", "country"}}
        return {**plain, **asdict(self.participants), "sections": list(self.sections), "institution": self.institution.strip()}


def check(sheet: Sheet) -> None:
    """Refuse a header that cannot be true, or that picks the wrong number of sections."""
    known = sheet.kind in KINDS and sheet.agency in AGENCIES and sheet.attribution in ATTRIBUTION
    require(allowed(known, "unknown_code", N_("This is not one of the choices.")))
    require(check_participants(sheet.kind, sheet.participants))
    guide = queries.current_guide()
    free = {section.code for section in guide.sections if not section.always}
    fits = set(sheet.sections) <= free if sheet.kind == "written" else guide.well_picked(sheet.sections)
    require(allowed(fits, "sections", N_("Pick two or three of the sections 2 to 6; the others are always asked."), "CT-NAT, annex C"))


def allowed_to(assessment: Assessment, by: Actor) -> None:
    """Refuse whoever does not hold interviews in this assessment today; what is written down may be older."""
    require(may_interview(queries.role(assessment, by)))


def open_interview(*, assessment: Assessment, sheet: Sheet, by: Actor, at: datetime, code: str = "") -> Interview:
    """Open an interview under the next code of its country (or one given with older material)."""
    allowed_to(assessment, by)
    check(sheet)
    country = sheet.country or assessment.countries[0]
    taken = list(Interview.objects.filter(assessment=assessment).values_list("code", flat=True))
    if code in taken:
        raise Refused(Decision.refuse(Reason("code_taken", N_("There is an interview %(code)s already."), {"code": code})))
    row = Interview(assessment=assessment, country=country, code=code or next_code(country, taken), by=by.user_id, **sheet.columns())
    row.guide = keep_wording(assessment, by)
    row.save(force_insert=True)
    return row


def keep_wording(assessment: Assessment, by: Actor) -> str:
    """Keep the wording of today's guide with the assessment, once a version; its reference."""
    guide = queries.current_guide()
    if not queries.worded(assessment, guide):
        Wording(assessment=assessment, guide=queries.reference(guide), body=asdict(guide), by=by.user_id).save(force_insert=True)
    return queries.reference(guide)


def describe(*, interview: Interview, sheet: Sheet, version: int, by: Actor, at: datetime) -> Interview:
    """Change the header; sections with notes stay picked."""
    allowed_to(interview.assessment, by)
    check(sheet)
    written = {note.question.partition(".")[0] for note in interview.notes.all() if note.text}
    lost = written & (set(interview.sections) - set(sheet.sections))
    require(allowed(not lost, "section_has_notes", N_("There are notes in a section that would be dropped.")))
    step(interview, version, **sheet.columns())
    return interview


def step(interview: Interview, version: int, **columns: Any) -> None:
    """Write columns and the next version; Stale when the version read is no longer the one kept."""
    if not Interview.objects.filter(id=interview.id, version=version).update(version=F("version") + 1, **columns):
        raise Stale
    interview.refresh_from_db()


def withdraw(*, interview: Interview, by: Actor, at: datetime) -> Interview:
    """Respondents take back that they took part: notes, text, codings and names are erased, and nothing of them is counted.

    Basis: CT-NAT annex C, information note (taking part is voluntary).
    """
    del at  # the database writes the moment down
    allowed_to(interview.assessment, by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.withdraw_interview(%s)", [interview.id])
    interview.refresh_from_db()
    return interview


@transaction.atomic
def consent(
    *, interview: Interview, how: str, language: str, notes_agreed: bool, by: Actor, at: datetime, reader: str = "", questions: str = ""
) -> Consent:
    """Record that the information note was read or given, and whether notes were agreed to. It is written once.

    Basis: CT-NAT annex C, information note.
    """
    allowed_to(interview.assessment, by)
    require(allowed(how in CONSENT, "unknown_code", N_("This is not one of the choices.")))
    require(allowed(interview.notes_agreed is None, "consent_once", N_("The consent is recorded already and stays as it was written.")))
    row = Consent(assessment_id=interview.assessment_id, interview=interview, how=how, language=language, at=at, by=by.user_id)
    row.reader, row.questions = reader.strip(), questions.strip()
    row.save(force_insert=True)
    step(interview, interview.version, notes_agreed=notes_agreed)
    return row


def add_respondent(*, interview: Interview, by: Actor, at: datetime, name: str = "", function: str = "", dual_role: str = "") -> Respondent:
    """Write down who answered; nothing of it is obligatory, and nothing of it goes into analysis."""
    allowed_to(interview.assessment, by)
    require(allowed(bool(name.strip() or function.strip()), "nothing_typed", N_("Write a name or a function, or leave this out.")))
    row = Respondent(
        assessment_id=interview.assessment_id, interview=interview, name=name.strip(), function=function.strip(), by=by.user_id
    )
    row.dual_role = dual_role.strip()
    row.save(force_insert=True)
    if row.dual_role and not interview.dual_role:
        step(interview, interview.version, dual_role=True)
    return row


def forget_respondent(*, respondent: Respondent, by: Actor, at: datetime) -> None:
    """Erase a respondent's name; the numbers of the interview stay."""
    allowed_to(respondent.interview.assessment, by)
    respondent.delete()


def observe(*, interview: Interview, text: str, by: Actor, at: datetime) -> Observation:
    """Add an internal observation; it is never an answer."""
    allowed_to(interview.assessment, by)
    require(allowed(bool(text.strip()), "nothing_typed", N_("Write something first.")))
    row = Observation(assessment_id=interview.assessment_id, interview=interview, text=text.strip(), by=by.user_id)
    row.save(force_insert=True)
    return row


def suggest(*, interview: Interview, name: str, by: Actor, at: datetime, institution: str = "", contact: str = "") -> Suggestion:
    """Keep whom the respondents named for the survey, apart from what they answered."""
    allowed_to(interview.assessment, by)
    require(allowed(bool(name.strip()), "nothing_typed", N_("Write something first.")))
    row = Suggestion(assessment_id=interview.assessment_id, interview=interview, name=name.strip(), by=by.user_id)
    row.institution, row.contact = institution.strip(), contact.strip()
    row.save(force_insert=True)
    return row


@transaction.atomic
def use_suggestion(*, suggestion: Suggestion, stakeholder: Any, by: Actor, at: datetime) -> Suggestion:
    """Decide about a suggestion: the person becomes a contact of a stakeholder, or (None) is put aside. Nobody is invited by it."""
    allowed_to(suggestion.interview.assessment, by)
    if not Suggestion.objects.filter(id=suggestion.id, used_at__isnull=True).update(used_at=at):
        raise Stale
    if stakeholder is not None:
        reach = "email" if "@" in suggestion.contact else "phone"
        keep_contact(stakeholder=stakeholder, said={"name": suggestion.name, reach: suggestion.contact[:40]}, by=by, at=at)
    suggestion.refresh_from_db()
    return suggestion

"""Notes question by question, and closing them for coding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F

from dayaq.assess.interviews import queries
from dayaq.assess.interviews.actions.interviews import allowed_to, step
from dayaq.assess.interviews.models import Document, Interview, Note
from dayaq.assess.interviews.rules.coding import laid_out, one_line_end
from dayaq.assess.interviews.rules.interview import may_note
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, require
from dayaq.core.words import N_


@dataclass(frozen=True, slots=True)
class Typed:
    """One note as typed: text, prompts used (numbers from 1), whether asked, and the version it was read at (0: none yet)."""

    text: str = ""
    prompts: tuple[int, ...] = ()
    asked: bool = False
    version: int = 0


@dataclass(slots=True)
class Written:
    """What became of typed notes: new versions by question, and notes somebody else wrote in the meantime."""

    versions: dict[str, int] = field(default_factory=dict)
    stale: dict[str, Note] = field(default_factory=dict)


@transaction.atomic
def write(*, interview: Interview, notes: Mapping[str, Typed], by: Actor, at: datetime) -> Written:
    """Keep notes. One that changed since it was read is not overwritten: it comes back, so that both texts can be shown."""
    allowed_to(interview.assessment, by)
    require(noting(interview))
    known = {question.code for section in queries.sections(interview) for question in section.questions}
    strangers = sorted(set(notes) - known)
    if strangers:
        text = N_("This interview does not ask %(questions)s.")
        raise Refused(Decision.refuse(Reason("not_asked_here", text, {"questions": ", ".join(strangers)})))
    kept, done = queries.notes_of(interview), Written()
    for question, typed in notes.items():
        one(interview, question, typed, kept.get(question), by, done)
    return done


def noting(interview: Interview) -> Decision:
    """Whether notes may be typed now."""
    return may_note(
        consent=interview.notes_agreed is not None, notes_allowed=bool(interview.notes_agreed), closed=interview.closed_at is not None
    )


def one(interview: Interview, question: str, typed: Typed, kept: Note | None, by: Actor, done: Written) -> None:
    """Keep one note. What is the same already needs no version (a lost answer of the server makes a browser send twice)."""
    text = one_line_end(typed.text).strip()
    columns = {"text": text, "prompts": sorted(set(typed.prompts)), "asked": typed.asked or bool(text)}
    if kept is not None and all(getattr(kept, name) == value for name, value in columns.items()):
        done.versions[question] = kept.version
    elif kept is None and typed.version == 0:
        Note(assessment_id=interview.assessment_id, interview=interview, question=question, by=by.user_id, **columns).save(
            force_insert=True
        )
        done.versions[question] = 1
    elif kept is not None and Note.objects.filter(id=kept.id, version=typed.version).update(version=F("version") + 1, **columns):
        done.versions[question] = typed.version + 1
    else:
        done.stale[question] = Note.objects.get(interview=interview, question=question)


@transaction.atomic
def close(*, interview: Interview, version: int, by: Actor, at: datetime, language: str = "en") -> Document:
    """Close the notes: they become one text to code, and do not change any more."""
    allowed_to(interview.assessment, by)
    require(noting(interview))
    kept = queries.notes_of(interview)
    answers = [
        (question.code, question.text.get(language, question.text.get("en", "")), kept[question.code].text)
        for section in queries.sections(interview)
        for question in section.questions
        if question.code in kept and kept[question.code].text
    ]
    if not answers:
        raise Refused(Decision.refuse(Reason("no_answers", N_("There are no notes yet."))))
    step(interview, version, closed_at=at)
    text, parts = laid_out(answers)
    row = Document(assessment_id=interview.assessment_id, interview=interview, title=interview.code, text=text, by=by.user_id)
    row.kind = "written" if interview.kind == "written" else "interview"
    row.parts = [[part.question, part.span.start, part.span.end] for part in parts]
    row.save(force_insert=True)
    return row

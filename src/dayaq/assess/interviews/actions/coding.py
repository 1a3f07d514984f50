"""The code book, documents to code, codings by one or two coders, and what they agree on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import F

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.framework.rules import Words, loading
from dayaq.assess.interviews import queries
from dayaq.assess.interviews.access import may_code
from dayaq.assess.interviews.models import Coding, Document, Interview, Pass, Theme
from dayaq.assess.interviews.rules.coding import Span, area_guid, check_span, criterion_guid, one_line_end, trimmed
from dayaq.assess.survey.queries import instrument_of, texts
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, allowed, require
from dayaq.core.words import N_

FINISHED = N_("This coding is finished and stays as it is.")


def allowed_to(assessment: Assessment, by: Actor) -> None:
    """Refuse whoever does not code in this assessment."""
    require(may_code(queries.role(assessment, by)))


@transaction.atomic
def code_book(*, assessment: Assessment, by: Actor, at: datetime) -> list[Theme]:
    """The code book, with the five areas and 25 criteria put in when it is empty."""
    allowed_to(assessment, by)
    if not Theme.objects.filter(assessment=assessment).exists():
        framework(assessment, by)
    return list(queries.book(assessment))


def framework(assessment: Assessment, by: Actor) -> None:
    """Areas as headings, criteria beneath them under identities that are the same everywhere.

    Row ids are made from the assessment, so that two coders who begin at the same moment make one code book.
    """
    areas = {
        number: Theme(
            assessment=assessment,
            id=uuid5(assessment.id, str(number)),
            guid=area_guid(number),
            code=str(number),
            label=dict(words),
            codable=False,
            by=by.user_id,
        )
        for number, words in loading.areas().items()
    }
    Theme.objects.bulk_create(areas.values(), ignore_conflicts=True)
    rows = [
        Theme(
            id=uuid5(assessment.id, one.code),
            assessment=assessment,
            guid=criterion_guid(one.code),
            code=one.code,
            label=dict(one.title),
            parent=areas[one.area],
            questions=list(one.interview),
            by=by.user_id,
        )
        for one in loading.criteria()
    ]
    Theme.objects.bulk_create(rows, ignore_conflicts=True)


def add_theme(
    *,
    assessment: Assessment,
    label: Words,
    by: Actor,
    at: datetime,
    parent: Theme | None = None,
    description: str = "",
    questions: Collection[str] = (),
    guid: UUID | None = None,
) -> Theme:
    """Add a free theme, by itself or beneath another code."""
    allowed_to(assessment, by)
    require(allowed(any(words.strip() for words in label.values()), "nothing_typed", N_("Give the theme a name.")))
    labels = {language: words.strip() for language, words in label.items() if words.strip()}
    if Theme.objects.filter(assessment=assessment, parent=parent, label=labels).exists():
        raise Refused(Decision.refuse(Reason("theme_twice", N_("There is a theme of this name already."))))
    row = Theme(assessment=assessment, guid=guid or uuid4(), label=labels, description=description.strip(), parent=parent, by=by.user_id)
    row.questions = sorted(questions)
    row.save(force_insert=True)
    return row


def change_theme(
    *, theme: Theme, label: Words, description: str, questions: Collection[str], version: int, by: Actor, at: datetime
) -> Theme:
    """Change the words of a free theme; criteria keep theirs."""
    allowed_to(theme.assessment, by)
    require(allowed(not theme.code, "criterion_fixed", N_("The criteria of the framework keep their names.")))
    require(allowed(any(words.strip() for words in label.values()), "nothing_typed", N_("Give the theme a name.")))
    columns = {"label": dict(label), "description": description.strip(), "questions": sorted(questions)}
    if not Theme.objects.filter(id=theme.id, version=version).update(version=F("version") + 1, **columns):
        raise Stale
    theme.refresh_from_db()
    return theme


def remove_theme(*, theme: Theme, by: Actor, at: datetime) -> None:
    """Take away a free theme that nothing is coded with. Another coder's hidden use of it keeps it as well."""
    allowed_to(theme.assessment, by)
    require(allowed(not theme.code, "criterion_fixed", N_("The criteria of the framework keep their names.")))
    coding_begun = Pass.objects.filter(assessment=theme.assessment, finished_at__isnull=True).exclude(coder=by.user_id).exists()
    used = coding_begun or theme.children.exists() or Coding.objects.filter(theme=theme).exists()
    require(allowed(not used, "theme_used", N_("The theme is in use, or somebody is still coding.")))
    theme.delete()


def add_document(
    *, assessment: Assessment, text: str, kind: str, by: Actor, at: datetime, title: str = "", interview: Interview | None = None
) -> Document:
    """Add a text to code: a free answer of the survey, a written reply, a transcript."""
    allowed_to(assessment, by)
    kept = one_line_end(text).strip()
    require(allowed(bool(kept), "nothing_typed", N_("The text is empty.")))
    require(allowed(kind in {"interview", "written", "survey", "other"}, "unknown_code", N_("This is not one of the choices.")))
    row = Document(assessment=assessment, text=kept, kind=kind, title=title or kind, interview=interview, by=by.user_id)
    row.save(force_insert=True)
    return row


def add_survey_texts(*, assessment: Assessment, by: Actor, at: datetime) -> list[Document]:
    """The free answers of the survey as texts to code: one text a question, its answers sorted by their words.

    Nothing in such a text tells which answers came from one respondent. A question taken already is not taken again,
    so this is done when the survey is over.
    """
    allowed_to(assessment, by)
    taken = set(Document.objects.filter(assessment=assessment, kind="survey").values_list("title", flat=True))
    made = []
    for item in instrument_of(assessment).items:
        written = texts(assessment, item.code) if item.kind == "text" and item.code not in taken else []
        if written:
            row = Document(assessment=assessment, text=one_line_end("\n\n".join(written)), kind="survey", title=item.code, by=by.user_id)
            row.save(force_insert=True)
            made.append(row)
    return made


def assign(*, document: Document, coder: UUID, by: Actor, at: datetime) -> Pass:
    """Give a document to a coder of the team; two at most, and nobody after the coding is agreed."""
    allowed_to(document.assessment, by)
    require(allowed(document.agreed_at is None, "agreed", N_("The coding of this text is agreed and stays as it is.")))
    require(may_code(queries.team(document.assessment).get(coder, "")))
    row = Pass.objects.filter(document=document, coder=coder).first()
    if row is None:
        few = Pass.objects.filter(document=document).count() < 2
        require(allowed(few, "two_coders", N_("Two coders have this text already.")))
        row = Pass(assessment_id=document.assessment_id, document=document, coder=coder, by=by.user_id)
        row.save(force_insert=True)
    return row


def going_on(document: Document, by: Actor) -> None:
    """Refuse unless the acting person is coding this document now."""
    allowed_to(document.assessment, by)
    row = Pass.objects.filter(document=document, coder=by.user_id).first()
    require(allowed(row is not None, "not_yours", N_("Begin coding this text first.")))
    require(allowed(row is not None and row.finished_at is None, "finished", FINISHED))


def code(*, document: Document, theme: Theme, span: Span, by: Actor, at: datetime) -> Coding:
    """Give a selection a code; the same selection and code twice is one coding."""
    going_on(document, by)
    require(check_span(span, document.text))
    require(allowed(theme.codable and theme.assessment_id == document.assessment_id, "not_codable", N_("This heading is no code.")))
    span = trimmed(span, document.text)
    where = {"document": document, "theme": theme, "start": span.start, "end": span.end, "layer": "own", "by": by.user_id}
    row = Coding.objects.filter(**where).first()
    if row is None:
        row = Coding(assessment_id=document.assessment_id, **where)
        row.save(force_insert=True)
    return row


def uncode(*, coding: Coding, by: Actor, at: datetime) -> None:
    """Take back one of one's own codings."""
    going_on(coding.document, by)
    require(allowed(coding.by == by.user_id and coding.layer == "own", "not_yours", N_("Only the coder takes a coding back.")))
    coding.delete()


def finish(*, document: Document, by: Actor, at: datetime) -> Pass:
    """Finish one's coding: it is not changed any more, and is compared when the other coder has finished as well."""
    going_on(document, by)
    Pass.objects.filter(document=document, coder=by.user_id).update(finished_at=at)
    return Pass.objects.get(document=document, coder=by.user_id)


@transaction.atomic
def agree(*, document: Document, keep: Collection[tuple[UUID, Span]], by: Actor, at: datetime) -> Document:
    """Settle what is counted: the codings both, or the one coder, stand by after everybody has finished.

    ``keep`` holds (theme id, selection) pairs, every one of them among the codings of the coders.
    """
    allowed_to(document.assessment, by)
    require(allowed(document.agreed_at is None, "agreed", N_("The coding of this text is agreed and stays as it is.")))
    passes = list(Pass.objects.filter(document=document))
    done = bool(passes) and all(one.finished_at for one in passes)
    require(allowed(done, "not_finished", N_("Everybody who codes this text finishes first.")))
    require(allowed(by.user_id in {one.coder for one in passes}, "not_yours", N_("The coders of this text agree on it.")))
    made = {(row.theme_id, Span(row.start, row.end)) for row in Coding.objects.filter(document=document, layer="own")}
    require(allowed(set(keep) <= made, "not_coded", N_("Only what somebody coded can be agreed on.")))
    Coding.objects.bulk_create(
        Coding(
            assessment_id=document.assessment_id,
            document=document,
            theme_id=theme,
            start=span.start,
            end=span.end,
            layer="agreed",
            by=by.user_id,
        )
        for theme, span in sorted(set(keep))
    )
    if not Document.objects.filter(id=document.id, agreed_at__isnull=True).update(agreed_at=at):
        raise Stale
    document.refresh_from_db()
    return document

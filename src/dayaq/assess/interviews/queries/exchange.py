"""The assessment as programs of qualitative analysis take it: code book and project, without names of anybody."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID, uuid5

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.framework.rules import said
from dayaq.assess.interviews.models import Coding, Document, Interview, Theme
from dayaq.assess.interviews.queries.coding import place
from dayaq.assess.interviews.rules.coding import CODES, Span
from dayaq.assess.interviews.rules.refi import Case, Code, Mark, Project, Source, User


def codes(assessment: Assessment, language: str) -> tuple[Code, ...]:
    """The code book as a tree; criteria carry the same identity in every export."""
    beneath: dict[UUID | None, list[Theme]] = defaultdict(list)
    for row in Theme.objects.filter(assessment=assessment):
        beneath[row.parent_id].append(row)

    def grown(parent: UUID | None) -> tuple[Code, ...]:
        return tuple(
            Code(row.guid, name(row, language), row.codable, row.description, "", grown(row.id))
            for row in sorted(beneath[parent], key=place)
        )

    return grown(None)


def name(theme: Theme, language: str) -> str:
    """Number and words of a code."""
    return f"{theme.code} {said(theme.label, language) or next(iter(theme.label.values()), '')}".strip()


def coder(assessment: Assessment, user: UUID) -> UUID:
    """An identity of a coder that leads nowhere outside this assessment."""
    return uuid5(CODES, f"coder/{assessment.id}/{user}")


def project(assessment: Assessment, language: str) -> Project:
    """Texts, codings the acting person may see, coders as numbers, interviews as cases."""
    documents = list(Document.objects.filter(assessment=assessment).select_related("interview").order_by("title", "id"))
    rows = Coding.objects.filter(assessment=assessment).select_related("theme", "document").order_by("start", "id")
    counted = [row for row in rows if row.layer == ("agreed" if row.document.agreed_at else "own")]
    marks: dict[UUID, list[Mark]] = defaultdict(list)
    for row in counted:
        marks[row.document_id].append(Mark(row.id, row.theme.guid, Span(row.start, row.end), coder(assessment, row.by), row.recorded_at))
    users = sorted({coder(assessment, row.by) for row in counted})
    return Project(
        name=assessment.code,
        codes=codes(assessment, language),
        users=tuple(User(one, f"Coder {number}") for number, one in enumerate(users, 1)),
        sources=tuple(Source(one.id, one.title, one.text, tuple(marks[one.id])) for one in documents),
        cases=tuple(case(one.interview, one.id) for one in documents if one.interview is not None),
    )


def case(row: Interview, source: UUID) -> Case:
    """An interview with what may be compared: agency, numbers, who else was present. No institution, no name, no day."""
    values: dict[str, str | int | bool] = {
        "agency": row.agency,
        "kind": row.kind,
        "women": row.women,
        "men": row.men,
        "staff of the commissioner present": row.staff_present,
        "interpreter": row.interpreter,
    }
    return Case(row.id, row.code, values, (source,))

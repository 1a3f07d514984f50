"""Code book, documents and codings; comparison of two coders; counts of themes; words approved to leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.interviews.models import Coding, Document, Interview, Paraphrase, Pass, Respondent, Theme
from dayaq.assess.interviews.rules import kappa
from dayaq.assess.interviews.rules import themes as rules
from dayaq.assess.interviews.rules.coding import Span, decisions, units
from dayaq.assess.interviews.rules.identifying import Statement, identifying
from dayaq.assess.interviews.rules.kappa import Agreement
from dayaq.assess.interviews.rules.themes import Asked, ThemeCount
from dayaq.core.decision import Reason


def book(assessment: Assessment) -> list[Theme]:
    """The code book as a list: every heading before what is beneath it, criteria before free themes."""
    rows = list(Theme.objects.filter(assessment=assessment).order_by("recorded_at"))
    beneath: dict[UUID | None, list[Theme]] = defaultdict(list)
    for row in rows:
        beneath[row.parent_id].append(row)
    found: list[Theme] = []

    def walk(parent: UUID | None, depth: int) -> None:
        for row in sorted(beneath[parent], key=lambda one: (not one.code, [int(n) for n in one.code.split(".") if n.isdigit()])):
            row.depth = depth  # type: ignore[attr-defined]  # read by the page
            found.append(row)
            walk(row.id, depth + 1)

    walk(None, 0)
    return found


def documents(assessment: Assessment, *, text: str = "", kind: str = "", state: str = "") -> QuerySet[Document]:
    """Texts to code by title, kind and state (open, agreed); without the words themselves."""
    rows = Document.objects.filter(assessment=assessment).defer("text").annotate(coders=Count("passes"))
    rows = rows.annotate(finished=Count("passes", filter=Q(passes__finished_at__isnull=False))).order_by("agreed_at", "title", "id")
    rows = rows.filter(title__icontains=text) if text else rows
    rows = rows.filter(kind=kind) if kind else rows
    return rows.filter(agreed_at__isnull=state == "open") if state else rows


def document(assessment: Assessment, number: UUID) -> Document | None:
    """One text to code."""
    return Document.objects.select_related("assessment", "interview").filter(assessment=assessment, id=number).first()


def my_pass(about: Document, user: UUID) -> Pass | None:
    """The acting person's way through a document."""
    return Pass.objects.filter(document=about, coder=user).first()


def codings(about: Document, *, layer: str = "own", coder: UUID | None = None) -> QuerySet[Coding]:
    """Codings of a document that the acting person may see, in the order of the text."""
    rows = Coding.objects.select_related("theme").filter(document=about, layer=layer)
    return (rows.filter(by=coder) if coder else rows).order_by("start", "end", "recorded_at")


def pairs(rows: Iterable[Coding]) -> list[tuple[UUID, Span]]:
    """Codings as the rules take them: (theme id, selection)."""
    return [(row.theme_id, Span(row.start, row.end)) for row in rows]


@dataclass(frozen=True, slots=True)
class Line:
    """One selection and code in a comparison: who gave it."""

    theme: Theme
    span: Span
    words: str
    coders: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two coders beside one another: agreement by code and over all, and every selection with who made it."""

    coders: tuple[UUID, ...]
    units: int
    codes: tuple[tuple[Theme, Agreement], ...]
    overall: Agreement
    lines: tuple[Line, ...]


def comparison(about: Document) -> Comparison | None:
    """The comparison of a document; None until everybody has finished (and for those who coded none of it)."""
    passes = list(Pass.objects.filter(document=about).order_by("recorded_at"))
    if not passes or any(one.finished_at is None for one in passes):
        return None
    rows = list(codings(about))
    themes = {row.theme_id: row.theme for row in rows}
    coders = tuple(one.coder for one in passes)
    all_units = units(about.text, answers(about))
    made = [decisions(all_units, pairs(row for row in rows if row.by == coder)) for coder in coders]
    found = kappa.by_code(len(all_units), *made) if len(made) == 2 else {}
    codes = tuple((themes[code], found[code]) for code in sorted(found, key=lambda code: place(themes[code])))
    return Comparison(coders, len(all_units), codes, kappa.overall(found.values()), lines(about, rows))


def answers(about: Document) -> list[Span]:
    """Where the answers stand in a document; none when it is one answer from end to end."""
    return [Span(start, end) for _question, start, end in about.parts]


@dataclass(frozen=True, slots=True)
class AllAgreement:
    """The agreement over every text that two people coded and agreed on: by code, and all decisions together."""

    documents: int
    units: int
    codes: tuple[tuple[Theme, Agreement], ...]
    overall: Agreement


def agreement(assessment: Assessment) -> AllAgreement:
    """How far two coders agreed before they talked, over all agreed texts; a code not used in a text adds agreement there.

    Every code used anywhere is a decision in every text, so that the sum of the codes is the whole.
    """
    rows = Document.objects.filter(assessment=assessment, agreed_at__isnull=False).annotate(coders=Count("passes")).filter(coders=2)
    texts = list(rows)
    marks = list(Coding.objects.select_related("theme").filter(document__in=texts, layer="own"))
    used = {row.theme_id: row.theme for row in marks}
    passes = list(Pass.objects.filter(document__in=texts).order_by("recorded_at"))
    total, found = 0, dict.fromkeys(used, Agreement())
    for one in texts:
        all_units = units(one.text, answers(one))
        coders = [row.coder for row in passes if row.document_id == one.id]
        made = [decisions(all_units, pairs(row for row in marks if row.document_id == one.id and row.by == coder)) for coder in coders]
        total += len(all_units)
        for code in used:
            nothing: frozenset[int] = frozenset()
            found[code] += kappa.agreement(len(all_units), made[0].get(code, nothing), made[1].get(code, nothing))
    codes = tuple((used[code], found[code]) for code in sorted(found, key=lambda code: place(used[code])))
    return AllAgreement(len(texts), total, codes, kappa.overall(found.values()))


def place(theme: Theme) -> tuple[bool, list[int], str]:
    """Where a code stands in a list: criteria by number, then free themes by name."""
    return (not theme.code, [int(n) for n in theme.code.split(".") if n.isdigit()], str(theme.label))


def lines(about: Document, rows: Iterable[Coding]) -> tuple[Line, ...]:
    """Every selection and code once, with the coders who made it."""
    found: dict[tuple[UUID, Span], list[Coding]] = defaultdict(list)
    for row in rows:
        found[row.theme_id, Span(row.start, row.end)].append(row)
    ordered = sorted(found.items(), key=lambda item: (item[0][1], place(item[1][0].theme)))
    return tuple(Line(many[0].theme, span, span.of(about.text), frozenset(row.by for row in many)) for (_theme, span), many in ordered)


def asked(assessment: Assessment) -> list[Asked]:
    """Interviews with an agreed coding as they are counted; empty for whoever is not of the team."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT questions, codes FROM guard.coded_interviews(%s)", [assessment.id])
        return [Asked(frozenset(questions), frozenset(codes)) for questions, codes in cursor.fetchall()]


def themes(assessment: Assessment) -> list[ThemeCount]:
    """Every code with the number of interviews that mention it and its base: interviews asked whose coding is agreed."""
    rows = [row for row in book(assessment) if row.codable]
    known = [rules.Theme(row.guid, row.label, row.code, row.parent_id, tuple(row.questions)) for row in rows]
    return rules.counted(known, asked(assessment))


def coded(assessment: Assessment) -> tuple[int, int]:
    """Interviews counted in the themes, and all interviews: where they differ, a count is not the last word."""
    return len(asked(assessment)), Interview.objects.filter(assessment=assessment, withdrawn_at__isnull=True).count()


def usage(assessment: Assessment) -> Mapping[UUID, int]:
    """Agreed codings by code (theme id), for those who may see them."""
    rows = Coding.objects.filter(assessment=assessment, layer="agreed").values_list("theme_id").annotate(n=Count("id"))
    return dict(rows)


def warnings(assessment: Assessment, statement: Statement) -> tuple[Reason, ...]:
    """Whether words that shall leave could tell who said them, by the list of those interviewed."""
    held = Interview.objects.filter(assessment=assessment, withdrawn_at__isnull=True)
    rows = held.values_list("institution", "agency").distinct()
    names = Respondent.objects.filter(assessment=assessment).exclude(name="").values_list("name", flat=True)
    return identifying(list(rows), statement, list(names))


def paraphrases(assessment: Assessment, code: str = "") -> QuerySet[Paraphrase]:
    """Words about interviews that a person approved to leave."""
    rows = Paraphrase.objects.filter(assessment=assessment).order_by("code", "recorded_at")
    return rows.filter(code=code) if code else rows

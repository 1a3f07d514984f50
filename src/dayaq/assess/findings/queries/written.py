"""Findings with their evidence, both sides' words, and what still keeps them from being final."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.assessment.rules import citations
from dayaq.assess.findings.models import Finding, Position, Step
from dayaq.assess.findings.queries.live import Data
from dayaq.assess.findings.rules import tokens
from dayaq.assess.findings.rules.evidence import Piece
from dayaq.assess.findings.rules.writing import Sentence, unproved
from dayaq.assess.framework.rules.instrument import Words
from dayaq.core.decision import Reason


@dataclass(frozen=True, slots=True)
class PositionView:
    """What a body replied, and what the assessors answered."""

    id: str
    institution: str
    stage: str
    stance: str
    text: Words
    on: date
    accepted: str
    answer: Words


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding as it stands; ``recommendations`` are codes, ``earlier`` ids of recommendations that asked the same."""

    id: str
    code: str
    area: int
    section: str
    order: int
    title: Words
    text: Words
    criteria: tuple[str, ...]
    attribution: str
    institution: str
    status: str
    version: int
    alone: str = ""
    evidence: tuple[Piece, ...] = ()
    positions: tuple[PositionView, ...] = ()
    conflicts: tuple[tuple[str, Words], ...] = ()
    recommendations: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether a body disputes it."""
        return any(position.stance == "disputes" for position in self.positions)


def rows(assessment: Assessment) -> QuerySet[Finding]:
    """The findings in the order of the report."""
    related = ("evidence", "positions", "conflicts", "grounds__recommendation", "earlier")
    return Finding.objects.filter(assessment_id=assessment.id).prefetch_related(*related).order_by("area", "section", "order", "code")


def searched(assessment: Assessment, *, text: str = "", area: int = 0, status: str = "", lacks: str = "") -> QuerySet[Finding]:
    """Findings narrowed by words, area and status; ``lacks``: recommendation | evidence, or disputed ones."""
    found = rows(assessment)
    if text:
        found = found.filter(Q(title__icontains=text) | Q(text__icontains=text) | Q(code__icontains=text))
    if area:
        found = found.filter(area=area)
    if status:
        found = found.filter(status=status)
    return found.filter(LACKS[lacks]).distinct() if lacks in LACKS else found


LACKS = {
    "recommendation": Q(grounds=None),
    "evidence": Q(evidence=None),
    "disputed": Q(positions__stance="disputes"),
    "unanswered": Q(positions__accepted="", positions__stance__in=("corrects", "disputes")),
}


def findings(assessment: Assessment, *, data: Data | None = None) -> list[FindingView]:
    """Every finding, in the order of the report."""
    source = data or Data(assessment)
    return [view(row, source) for row in rows(assessment)]


def finding(assessment: Assessment, code: str) -> Finding | None:
    """One finding as a row."""
    return rows(assessment).filter(code=code).first()


def view(row: Finding, data: Data) -> FindingView:
    """A row as other areas read it."""
    return FindingView(
        str(row.id), row.code, row.area, row.section, row.order, row.title, row.text, tuple(row.criteria), row.attribution,
        row.institution, row.status, row.version, row.alone,
        evidence=tuple(data.piece(one) for one in sorted(row.evidence.all(), key=lambda one: (one.at, one.id)) if not one.withdrawn_because),
        positions=tuple(position(one) for one in sorted(row.positions.all(), key=lambda one: (one.on, one.at, one.id))),
        conflicts=tuple((one.institution, one.text) for one in sorted(row.conflicts.all(), key=lambda one: (one.institution, one.id))),
        recommendations=tuple(sorted(ground.recommendation.code for ground in row.grounds.all())),
        earlier=tuple(sorted(one.asked for one in row.earlier.all() if one.same)),
    )  # fmt: skip


def position(row: Position) -> PositionView:
    """A reply as other areas read it."""
    return PositionView(str(row.id), row.institution, row.stage, row.stance, row.text, row.on, row.accepted, row.answer)


def author_of(row: Finding) -> UUID | None:
    """Who wrote the words last: the draft step with the latest time."""
    step = Step.objects.filter(finding=row, status="draft").order_by("at", "id").last()
    return step.by if step else None


def steps(row: Finding) -> QuerySet[Step]:
    """What happened to a finding, the latest first."""
    return row.steps.order_by("-at", "-id")


def unanswered(row: Finding) -> int:
    """Corrections and disputes without an answer."""
    return row.positions.filter(accepted="", stance__in=("corrects", "disputes")).count()


def text_faults(row: Finding, data: Data | None = None) -> list[Reason]:
    """What is wrong with the words of a finding: tokens without data, citations without source or page."""
    source = data or Data(row.assessment)
    found = [fault for text in row.text.values() for fault in tokens.faults(text, source.lookup)]
    return found + [fault for text in row.text.values() for fault in desk.citation_faults(row.assessment, text)]


def bare_sentences(row: Finding) -> dict[str, list[Sentence]]:
    """Sentences that nothing proves, by language."""
    series = {code.split(" ")[0] for code in desk.known(row.assessment)}
    linked = {one.part for one in row.evidence.all() if not one.withdrawn_because}
    found = {language: unproved(text, linked, lambda sentence: bool(citations(sentence, series))) for language, text in row.text.items()}
    return {language: bare for language, bare in found.items() if bare}


def following_code(assessment: Assessment) -> str:
    """The next free code: F-1, F-2, ..."""
    taken = set(Finding.objects.filter(assessment_id=assessment.id).values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"F-{number}") not in taken)


def shown(text: Mapping[str, str], language: str) -> str:
    """A text in a language, else in English, else any."""
    return text.get(language) or text.get("en") or next(iter(text.values()), "")


def count(assessment: Assessment) -> int:
    """How many findings there are."""
    return Finding.objects.filter(assessment_id=assessment.id).count()


def count_without(assessment: Assessment) -> int:
    """How many findings have neither a recommendation nor a reason why not."""
    return Finding.objects.filter(assessment_id=assessment.id, grounds=None, alone="").count()

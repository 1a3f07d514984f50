"""Recommendations as they stand and as they stood, what they rest on, and what asked the same before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings.models import Earlier, Finding, Recommendation, Wording
from dayaq.assess.findings.rules.recommending import Suggestion, suggestions
from dayaq.assess.framework.rules.criteria import AskedBefore
from dayaq.assess.framework.rules.instrument import Words
from dayaq.assess.framework.rules.loading import asked_before


@dataclass(frozen=True, slots=True)
class WordingView:
    """One version: the words, what was decided, why, when."""

    number: int
    text: Words
    purpose: Words
    addressee: Words
    decision: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AskedView:
    """A recommendation that asked the same before, as a person confirmed."""

    id: str
    source: str
    year: int
    text: str
    addressee: str
    later: str = ""
    same_as: tuple[str, ...] = ()  # the same wish in other sources


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """One recommendation; ``findings`` are codes, ``wordings`` its versions, the first one first."""

    id: str
    code: str
    area: int
    order: int
    text: Words
    purpose: Words
    addressee: Words
    priority: str
    decision: str
    version: int
    findings: tuple[str, ...] = ()
    wordings: tuple[WordingView, ...] = ()
    earlier: tuple[AskedView, ...] = ()

    @property
    def dropped(self) -> bool:
        """Whether it was dropped: it is kept with its reason, and not printed among those that stand."""
        return self.decision == "drop"


def rows(assessment: Assessment) -> QuerySet[Recommendation]:
    """Recommendations in the order of the report."""
    related = ("grounds__finding", "wordings", "earlier")
    return Recommendation.objects.filter(assessment_id=assessment.id).prefetch_related(*related).order_by("area", "order", "code")


def searched(assessment: Assessment, *, text: str = "", area: int = 0, priority: str = "", lacks: str = "") -> QuerySet[Recommendation]:
    """Recommendations narrowed by words, area and priority; ``lacks``: finding, or dropped ones."""
    found = rows(assessment)
    if text:
        found = found.filter(Q(text__icontains=text) | Q(purpose__icontains=text) | Q(code__icontains=text) | Q(addressee__icontains=text))
    if area:
        found = found.filter(area=area)
    if priority:
        found = found.filter(priority=priority)
    return found.filter(LACKS[lacks]) if lacks in LACKS else found


LACKS = {"finding": Q(grounds=None), "dropped": Q(decision="drop")}


def recommendations(assessment: Assessment) -> list[RecommendationView]:
    """Every recommendation, dropped ones too, in the order of the report."""
    return [view(row) for row in rows(assessment)]


def recommendation(assessment: Assessment, code: str) -> Recommendation | None:
    """One recommendation as a row."""
    return rows(assessment).filter(code=code).first()


def view(row: Recommendation) -> RecommendationView:
    """A row as other areas read it."""
    return RecommendationView(
        str(row.id), row.code, row.area, row.order, row.text, row.purpose, row.addressee, row.priority, row.decision, row.version,
        findings=tuple(sorted(ground.finding.code for ground in row.grounds.all())),
        wordings=tuple(wording(one) for one in sorted(row.wordings.all(), key=lambda one: one.number)),
        earlier=tuple(asked(one.asked) for one in sorted(row.earlier.all(), key=lambda one: one.asked) if one.same),
    )  # fmt: skip


def wording(row: Wording) -> WordingView:
    """A version as other areas read it."""
    return WordingView(row.number, row.text, row.purpose, row.addressee, row.decision, row.reason, row.at)


def asked(code: str) -> AskedView:
    """An earlier recommendation by its id; one that left the data keeps its id."""
    for one in asked_before():
        if one.id == code:
            return AskedView(one.id, one.source, one.year, one.text, one.addressee, one.later, one.same_as)
    return AskedView(code, "", 0, "", "")


def suggested(row: Recommendation | Finding) -> list[Suggestion]:
    """Earlier recommendations that may have asked the same, without those a person has judged already."""
    judged = set(earlier_of(row).values_list("asked", flat=True))
    title = " ".join(row.title.values()) if isinstance(row, Finding) else " ".join(row.purpose.values())
    candidates = [one for one in asked_before() if one.id not in judged]
    return suggestions(f"{' '.join(row.text.values())} {title}", row.area, candidates)


def earlier_of(row: Recommendation | Finding) -> QuerySet[Earlier]:
    """What a person said about earlier recommendations beside this row."""
    return row.earlier.order_by("asked")


def listed(text: str = "", source: str = "", area: int = 0) -> list[AskedBefore]:
    """The earlier recommendations, narrowed."""
    word = text.casefold()
    return [
        one
        for one in asked_before()
        if word in f"{one.id} {one.text} {one.theme} {one.addressee}".casefold() and source in ("", one.source) and area in (0, one.area)
    ]


def following_code(assessment: Assessment) -> str:
    """The next free code: R-1, R-2, ..."""
    taken = set(Recommendation.objects.filter(assessment_id=assessment.id).values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"R-{number}") not in taken)

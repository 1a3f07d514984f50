"""The register of sources: search, balance, citations, bibliography."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from dayaq.assess.assessment import rules
from dayaq.assess.assessment.models import Assessment, Source
from dayaq.core.decision import Reason


def sources(assessment: Assessment, *, text: str = "", series: str = "", language: str = "", state: str = "") -> QuerySet[Source]:
    """The documents by code, narrowed; ``state``: kept | left_out | undecided | unreviewed | draft."""
    rows = assessment.sources.order_by("series", "number")
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(author__icontains=text) | Q(code__icontains=text))
    if series:
        rows = rows.filter(series=series)
    if language:
        rows = rows.filter(language=language)
    return rows.filter(STATES[state]) if state in STATES else rows


STATES = {
    "kept": Q(kept=True),
    "left_out": Q(kept=False),
    "undecided": Q(kept=None),
    "unreviewed": Q(reviewed=False),
    "draft": Q(published=False),
}


def source(assessment: Assessment, code: str) -> Source | None:
    """One document by its code (``Aze 30``)."""
    return assessment.sources.filter(code=code).first()


def known(assessment: Assessment) -> Mapping[str, rules.Known]:
    """What checks of citations need of every source."""
    return {code: rules.Known(pages or 0, kept) for code, pages, kept in assessment.sources.values_list("code", "pages", "kept")}


def citation_faults(assessment: Assessment, text: str, *, pages: bool = True) -> tuple[Reason, ...]:
    """What is wrong with the citations of a text."""
    return rules.faults(text, known(assessment), pages=pages)


@dataclass(frozen=True, slots=True)
class Balance:
    """How the register is spread: (country or language, reviewed, kept) and the totals of drafts."""

    reviewed: int
    kept: int
    drafts: int
    countries: tuple[tuple[str, int, int], ...]
    languages: tuple[tuple[str, int, int], ...]


def sources_balance(assessment: Assessment) -> Balance:
    """Balance per country and language: reviewed beside kept (100 to 61)."""
    rows = list(assessment.sources.values_list("countries", "language", "reviewed", "kept", "published"))
    return Balance(
        reviewed=sum(row[2] for row in rows),
        kept=sum(row[3] is True for row in rows),
        drafts=sum(not row[4] for row in rows),
        countries=_spread([(country, row[2], row[3]) for row in rows for country in row[0] or [""]]),
        languages=_spread([(row[1], row[2], row[3]) for row in rows]),
    )


def _spread(rows: list[tuple[str, bool, bool | None]]) -> tuple[tuple[str, int, int], ...]:
    seen = Counter(name for name, reviewed, _kept in rows if reviewed)
    kept = Counter(name for name, _reviewed, is_kept in rows if is_kept)
    return tuple((name, seen[name], kept[name]) for name in sorted({name for name, *_rest in rows}))


def bibliography(assessment: Assessment) -> list[Source]:
    """The documents of the bibliography, by code."""
    return list(sources(assessment, state="kept"))

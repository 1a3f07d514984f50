"""Reads: the matrix, findings with both sides' words, recommendations, limitations, facts. All as frozen values.

Other areas use ``matrix``, ``findings``, ``recommendations``, ``limitations``, ``facts``, ``conflicts`` and ``lookup`` (what a token stands
for) of one assessment, each read under the wall round it.
"""

from dayaq.assess.findings.queries.attention import attention
from dayaq.assess.findings.queries.beside import Column, beside
from dayaq.assess.findings.queries.cells import CellView, Matrix, RowView, count_unjudged, history, matrix
from dayaq.assess.findings.queries.limits import LimitationView, limitations
from dayaq.assess.findings.queries.live import Data, lookup
from dayaq.assess.findings.queries.printed import conflicts, facts
from dayaq.assess.findings.queries.recommended import (
    AskedView,
    RecommendationView,
    WordingView,
    recommendation,
    recommendations,
    suggested,
)
from dayaq.assess.findings.queries.written import (
    FindingView,
    PositionView,
    count,
    count_without,
    finding,
    findings,
    text_faults,
)

__all__ = [
    "AskedView",
    "CellView",
    "Column",
    "Data",
    "FindingView",
    "LimitationView",
    "Matrix",
    "PositionView",
    "RecommendationView",
    "RowView",
    "WordingView",
    "attention",
    "beside",
    "conflicts",
    "count",
    "count_unjudged",
    "count_without",
    "facts",
    "finding",
    "findings",
    "history",
    "limitations",
    "lookup",
    "matrix",
    "recommendation",
    "recommendations",
    "suggested",
    "text_faults",
]

"""Reads: the matrix, findings with both sides' words, recommendations, limitations, facts. All as frozen values.

Other areas use ``matrix``, ``findings``, ``recommendations``, ``limitations``, ``facts``, ``conflicts`` and ``lookup`` (what a token stands
for) of one assessment, each read under the wall round it.
"""

from dayaq.assess.findings.queries.facts import conflicts, facts
from dayaq.assess.findings.queries.findings import (
    FindingView,
    PositionView,
    finding,
    findings,
    findings_without_recommendation,
    text_faults,
)
from dayaq.assess.findings.queries.limitations import LimitationView, limitations
from dayaq.assess.findings.queries.live import Data, lookup
from dayaq.assess.findings.queries.matrix import CellView, Matrix, RowView, history, matrix
from dayaq.assess.findings.queries.recommendations import (
    AskedView,
    RecommendationView,
    WordingView,
    recommendation,
    recommendations,
    recommendations_without_finding,
    suggested,
)

__all__ = [
    "AskedView",
    "CellView",
    "Data",
    "FindingView",
    "LimitationView",
    "Matrix",
    "PositionView",
    "RecommendationView",
    "RowView",
    "WordingView",
    "conflicts",
    "facts",
    "finding",
    "findings",
    "findings_without_recommendation",
    "history",
    "limitations",
    "lookup",
    "matrix",
    "recommendation",
    "recommendations",
    "recommendations_without_finding",
    "suggested",
    "text_faults",
]

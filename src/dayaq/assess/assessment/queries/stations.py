"""The six steps as records tell them; areas above say their counts through ``tell``."""

from __future__ import annotations

from collections.abc import Callable

from dayaq.assess.assessment import rules
from dayaq.assess.assessment.models import Assessment

Count = Callable[[Assessment], int | None]
COUNTS: dict[str, Count] = {}  # name of a count (interviews, answers, findings, ...) -> who counts it; filled by the site


def tell(name: str, count: Count) -> None:
    """Let the steps know how to count something this area knows nothing of."""
    COUNTS[name] = count


def facts(assessment: Assessment) -> rules.Facts:
    """What the steps are judged by."""
    rows = list(assessment.sources.values_list("reviewed", "kept"))
    return rules.Facts(
        sources=len(rows),
        reviewed=sum(reviewed for reviewed, _kept in rows),
        undecided=sum(reviewed and kept is None for reviewed, kept in rows),
        kept=sum(kept is True for _reviewed, kept in rows),
        purposes=len(assessment.purposes),
        stakeholders=assessment.stakeholders.count(),
        instruments=len(assessment.instruments),
        counts={name: count(assessment) for name, count in COUNTS.items()},
    )


def steps(assessment: Assessment) -> tuple[rules.StepState, ...]:
    """The six steps with what each still needs."""
    rows = {row.code: row for row in assessment.steps.all()}
    begun = {code: row.started is not None for code, row in rows.items()}
    finished = {code: row.finished is not None for code, row in rows.items()}
    return rules.progress(facts(assessment), begun, finished)

"""What an assessment is planned by, pure: the words of the plan, the six steps, sampling, citations, the sealed file."""

from dayaq.assess.assessment.rules.citing import Citation, Known, citations, faults, read
from dayaq.assess.assessment.rules.planning import (
    CATEGORIES,
    CIRCUMSTANCES,
    KINDS,
    METHODS,
    PLACES,
    PURPOSES,
    RATIFIED,
    STATES,
    TEAM,
    TO,
    series_of,
)
from dayaq.assess.assessment.rules.sampling import Cell, Sample, sampled
from dayaq.assess.assessment.rules.steps import STEPS, Facts, Missing, StepState, progress

__all__ = [
    "CATEGORIES",
    "CIRCUMSTANCES",
    "KINDS",
    "METHODS",
    "PLACES",
    "PURPOSES",
    "RATIFIED",
    "STATES",
    "STEPS",
    "TEAM",
    "TO",
    "Cell",
    "Citation",
    "Facts",
    "Known",
    "Missing",
    "Sample",
    "StepState",
    "citations",
    "faults",
    "progress",
    "read",
    "sampled",
    "series_of",
]

"""Rules of screening: what the answers to an indicator list add up to, and what is still missing.

Two independent results stand side by side: the profile of the six ILO dimensions, and the test of act,
means and purpose. Neither decides anything; a person of the competent body does, with reasons. What the
person said about consent is no input of either.
"""

from dayaq.respond.screening.rules.asking import TOPICS, one_more
from dayaq.respond.screening.rules.children import Participant, Presence, check_participants
from dayaq.respond.screening.rules.items import (
    MEANS_DIMENSIONS,
    MINIMAL_POSITIVES,
    PROFILES,
    Answer,
    Circumstances,
    Counts,
    Dimension,
    DimensionResult,
    ElementTest,
    Indicator,
    IndicatorList,
    ListKind,
    Means,
    Profile,
    Screening,
    Weight,
)
from dayaq.respond.screening.rules.judging import INCOMPLETE, NEITHER_DECIDES, consent_note, count, judge, means, profile, screen

__all__ = [
    "INCOMPLETE",
    "MEANS_DIMENSIONS",
    "MINIMAL_POSITIVES",
    "NEITHER_DECIDES",
    "PROFILES",
    "TOPICS",
    "Answer",
    "Circumstances",
    "Counts",
    "Dimension",
    "DimensionResult",
    "ElementTest",
    "Indicator",
    "IndicatorList",
    "ListKind",
    "Means",
    "Participant",
    "Presence",
    "Profile",
    "Screening",
    "Weight",
    "check_participants",
    "consent_note",
    "count",
    "judge",
    "means",
    "one_more",
    "profile",
    "screen",
]

"""What the team reads: tables of answers, what of them may leave, what has left."""

from dayaq.assess.results.queries.rounds import comparison, last_left
from dayaq.assess.results.queries.tables import (
    answered,
    leaving,
    left,
    may_see_answers,
    release,
    releases,
    split_leaving,
    tables,
)

__all__ = [
    "answered",
    "comparison",
    "last_left",
    "leaving",
    "left",
    "may_see_answers",
    "release",
    "releases",
    "split_leaving",
    "tables",
]

"""All checks in the order of their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dayaq.assess.report.rules.slips.facts import two_values_of_one_source
from dayaq.assess.report.rules.slips.manuscript import Manuscript, Slip
from dayaq.assess.report.rules.slips.people import about_a_person
from dayaq.assess.report.rules.slips.said import bracket_beside_answers, group_without_number, words_beside_answers
from dayaq.assess.report.rules.slips.typed import code_twice, heading_of_something_else, row_beside_base
from dayaq.assess.report.rules.slips.votes import votes_beside_groups
from dayaq.assess.report.rules.slips.wording import same_introduction, wording_changed

Check = Callable[[Manuscript], Iterator[Slip]]
CHECKS: tuple[Check, ...] = (
    bracket_beside_answers,
    words_beside_answers,
    code_twice,
    row_beside_base,
    votes_beside_groups,
    heading_of_something_else,
    same_introduction,
    wording_changed,
    two_values_of_one_source,
    group_without_number,
    about_a_person,
)


def found(manuscript: Manuscript) -> tuple[Slip, ...]:
    """Everything that would make the report wrong, by check and place."""
    return tuple(slip for check in CHECKS for slip in check(manuscript))

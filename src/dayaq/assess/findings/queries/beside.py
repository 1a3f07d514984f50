"""Matrices beside each other: an earlier round of the same country, and other countries where comparison is switched on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings.queries.cells import latest
from dayaq.assess.findings.rules.judging import State
from dayaq.assess.framework.rules.instrument import Words


@dataclass(frozen=True, slots=True)
class Column:
    """One assessment's states by (criterion, level); a cell that is missing has no evidence."""

    code: str
    title: Words
    countries: tuple[str, ...]
    states: Mapping[tuple[str, str], State]

    def state(self, criterion: str, level: str) -> State:
        """The state of one cell."""
        return self.states.get((criterion, level), State.NO_EVIDENCE)


def beside(assessment: Assessment) -> list[Column]:
    """This assessment, its earlier round, and the assessments of its countries; only those the acting person may see.

    Countries stand beside each other only where comparison is switched on for this assessment, with a reason.
    Basis: AS-20 (not comparative unless switched on), AS-72 (comparison of criteria across countries).
    """
    others = [one for one in desk.visible() if one.id != assessment.id]
    earlier = [one for one in others if one.id == assessment.earlier_id]
    countries = [one for one in others if assessment.comparative and len(one.countries) == 1 and one.countries[0] in assessment.countries]
    chosen = {one.id: one for one in (assessment, *earlier, *countries)}
    return [column(one) for one in chosen.values()]


def column(one: Assessment) -> Column:
    """One assessment as a column."""
    states = {key: State(row.state) for key, row in latest(one).items()}
    return Column(one.code, one.title, tuple(one.countries), states)

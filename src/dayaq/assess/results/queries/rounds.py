"""The earlier round beside this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dayaq.assess.assessment.queries import Assessment, visible
from dayaq.assess.framework.rules import Instrument
from dayaq.assess.results.queries.tables import answered, may_see_answers, releases
from dayaq.assess.results.rules.leaving import Leaves
from dayaq.assess.results.rules.ledger import shown
from dayaq.assess.results.rules.rounds import Counted, Round, rounds
from dayaq.assess.results.rules.whole import leave
from dayaq.assess.survey.queries import instrument_of


@dataclass(frozen=True, slots=True)
class Beside:
    """Two rounds of an assessment; ``earlier`` by its code."""

    earlier: Assessment
    found: tuple[Round, ...]


def earlier(assessment: Assessment) -> Assessment | None:
    """The round before, if there is one and the acting person may see it."""
    return visible().filter(id=assessment.earlier_id).first() if assessment.earlier_id else None


def comparison(assessment: Assessment, *, protect: bool) -> Beside | None:
    """Every item of this round and the one before; exact inside, or both as they leave."""
    before = earlier(assessment)
    if before is None:
        return None
    was, is_now = counted(before, protect=protect), counted(assessment, protect=protect)
    return Beside(before, rounds(was[0], was[1], is_now[0], is_now[1]))


def counted(assessment: Assessment, *, protect: bool) -> tuple[Instrument, Mapping[str, Counted]]:
    """The items of a round: from the answers for those who may see them, else as they last left."""
    if not may_see_answers(assessment):
        return instrument_of(assessment), last_left(assessment)
    answers = answered(assessment)
    return answers.instrument, leave(answers).items if protect else answers.tables


def last_left(assessment: Assessment) -> dict[str, Leaves]:
    """The items as the last release of items showed them; empty when nothing has left."""
    stored = [one.content["items"] for one in releases(assessment) if one.content.get("items")]
    return shown(instrument_of(assessment), stored[-1]) if stored else {}

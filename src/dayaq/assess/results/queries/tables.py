"""Tables of an assessment's survey: exact for the team, protected for everybody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.results.models import Release
from dayaq.assess.results.rules.keys import Split
from dayaq.assess.results.rules.leaving import Leaves
from dayaq.assess.results.rules.ledger import printed
from dayaq.assess.results.rules.tables import ItemTable, tabulate
from dayaq.assess.results.rules.whole import Answers, Left, leave, split
from dayaq.assess.survey.queries import answers, instrument_of, may_raw


def answered(assessment: Assessment, only: Sequence[str] = ()) -> Answers:
    """The answers with their tables and all that has left before; nobody's answers for whoever may not see them.

    ``only``: the items wanted; the tables of all others are empty.
    """
    instrument, people = instrument_of(assessment), answers(assessment, only)
    tables = tabulate(instrument, people, unordered=unordered(assessment, [item.code for item in instrument.items if item.kind in ORDERED]))
    return Answers(instrument, people, tables, where(assessment), several(assessment), printed(one.content for one in releases(assessment)))


ORDERED = ("rank", "top")


def unordered(assessment: Assessment, codes: list[str]) -> list[str]:
    """The items whose choices stand in no known order: what is rebuilt from printed tables has votes and no ranks."""
    return codes if assessment.rebuilt else []


def where(assessment: Assessment) -> Mapping[str, str]:
    """What holds for every respondent: the country, in an assessment of one."""
    return {"country": assessment.countries[0]} if len(assessment.countries) == 1 else {}


def several(assessment: Assessment) -> bool:
    """Whether countries may stand beside each other. Basis: CT-NAT 2016, 1.3 (three single reports in place of a comparison)."""
    return assessment.comparative and len(assessment.countries) > 1


def tables(assessment: Assessment) -> dict[str, ItemTable]:
    """Every item, exact."""
    return dict(answered(assessment).tables)


def leaving(assessment: Assessment) -> dict[str, Leaves]:
    """Every item as it may leave today."""
    return dict(left(assessment).items)


def left(assessment: Assessment) -> Left:
    """Every item as it may leave today, with the tables of people for the ledger."""
    return leave(answered(assessment))


def split_leaving(assessment: Assessment, code: str, by: str) -> Split:
    """An item split by a property of respondents as it may leave, or the refusal."""
    return split(answered(assessment), code, by)


def releases(assessment: Assessment) -> QuerySet[Release]:
    """What has left, the oldest first."""
    return Release.objects.filter(assessment=assessment).order_by("at", "id")


def release(assessment: Assessment, id_: Any) -> Release | None:
    """One entry of the ledger."""
    return Release.objects.filter(assessment=assessment, id=id_).first()


def may_see_answers(assessment: Assessment) -> bool:
    """Whether the acting person works with the answers; others see what has left."""
    return may_raw(assessment.id)

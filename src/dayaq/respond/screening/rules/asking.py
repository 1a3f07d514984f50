"""What to ask next, and which answers stand behind a result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dayaq.core.decision import Reason
from dayaq.core.words import N_
from dayaq.respond.screening.rules.items import (
    D1,
    D2,
    D3,
    D4,
    D5,
    D6,
    MEANS_DIMENSIONS,
    ONE,
    Circumstances,
    Counts,
    Dimension,
    Dimensions,
    Indicator,
    Missing,
    Weight,
)

TOPICS: Mapping[Dimension, tuple[str, ...]] = {
    D1: (N_("nature of the job"), N_("place and employer"), N_("pay promised")),
    D2: (N_("violence or threats"), N_("debt"), N_("papers taken")),
    D3: (N_("family situation"), N_("lack of information"), N_("dependence on the recruiter")),
    D4: (N_("working hours"), N_("pay"), N_("working and living conditions")),
    D5: (N_("isolation"), N_("debt"), N_("threats")),
    D6: (N_("dependence on the exploiter"), N_("irregular status"), N_("no other way to live")),
}


def one_more(counts: Counts) -> str:
    """The hint for a negative dimension: which single further answer would make it positive."""
    enough = {weight for weight, one in ONE.items() if counts.plus(one).positive}
    if Weight.WEAK in enough:
        return N_("one more indicator of any weight makes %(dimension)s positive")
    if Weight.MEDIUM in enough:
        return N_("one more medium or strong indicator makes %(dimension)s positive")
    if enough:
        return N_("one more strong indicator makes %(dimension)s positive")
    return N_("at least two more indicators are needed to make %(dimension)s positive")


def missing(items: Iterable[Indicator], dimensions: Dimensions) -> tuple[Missing, ...]:
    """What to ask next: negative dimensions that are begun or still open, then those the list leaves out."""
    found = [
        Missing(
            Reason("one_more", one_more(result.counts), {"dimension": str(key)}),
            key,
            TOPICS[key],
            result.unanswered,
        )
        for key, result in dimensions.items()
        if not result.positive and (result.counts != Counts() or result.could_become_positive)
    ]
    covered = {item.dimension for item in items}
    left_out = ", ".join(key for key in Dimension if covered and key not in covered)
    if left_out:
        hint = N_("the list has no items on %(dimensions)s: ask about them freely")
        found.append(Missing(Reason("not_covered", hint, {"dimensions": left_out})))
    return tuple(found)


def drivers(dimensions: Dimensions, given: Circumstances) -> dict[str, tuple[str, ...]]:
    """Which answers stand behind each dimension, the means, the purpose and the act."""
    driven = {str(key): result.drivers for key, result in dimensions.items() if result.drivers}
    shown = [code for key in sorted(MEANS_DIMENSIONS) if dimensions[key].positive for code in dimensions[key].drivers]
    by_list = dimensions[D4].drivers if dimensions[D4].positive else ()
    purpose = (*by_list, *filter(None, [given.purpose]))
    return driven | {"act": tuple(sorted(given.acts)), "means": tuple(shown), "purpose": purpose}

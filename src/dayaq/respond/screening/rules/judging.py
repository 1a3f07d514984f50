"""What the answers add up to: the profile of the dimensions, and act, means and purpose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dayaq.core.decision import Reason
from dayaq.core.words import N_
from dayaq.respond.screening.rules.asking import drivers, missing
from dayaq.respond.screening.rules.items import (
    D1,
    D2,
    D3,
    D4,
    D5,
    D6,
    MEANS_DIMENSIONS,
    NOT_STATED,
    ONE,
    Answer,
    Circumstances,
    Dimension,
    DimensionResult,
    Dimensions,
    ElementTest,
    Indicator,
    IndicatorList,
    ListKind,
    Means,
    Profile,
    Screening,
)

NEITHER_DECIDES = Reason("neither_decides", N_("Neither result decides; the competent body does, with reasons."))
INCOMPLETE = N_("The list %(list)s is not complete: a missing item is not a no.")


def count(items: Iterable[Indicator], answers: Mapping[str, Answer]) -> dict[Dimension, DimensionResult]:
    """Count the answers per dimension: yes counts, no does not, unknown and not asked stay open."""
    found = {dimension: DimensionResult() for dimension in Dimension}
    for item in items:
        if item.dimension is not None and item.weight is not None:
            answer = answers.get(item.code, Answer.NOT_ASKED)
            found[item.dimension] = found[item.dimension].with_answer(item.code, ONE[item.weight], answer)
    return found


def profile(positive: Iterable[Dimension]) -> Profile:
    """The row of the case table that the positive dimensions fit, or the name of the gap.

    Basis: ILO/EC, Operational indicators (2009), case table of the Moldova survey.
    """
    have = frozenset(positive)
    if D4 not in have:
        return Profile.NO_EXPLOITATION if have else Profile.NONE
    if D5 in have:
        return Profile.FORCED_LABOUR if have & {D1, D2} else Profile.COERCION
    if D2 in have:
        return Profile.COERCED_RECRUITMENT
    if D1 in have:
        return Profile.DECEIVED_AND_EXPLOITED
    return Profile.EXPLOITED_IN_VULNERABILITY if have & {D3, D6} else Profile.EXPLOITATION_ONLY


def means(dimensions: Dimensions, *, child: bool) -> Means:
    """Whether means are shown; ``child``: under 18, or that cannot be excluded.

    Basis: Palermo Protocol, Article 3(c); CoE Convention, Articles 4(c) and 10(3).
    """
    if child:
        return Means.NOT_REQUIRED
    looked_at = [dimensions[dimension] for dimension in MEANS_DIMENSIONS]
    if any(result.positive for result in looked_at):
        return Means.YES
    return Means.UNKNOWN if any(result.could_become_positive for result in looked_at) else Means.NO


def element_test(dimensions: Dimensions, given: Circumstances) -> ElementTest:
    """Act as asked; purpose from D4, or as asked where it is another than labour; means as ``means`` (IDN-03)."""
    other_purpose = given.purpose not in given.labour_purposes | NOT_STATED
    purpose = dimensions[D4].positive or other_purpose
    return ElementTest(bool(given.acts - NOT_STATED), means(dimensions, child=given.child), purpose)


def consent_note(basis: str = "palermo.3(b)") -> Reason:
    """What a page shows when consent was claimed. It is no input of any result (IDN-04).

    Basis: Palermo Protocol, Article 3(b); CoE Convention, Article 4(b); in pack az the Law, Article 1.0.2.
    """
    text = N_("Consent does not count where a means was used, nor ever for a child (%(basis)s).")
    return Reason("consent_no_effect", text, {"basis": basis}, basis)


def judge(dimensions: Dimensions, given: Circumstances, items: Iterable[Indicator] = ()) -> Screening:
    """Both results from counted dimensions; ``drivers`` are the yes answers that carry a weight."""
    positive = (key for key, result in dimensions.items() if result.positive)
    yes = tuple(code for result in dimensions.values() for code in result.drivers)
    test = element_test(dimensions, given)
    asked = missing(tuple(items), dimensions)
    return Screening(dimensions, profile(positive), test, yes, drivers(dimensions, given), asked, (NEITHER_DECIDES,))


def screen(indicators: IndicatorList, answers: Mapping[str, Answer], given: Circumstances) -> Screening:
    """Both results from the answers to a list. An answer to an item the list does not have is a ValueError (IDN-05)."""
    strangers = sorted(answers.keys() - {item.code for item in indicators.indicators})
    if strangers:
        raise ValueError(f"the list {indicators.code} has no item {', '.join(strangers)}")
    scored = indicators.indicators if indicators.kind is ListKind.ILO else ()
    result = judge(count(scored, answers), given, scored)
    said_yes = tuple(item.code for item in indicators.indicators if answers.get(item.code) is Answer.YES)
    if indicators.kind is ListKind.ANY_YES:
        result = replace(result, profile=Profile.ANY_YES if said_yes else Profile.NO_YES, drivers=said_yes)
    elif indicators.kind is ListKind.NO_SCORE:
        result = replace(result, profile=Profile.NOT_SCORED)
    if indicators.complete:
        return result
    return replace(result, notes=(*result.notes, Reason("list_incomplete", INCOMPLETE, {"list": indicators.code})))

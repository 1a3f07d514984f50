"""The result in words that cannot be taken for a count: a range, what it depends on, or why there is none.

Two significant digits, lower ends rounded down and upper ends up, so that no rounding narrows what is said. Nothing
here ever says one number. Source: Significance 2015 (Bales, Hesketh & Silverman) printed 10,000 to 13,000.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from dayaq.core.decision import Reason
from dayaq.core.words import N_
from dayaq.count.estimate.doubting.bayes import Posterior
from dayaq.count.estimate.doubting.bound import lower_bound
from dayaq.count.estimate.doubting.linkage import LinkageBand
from dayaq.count.estimate.doubting.modes import Modes
from dayaq.count.estimate.gates.assumptions import Assumptions
from dayaq.count.estimate.gates.gate import Gates
from dayaq.count.estimate.lists.persons import DISCLOSURE, Persons
from dayaq.count.estimate.reporting.answer import Answered
from dayaq.count.estimate.reporting.opinions import Opinion, spread

Translate = Callable[[str], str]
DIGITS = 2
TAIL = 0.025  # weight near the end of the search at which the Bayesian upper end is the search's, not the data's
THOUSANDS = N_("1,000")  # shows how a language parts thousands

RANGE = N_("Estimated number of presumed victims, including the %(observed)s known: from %(low)s to %(high)s, depending on the method.")
REACH = N_("With the uncertainty of each method the range is from %(low)s to %(high)s.")
BOUND = N_("The lists overlap too little for an estimate to be published.")
INSIDE = N_("For work inside the office only: the methods give from %(low)s to %(high)s, with their uncertainty up to %(highest)s.")
CANNOT = N_("The number of presumed victims cannot be estimated from these lists, because:")
KNOWN = N_("Known are %(observed)s persons; that is all these lists say.")
AT_LEAST = N_(
    "All that can be said: at least %(bound)s presumed victims, including the %(observed)s known, if no list avoids the persons of another."
)
NO_BOUND = N_("A lower bound is not given: it would rest on the same periods, definitions and links.")
DEPENDS = N_("It depends on what the lists cannot prove:")
CHANCE = N_("every presumed victim had a chance to come onto some list;")
SAME = N_("all lists cover the same people in the same period;")
LINKED = N_("a person on several lists was recognised as one;")
TIES = N_("lists depend on each other only in the ways the models know.")
HELP = N_("What would have to change:")
HUMPS = N_(
    "When the lists are drawn again at random, the result is either about %(low)s or about %(high)s: the lists do not decide between them."
)
LINKS = N_("If the missed and false links stated are undone, the chosen method gives from %(low)s to %(high)s.")
SEARCH_END = N_("The upper end of the Bayesian range is where the search ended.")
OVERRIDDEN = N_("A named person decided to go on in spite of: %(gates)s.")
EXPLORATORY = N_("Exploratory: not approved by the national rapporteur.")
ESTIMATES = {"inside", "humps", "links"}  # sentences that say what methods give
PARTS = N_("It says nothing about single regions, nationalities or years.")


class Kind(StrEnum):
    """What may be said."""

    RANGE = "range"
    BOUND = "bound"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Plain:
    """The result in words: what is said, because of what (if nothing can be), what it depends on, what would help."""

    kind: Kind
    said: tuple[Reason, ...]
    because: tuple[Reason, ...] = ()
    depends: tuple[Reason, ...] = ()
    helps: tuple[Reason, ...] = ()
    cautions: tuple[Reason, ...] = ()

    def outward(self) -> Plain:
        """What may leave the office: without the numbers that are for work inside it."""
        if self.kind is Kind.RANGE:
            return self
        kept, warned = (tuple(one for one in part if one.code not in ESTIMATES) for part in (self.said, self.cautions))
        return replace(self, said=kept, cautions=warned)

    def lines(self, translate: Translate = str) -> list[str]:
        """The same as lines of text, lists with a dash."""
        say = partial(said, translate=translate)
        found = [say(self.said[0]), *(f"- {say(reason)}" for reason in self.because), *map(say, self.said[1:])]
        if self.depends:
            found += [translate(DEPENDS), *(f"- {say(reason)}" for reason in self.depends)]
        if self.helps:
            found += [translate(HELP), *(f"- {say(reason)}" for reason in self.helps)]
        return [*found, *map(say, self.cautions)]


def said(reason: Reason, translate: Translate = str) -> str:
    """A reason as a sentence in the language of ``translate``."""
    text = translate(reason.message)
    params = {name: written(value, translate) if isinstance(value, Persons) else value for name, value in reason.params.items()}
    return text % params if params else text


@dataclass(frozen=True, slots=True)
class Findings:
    """What else was found about the number; None where it was not looked for."""

    believed: Posterior | None = None
    humps: Modes | None = None
    links: LinkageBand | None = None


def plain(found: Answered, given: Sequence[Opinion], findings: Findings, assumptions: Assumptions) -> Plain:
    """Say what the lists allow to be said."""
    if found.gates.refusing or not given:
        return _none(found)
    depends = tuple(Reason(code, text) for code, text in (("chance", CHANCE), ("same", SAME), ("linked", LINKED), ("ties", TIES)))
    cautions = tuple(_cautions(found.gates, findings, assumptions))
    if found.gates.weak:
        helps = tuple(reason for gate in found.gates.all if gate.code == "G2" for reason in gate.helps)
        return Plain(Kind.BOUND, _bound(found, given), (), depends, helps, cautions)
    return Plain(Kind.RANGE, _range(found, given), (), depends, (), cautions)


def _range(found: Answered, given: Sequence[Opinion]) -> tuple[Reason, ...]:
    ends = spread(given)
    assert ends is not None  # noqa: S101 - there is at least one opinion
    observed = found.captures.observed
    low, high = outward(ends.low, ends.high, observed)
    lowest, highest = outward(ends.lowest, ends.highest, observed)
    return (
        Reason("range", RANGE, {"observed": Persons(observed), "low": Persons(low), "high": Persons(high)}),
        Reason("reach", REACH, {"low": Persons(lowest), "high": Persons(highest)}),
    )


def _bound(found: Answered, given: Sequence[Opinion]) -> tuple[Reason, ...]:
    ends = spread(given)
    assert ends is not None  # noqa: S101 - there is at least one opinion
    observed = found.captures.observed
    low, high = outward(ends.low, ends.high, observed)
    numbers = {"low": Persons(low), "high": Persons(high), "highest": Persons(up(ends.highest))}
    least = (reason for reason in _left(found, low) if reason.code != "known")
    return (Reason("bound", BOUND), *least, Reason("inside", INSIDE, numbers))


def _none(found: Answered) -> Plain:
    because = tuple(reason for gate in found.gates.refusing for reason in gate.causes)
    helps = {str(reason): reason for gate in found.gates.refusing for reason in gate.helps}
    return Plain(Kind.NONE, (Reason("cannot", CANNOT), *_left(found)), because, (), tuple(helps.values()))


def _left(found: Answered, most: int | None = None) -> tuple[Reason, ...]:
    """What can still be said: a bound, the known, or nothing where the known are fewer than may be shown.

    No bound is said above ``most``, the lowest of what the methods give: two sentences that contradict each other help
    nobody. None at all where missed links or other periods and definitions would lift it above the truth.
    """
    observed = found.captures.observed
    if observed < DISCLOSURE:
        return ()
    about = {"observed": Persons(observed)}
    if not found.gates.bounded:
        return (Reason("known", KNOWN, about), Reason("no_bound", NO_BOUND))
    least = _at_least(found) if most is None else min(_at_least(found), most)
    if found.captures.on_two_or_more >= DISCLOSURE and least > observed:
        return (Reason("at_least", AT_LEAST, about | {"bound": Persons(least)}),)
    return (Reason("known", KNOWN, about),)


def _at_least(found: Answered) -> int:
    bound = lower_bound(found.captures)
    return max(found.captures.observed, down(bound.at_least) if bound else 0)


def _cautions(gates: Gates, findings: Findings, assumptions: Assumptions) -> list[Reason]:
    told: list[Reason] = []
    if findings.humps is not None and findings.humps.several:
        low, high = (place for place, _ in findings.humps.humps)
        told.append(Reason("humps", HUMPS, {"low": Persons(nearest(low)), "high": Persons(nearest(high))}))
    if findings.links is not None and findings.links.repaired is not None:
        low, high = outward(findings.links.repaired.low, findings.links.repaired.high)
        told.append(Reason("links", LINKS, {"low": Persons(low), "high": Persons(high)}))
    if findings.believed is not None and findings.believed.tail > TAIL:
        told.append(Reason("search_end", SEARCH_END))
    if gates.overridden:
        told.append(Reason("overridden", OVERRIDDEN, {"gates": ", ".join(gate.code for gate in gates.overridden)}))
    if not assumptions.approved:
        told.append(Reason("exploratory", EXPLORATORY))
    return [*told, Reason("parts", PARTS)]


def outward(low: float, high: float, observed: int = 0) -> tuple[int, int]:
    """The range in two significant digits, never narrower than it was, never one number, never below the observed."""
    lower, upper = max(down(low), observed), up(high)
    if lower >= upper:
        upper = up(lower + _unit(lower))
    return lower, upper


def down(value: float) -> int:
    """Rounded down to two significant digits."""
    unit = _unit(value)
    return math.floor(value / unit + 1e-9) * unit


def up(value: float) -> int:
    """Rounded up to two significant digits."""
    unit = _unit(value)
    return math.ceil(value / unit - 1e-9) * unit


def nearest(value: float) -> int:
    """Rounded to two significant digits."""
    unit = _unit(value)
    return round(value / unit) * unit


def _unit(value: float) -> int:
    return int(10 ** max(math.floor(math.log10(max(value, 1))) - DIGITS + 1, 0))


def written(value: int, translate: Translate = str) -> str:
    """With thousands parted as the language does it: by a comma in English, by a space in the others."""
    return f"{value:,}".replace(",", translate(THOUSANDS)[1:-3])

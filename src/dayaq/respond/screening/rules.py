"""Rules of screening: what the answers to an indicator list add up to, and what is still missing.

Two independent results stand side by side: the profile of the six ILO dimensions, and the test of act,
means and purpose. Neither decides anything; a person of the competent body does, with reasons. What the
person said about consent is no input of either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_


class Answer(StrEnum):
    """The four answers an item can have. Only ``YES`` counts; the last two stay open."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"


class Dimension(StrEnum):
    """The six dimensions of the operational indicators. Basis: ILO/EC, Operational indicators (2009)."""

    DECEPTIVE_RECRUITMENT = "D1"
    COERCIVE_RECRUITMENT = "D2"
    RECRUITMENT_BY_VULNERABILITY = "D3"
    EXPLOITATION = "D4"
    COERCION = "D5"
    VULNERABILITY = "D6"


class Weight(StrEnum):
    """How strongly an item points to its dimension."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class ListKind(StrEnum):
    """How a list is read: by dimensions, "any yes is a sign", or as a guided talk without a score."""

    ILO = "ilo_dimension"
    ANY_YES = "any_yes"
    NO_SCORE = "no_score"


class Means(StrEnum):
    """Whether the means of trafficking are shown; ``UNKNOWN`` while open answers could still show them."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_REQUIRED = "not_required"


class Profile(StrEnum):
    """Name of a pattern of positive dimensions; sentences in ``PROFILES``."""

    NONE = "none"
    NO_EXPLOITATION = "unclassified_no_exploitation"
    EXPLOITATION_ONLY = "exploitation_only"
    EXPLOITED_IN_VULNERABILITY = "unclassified_vulnerability"
    DECEIVED_AND_EXPLOITED = "deceived_and_exploited"
    COERCED_RECRUITMENT = "unclassified_coerced_recruitment"
    COERCION = "unclassified_coercion"
    FORCED_LABOUR = "forced_labour"
    ANY_YES = "any_yes_positive"
    NO_YES = "any_yes_negative"
    NOT_SCORED = "not_scored"


D1, D2, D3, D4, D5, D6 = Dimension
MEANS_DIMENSIONS = frozenset({D1, D2, D3, D5, D6})
NEITHER_DECIDES = Reason("neither_decides", N_("Neither result decides; the competent body does, with reasons."))
INCOMPLETE = N_("The list %(list)s is not complete: a missing item is not a no.")
LABOUR_PURPOSES = frozenset({"forced_labour"})
NOT_STATED = frozenset({"", "unknown"})
MINIMAL_POSITIVES = ((2, 0, 0), (1, 1, 0), (1, 0, 1), (0, 3, 0), (0, 2, 1))

PROFILES: Mapping[Profile, str] = {
    Profile.NONE: N_("No dimension is positive."),
    Profile.NO_EXPLOITATION: N_("Signs of means, but no exploitation of labour: ask what was intended."),
    Profile.EXPLOITATION_ONLY: N_("Exploitation only, a labour case as far as known: ask on."),
    Profile.EXPLOITED_IN_VULNERABILITY: N_("Exploited in vulnerability: no row of the case table, but a means."),
    Profile.DECEIVED_AND_EXPLOITED: N_("Deceived in recruitment and exploited."),
    Profile.COERCED_RECRUITMENT: N_("Coerced in recruitment and exploited: no row of the case table."),
    Profile.COERCION: N_("Exploited, and coerced only later: no row of the case table, but harbouring by a means."),
    Profile.FORCED_LABOUR: N_("Pattern of trafficking for forced labour."),
    Profile.ANY_YES: N_("At least one yes: by the rule of this list a reason to look closer."),
    Profile.NO_YES: N_("No answer is yes; open answers may still change this."),
    Profile.NOT_SCORED: N_("This list has no score: the interviewer judges freely."),
}
TOPICS: Mapping[Dimension, tuple[str, ...]] = {
    D1: (N_("nature of the job"), N_("place and employer"), N_("pay promised")),
    D2: (N_("violence or threats"), N_("debt"), N_("papers taken")),
    D3: (N_("family situation"), N_("lack of information"), N_("dependence on the recruiter")),
    D4: (N_("working hours"), N_("pay"), N_("working and living conditions")),
    D5: (N_("isolation"), N_("debt"), N_("threats")),
    D6: (N_("dependence on the exploiter"), N_("irregular status"), N_("no other way to live")),
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One item of a list; without dimension or weight it gives context and never counts."""

    code: str
    dimension: Dimension | None = None
    weight: Weight | None = None


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """A list as a pack gives it; ``complete`` is false while items of the source are missing."""

    code: str
    version: str
    kind: ListKind
    indicators: tuple[Indicator, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items of each weight."""

    strong: int = 0
    medium: int = 0
    weak: int = 0

    @property
    def positive(self) -> bool:
        """Two strong; one strong with another; three medium; or two medium with a weak one.

        Basis: ILO/EC, Operational indicators of trafficking in human beings (2009), p. 3.
        """
        have = (self.strong, self.medium, self.weak)
        return any(all(h >= n for h, n in zip(have, need, strict=True)) for need in MINIMAL_POSITIVES)

    def plus(self, other: Counts) -> Counts:
        return Counts(self.strong + other.strong, self.medium + other.medium, self.weak + other.weak)


ONE = {Weight.STRONG: Counts(1, 0, 0), Weight.MEDIUM: Counts(0, 1, 0), Weight.WEAK: Counts(0, 0, 1)}


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """What was counted in one dimension, by which items, and which items are open."""

    counts: Counts = Counts()
    drivers: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    open_counts: Counts = Counts()

    @property
    def positive(self) -> bool:
        return self.counts.positive

    def with_answer(self, code: str, one: Counts, answer: Answer) -> DimensionResult:
        if answer is Answer.YES:
            return replace(self, counts=self.counts.plus(one), drivers=(*self.drivers, code))
        if answer is Answer.NO:
            return self
        open_counts = self.open_counts.plus(one)
        return replace(self, unanswered=(*self.unanswered, code), open_counts=open_counts)

    @property
    def could_become_positive(self) -> bool:
        """Not positive, but would be if every open answer turned out to be yes."""
        return not self.positive and self.counts.plus(self.open_counts).positive


Dimensions = Mapping[Dimension, DimensionResult]


@dataclass(frozen=True, slots=True)
class ElementTest:
    """Act, means and purpose. Basis: Palermo Protocol, Article 3; CoE Convention, Article 4."""

    act: bool
    means: Means
    purpose: bool

    @property
    def met(self) -> bool:
        return self.act and self.purpose and self.means in (Means.YES, Means.NOT_REQUIRED)


@dataclass(frozen=True, slots=True)
class Missing:
    """What would change a result: the hint, topics to ask about, codes of the open items."""

    hint: Reason
    dimension: Dimension | None = None
    topics: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is asked beside the list. ``child``: under 18, or that cannot be excluded."""

    acts: frozenset[str] = frozenset()
    purpose: str = ""
    child: bool = False
    labour_purposes: frozenset[str] = LABOUR_PURPOSES


@dataclass(frozen=True, slots=True)
class Screening:
    """Both results of one screening; ``driven_by`` names the answers behind each part of them."""

    dimensions: Dimensions
    profile: Profile
    element_test: ElementTest
    drivers: tuple[str, ...]
    driven_by: Mapping[str, tuple[str, ...]]
    missing: tuple[Missing, ...]
    notes: tuple[Reason, ...]


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


@dataclass(frozen=True, slots=True)
class Participant:
    """Who has to stand by a child; not obligatory: may be absent for a reason."""

    code: str
    obligatory: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """Present, or why not needed."""

    present: bool
    not_needed_because: str = ""


ABSENT = Presence(present=False)


def check_participants(needed: Iterable[Participant], at_hand: Mapping[str, Presence], *, child: bool) -> Decision:
    """Whether a child is not alone: the representative is there; the others are, or it is said why not.

    Basis: CoE Convention, Article 10(4)(a); in pack az Cabinet Decision 131, 6.2.
    """
    faults = []
    for participant in needed if child else ():
        presence = at_hand.get(participant.code, ABSENT)
        params = {"participant": participant.code}
        if participant.obligatory and not presence.present:
            text = N_("%(participant)s has to be present: no step with a child without them.")
            faults.append(Reason("obligatory_absent", text, params, "coe197.10(4)"))
        elif not presence.present and not presence.not_needed_because.strip():
            text = N_("%(participant)s is not present: say why they are not needed.")
            faults.append(Reason("absent_without_reason", text, params))
    return Decision.refuse(*faults) if faults else Decision.allow()

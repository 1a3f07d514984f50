"""What a screening is made of: answers, items of a list, what was counted, and the results that stand beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from dayaq.core.decision import Reason
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

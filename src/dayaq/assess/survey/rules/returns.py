"""Counts of who was asked and who answered; what is small is not said, not even to the team, while people still answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dayaq.assess.framework.rules.instrument import Instrument
from dayaq.assess.survey.rules.urn import LEAST, Answered
from dayaq.core.words import N_

ROLE, COUNTRY = "1.2", "1.1"
UNSAID = ""  # the group of those who did not say
FAMILIES = {
    "law_enforcement": N_("Law enforcement"),
    "justice": N_("Justice"),
    "government": N_("Other State bodies"),
    "ngo": N_("Non-governmental organisations"),
    "igo": N_("International organisations"),
    "other": N_("Others"),
    UNSAID: N_("not said"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one group; ``n`` is None where the number would be small, or tell another small one."""

    group: str
    n: int | None


@dataclass(frozen=True, slots=True)
class Returns:
    """Invited and answered (by kind of invitation), waiting in the urn, opened; the opened ones by role, language, country."""

    invited: int
    answered: int
    open_link: int
    forwarded: int
    waiting: int
    opened: int
    roles: tuple[Count, ...]
    languages: tuple[Count, ...]
    countries: tuple[Count, ...] = ()

    @property
    def rate(self) -> float | None:
        """Share of the invited who answered; None when nobody was invited."""
        return self.answered / self.invited if self.invited else None


def family(instrument: Instrument, answered: Answered) -> str:
    """The kind of agency a respondent works for, by the position he or she chose."""
    chosen = answered.answers.get(ROLE)
    return next((choice.family for choice in instrument.item(ROLE).choices if choice.code == chosen), UNSAID)


def protected(counts: Mapping[str, int], least: int = LEAST) -> tuple[Count, ...]:
    """Counts of which those from 1 to ``least`` - 1 are withheld, and one more where a single one could be worked out.

    The total is known to everybody, so a withheld group alone would be the total less the others.
    Basis: threshold of the published tables of this house (small numbers); CT-NAT annex D, confidentiality.
    """
    hidden = {group for group, n in counts.items() if 0 < n < least}
    shown = sorted((n, group) for group, n in counts.items() if group not in hidden and n)
    if shown and hidden and (len(hidden) == 1 or sum(counts[group] for group in hidden) < least):
        hidden.add(shown[0][1])
    return tuple(Count(group, None if group in hidden else n) for group, n in sorted(counts.items()))


def tally(groups: Iterable[str], known: Sequence[str]) -> tuple[Count, ...]:
    """Protected counts of ``groups``; those of ``known`` that nobody is in count zero."""
    counted = Counter(groups)
    return protected({**dict.fromkeys(known, 0), **counted})


def families(instrument: Instrument) -> list[str]:
    """The kinds of agencies in the order of the form."""
    return list(dict.fromkeys(choice.family for choice in instrument.item(ROLE).choices if choice.family))


def countries(instrument: Instrument, opened: Sequence[Answered]) -> tuple[Count, ...]:
    """How many answered for which country of the form."""
    given = (one.answers.get(COUNTRY, UNSAID) for one in opened)
    return tally(
        [code if isinstance(code, str) else UNSAID for code in given], [choice.code for choice in instrument.item(COUNTRY).choices]
    )

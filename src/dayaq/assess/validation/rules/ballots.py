"""What a ballot must be, and how ballots are counted: votes, first choices and the 3-2-1 score beside each other.

Basis: CT-NAT report (IOM 2016, ch. 3; annex D 8.1): groups choose three priorities, ranks 1 to 3 were asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_


@dataclass(frozen=True, slots=True)
class Counted:
    """One priority: votes, how often it came first, its score (k points for the first choice, one less for each next).

    First choices and score are None where no order was given: a score from crosses alone would be invented.
    """

    code: str
    votes: int
    first: int | None
    score: int | None


@dataclass(frozen=True, slots=True)
class Votes:
    """The count of one or several workshops: groups that voted, choices each, the sum, whether every ballot has an order."""

    groups: int
    choices: int
    total: int
    ranked: bool
    rows: tuple[Counted, ...]

    def of(self, code: str) -> int:
        """The votes of a priority; zero when nobody chose it."""
        return next((row.votes for row in self.rows if row.code == code), 0)


def check_ballot(chosen: Sequence[str], choices: int, known: Sequence[str], other: str = "") -> Decision:
    """Whether a group's ballot is one: exactly its choices, each once, of the list; "other" says what."""
    found = []
    if len(chosen) != choices or not all(chosen):
        text = N_("A group has exactly %(choices)s choices.")
        found.append(Reason("choices", text, {"choices": choices}))
    elif len(set(chosen)) != len(chosen):
        found.append(Reason("chosen_twice", N_("A priority is chosen once.")))
    strangers = [code for code in chosen if code and code not in known]
    if strangers:
        found.append(Reason("no_priority", N_("There is no priority %(code)s."), {"code": strangers[0]}))
    if known and known[-1] in chosen and not other.strip():
        found.append(Reason("which_other", N_("Say what the other priority is.")))
    return Decision.refuse(*found) if found else Decision.allow()


def check_tally(votes: Mapping[str, int], groups: int, choices: int, known: Sequence[str]) -> Decision:
    """Whether counted votes can be: as many as groups times choices, and none has more than there are groups."""
    total = sum(votes.values())
    found = [check_total(total, groups, choices)]
    for code, n in votes.items():
        if code not in known:
            found.append(Decision.refuse(Reason("no_priority", N_("There is no priority %(code)s."), {"code": code})))
        elif n > groups:
            text = N_("%(code)s has %(n)s votes, but there are %(groups)s groups.")
            found.append(Decision.refuse(Reason("more_than_groups", text, {"code": code, "n": n, "groups": groups})))
    reasons = [reason for one in found for reason in one.reasons]
    return Decision.refuse(*reasons) if reasons else Decision.allow()


def check_total(total: int, groups: int, choices: int) -> Decision:
    """Whether the sum of votes can be. Ten votes of groups with three choices each cannot."""
    if groups and total == groups * choices:
        return Decision.allow()
    text = N_("%(total)s votes cannot be: %(groups)s groups with %(choices)s choices each give %(expected)s.")
    said = {"total": total, "groups": groups, "choices": choices, "expected": groups * choices}
    return Decision.refuse(Reason("wrong_total", text, said))


def counted(ballots: Sequence[tuple[Sequence[str], bool]], choices: int) -> Votes:
    """Count ballots of (choices in order, whether the order means something)."""
    ranked = bool(ballots) and all(order for _chosen, order in ballots)
    votes = Counter(code for chosen, _order in ballots for code in chosen)
    first = Counter(chosen[0] for chosen, _order in ballots if chosen)
    score: Counter[str] = Counter()
    for chosen, _order in ballots:
        score.update({code: choices - rank for rank, code in enumerate(chosen)})
    rows = tuple(Counted(code, n, first[code] if ranked else None, score[code] if ranked else None) for code, n in sorted(votes.items()))
    return Votes(len(ballots), choices, votes.total(), ranked, rows)


def tallied(votes: Mapping[str, int], groups: int, choices: int) -> Votes:
    """A count from paper, without an order."""
    rows = tuple(Counted(code, n, None, None) for code, n in sorted(votes.items()) if n)
    return Votes(groups, choices, sum(votes.values()), False, rows)

"""The states of a cell, what a judgement needs, and the order of the levels. No score is made of states.

Basis: CT-NAT annex E (framework and operational indicators, two levels each); AS-71.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.words import N_

LEVELS = ("FL1", "FL2", "OL1", "OL2")
INDEPENDENT = frozenset({"2.1", "2.3"})  # their two framework levels speak of different things (State and NGO budgets; ...)


class State(StrEnum):
    """What is said of a cell; ``no_evidence`` is where every cell begins."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NO_EVIDENCE = "no_evidence"
    NOT_APPLICABLE = "not_applicable"


WORDS = {
    State.MET: N_("met"),
    State.PARTLY: N_("partly met"),
    State.NOT_MET: N_("not met"),
    State.NO_EVIDENCE: N_("no evidence"),
    State.NOT_APPLICABLE: N_("not applicable"),
}
HEIGHT = {State.NOT_MET: 0, State.PARTLY: 1, State.MET: 2}


def may_stand(state: State, *, pieces: int, reason: str) -> Decision:
    """Whether a state may be recorded: anything but "no evidence" needs a piece of evidence or a written reason."""
    proved = state is State.NO_EVIDENCE or pieces > 0 or bool(reason.strip())
    text = N_("This state needs a piece of evidence, or a written reason why it stands without one.")
    return allowed(proved, "judged_without_evidence", text, "CT-NAT annex E")


def warnings(criterion: str, states: Mapping[str, State]) -> tuple[Reason, ...]:
    """Cells of one criterion that stand in an unusual order of levels: shown, never forced.

    "All" includes "some", so OL2 above OL1 is unusual. FL2 above FL1 is unusual too, except where the two are independent.
    """
    pairs = [("OL1", "OL2"), *([] if criterion in INDEPENDENT else [("FL1", "FL2")])]
    return tuple(found for first, second in pairs if (found := out_of_order(criterion, first, second, states)))


def out_of_order(criterion: str, first: str, second: str, states: Mapping[str, State]) -> Reason | None:
    """The warning when the second level is judged higher than the first; cells that do not apply are left alone."""
    lower, higher = states.get(first, State.NO_EVIDENCE), states.get(second, State.NO_EVIDENCE)
    if State.NOT_APPLICABLE in (lower, higher) or HEIGHT.get(higher, 0) <= HEIGHT.get(lower, 0):
        return None
    text = N_("%(criterion)s: %(second)s is judged higher than %(first)s, although it usually includes it. Is that meant?")
    return Reason("level_order", text, {"criterion": criterion, "first": first, "second": second}, "CT-NAT annex E")


def counted(states: Iterable[State]) -> dict[State, int]:
    """How many cells are in each state: a roll-up of Dayaq's own, not part of the method and never a score."""
    found = Counter(states)
    return {state: found[state] for state in State}

"""What may not be said with an estimate: a change from year to year inside the uncertainty, a number for a part."""

from __future__ import annotations

from dataclasses import dataclass

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_
from dayaq.count.estimate.gates.gate import State
from dayaq.count.estimate.gates.judging import FEW_LISTS, FEWEST_LISTS, TOO_FEW, overlap_gate
from dayaq.count.estimate.lists.captures import Captures
from dayaq.count.estimate.lists.persons import DISCLOSURE

NOT_COMPARABLE = N_("The two estimates rest on different lists or definitions; a change cannot be told.")
NO_RANGE = N_("One of the two estimates has no range that may be published; a change cannot be told.")
NOT_STATED = N_("What counts as a victim was not stated for both estimates; a change cannot be told.")
UNCERTAIN = N_("The ranges of the two estimates overlap; a change cannot be told.")
HIGHER = N_("The estimate is higher than before: both ranges lie apart.")
LOWER = N_("The estimate is lower than before: both ranges lie apart.")
TOO_SMALL = N_("Fewer than %(limit)s persons: no number may be shown for this part.")
TOO_THIN = N_("The lists overlap too little in this part for an estimate of its own.")


@dataclass(frozen=True, slots=True)
class Published:
    """An estimate as published: the widest range over methods, and what it rests on."""

    low: float
    high: float
    lists: frozenset[str]
    definition: str


def change(before: Published | None, after: Published | None) -> Decision:
    """Whether a rise or fall may be told; refused when ranges touch, or lists or definitions differ or were not stated.

    Ranges that do not overlap are a strict demand (two 95 % ranges may overlap although the difference is clear); it
    is meant so, because the ranges leave out the errors of linkage and of coverage that both years share.
    """
    if before is None or after is None:
        return Decision.refuse(Reason("no_range", NO_RANGE))
    if not before.definition or not after.definition:
        return Decision.refuse(Reason("not_stated", NOT_STATED))
    if before.lists != after.lists or before.definition != after.definition:
        return Decision.refuse(Reason("not_comparable", NOT_COMPARABLE))
    if before.low <= after.high and after.low <= before.high:
        return Decision.refuse(Reason("uncertain", UNCERTAIN))
    rises = after.low > before.high
    return Decision.allow(Reason("higher", HIGHER) if rises else Reason("lower", LOWER))


def may_be_tried(captures: Captures) -> Reason | None:
    """Why a changed table (a list left out, merged, hidden) gets no number: the limits of G1 and G2 at which they refuse; or None.

    Basis: national data rules (disclosure threshold of 5 for persons); Bishop, Fienberg & Holland 1975, chapter 6 (three lists).
    """
    if len(captures.lists) < FEWEST_LISTS:
        return Reason("few_lists", FEW_LISTS, {"lists": len(captures.lists)})
    if captures.on_two_or_more < DISCLOSURE:
        return Reason("too_few", TOO_FEW, {"limit": DISCLOSURE})
    return None


def part(captures: Captures) -> Decision:
    """Whether a part (a sex, an age group) may have an estimate of its own: only with enough overlap in itself.

    Basis: national data rules (disclosure threshold of 5 for persons).
    """
    if captures.observed < DISCLOSURE:
        return Decision.refuse(Reason("too_small", TOO_SMALL, {"limit": DISCLOSURE}))
    if overlap_gate(captures).state is not State.PASS:
        return Decision.refuse(Reason("too_thin", TOO_THIN))
    return Decision.allow()

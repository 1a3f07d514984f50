"""The stepper: first assistance first, nothing waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

FIRST_ASSISTANCE = "first_assistance"


class Position(StrEnum):
    """Where a stage stands in the stepper."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


def ordered(stages: Iterable[str]) -> tuple[str, ...]:
    """Codes of the stepper's stages: first assistance first, whatever the pack says, then the pack's order.

    Basis: CoE Convention, Articles 10(2) and 12; in pack az Cabinet Decision 131, 6.4 to 6.7.
    """
    return (FIRST_ASSISTANCE, *(stage for stage in stages if stage != FIRST_ASSISTANCE))


def positions(stages: Iterable[str], done: Iterable[str]) -> tuple[tuple[str, Position], ...]:
    """Each stage with its position: done ones stay done out of order, the first open one is current."""
    steps, finished = ordered(stages), frozenset(done)
    now = next((stage for stage in steps if stage not in finished), None)

    def place(stage: str) -> Position:
        if stage in finished:
            return Position.DONE
        return Position.CURRENT if stage == now else Position.AHEAD

    return tuple((stage, place(stage)) for stage in steps)

"""Gates of stages: a stage is a signpost, help hangs on none; going on before its turn needs a word why."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_


def missing(waits_for: Sequence[str], done: Collection[str]) -> tuple[str, ...]:
    """The stages a stage waits for that were not passed."""
    return tuple(stage for stage in waits_for if stage not in done)


def gate(waits_for: Sequence[str], done: Collection[str], reason: str) -> Decision:
    """Whether the case moves on: all is there, or the reason for going on without it is said and kept.

    Reality is never unrecordable: a reason always opens the gate.
    """
    absent = missing(waits_for, done)
    if not absent or reason:
        return Decision.allow()
    text = N_("Not passed yet: %(stages)s. Say why the case goes on before that.")
    return Decision.refuse(Reason("stage_gate", text, {"stages": ", ".join(absent)}))

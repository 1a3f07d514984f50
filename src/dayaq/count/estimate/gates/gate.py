"""A gate: one question with its answer, the reasons for it and what would help."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dayaq.core.decision import Reason
from dayaq.count.estimate.gates.assumptions import Override


class State(StrEnum):
    """What a gate says."""

    PASS = "pass"  # noqa: S105 - not a password
    WARN = "warn"
    FAIL = "fail"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Gate:
    """One question with its answer; ``final`` when nobody can go on in spite of it, since there is no number."""

    code: str
    state: State
    reasons: tuple[Reason, ...]
    helps: tuple[Reason, ...] = ()
    final: bool = False
    causes: tuple[Reason, ...] = ()  # those of the reasons for which it fails


@dataclass(frozen=True, slots=True)
class Gates:
    """All gates, and who decided to go on in spite of those that fail."""

    all: tuple[Gate, ...]
    override: Override | None = None

    @property
    def refusing(self) -> tuple[Gate, ...]:
        """Gates that stop the number."""
        return tuple(gate for gate in self.all if gate.state is State.FAIL and (gate.final or self.override is None))

    @property
    def overridden(self) -> tuple[Gate, ...]:
        """Gates that fail and were gone through by a named person."""
        return tuple(gate for gate in self.all if gate.state is State.FAIL and gate not in self.refusing)

    @property
    def bounded(self) -> bool:
        """Whether a lower bound means anything: links that were missed, other periods or definitions push it above the truth."""
        failing = any(gate.code in {"G4", "G5"} and gate.state is State.FAIL for gate in self.all)
        return not failing and not any(reason.code == "links_missed" for gate in self.all for reason in gate.reasons)

    @property
    def weak(self) -> bool:
        """Whether the lists overlap so little that only a bound should be shown."""
        return any(gate.code == "G2" and any(reason.code in {"few", "too_few"} for reason in gate.reasons) for gate in self.all)


Found = tuple[State, Reason, Reason | None]  # what was found, why, and what would help


def final(code: str, reason: Reason, *helps: Reason) -> Gate:
    """A gate nobody can go through, since there is no number behind it."""
    return Gate(code, State.FAIL, (reason,), helps, final=True, causes=(reason,))


def summed(code: str, found: list[Found]) -> Gate:
    """The worst state, each reason and each help once."""
    order = (State.FAIL, State.WARN, State.NOT_STATED, State.PASS)
    state = min((one for one, _, _ in found), key=order.index)
    reasons = {str(reason): reason for _, reason, _ in found}
    helps = {str(reason): reason for _, _, reason in found if reason is not None}
    causes = {str(reason): reason for one, reason, _ in found if one is State.FAIL}
    return Gate(code, state, tuple(reasons.values()), tuple(helps.values()), causes=tuple(causes.values()))

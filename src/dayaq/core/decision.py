"""A rule's or a gate's answer: allowed or not, always with reasons a person can read.

Reasons carry an English message id (see ``core.words.N_``), its parameters and the legal basis;
pages translate them, the command line prints them. A human decides; a Decision explains.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of explanation: stable ``code``, message id, parameters, legal basis (pack key)."""

    code: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    basis: str = ""

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed or refused, with the reasons; true in a condition when allowed."""

    ok: bool
    reasons: tuple[Reason, ...] = ()

    def __bool__(self) -> bool:
        return self.ok

    def __str__(self) -> str:
        return "; ".join(str(reason) for reason in self.reasons)

    @classmethod
    def allow(cls, *reasons: Reason) -> Decision:
        """An allowance; reasons may still inform (for example a disputed legal basis)."""
        return cls(True, reasons)

    @classmethod
    def refuse(cls, *reasons: Reason) -> Decision:
        """A refusal; at least one reason is obligatory, nobody is refused without a word."""
        if not reasons:
            raise ValueError("a refusal needs a reason")
        return cls(False, reasons)


def allowed(ok: bool, code: str, message: str, basis: str = "") -> Decision:
    """An allowance, or a refusal with one reason."""
    return Decision.allow() if ok else Decision.refuse(Reason(code, message, basis=basis))


class Refused(Exception):
    """An action was refused; ``decision`` carries the reasons to show beside what was asked."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(str(decision))
        self.decision = decision


class Stale(Exception):
    """Somebody else changed the record since it was read; nothing was written."""


def require(decision: Decision) -> None:
    """Go on when allowed, raise Refused when not."""
    if not decision.ok:
        raise Refused(decision)

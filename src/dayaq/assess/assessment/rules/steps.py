"""The six steps of an assessment: how far each is and what is missing, worked out from records.

Basis: CT-NAT method (IOM 2016, 1.2): desk review, tool, interviews, survey, analysis and draft, validation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dayaq.core.decision import Reason
from dayaq.core.words import N_

STEPS: Mapping[str, str] = {
    "desk_review": N_("Desk review"),
    "tool": N_("Assessment tool"),
    "interviews": N_("Interviews"),
    "survey": N_("Survey"),
    "analysis": N_("Analysis and draft"),
    "validation": N_("Validation"),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a step still needs, and the part of the assessment where it is done (name of an address)."""

    reason: Reason
    at: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts the steps are judged by; None: this part is not installed or the reader may not see it."""

    sources: int = 0
    reviewed: int = 0
    undecided: int = 0
    kept: int = 0
    purposes: int = 0
    stakeholders: int = 0
    instruments: int = 0
    counts: Mapping[str, int | None] = field(default_factory=dict)  # what upper areas say: interviews, answers, findings ...


@dataclass(frozen=True, slots=True)
class StepState:
    """A step as shown: todo, going or done (finished by somebody, or nothing missing)."""

    code: str
    label: str
    state: str
    missing: tuple[Missing, ...]


def progress(facts: Facts, begun: Mapping[str, bool], finished: Mapping[str, bool]) -> tuple[StepState, ...]:
    """The six steps in order. A finished step that still misses something says so: it is not silently done."""
    return tuple(_state(code, label, tuple(LACKS[code](facts)), begun, finished) for code, label in STEPS.items())


def _state(code: str, label: str, missing: tuple[Missing, ...], begun: Mapping[str, bool], finished: Mapping[str, bool]) -> StepState:
    state = "done" if finished.get(code) else "now" if begun.get(code) else "todo"
    return StepState(code, label, state, missing)


def _desk(facts: Facts) -> list[Missing]:
    found = []
    if not facts.sources:
        found.append(Missing(Reason("no_sources", N_("No document is in the register of sources.")), "assessment:sources"))
    if facts.sources > facts.reviewed:
        text = N_("Documents not reviewed yet: %(n)s.")
        found.append(Missing(Reason("not_reviewed", text, {"n": facts.sources - facts.reviewed}), "assessment:sources"))
    if facts.undecided:
        text = N_("Documents nobody has decided to keep or leave out: %(n)s.")
        found.append(Missing(Reason("undecided", text, {"n": facts.undecided}), "assessment:sources"))
    return found


def _tool(facts: Facts) -> list[Missing]:
    found = []
    if not facts.purposes:
        found.append(Missing(Reason("no_purposes", N_("The purposes of the assessment are not named.")), "assessment:plan"))
    if not facts.instruments:
        found.append(Missing(Reason("no_instrument", N_("No questionnaire is chosen.")), "assessment:tool"))
    return found


def _interviews(facts: Facts) -> list[Missing]:
    found = []
    if not facts.stakeholders:
        found.append(Missing(Reason("no_stakeholders", N_("Nobody is on the list of stakeholders.")), "assessment:stakeholders"))
    return found + _none(facts, "interviews", N_("No interview is recorded."), "interviews:list")


def _survey(facts: Facts) -> list[Missing]:
    return _none(facts, "answers", N_("No answer to the survey has arrived."), "survey:overview")


def _analysis(facts: Facts) -> list[Missing]:
    found = _none(facts, "findings", N_("No finding is written."), "findings:list")
    bare = facts.counts.get("findings_without")
    if bare:
        text = N_("Findings without a recommendation: %(n)s.")
        found.append(Missing(Reason("findings_without", text, {"n": bare}), "findings:list"))
    empty = facts.counts.get("cells_empty")
    if empty:
        text = N_("Cells of the matrix nobody has judged: %(n)s.")
        found.append(Missing(Reason("cells_empty", text, {"n": empty}), "findings:matrix"))
    return found


def _validation(facts: Facts) -> list[Missing]:
    found = _none(facts, "workshops", N_("No validation workshop is recorded."), "validation:index")
    return found + _none(facts, "feedback", N_("No recommendation was discussed in a workshop."), "validation:index")


def _none(facts: Facts, name: str, text: str, at: str) -> list[Missing]:
    return [Missing(Reason(f"no_{name}", text), at)] if facts.counts.get(name) == 0 else []


LACKS = {
    "desk_review": _desk,
    "tool": _tool,
    "interviews": _interviews,
    "survey": _survey,
    "analysis": _analysis,
    "validation": _validation,
}

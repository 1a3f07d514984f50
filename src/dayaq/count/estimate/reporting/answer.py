"""One answer for the command line and the pages: the chosen method, its interval, the gates, and always the other methods beside it.

A number printed alone would overstate what is known: four sound methods give from 11,000 to 25,000 for the same table.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from dayaq.count.estimate.choosing.bootstrap import Progress, Replicates, Stop, bootstrap, check_drawing
from dayaq.count.estimate.choosing.choice import (
    THRESHOLD,
    Chosen,
    Method,
    Search,
    all_pairs,
    bic,
    check_threshold,
    independence,
    stepwise,
    written_model,
)
from dayaq.count.estimate.choosing.intervals import LEVELS, Interval, conditional, mixed
from dayaq.count.estimate.fitting.existence import Status, TooMany, check_all
from dayaq.count.estimate.gates.assumptions import Assumptions, Override
from dayaq.count.estimate.gates.gate import Gate, Gates
from dayaq.count.estimate.gates.judging import Modelled, judge
from dayaq.count.estimate.lists.captures import CaptureFault, Captures
from dayaq.count.estimate.lists.terms import Model

BCA, PROFILE = "bca", "profile"
ENOUGH = 1000  # replicates; with fewer the ends of the interval move with the seed
MOST_EMPTY = 8  # pairs that share nobody: beyond that the list of failing models is not looked for
MOSTLY_FAILED = 0.05


@dataclass(frozen=True)
class Asked:
    """What is asked for: method, interval and seed."""

    method: Method = Method.STEPWISE
    threshold: float = THRESHOLD
    ci: str = BCA
    replicates: int = ENOUGH
    seed: int = 1
    kernel: str | None = None

    def __post_init__(self) -> None:
        check_threshold(self.threshold)
        check_drawing(self.replicates, self.seed)


@dataclass(frozen=True)
class Answered:
    """All that was found; ``as_json`` is its stable shape."""

    captures: Captures
    asked: Asked
    chosen: Chosen
    search: Search
    beside: dict[str, Chosen]
    gates: Gates
    replicates: Replicates | None
    warnings: tuple[str, ...]
    seconds: float

    @property
    def estimate(self) -> float | None:
        """None if the model has no estimate or a gate refuses."""
        return None if self.gates.refusing else self.chosen.fit.estimate

    def interval(self, level: float) -> Interval | None:
        """The interval asked for."""
        if self.estimate is None:
            return None
        return conditional(self.chosen.fit, level) if self.replicates is None else self.replicates.bca(self.estimate, level)


def answer(
    given: Captures,
    asked: Asked,
    assumptions: Assumptions | None = None,
    override: Override | None = None,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Answered:
    """Choose, judge, and draw replicates if there is a number at all."""
    start = time.perf_counter()
    captures, notes = given.informative()
    if len(captures.lists) < 2:
        raise CaptureFault(f"{' '.join(notes)} Nothing can be estimated from one list")
    search = bic(captures)
    beside = {"independence": independence(captures), "stepwise": stepwise(captures, asked.threshold)}
    beside |= {"bic": search.best, "all_pairs": all_pairs(captures)}
    chosen = {Method.MAIN: "independence", Method.STEPWISE: "stepwise", Method.BIC: "bic", Method.ALL: "all_pairs"}[asked.method]
    gates, more = _judged(captures, beside[chosen], assumptions or Assumptions(), override)
    drawn = None
    if asked.ci == BCA and not gates.refusing and beside[chosen].fit.status.usable:
        drawn = bootstrap(
            captures, asked.replicates, asked.seed, asked.method, asked.threshold, kernel=asked.kernel, progress=progress, stop=stop
        )
    found = Answered(captures, asked, beside[chosen], search, beside, gates, drawn, (), 0.0)
    warnings = (*notes, *more, *_warnings(found))
    return Answered(captures, asked, beside[chosen], search, beside, gates, drawn, warnings, time.perf_counter() - start)


def _judged(captures: Captures, chosen: Chosen, assumptions: Assumptions, override: Override | None) -> tuple[Gates, list[str]]:
    failing, more = _failing(captures)
    modelled = Modelled(chosen.fit.model, chosen.fit.status, chosen.fit.concerned, failing)
    return judge(captures, modelled, assumptions, override), more


def _failing(captures: Captures) -> tuple[dict[Model, Status], list[str]]:
    """Models of pairs without an estimate, or why they were not listed."""
    if len(captures.empty_pairs()) <= MOST_EMPTY:
        with suppress(TooMany):
            return check_all(captures), []
    return {}, ["So many pairs of lists share nobody that the models without an estimate were not listed."]


def _warnings(found: Answered) -> list[str]:
    """Plain sentences on what makes the numbers weaker than they look."""
    sentences: list[str] = []
    if not found.search.exhaustive:
        sentences.append("There are too many models to compare all by BIC: the search went downhill from three starts.")
    if found.replicates is None:
        if found.estimate is not None:
            sentences.append("The interval takes the model as given; it leaves out that the model was chosen, and is too short.")
        return sentences
    return sentences + _drawn_warnings(found, found.replicates)


def _drawn_warnings(found: Answered, drawn: Replicates) -> list[str]:
    sentences: list[str] = []
    size = len(drawn.estimates)
    if size < ENOUGH:
        sentences.append(f"With {size} replicates the ends of the interval move with the seed; use {ENOUGH} or more.")
    if drawn.failed:
        weight = "more than one in twenty; do not rely on the interval" if drawn.failed > MOSTLY_FAILED * size else "they are left out"
        sentences.append(f"Replicates without an estimate: {drawn.failed} of {size}; {weight}.")
    if drawn.candidates is not None:
        sentences.append(f"In the replicates only the {drawn.candidates} models with the best BIC were compared.")
    for level in LEVELS:
        interval = found.interval(level)
        if interval is not None and interval.at_edge:
            sentences.append(
                f"An end of the {level:.0%} interval is an extreme replicate: the interval runs off the end of what was drawn."
            )
    return sentences


def as_json(found: Answered) -> dict[str, Any]:
    """The stable shape: the keys of the contract first."""
    captures, fit = found.captures, found.chosen.fit
    shown = found.estimate is not None
    return {
        "observed": captures.observed,
        "estimate": found.estimate,
        "interval": {f"{level:g}": _ends(found.interval(level)) for level in LEVELS},
        "model": written_model(captures, found.chosen.order),
        "aic": fit.aic if shown else None,
        "status": str(fit.status),
        "gates": [_gate(gate) for gate in found.gates.all],
        "warnings": list(found.warnings),
        "seconds": round(found.seconds, 3),
        "method": str(found.asked.method),
        "interval_kind": found.asked.ci,
        "at_minus_infinity": written_model(captures, fit.extended),
        "in_the_way": [] if fit.status.usable else written_model(captures, fit.concerned),
        "lists": list(captures.lists),
        "on_two_or_more": captures.on_two_or_more,
        "overlap": captures.overlap().tolist(),
        "bootstrap": _drawn(found),
        "beside": _beside(found),
        "digest": captures.digest(),
    }


def _gate(gate: Gate) -> dict[str, Any]:
    return {
        "code": gate.code,
        "state": str(gate.state),
        "reasons": [str(reason) for reason in gate.reasons],
        "helps": [str(reason) for reason in gate.helps],
    }


def _ends(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]


def _drawn(found: Answered) -> dict[str, Any] | None:
    drawn = found.replicates
    if drawn is None:
        return None
    return {
        "replicates": len(drawn.estimates),
        "seed": drawn.seed,
        "without_estimate": drawn.failed,
        "acceleration": drawn.skew,
        "percentiles": {f"{level:g}": _ends(drawn.percentiles(level)) for level in LEVELS},
        "models": [{"model": written_model(found.captures, model), "replicates": count} for model, count in drawn.models[:10]],
    }


def _beside(found: Answered) -> dict[str, Any]:
    """Every method with its conditional interval; no numbers where a gate other than that of the model refuses."""
    refused = any(gate.code != "G3" for gate in found.gates.refusing)
    methods = {name: _method(found.captures, chosen, refused=refused) for name, chosen in found.beside.items()}
    averaged = {
        "status": str(Status.OK if found.search.averaged is not None else Status.NO_MLE),
        "estimate": None if refused else found.search.averaged,
        "interval": {f"{level:g}": None if refused else _ends(mixed(found.search.fits, found.search.weights, level)) for level in LEVELS},
        "models": len(found.search.fits.models),
        "exhaustive": found.search.exhaustive,
    }
    order = ("independence", "stepwise", "bic", "bic_averaged", "all_pairs")
    return {name: averaged if name == "bic_averaged" else methods[name] for name in order}


def _method(captures: Captures, chosen: Chosen, *, refused: bool) -> dict[str, Any]:
    fit = chosen.fit
    return {
        "status": str(fit.status),
        "estimate": None if refused else fit.estimate,
        "interval": {f"{level:g}": None if refused else _ends(conditional(fit, level)) for level in LEVELS},
        "model": written_model(captures, chosen.order),
        "aic": None if refused else fit.aic,
        "bic": None if refused else fit.bic,
    }

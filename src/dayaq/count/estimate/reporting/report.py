"""Everything found about one table together, as JSON: no part of it is meant to be read alone.

Where a gate refuses, no estimate appears anywhere. Counts of persons in changed tables below the disclosure threshold are
written ``c``; the overlap of the lists themselves is in the answer's own JSON, which stays in the office like the lists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dayaq.count.estimate.choosing.choice import Chosen, Method, choose
from dayaq.count.estimate.doubting.backtest import Trial, backtest, mean_log_ratio
from dayaq.count.estimate.doubting.bayes import Posterior
from dayaq.count.estimate.doubting.bound import LowerBound, lower_bound
from dayaq.count.estimate.doubting.linkage import Band, LinkageBand, linkage_band
from dayaq.count.estimate.doubting.modes import Modes, modes
from dayaq.count.estimate.doubting.multiverse import Multiverse, World, multiverse
from dayaq.count.estimate.doubting.sensitivity import Chooser, Variant, leave_one_out, merge_pairs, threshold_curve
from dayaq.count.estimate.fitting.fit import Fit
from dayaq.count.estimate.gates.assumptions import Assumptions
from dayaq.count.estimate.lists.captures import Captures
from dayaq.count.estimate.lists.persons import DISCLOSURE, shown, shown_part
from dayaq.count.estimate.reporting.answer import Answered
from dayaq.count.estimate.reporting.opinions import Opinion, Spread, opinions, second_opinion, spread
from dayaq.count.estimate.reporting.plain import Findings, Kind, Plain, outward, plain

Say = Callable[[str], None]
BEST = 10
MOST_SEARCHED = 6  # lists
ABOVE = (
    "The lower bound lies above the lower end of a method's interval: the methods take all persons as alike, "
    "the bound takes it that no list avoids the persons of another."
)
WARNED = {"humps", "links", "search_end", "overridden"}


@dataclass(frozen=True)
class Sensitivity:
    """What the number hangs on; looked for when asked."""

    worlds: Multiverse
    curve: tuple[tuple[float, Fit], ...]
    left_out: tuple[Variant, ...]
    merged: tuple[Variant, ...]
    trials: tuple[Trial, ...]


@dataclass(frozen=True)
class Report:
    """The answer with the opinions beside it, what was found about it, and its words."""

    found: Answered
    given: tuple[Opinion, ...]
    findings: Findings
    bound: LowerBound | None
    words: Plain
    sensitivity: Sensitivity | None

    @property
    def captures(self) -> Captures:
        """The table behind it."""
        return self.found.captures

    @property
    def publishable(self) -> bool:
        """Whether numbers of methods may leave the office."""
        return self.words.kind is Kind.RANGE

    @property
    def inside_only(self) -> bool:
        """Whether there are numbers, but none that may leave the office."""
        return not self.publishable and (self.found.estimate is not None or any(gate.code == "G3" for gate in self.found.gates.refusing))

    @property
    def bound_above(self) -> bool:
        """Whether the lower bound lies above the lower end of what a method gives."""
        ends = spread(self.given)
        return self.bound is not None and ends is not None and self.bound.at_least > ends.lowest


def silent(_step: str) -> None:
    """Nobody listens."""


def investigate(found: Answered, assumptions: Assumptions, *, whole: bool = False, say: Say = silent) -> Report:
    """Second opinion, humps and linkage band; with ``whole`` the multiverse and every sensitivity too; ``say`` hears each step."""
    refused = any(gate.code != "G3" for gate in found.gates.refusing)
    say("second opinion")
    believed = None if found.gates.refusing else second_opinion(found)
    drawn = found.replicates
    humps = modes(drawn.estimates, found.asked.seed) if drawn is not None else None
    links, stated = None, assumptions.linkage
    if (stated.missed or stated.false) and not found.gates.refusing:
        say("tables with errors of linkage")
        asked = found.asked
        links = linkage_band(found.captures, stated, seed=asked.seed, method=asked.method, threshold=asked.threshold)
    findings = Findings(believed, humps, links)
    given = opinions(found, believed)
    bound = lower_bound(found.captures) if found.gates.bounded and found.captures.on_two_or_more >= DISCLOSURE else None
    return Report(
        found,
        given,
        findings,
        bound,
        plain(found, given, findings, assumptions),
        _sensitivity(found, say) if whole and not refused else None,
    )


def _sensitivity(found: Answered, say: Say) -> Sensitivity:
    captures, chooser = found.captures, _chooser(found, say)
    return Sensitivity(
        multiverse(found.search),
        tuple(threshold_curve(captures)),
        tuple(leave_one_out(captures, chooser)),
        tuple(merge_pairs(captures, chooser)),
        tuple(backtest(captures, chooser)),
    )


def _chooser(found: Answered, say: Say) -> Chooser:
    """The method asked for; a search by BIC would take minutes for the many tables of seven lists, and gives way to stepwise."""
    method = Method.STEPWISE if found.asked.method is Method.BIC and len(found.captures.lists) > MOST_SEARCHED else found.asked.method

    def chosen(captures: Captures) -> Chosen:
        say(f"changed table with the lists {', '.join(captures.lists)}")
        return choose(captures, method, found.asked.threshold)

    return chosen


def as_json(report: Report, *, whole: bool = True) -> dict[str, Any]:
    """What is added to the answer's own JSON; the multiverse and its like only with ``whole``."""
    found: dict[str, Any] = {
        "plain": {"kind": str(report.words.kind), "lines": report.words.lines()},
        "range": _range(spread(report.given), report.captures.observed),
        "methods": [_opinion(opinion) for opinion in report.given],
        "bayes": _believed(report.findings.believed, report.captures),
        "lower_bound": _bounded(report),
        "inside_only": report.inside_only,
        "humps": _humps(report.findings.humps),
        "linkage": _links(report.findings.links),
        "gone_through": [gate.code for gate in report.found.gates.overridden],
    }
    return found | (_whole(report.sensitivity, report.captures) if report.sensitivity and whole else {})


def warnings(report: Report) -> list[str]:
    """What weakens the number, for those who read no more than the warnings."""
    return [str(reason) for reason in report.words.cautions if reason.code in WARNED] + (
        [ABOVE] if report.bound_above and report.words.kind is Kind.BOUND else []
    )


def _bounded(report: Report) -> dict[str, Any] | None:
    if report.bound is None:
        return None
    return {"estimate": report.bound.estimate, "at_least": report.bound.at_least, "note": ABOVE if report.bound_above else None}


def _range(ends: Spread | None, observed: int) -> dict[str, list[int]] | None:
    if ends is None:
        return None
    return {"methods": list(outward(ends.low, ends.high, observed)), "with_uncertainty": list(outward(ends.lowest, ends.highest, observed))}


def _opinion(opinion: Opinion) -> dict[str, Any]:
    return {"method": opinion.code, "estimate": opinion.estimate, "interval": [opinion.low, opinion.high], "chosen": opinion.chosen}


def _believed(believed: Posterior | None, captures: Captures) -> dict[str, Any] | None:
    if believed is None:
        return None
    graphs = [{"model": _terms(captures, graph.pairs), "weight": graph.weight, "median": graph.median} for graph in believed.graphs]
    return {
        "median": believed.median,
        "mean": believed.mean,
        "interval": {f"{level:g}": list(ends) for level, ends in believed.intervals.items()},
        "models": believed.models,
        "prior_persons": believed.strength,
        "unseen_up_to": believed.limit,
        "weight_near_the_end": believed.tail,
        "best": graphs,
    }


def _humps(humps: Modes | None) -> dict[str, Any] | None:
    if humps is None:
        return None
    places = [{"at": place, "share": share} for place, share in humps.humps]
    return {"several": humps.several, "p_value": humps.p_value, "humps": places, "valley": humps.valley}


def _links(links: LinkageBand | None) -> dict[str, Any] | None:
    if links is None:
        return None
    return {
        "method": str(links.method),
        "missed": links.missed,
        "false": links.false,
        "with_such_errors_on_top": _band(links.stressed),
        "with_such_errors_undone": _band(links.repaired),
    }


def _band(band: Band | None) -> dict[str, Any] | None:
    if band is None:
        return None
    ends = {"low": band.low, "median": band.median, "high": band.high}
    return {**ends, "independence": band.independence, "replicates": band.replicates, "without_estimate": band.failed}


def _whole(sensitivity: Sensitivity, captures: Captures) -> dict[str, Any]:
    worlds = sensitivity.worlds
    supported = worlds.supported()
    return {
        "multiverse": {
            "models": len(worlds.fits.models),
            "with_estimate": int(worlds.estimates.size),
            "exhaustive": worlds.exhaustive,
            "status": {str(status): count for status, count in worlds.counts.items()},
            "quantiles": {f"{share:g}": value for share, value in worlds.quantiles().items()},
            "within_10_of_best_aic": None if supported is None else list(supported),
            "best_aic": [_world(world, captures) for world in worlds.best(BEST)],
            "best_bic": [_world(world, captures) for world in worlds.best(BEST, "bic")],
        },
        "thresholds": [{"threshold": threshold, "estimate": fit.estimate, "pairs": len(fit.model)} for threshold, fit in sensitivity.curve],
        "left_out": [_variant(variant, captures.observed) for variant in sensitivity.left_out],
        "merged": [_variant(variant, captures.observed) for variant in sensitivity.merged],
        "backtest": {"mean_log_ratio": mean_log_ratio(sensitivity.trials), "lists": [_trial(trial) for trial in sensitivity.trials]},
    }


def _world(world: World, captures: Captures) -> dict[str, Any]:
    numbers = {"estimate": world.estimate, "aic": world.aic, "bic": world.bic}
    return {"model": _terms(captures, world.model), **numbers, "aic_weight": world.aic_weight, "bic_weight": world.bic_weight}


def _terms(captures: Captures, model: tuple[int, ...]) -> list[str]:
    return [captures.written(term) for term in model]


def _variant(variant: Variant, observed: int) -> dict[str, Any]:
    return {
        "lists": list(variant.change),
        "observed": shown_part(variant.captures.observed, observed),
        "estimate": variant.estimate,
        "status": str(variant.fit.status) if variant.fit else None,
        "why": str(variant.why) if variant.why else None,
    }


def _trial(trial: Trial) -> dict[str, Any]:
    known = {"list": trial.hidden, "truth": shown(trial.truth), "observed": shown_part(trial.observed, trial.truth)}
    interval = None if trial.interval is None else [trial.interval.low, trial.interval.high]
    estimate, why = trial.fit.estimate if trial.fit else None, str(trial.why) if trial.why else None
    return {**known, "estimate": estimate, "interval": interval, "covered": trial.covered, "why": why}

"""What no table can tell: how the lists came about, what they cover, how well they were linked.

Nothing is assumed in silence: a fact that was not stated stays ``None`` and a gate says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ROUNDING = 1e-9
AGES = ("all", "adults", "children")
MOST_MISSED = 0.9  # share of links from which nothing is left to undo (our own limit); for false links alike
ENOUGH_WORDS = 10  # letters of a reason below which nobody can have said why


class AssumptionFault(ValueError):
    """An answer that cannot be read, with the place it was given."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """Quality of the links between lists from review by hand: shares of missed and of false links, with intervals."""

    reviewed: bool | None = None
    missed: float | None = None
    false: float | None = None
    missed_interval: tuple[float, float] | None = None
    false_interval: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        for name in ("missed", "false"):
            value = getattr(self, name)
            if value is not None and not 0 <= value < MOST_MISSED:
                raise AssumptionFault(f"linkage, {name}: {value:g} is no share from 0 to below {MOST_MISSED:g}")
            ends = getattr(self, f"{name}_interval")
            if ends is not None and not 0 <= ends[0] <= ends[1] < MOST_MISSED:
                raise AssumptionFault(f"linkage, {name}_interval: two shares from 0 to below {MOST_MISSED:g} are expected")


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Answers for the gates; ``own_recruitment`` and ``referred`` are by name of the list.

    ``referred[B][A]``: share of the persons of list B who arrived there by referral from list A.
    """

    own_recruitment: Mapping[str, bool] = field(default_factory=dict)
    referred: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    same_period: bool | None = None
    period: str = ""
    same_definition: bool | None = None
    definition: str = ""
    ages: str = ""
    linkage: Linkage = Linkage()
    approved: bool = False  # by the national rapporteur; otherwise the result is exploratory

    def __post_init__(self) -> None:
        for name, shares in self.referred.items():
            if sum(shares.values()) > 1 + ROUNDING:
                raise AssumptionFault(f"lists, {name}, referred_from: the shares add up to more than 1")


@dataclass(frozen=True, slots=True)
class Override:
    """A named person goes on in spite of a gate and says why; both are written into the run record."""

    by: str
    reason: str

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise AssumptionFault("an override needs the name of the person who decides it")
        if len(self.reason.strip()) < ENOUGH_WORDS:
            raise AssumptionFault("an override needs a reason in words")


def read(answers: object, lists: tuple[str, ...]) -> Assumptions:
    """Answers as read from YAML or JSON; AssumptionFault names the first one that is unknown or cannot be read."""
    top = _mapping(
        answers, "the assumptions", {"lists", "same_period", "period", "same_definition", "definition", "ages", "linkage", "approved"}
    )
    by_list = _mapping(top.get("lists"), "lists", set(lists))
    own: dict[str, bool] = {}
    referred: dict[str, dict[str, float]] = {}
    for name, value in by_list.items():
        about = _mapping(value, f"lists, {name}", {"own_recruitment", "referred_from"})
        if (answer := _yes_no(about, "own_recruitment", name)) is not None:
            own[name] = answer
        shares = _mapping(about.get("referred_from"), f"lists, {name}, referred_from", set(lists) - {name})
        referred[name] = {source: _share(shares, source, name) or 0.0 for source in shares}
    ages = str(top.get("ages") or "")
    if ages and ages not in AGES:
        raise AssumptionFault(f"ages: {ages!r} is none of {', '.join(AGES)}")
    return Assumptions(
        own,
        {name: shares for name, shares in referred.items() if shares},
        _yes_no(top, "same_period"),
        str(top.get("period") or ""),
        _yes_no(top, "same_definition"),
        str(top.get("definition") or ""),
        ages,
        _linkage(top.get("linkage")),
        _yes_no(top, "approved") or False,
    )


def _linkage(value: object) -> Linkage:
    about = _mapping(value, "linkage", {"reviewed", "missed", "false", "missed_interval", "false_interval"})
    return Linkage(
        _yes_no(about, "reviewed", "linkage"),
        _share(about, "missed", "linkage"),
        _share(about, "false", "linkage"),
        _interval(about, "missed_interval"),
        _interval(about, "false_interval"),
    )


def _mapping(value: object, place: str, known: set[str]) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise AssumptionFault(f"{place}: names with answers are expected")
    for name in value:
        if name not in known:
            raise AssumptionFault(f"{place}: {name!r} is not known; there are: {', '.join(sorted(known))}")
    return value


def _yes_no(about: Mapping[str, Any], name: str, place: str = "") -> bool | None:
    value = about.get(name)
    if value is not None and not isinstance(value, bool):
        raise AssumptionFault(f"{', '.join(filter(None, (place, name)))}: {value!r} is neither true nor false")
    return value


def _share(about: Mapping[str, Any], name: str, place: str) -> float | None:
    value = about.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise AssumptionFault(f"{place}, {name}: {value!r} is no share from 0 to 1")
    return float(value)


def _interval(about: Mapping[str, Any], name: str) -> tuple[float, float] | None:
    value = about.get(name)
    if value is None:
        return None
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise AssumptionFault(f"linkage, {name}: two shares are expected")
    low, high = (_share({"end": end}, "end", f"linkage, {name}") for end in value)
    if low is None or high is None or low > high:
        raise AssumptionFault(f"linkage, {name}: the lower share comes first")
    return low, high

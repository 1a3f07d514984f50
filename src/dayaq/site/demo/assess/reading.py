"""The data files of the demonstration's assessments, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read(name: str) -> Any:
    """One file by its name without ending; the values are shared and are not to be changed."""
    return yaml.load((DATA / f"{name}.yaml").read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - both are safe loaders


def respondents() -> list[dict[str, str | list[str]]]:
    """Answers of invented respondents from which the published counts of ``survey.yaml`` come out.

    Whoever left an item out is among the last ones; the others' answers are turned from item to item, so that nobody has
    all the best ones.
    """
    told = read("survey")
    people: list[dict[str, str | list[str]]] = [{} for _ in range(told["respondents"])]
    for turn, (item, counts) in enumerate(told["items"].items()):
        given = spread(counts, turn)
        for person, answer in zip(people, given, strict=False):
            person[item] = answer
    for person, marks in zip(people, told["priorities"], strict=False):
        person["8.1"] = list(marks)
    return people


def spread(counts: Mapping[str, int], turn: int) -> list[str]:
    """One answer for each who gave one, the list turned by ``turn`` places."""
    given = [choice for choice, number in counts.items() for _ in range(number)]
    start = turn % len(given)
    return [*given[start:], *given[:start]]

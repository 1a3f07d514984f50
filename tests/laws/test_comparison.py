"""The comparison promises nothing that no test shows: named tests exist, numbers are whole, little is open."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "comparison.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
NOT_YET = 5


def rows(heading: str) -> dict[int, list[str]]:
    """The numbered lines of the table under a heading, as their cells."""
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if re.match(r"\| \d+ \|", line)]
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert len({cells[0] for cells in found}) == len(found), "a number stands twice"
    return {int(cells[0]): cells for cells in found}


FEATURES = rows("Thirty features")
NEEDS = rows("Thirty-four needs of a national referral mechanism")


@cache
def defined_in(path: str) -> frozenset[str]:
    """Names of the tests a file defines."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED.findall(PAGE))))
def test_every_named_test_exists(path: str, name: str) -> None:
    assert (ROOT / path).is_file()
    assert name in defined_in(path)


def test_every_mention_of_a_test_is_read_by_this_law() -> None:
    assert PAGE.count("::") == len(NAMED.findall(PAGE))


def test_every_feature_and_every_need_has_its_line() -> None:
    assert list(FEATURES) == list(range(1, 31))
    assert list(NEEDS) == list(range(1, 35))
    assert {len(cells) for cells in FEATURES.values()} == {6}
    assert {len(cells) for cells in NEEDS.values()} == {5}


def test_a_feature_is_shown_by_a_test_or_is_not_yet_there_with_a_reason() -> None:
    still = {number: cells[4] for number, cells in FEATURES.items() if cells[4].startswith("not yet")}
    assert len(still) <= NOT_YET
    assert [number for number, words in still.items() if len(words) < len("not yet: a reason in words")] == []
    assert [number for number, cells in FEATURES.items() if number not in still and not NAMED.search(cells[4])] == []


def test_a_need_is_shown_by_a_test_or_said_not_to_be_met() -> None:
    assert [number for number, cells in NEEDS.items() if not NAMED.search(cells[3]) and not cells[4].startswith("not met: ")] == []

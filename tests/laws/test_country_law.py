"""A country is data: no code of a country, its money, its bodies or its pack decides anything in the sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dayaq.core.pack import load

SRC = Path(__file__).resolve().parents[2] / "src" / "dayaq"
COUNTRIES = ("az", "ge")
NAMED = re.compile(r"\b(azerbaijan(?!i\b)|georgia(?!n\b)|baku|tbilisi|manat|lari|asia/\w+)\b", re.IGNORECASE)
LANGUAGE_TABLES = frozenset({"en", "ru"})  # "az" beside these is a language, not a country
KNOWN = {  # what a reader would trip over, each with its reason
    "assess/assessment/rules/planning.py": "numbering of sources in the series of regional assessments this program continues",
    "assess/survey/rules/paper.py": "codes of countries on the printed form of that series",
    "assess/survey/views/seat.py": "the survey's own example when no country is chosen",
    "count/figures/rules/units.py": "names of units as published tables print them",
    "count/figures/actions.py": "published figures that travel with the program belong to one pack",
    "site/env.py": "the pack an installation has unless its owner names another",
    "site/commands/pack.py": "examples in a command's help",
    "ui/samples.py": "an invented place in the gallery of components",
    "core/pack/schema/manifest.py": "an example in a message about a time zone that is none",
    "core/report/blocks.py": "the tag of a language in a file of a word processor",
}


def of_the_country() -> frozenset[str]:
    """Codes that mean one country: its own, its money, its time zone, bodies that no other pack knows."""
    packs = [load(code) for code in COUNTRIES]
    own = {word for pack in packs for word in (pack.manifest.country, pack.manifest.currency, pack.manifest.timezone) if word}
    shared = set.intersection(*(set(pack.bodies) for pack in packs)) | {body.type for pack in packs for body in pack.bodies.values()}
    return frozenset(own) | frozenset(code for pack in packs for code in pack.bodies if "_" in code and code not in shared)


def sources() -> Iterator[Path]:
    """Python of the program; packs are the country, the demo is a story of one."""
    for path in sorted(SRC.rglob("*.py")):
        inside = path.relative_to(SRC).as_posix()
        if not inside.startswith(("packs/", "site/demo/")) and "/migrations/" not in inside:
            yield path


def docstrings(tree: ast.AST) -> set[int]:
    """Where documentation stands: it may name what it explains."""
    return {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)}


def compared(tree: ast.AST) -> Iterator[str]:
    """Words something is compared with: where a pack's code would decide."""
    for one in ast.walk(tree):
        if isinstance(one, ast.Compare):
            for side in (one.left, *one.comparators):
                if isinstance(side, ast.Constant) and isinstance(side.value, str):
                    yield ast.unparse(one)


def found(path: Path, words: frozenset[str]) -> list[str]:
    """Texts of a file that are a country's, and comparisons of a pack with a country's code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = docstrings(tree)
    texts = [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in told]
    plain = [text for text in texts if text in words or (len(text) < 60 and NAMED.search(text))]
    packs = [text for text in compared(tree) if re.search(r"(?i)pack|country", text) and re.search(r"['\"](az|ge|AZ|GE)['\"]", text)]
    return plain + packs


def test_no_source_names_a_country_its_money_or_its_bodies() -> None:
    words = of_the_country()
    named = {path.relative_to(SRC).as_posix(): hits for path in sources() if (hits := found(path, words))}
    assert {path: hits for path, hits in named.items() if path not in KNOWN} == {}


@pytest.mark.parametrize("part", ["respond", "core/calendar", "core/clock", "core/money", "base"])
def test_what_decides_about_people_has_no_exception(part: str) -> None:
    assert not [path for path in KNOWN if path.startswith(part)]


def test_the_law_sees_what_it_should_see(tmp_path: Path) -> None:
    """A guard that never barks is none."""
    bad = tmp_path / "bad.py"
    bad.write_text('def f(pack):\n    return "AZN" if pack.code == "az" else "clean_world"\n', encoding="utf-8")
    assert len(found(bad, of_the_country())) == 3

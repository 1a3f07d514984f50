"""The house style where it can be counted: file names of an area, docstrings."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "dayaq"
WORDS = {
    "__init__",
    "rules",
    "access",
    "models",
    "queries",
    "actions",
    "forms",
    "views",
    "urls",
    "jobs",
    "apps",
    "checks",
    "templatetags",
    "migrations",
}
TOOLS = {  # named tool modules of base areas (ADR 15)
    "base/access": {"gate", "context", "wall", "routers"},
    "base/jobs": {"mail"},
}
ENGINES = {"count/disclosure", "count/estimate"}  # pure functions that areas call: no tables, no pages, words of their own field
FORBIDDEN = {"utils", "helpers", "manager", "managers", "service", "services", "common", "misc"}
AREAS = sorted(
    folder for part in ("respond", "count", "assess", "base") for folder in (SRC / part).iterdir() if (folder / "__init__.py").exists()
)
WORDED = [folder for folder in AREAS if str(folder.relative_to(SRC)) not in ENGINES]


@pytest.mark.parametrize("folder", WORDED, ids=lambda folder: str(folder.relative_to(SRC)))
def test_an_area_uses_the_words_of_the_house(folder: Path) -> None:
    name = str(folder.relative_to(SRC))
    found = {entry.stem for entry in folder.iterdir() if entry.suffix == ".py" or (entry.is_dir() and (entry / "__init__.py").exists())}
    assert found - WORDS - TOOLS.get(name, set()) == set()


@pytest.mark.parametrize("folder", AREAS, ids=lambda folder: str(folder.relative_to(SRC)))
def test_an_area_says_what_it_is_and_on_what_basis(folder: Path) -> None:
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert len(text) > 60


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_an_engine_has_no_tables_and_no_pages(name: str) -> None:
    assert {entry.stem for entry in (SRC / name).iterdir()} & {
        "models",
        "views",
        "forms",
        "urls",
        "apps",
        "jobs",
        "actions",
        "queries",
        "migrations",
    } == set()


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [str(file.relative_to(SRC)) for file in SRC.rglob("*.py") if file.stem in FORBIDDEN] == []

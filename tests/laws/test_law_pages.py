"""docs/law leads from a legal basis to the rule; it is made from the code and never older than it."""

from __future__ import annotations

from pathlib import Path

from dayaq.core.pack.law import pages

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "law"


def test_the_pages_of_the_law_are_current() -> None:
    """To mend: python -m dayaq.core.pack.law docs/law."""
    assert {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.md")} == pages()

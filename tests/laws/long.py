"""Prints long files and functions: a list to think about, not a failing law."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src" / "dayaq"
LONG_FILE, LONG_FUNCTION = 300, 30


def long() -> Iterator[tuple[int, str]]:
    """Length and name of every file and function over the house's measure; migrations are Django's."""
    for file in SRC.rglob("*.py"):
        if "migrations" in file.parts:
            continue
        text = file.read_text(encoding="utf-8")
        if (length := text.count("\n")) > LONG_FILE:
            yield length, str(file.relative_to(SRC))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (size := (node.end_lineno or 0) - node.lineno) > LONG_FUNCTION:
                yield size, f"{file.relative_to(SRC)}:{node.name}"


if __name__ == "__main__":
    for size, name in sorted(long(), reverse=True):
        print(f"{size:5} lines  {name}")

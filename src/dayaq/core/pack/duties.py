"""The rules of the field by their codes (REF-01, SHE-02 ...): what each says, and where code, packs and tests keep it.

A rule is kept where a docstring, a name (``test_ref_04_...``) or a comment names its code. ``rules.csv`` has every rule in our words with
its basis; ``config`` Y: the value is a country's, N: the same everywhere.
"""

from __future__ import annotations

import ast
import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("rules.csv")
SOURCE = Path(__file__).resolve().parents[2]
CODE = re.compile(r"\b([A-Z]{3})-(\d{2})(?:\.\.(\d{2}))?")
Named = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Duty:
    """One rule."""

    code: str
    configurable: bool
    says: str
    basis: str


def duties() -> Sequence[Duty]:
    """Every rule, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [Duty(row["rule"], row["config"] == "Y", row["says"], row["basis"]) for row in csv.DictReader(file)]


def named(text: str) -> Iterator[str]:
    """The codes a text names; ``HOT-01..04`` names four."""
    for area, first, last in CODE.findall(text):
        yield from (f"{area}-{number:02}" for number in range(int(first), int(last or first) + 1))


def places(root: Path) -> defaultdict[str, list[str]]:
    """Where the codes are named below ``root``: functions and files, as paths from its parent."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for file in sorted([*root.rglob("*.py"), *root.rglob("*.yaml")]):
        here: set[str] = set()
        for name, text in said(file):
            codes = dict.fromkeys(named(text)).keys() - (here if not name else set())
            for code in codes:
                found[code].append(f"{file.relative_to(root.parent).as_posix()}{name}")
            here |= codes
    return found


def said(file: Path) -> Iterator[tuple[str, str]]:
    """Texts of a file with the name of what they belong to: functions and classes first, then whatever else the file says."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py" and CODE.search(text.upper().replace("_", "-")):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, Named):
                yield f":{node.name}", f"{node.name.upper().replace('_', '-')} {ast.get_docstring(node) or ''}"
    yield "", text

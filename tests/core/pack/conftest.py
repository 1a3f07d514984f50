"""Packs to spoil: a copy of the shipped ones in a folder of its own, edited file by file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dayaq.core.pack import Finding, Level, check
from dayaq.core.pack.assemble import PACKS
from dayaq.core.pack.source import read


class Bench:
    """A copy of one pack beside the base, with a way to change its files and to check it."""

    def __init__(self, root: Path, code: str) -> None:
        self.root, self.path = root, root / code
        for name in {code, "intl-minimum"}:
            shutil.copytree(PACKS / name, root / name)

    def edit(self, name: str, change: Callable[[Any], object]) -> None:
        """Read a file, let ``change`` alter its content in place, write it back."""
        file = self.path / f"{name}.yaml"
        content, _ = read(file, file.name)
        change(content)
        file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def findings(self) -> list[Finding]:
        return check(self.path)

    def errors(self) -> dict[tuple[str, str], str]:
        """Errors by file and key."""
        return {(f.file, f.key): f.expected for f in self.findings() if f.level is Level.ERROR}


@pytest.fixture
def az(tmp_path: Path) -> Bench:
    """A spoilable copy of the pack az."""
    return Bench(tmp_path, "az")


@pytest.fixture
def demo(tmp_path: Path) -> Bench:
    """A spoilable copy of the pack demo."""
    return Bench(tmp_path, "demo")

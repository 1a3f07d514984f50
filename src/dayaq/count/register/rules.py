"""Statistical cells from outside: where they come from and what makes one the same cell in a later edition."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dayaq.core.period import Period


@dataclass(frozen=True, slots=True)
class DatasetInfo:
    """A dataset as its publisher names it; ``title`` by language."""

    code: str
    country: str
    title: Mapping[str, str]
    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class Contributed:
    """``n`` units of a kind in a period, by dimensions. Period and dimensions say which cell it is, ``n`` what it holds."""

    kind: str
    period: Period
    dims: Mapping[str, str]
    n: int

    @property
    def key(self) -> str:
        """The digest by which the cell is known again."""
        parts = [self.kind, self.period.label, *(f"{name}={value}" for name, value in sorted(self.dims.items()))]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """The shape the guard takes."""
        return {
            "key": self.key,
            "kind": self.kind,
            "day": self.period.start.isoformat(),
            "period": self.period.label,
            "n": self.n,
            "dims": dict(self.dims),
        }


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of a file that cannot be taken in, or a total that does not hold; what is expected, in words."""

    line: int
    expected: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.expected}"

    def as_json(self) -> dict[str, object]:
        """The shape in the report of an import."""
        return {"line": self.line, "expected": self.expected}

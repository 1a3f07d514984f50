"""Loading a pack by its code: read, check, refuse with every error, keep for the next question."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dayaq.core.pack.assemble import PACKS, Draft, assemble
from dayaq.core.pack.check import examine
from dayaq.core.pack.findings import Finding, Level, PackFault
from dayaq.core.pack.pack import Pack


class UnknownPack(LookupError):
    """No folder of that name."""


@cache
def load(code: str, root: Path | None = None) -> Pack:
    """The pack ``code`` from ``root`` (default: the packs that come with Dayaq).

    UnknownPack if there is no such folder; PackFault, with all its errors, if it does not pass the check.
    """
    if code not in available(root):
        raise UnknownPack(code)
    pack, findings = examine(assemble((root or PACKS) / code, root))
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if pack is None or errors:
        raise PackFault(code, errors)
    return pack


def check(path: Path) -> list[Finding]:
    """Everything that is wrong with the pack in the folder ``path``, and what only deserves a warning."""
    return sorted(examine(assemble(path))[1])


def available(root: Path | None = None) -> list[str]:
    """Codes of the packs at hand, in order; the base is one of them."""
    return sorted(path.parent.name for path in (root or PACKS).glob("*/pack.yaml"))


__all__ = ["Draft", "UnknownPack", "available", "check", "load"]

"""Where a note belongs: free text never stands in the core."""

from __future__ import annotations

from collections.abc import Mapping

from dayaq.base.access.rules import Group

KINDS: Mapping[str, Group] = {"story": Group.G3, "health": Group.G4, "family": Group.G7, "private": Group.G9}


def open_kinds(writes: Group, *, privileged: bool) -> tuple[str, ...]:
    """Kinds of notes somebody who writes these groups may add; ``privileged``: the role keeps notes of its own."""
    return tuple(kind for kind, group in KINDS.items() if writes & group or (privileged and group is Group.G9))

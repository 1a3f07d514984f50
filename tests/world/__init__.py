"""One world of invented people made through the real actions, with a secret of its own in every free text about them.

Used by the matrix of the wall and by the browser walk over all pages. ``World`` knows by itself who may read what:
it counts grants and the pack's ceilings anew, says each area's own rule, and asks neither guard nor view.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.cast import company, person
from tests.world import (
    cases,
    casework,
    detection,
    fund,
    hotline,
    inspection,
    intake,
    justice,
    network,
    papers,
    protection,
    residence,
    rights,
    shelter,
    support,
)
from tests.world.base import Secret, World
from tests.world.cases import collect_codes, describe, screen, share

__all__ = ["Secret", "World", "build", "describe", "screen", "share"]
AREAS = (network, hotline, detection, residence, shelter, support, rights, fund, protection, justice, inspection, casework, intake, papers)


def stories() -> tuple[Callable[[World], object], ...]:
    """Every story in its order: first the cases, then what each area does with them."""
    return (*cases.STORIES, *(area.tell for area in AREAS))


def build() -> World:
    """The whole world."""
    world = World({**company(), "doctor": person("doctor", "clean_world", "clinician")})
    for story in stories():
        story(world)
    collect_codes(world)
    return world

"""A number on the Today page: word, value, and the list it opens."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tile:
    """``label`` is a message id; ``url`` opens exactly the rows that were counted; ``mood`` neutral, amber or brick."""

    label: str
    value: int
    url: str
    mood: str = "neutral"
    hint: str = ""

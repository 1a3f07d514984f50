"""The stories of the small demonstration by name, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dayaq.site.demo.scene import Scene
from dayaq.site.demo.stories import (
    calling,
    deciding,
    deciding_over,
    desk,
    finding,
    helping,
    housing,
    inspecting,
    keeping,
    raiding,
    residing,
    whole,
)

PARTS: tuple[Any, ...] = (
    finding, keeping, deciding, deciding_over, calling, raiding, housing, helping, inspecting, desk, whole, residing,
)  # fmt: skip

STORIES: Mapping[str, Callable[[Scene], None]] = {function.__name__: function for part in PARTS for function in part.STORIES}

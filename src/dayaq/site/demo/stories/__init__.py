"""The stories of the small demonstration by name, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dayaq.site.demo.scene import Scene
from dayaq.site.demo.stories import deciding, deciding_over, finding, keeping

STORIES: Mapping[str, Callable[[Scene], None]] = {
    function.__name__: function for part in (finding, keeping, deciding, deciding_over) for function in part.STORIES
}

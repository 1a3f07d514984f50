"""Time, the wish to stop, and somebody who watches the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


class Stopped(Exception):
    """Asked to stop before there was any choice that protects, or before a better one was ready."""


@dataclass(slots=True)
class Watch:
    """Time, the wish to stop, and somebody who watches.

    ``enough``: a choice that protects is there, so that work on a better one ends with the time.
    """

    until: float
    progress: Progress
    stop: Stop
    of: int = 0
    enough: bool = False

    def over(self) -> bool:
        return self.stop() or monotonic() > self.until

    def left(self) -> float:
        return self.until - monotonic()

    def step(self, done: int) -> None:
        """One more step of the work that must be done; Stopped when somebody wants no more of it."""
        self.hold()
        self.progress(done, self.of)

    def hold(self) -> None:
        """Stopped when nobody wants any more of this."""
        if self.over() if self.enough else self.stop():
            raise Stopped

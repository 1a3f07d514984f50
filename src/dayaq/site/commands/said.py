"""Progress of a command on standard error: nothing for what is quick, a line a second for what is not."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TextIO

QUIET = 1.0  # seconds before the first line and between lines


class Said:
    """Says what is being done once the work has taken longer than a moment."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.last = monotonic()
        self.step = ""

    def __call__(self, step: str) -> None:
        self.step = step
        self._line(step)

    def part(self, done: int, of: int) -> None:
        """How much of the step is done."""
        self._line(f"{self.step}: {done} of {of}".lstrip(": "))

    def _line(self, text: str) -> None:
        if monotonic() - self.last >= QUIET:
            self.last = monotonic()
            print(text, file=self.stream, flush=True)

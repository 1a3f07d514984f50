"""What the server's own log may say: where something failed, never an address, a value or a sentence of the database."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Formats faults as kind and places in the code; messages of requests lose their addresses (they carry case codes)."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - the name logging calls
        """The kinds of the exceptions and the lines of code they passed, without their messages."""
        kind, error, _trace = ei
        lines = []
        while error is not None:
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
            lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
            error = error.__cause__ or error.__context__
        return "\n".join(lines) or str(kind)

    def format(self, record: logging.LogRecord) -> str:
        """One record; those about requests keep their status only."""
        if record.name.startswith(("django.request", "django.security")):
            record = logging.makeLogRecord({**record.__dict__, "msg": f"status {getattr(record, 'status_code', '?')}", "args": ()})
            record.exc_text = None
        return super().format(record)

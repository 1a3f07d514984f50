"""Asking the guard: by the digest of words in the service's name, or beside a worker in his."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.dateparse import parse_datetime

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.respond.casefile.queries import Case


@contextmanager
def service_context() -> Iterator[None]:
    """Act as the window's own service, which reads and writes through the guard's functions only."""
    with acting(service("window"), "window"):
        yield


def asked(function: str, *values: Any) -> Any:
    """What a function of the guard gives, JSON read."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT guard.{function}({', '.join(['%s'] * len(values))})", list(values))
        given = cursor.fetchone()[0]
    return json.loads(given) if isinstance(given, str) and given[:1] in "{[" else given


def opened_by(secret: str) -> Mapping[str, Any] | None:
    """What stands behind a digest; None for words that are wrong, have run out or were ended."""
    with service_context():
        found: Mapping[str, Any] | None = asked("window_open", secret)
    return found


def beside(case: Case) -> Mapping[str, Any] | None:
    """The same for a worker beside the person, within what the worker sees of the file."""
    found: Mapping[str, Any] | None = asked("window_beside", case.id)
    return found


def time(text: str | None) -> datetime | None:
    """A time as the guard writes it."""
    return parse_datetime(text) if text else None

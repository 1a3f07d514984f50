"""Writing the trail. The actor comes from the signed context; personal values never go into ``detail``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection


def log(
    action: str,
    *,
    kind: str,
    row: str = "",
    case: UUID | None = None,
    cases: Iterable[UUID] = (),
    groups: str = "",
    outcome: str = "ok",
    count: int | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Append one event in the running transaction; a page whose event cannot be written is not served."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT guard.log(%s, %s, %s, %s, %s::uuid[], %s, %s, %s, %s::jsonb)",
            [action, kind, row, case, list(cases), groups, outcome, count, json.dumps(detail or {})],
        )


def read(*, kind: str, case: UUID | None, groups: Iterable[str], row: str = "") -> None:
    """Log that one case was opened: which groups were shown."""
    log("read", kind=kind, row=row, case=case, groups=" ".join(groups))


def listed(*, kind: str, cases: Iterable[UUID]) -> None:
    """Log one event for a list with all the cases it showed."""
    shown = list(cases)
    log("list", kind=kind, cases=shown, groups="G1", count=len(shown))

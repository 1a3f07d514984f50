"""What became of a case for the unit that gave it to another body."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from dayaq.base.accounts.queries import names
from dayaq.core.pack import load
from dayaq.respond.casefile.queries import Case, label
from dayaq.ui.templatetags.dayaq import codes as in_words

COLUMNS = ("id", "code", "to_unit", "reason", "stays", "state", "at", "answered_at", "refusal", "done_at")
STATES = {
    "sent": (_("offered"), "amber"),
    "accepted": (_("taken on"), "leaf"),
    "declined": (_("refused"), "brick"),
    "withdrawn": (_("taken back"), "neutral"),
    "done": (_("taken on, hand-over complete"), "leaf"),
}


def given_away(case: Case | None = None) -> list[dict[str, Any]]:
    """What became of cases the actor's unit gave on: state, days and the reason of a refusal, also when the file is no longer its own."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM guard.given_away(%s)", [case.id if case else None])
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    pack, said = load(settings.HOME_PACK), names({row["to_unit"] for row in rows})
    return [
        {
            **row,
            "to": in_words(said.get(row["to_unit"], {})),
            "why": label(pack, f"codes.transfer_reason.{row['reason']}"),
            "state_words": STATES[row["state"]][0],
            "kind": STATES[row["state"]][1],
            "refused_because": label(pack, f"codes.transfer_refusal.{row['refusal']}") if row["refusal"] else "",
        }
        for row in rows
    ]

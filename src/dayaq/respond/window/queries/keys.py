"""Words given on a case, as whoever works on it sees them: never the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dayaq.base.accounts.queries import names
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case
from dayaq.respond.window.models import Key
from dayaq.ui.templatetags.dayaq import codes as in_words


@dataclass(frozen=True, slots=True)
class Row:
    """One set of words: who gave them, and whether they still open."""

    key: Key
    giver: str
    state: str
    kind: str

    @property
    def lives(self) -> bool:
        """Whether they open."""
        return self.kind == "leaf"


def key_rows(case: Case, now: datetime) -> list[Row]:
    """Every set of words of a case, the newest first."""
    rows = list(Key.objects.filter(case=case).order_by("-at"))
    bodies = names({row.organisation for row in rows})
    return [Row(row, "" if row.own else in_words(bodies.get(row.organisation, {})), *state(row, now)) for row in rows]


def state(row: Key, now: datetime) -> tuple[str, str]:
    """Where a set of words stands, with the colour of its chip."""
    if row.revoked_at is not None:
        return N_("ended"), "neutral"
    return (N_("run out"), "neutral") if row.expires_at <= now else (N_("open"), "leaf")


def key(case: Case, key_id: UUID) -> Key | None:
    """One set of words."""
    return Key.objects.filter(case=case, id=key_id).first()

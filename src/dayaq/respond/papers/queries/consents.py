"""Consents kept with the case, as the ground on which a name may leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dayaq.base.accounts.queries import names
from dayaq.respond.casefile.queries import Case, pack_of
from dayaq.respond.papers.access import Known
from dayaq.respond.support import queries as support
from dayaq.ui.templatetags.dayaq import codes as in_words


def known(case: Case, at: datetime) -> list[Known]:
    """Every consent the maker sees, with whether it holds at that time and covers the name."""
    rows = support.consents(case)
    bodies = names({key for one in rows for key in (one.unit, one.provider) if key})
    return [Known(one.id, called(one, bodies), holds(one, at)) for one in rows]


def called(one: Any, bodies: Any) -> frozenset[str]:
    """How the recipient is called, in every language."""
    said = [one.outside, *(text for key in (one.unit, one.provider) for text in bodies.get(key, {}).values())]
    return frozenset(" ".join(text.casefold().split()) for text in said if text)


def holds(one: Any, at: datetime) -> bool:
    """Given before, not taken back, not over, and the name is among what may be told."""
    ended = [moment for moment in (one.withdrawn_at, one.expires_at) if moment is not None]
    return one.at <= at and all(moment > at for moment in ended) and "G2" in one.groups


def choices(case: Case, at: datetime) -> list[tuple[str, str]]:
    """Consents that let a name out, by service and recipient."""
    rows = [one for one in support.consents(case) if holds(one, at)]
    bodies = names({key for one in rows for key in (one.unit, one.provider) if key})
    return [(str(one.id), f"{support.consent_words(pack_of(case), one.service)} · {recipient(one, bodies)}") for one in rows]


def recipient(one: Any, bodies: Any) -> str:
    """To whom a consent is given, in words."""
    return one.outside or in_words(bodies.get(one.unit or one.provider, {}))


def recipient_of(case: Case, key: Any) -> str:
    """The recipient of one consent; nothing where it is not seen."""
    one = next((row for row in support.consents(case) if row.id == key), None)
    body = (one.unit or one.provider) if one else None
    return recipient(one, names({body} if body else ())) if one else ""

"""Drafts and kept searches of one user."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext

from dayaq.base.access.rules import Actor
from dayaq.core.pack import load
from dayaq.respond.casefile.forms import FilterForm
from dayaq.respond.casefile.queries import Filters, by_code
from dayaq.respond.casework.models import Draft, SavedSearch

KEPT_FILTERS = ("status", "stage", "child", "due", "state", "referred", "guardian", "notices", "sort")


@dataclass(frozen=True, slots=True)
class Spot:
    """A form by the name of its address, the case it is about, and a digest of the rest of the address."""

    form: str
    case_id: UUID | None
    place: str


def spot(address: str, actor: Actor) -> Spot | None:
    """The form behind an address of this site; None for what is no address or about a case the actor does not see."""
    try:
        match = resolve(address)
    except Resolver404:
        return None
    code = match.kwargs.get("code")
    case = by_code(str(code), actor) if code is not None else None
    if code is not None and case is None:
        return None
    rest = json.dumps(
        {name: str(value) for name, value in match.kwargs.items() if name != "code"} | {"case": str(case.id) if case else ""},
        sort_keys=True,
    )
    return Spot(match.view_name[:80], case.id if case else None, hashlib.sha256(rest.encode()).hexdigest())


def cipher() -> Fernet:
    """What seals drafts in the database: a key of its own, made from the installation's."""
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"dayaq-draft|{settings.VAULT_KEY}".encode()).digest()))


def draft_at(place: Spot, actor: Actor) -> dict[str, Any] | None:
    """What the actor typed there and did not save; None when there is nothing, it is over, or another key sealed it."""
    row = Draft.objects.filter(by=actor.user_id, form=place.form, place=place.place, expires_at__gt=timezone.now()).first()
    if row is None:
        return None
    try:
        return {"at": row.saved_at, "fields": json.loads(cipher().decrypt(row.sealed.encode()))}
    except InvalidToken:
        return None


def saved_searches(actor: Actor) -> list[dict[str, Any]]:
    """Searches kept by the actor or shared in the unit, each named by what it says."""
    return [
        {
            "row": row,
            "url": Filters(**row.filters).url(),
            "label": search_words(row.filters),
            "own": row.by == actor.user_id,
            "shared": row.shared,
        }
        for row in SavedSearch.objects.order_by("recorded_at")
    ]


def search_words(filters: dict[str, str]) -> str:
    """Filters in words: "Stage: Decision, Due: overdue"."""
    form = FilterForm({}, pack=load(settings.HOME_PACK))
    parts = []
    for name in (name for name in KEPT_FILTERS if name in filters):
        value = filters[name]
        field = form.fields[name]
        parts.append(
            gettext("%(field)s: %(value)s") % {"field": field.label, "value": dict(getattr(field, "choices", [])).get(value, value)}
        )
    return ", ".join(parts)


def search_url(row: SavedSearch) -> str:
    """The list of cases behind a kept search."""
    return Filters(**row.filters).url()

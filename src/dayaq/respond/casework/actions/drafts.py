"""Drafts: sealed, the author's alone, gone when the form is sent or their days are over."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from dayaq.base.access.rules import Actor
from dayaq.core.decision import allowed, require
from dayaq.core.pack import load
from dayaq.core.pack.schema.casework import CaseworkFile
from dayaq.core.words import N_
from dayaq.respond.casework.models import Draft
from dayaq.respond.casework.queries import Spot, cipher

MOST = 200_000  # signs of a draft


def keep_draft(*, spot: Spot, fields: Mapping[str, Sequence[str]], by: Actor, at: datetime) -> Draft:
    """Keep what is typed into a form so far; it outlives signing out, and nobody else ever reads it."""
    text = json.dumps({name: list(values) for name, values in fields.items()})
    require(allowed(len(text) <= MOST, "too_long", N_("This is too long to be kept as a draft.")))
    days = load(settings.HOME_PACK).area(CaseworkFile).draft_days
    kept = {
        "case_id": spot.case_id,
        "sealed": cipher().encrypt(text.encode()).decode(),
        "saved_at": at,
        "expires_at": at + timedelta(days=days),
    }
    row, _made = Draft.objects.update_or_create(by=by.user_id, form=spot.form, place=spot.place, defaults=kept)
    return row


def drop_draft(*, spot: Spot, by: Actor) -> None:
    """The form was sent, or the draft is not wanted."""
    Draft.objects.filter(by=by.user_id, form=spot.form, place=spot.place).delete()


def drop_old_drafts() -> int:
    """As the clock service: drop what is over its days."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.drop_drafts()")
        return int(cursor.fetchone()[0])

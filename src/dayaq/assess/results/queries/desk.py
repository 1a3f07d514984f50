"""Who acts when a command asks: a lead of the assessment."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db import connection

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import actor, in_force


def lead_of(code: str) -> Actor:
    """The first lead of an assessment as the actor he or she is; LookupError when nobody leads it or there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id, membership_id FROM guard.leads(%s) LIMIT 1", [code])
        found = cursor.fetchone()
    if found is None:
        raise LookupError(f"there is no assessment {code} that somebody leads today")
    user = get_user_model().objects.get(id=found[0])
    return actor(user, in_force(user.id).get(id=found[1]))

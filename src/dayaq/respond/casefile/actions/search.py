"""Searching: one question, one row and one event, whatever exists; the notices to owners are delivered later."""

from __future__ import annotations

from django.db import connection

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused
from dayaq.core.text import match_keys
from dayaq.core.words import N_
from dayaq.respond.casefile.models import Case, SearchNotice
from dayaq.respond.casefile.queries import found


def search(*, text: str, born: int | None, by: Actor) -> list[Case]:
    """Cases the actor sees that answer to the question; Refused when a minute's quota of 30 searches is used up.

    Whoever is known only in files the actor must not know is answered exactly like nobody: nothing here depends on
    hidden rows. Basis: THB Law, Articles 6.3 and 17.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.ask_search(%s::text[], %s)", [list(match_keys(text)), born])
        within = cursor.fetchone()[0]
    if not within:
        message = N_("You have searched 30 times in a minute. Wait a minute, then search again.")
        raise Refused(Decision.refuse(Reason("quota", message)))
    return found(text, born, by)


def deliver_search_notices() -> int:
    """As the clock service: tell the owners of files about searches their askers were not answered; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.deliver_search_notices()")
        return int(cursor.fetchone()[0])


def see_notices(*, case: Case, at: object) -> int:
    """Mark the notices of a case as seen."""
    return SearchNotice.objects.filter(case=case, seen_at__isnull=True).update(seen_at=at)

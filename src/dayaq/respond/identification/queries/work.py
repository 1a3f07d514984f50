"""Work that waits: lists behind the numbers of Today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from dayaq.base.access.rules import Actor
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import codes
from dayaq.respond.identification.models import FormalDecision, PersonNotice, RemovalHold, Review

# --- work that waits -------------------------------------------------------------------------------------------------


def untold(actor: Actor) -> QuerySet[FormalDecision]:
    """Decisions of the actor's body that nobody has told the person in a way it understood."""
    understood = PersonNotice.objects.filter(decision=OuterRef("pk"), understood=True)
    rows = FormalDecision.objects.filter(organisation=actor.organisation_id, removed_at__isnull=True).filter(~Exists(understood))
    return rows.select_related("case").order_by("at")


def open_reviews(actor: Actor) -> QuerySet[Review]:
    """Reviews asked for and not decided, of cases the actor sees."""
    del actor  # row security chooses the cases
    return Review.objects.filter(decided_at__isnull=True).select_related("case").order_by("asked_at")


def open_holds(actor: Actor) -> QuerySet[RemovalHold]:
    """Removals that are blocked now, of cases the actor sees."""
    del actor  # row security chooses the cases
    return RemovalHold.objects.filter(blocked=True, lifted_at__isnull=True).select_related("case").order_by("asked_at")


def work_rows(rows: Iterable[Any], actor: Actor, moment: str) -> list[dict[str, Any]]:
    """Rows of a list of work with the code of their case; ``moment`` names the column of the time shown."""
    shown = list(rows)
    known = codes([row.case_id for row in shown], actor.organisation_id)
    return [{"code": known[row.case_id], "at": getattr(row, moment)} for row in shown if row.case_id in known]


def tiles(actor: Actor) -> list[Tile]:
    """Numbers for Today; each opens the list of exactly the cases it counts."""
    found = []
    if actor.may("identification.decide"):
        found.append(tile(N_("decisions the person was not told"), untold(actor).count(), "untold", "brick"))
    if actor.may("identification.review"):
        found.append(tile(N_("reviews to decide"), open_reviews(actor).count(), "reviews", "amber"))
    if actor.may("identification.inquire"):
        found.append(tile(N_("removals on hold"), open_holds(actor).count(), "holds", "amber"))
    return found


def tile(words: str, number: int, which: str, mood: str) -> Tile:
    """A number with the list it opens; calm while it is nought."""
    return Tile(words, number, reverse("identification:work", args=[which]), mood if number else "neutral")


def late_days(decision: FormalDecision, now: datetime) -> int:
    """Whole days since a decision that was not told."""
    return (now - decision.at).days

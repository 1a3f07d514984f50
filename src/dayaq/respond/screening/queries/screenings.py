"""Screenings of a case with their answers, drafts that wait. Row security hides them from whoever does not read G3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from dayaq.base.access.rules import Actor
from dayaq.core.pack import Pack
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, child_mark, codes, label
from dayaq.respond.screening import rules
from dayaq.respond.screening.models import Answer, Screening
from dayaq.respond.screening.queries.lists import indicator_list


def is_child(case: Case) -> bool:
    """Whether the rules for children hold: under age, or that cannot be excluded."""
    return child_mark(case) != "no"


def of_case(case: Case) -> QuerySet[Screening]:
    """Screenings of a case the reader sees, the newest first."""
    return (
        Screening.objects.filter(case=case)
        .annotate(said=Count("answers", filter=~Q(answers__answer="not_asked")))
        .order_by("-at", "-recorded_at")
    )


def finished(case: Case) -> list[Screening]:
    """Finished screenings that no later one corrects, the newest first."""
    return list(of_case(case).filter(finished_at__isnull=False, corrected_by__isnull=True))


def by_id(case: Case, screening_id: UUID) -> Screening | None:
    """One screening of the case, if the reader sees it."""
    return of_case(case).select_related("case", "corrects").filter(id=screening_id).first()


def answers_of(screening: Screening) -> dict[str, Answer]:
    """Answers by the code of the item."""
    return {answer.code: answer for answer in Answer.objects.filter(screening=screening)}


def given(screening: Screening) -> dict[str, rules.Answer]:
    """Answers as the rules read them."""
    return {code: rules.Answer(answer.answer) for code, answer in answers_of(screening).items()}


def circumstances(screening: Screening) -> rules.Circumstances:
    """What was asked beside the list."""
    return rules.Circumstances(frozenset(screening.acts), screening.purpose, child=screening.child)


def judged(screening: Screening, pack: Pack) -> rules.Screening:
    """Both results as the answers stand now."""
    return rules.screen(indicator_list(pack, screening.list_code), given(screening), circumstances(screening))


def progress(screening: Screening, pack: Pack) -> dict[str, int]:
    """How many items are answered, unknown and not asked yet."""
    total = len(pack.indicators[screening.list_code].items)
    said = Counter(str(answer) for answer in given(screening).values())
    asked = sum(said[answer] for answer in ("yes", "no", "unknown"))
    return {"asked": asked, "unknown": said["unknown"], "left": total - asked, "total": total}


def drafts(actor: Actor) -> QuerySet[Screening]:
    """Unfinished screenings of the actor's body, the oldest first."""
    return (
        Screening.objects.filter(finished_at__isnull=True, organisation=actor.organisation_id, case__closed_at__isnull=True)
        .select_related("case")
        .order_by("at")
    )


def draft_rows(screenings: Iterable[Screening], actor: Actor, pack: Pack) -> list[dict[str, Any]]:
    """Unfinished screenings with the code of their case, for a list."""
    shown = list(screenings)
    known = codes([row.case_id for row in shown], actor.organisation_id)
    return [
        {"code": known[row.case_id], "at": row.at, "list": label(pack, f"indicators.{row.list_code}"), "id": row.id}
        for row in shown
        if row.case_id in known
    ]


def tiles(actor: Actor) -> list[Tile]:
    """Unfinished screenings of the own body; none for roles that screen nobody."""
    if not actor.may("screening.fill"):
        return []
    waiting = drafts(actor).count()
    return [Tile(N_("screenings not finished"), waiting, reverse("screening:drafts"), "amber" if waiting else "neutral")]

"""Reading: the screenings of a case, both results side by side, two compared, a blank form, what is not finished."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.base.audit.actions import listed
from dayaq.core.pack import load
from dayaq.respond.casefile.queries import label, language, opened, pack_of, writes_of
from dayaq.respond.casefile.views.page import draw
from dayaq.respond.screening import queries
from dayaq.respond.screening.forms import group_words
from dayaq.respond.screening.models import Screening
from dayaq.respond.screening.views.asking import found, lines


@require_safe
@gate("screening.fill")
def drafts(request: Request) -> HttpResponse:
    """Unfinished screenings of the own body."""
    rows = list(queries.drafts(request.actor)[:200])
    listed(kind="screenings", cases=[row.case_id for row in rows])
    pack = load(rows[0].case.pack) if rows else None
    return render(request, "screening/drafts.html", {"rows": queries.draft_rows(rows, request.actor, pack) if pack else []})


@require_safe
@gate("case.read")
def index(request: Request, code: str) -> HttpResponse:
    """Screenings of a case and the lists to choose from; who does not see what happened sees the blank forms only."""
    case = opened(request, code)
    pack, reads = pack_of(case), groups_of(case.id)
    rows = [row_of(row, pack) for row in queries.of_case(case)] if Group.G3 in reads else []
    may_fill = request.actor.may("screening.fill") and Group.G3 in writes_of(case.id) and Group.G3 in reads
    context = {
        "rows": rows,
        "choices": queries.choices(pack, child=queries.is_child(case)),
        "may_fill": may_fill,
        "sees": Group.G3 in reads,
    }
    return draw(request, "screening/index.html", case, **context)


def row_of(screening: Screening, pack: Any) -> dict[str, Any]:
    """One screening as a line of the list: never a result, that is on its own page."""
    return {"row": screening, "list": label(pack, f"indicators.{screening.list_code}")}


@require_safe
@gate("case.read")
def result(request: Request, code: str, screening: UUID) -> HttpResponse:
    """Both results side by side, with what drove them and what is missing. Neither decides."""
    case, row = found(request, code, screening)
    if row.finished_at is None:
        return redirect("screening:page", code, row.id, 1) if row.organisation == request.actor.organisation_id else unfinished()
    pack = pack_of(case)
    stored = queries.answers_of(row)
    parts = [{"name": group_words(pack, group.code), "items": lines(group, stored)} for group in queries.groups(pack, row.list_code)]
    others = [other for other in queries.of_case(case) if other.finished_at and other.id != row.id]
    may_fill = request.actor.may("screening.fill") and Group.G3 in writes_of(case.id)
    context = {
        "row": row,
        "parts": parts,
        "others": [row_of(o, pack) for o in others],
        "may_fill": may_fill,
        **queries.result_words(row, pack),
        **queries.sitting_words(row, pack),
    }
    return draw(request, "screening/result.html", case, **context)


def unfinished() -> HttpResponse:
    """Another body's unfinished screening is its own."""
    raise Http404


@require_safe
@gate("case.read")
def compare(request: Request, code: str, screening: UUID, other: UUID) -> HttpResponse:
    """Two finished screenings of one case: what was answered differently, and both results."""
    case, row = found(request, code, screening)
    against = queries.by_id(case, other)
    if against is None or against.finished_at is None or row.finished_at is None:
        raise Http404
    older, newer = sorted((row, against), key=lambda one: (one.at, one.recorded_at))
    pack = pack_of(case)
    pair = [{"row": one, "list": label(pack, f"indicators.{one.list_code}"), **queries.result_words(one, pack)} for one in (older, newer)]
    return draw(request, "screening/compare.html", case, pair=pair, changes=queries.differences(older, newer, pack))


@require_safe
@gate("case.read")
def blank(request: Request, code: str, list_code: str) -> HttpResponse:
    """The empty form of a list to be filled on paper; entering it later is normal."""
    case = opened(request, code)
    pack = pack_of(case)
    if list_code not in pack.indicators:
        raise Http404
    child = queries.is_child(case)
    people = [entry.label for entry in pack.process.identification.child_participants.values()] if child else []
    parts = [
        {"name": group_words(pack, group.code), "items": [item.label for _c, item in group.items]}
        for group in queries.groups(pack, list_code)
    ]
    acts = [words for _c, words in pack.codes["act"].choices(language())]
    context = {
        "code": code,
        "list": label(pack, f"indicators.{list_code}"),
        "version": pack.indicators[list_code].version,
        "parts": parts,
        "people": people,
    }
    return render(request, "screening/blank.html", {**context, "acts": acts, "now": timezone.now()})

"""The matrix, one cell with its evidence and history, and adding or withdrawing evidence."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings import actions, queries
from dayaq.assess.findings.forms.judging import JudgeForm
from dayaq.assess.findings.forms.words import ReasonForm
from dayaq.assess.findings.models import Evidence
from dayaq.assess.findings.queries.cells import last
from dayaq.assess.findings.rules.evidence import KINDS
from dayaq.assess.findings.rules.judging import LEVELS, WORDS, State
from dayaq.assess.findings.views.evidence import Place, asked
from dayaq.assess.findings.views.page import ASKED, context, formed, team, there, working
from dayaq.base.access.gate import Request, gate
from dayaq.ui.templatetags.dayaq import codes, say

LOOKS = {  # state -> kind and shape of its chip: never colour alone
    State.MET: ("leaf", "full"),
    State.PARTLY: ("amber", "half"),
    State.NOT_MET: ("brick", "circle"),
    State.NO_EVIDENCE: ("neutral", "search"),
    State.NOT_APPLICABLE: ("neutral", "dash"),
}


def look(state: State) -> dict[str, str]:
    """A state as a chip."""
    kind, shape = LOOKS[state]
    return {"label": say(WORDS[state]), "kind": kind, "shape": shape}


@require_safe
@gate("assess.read")
def matrix(request: Request, assessment: str) -> HttpResponse:
    """The matrix, all areas or one; counts of states only when asked for."""
    row = desk.opened(request, assessment)
    wanted = request.GET.get("area", "")
    area = int(wanted) if wanted in {"1", "2", "3", "4", "5"} else 0
    whole = queries.matrix(row, area=area)
    shown = [drawn(whole, number) for number in ([area] if area else range(1, 6))]
    counts = request.GET.get("counts") == "1"
    said = {"shown": shown, "area": area, "counts": counts, "levels": LEVELS, "tabs": area_tabs(row, area, whole)}
    return render(request, "findings/matrix.html", context(row, **said))


def drawn(whole: queries.Matrix, area: int) -> dict[str, Any]:
    """One area as the template draws it."""
    lines = [
        {
            "row": one,
            "cells": [{"cell": cell, "look": look(cell.state)} for cell in one.cells.values()],
            "kinds": [(say(KINDS[kind]), n) for kind, n in one.kinds.items() if n],
        }
        for one in whole.area(area)
    ]
    counts = [{**look(state), "label": f"{say(WORDS[state])}: {n}"} for state, n in whole.rolled_up(area).items()]
    return {"number": area, "title": whole.areas[area], "lines": lines, "counts": counts}


def area_tabs(row: Assessment, area: int, whole: queries.Matrix) -> list[dict[str, Any]]:
    """Links to the areas."""
    address = reverse("findings:matrix", args=[row.code])
    first = {"label": _("All areas"), "url": address, "current": not area}
    return [
        first,
        *({"label": f"{n}. {codes(title)}", "url": f"{address}?area={n}", "current": n == area} for n, title in whole.areas.items()),
    ]


@require_safe
@gate("assess.read")
def compare(request: Request, assessment: str) -> HttpResponse:
    """The matrix beside an earlier round and, where switched on, other countries; never a score."""
    row = desk.opened(request, assessment)
    columns = queries.beside(row)
    whole = queries.matrix(row, bare=True)
    lines = [
        {
            "criterion": one.criterion,
            "level": level,
            "differs": len({column.state(one.criterion.code, level) for column in columns}) > 1,
            "looks": [look(column.state(one.criterion.code, level)) for column in columns],
        }
        for one in whole.rows
        for level in LEVELS
    ]
    if request.GET.get("only") == "changed":
        lines = [line for line in lines if line["differs"]]
    return render(request, "findings/compare.html", context(row, columns=columns, lines=lines, only=request.GET.get("only") == "changed"))


def cell_of(row: Assessment, criterion: str, level: str) -> tuple[queries.RowView, queries.CellView]:
    """A cell with its row, or 404."""
    area = criterion.partition(".")[0]
    whole = queries.matrix(row, area=int(area)) if area in {"1", "2", "3", "4", "5"} else None
    line = next((one for one in whole.rows if one.criterion.code == criterion), None) if whole else None
    if line is None or level not in line.cells:
        raise Http404
    return line, line.cells[level]


@require_safe
@gate("assess.read")
def cell(request: Request, assessment: str, criterion: str, level: str) -> HttpResponse:
    """One cell: what it asks, how it was judged, on what evidence, and what happened to it."""
    row = desk.opened(request, assessment)
    line, one = cell_of(row, criterion, level)
    kinds = [{"code": kind, "label": say(label), "n": line.kinds[kind]} for kind, label in KINDS.items()]
    events = [event(change, team(row)) for change in queries.history(row, criterion, level)]
    said = {"line": line, "cell": one, "look": look(one.state), "kinds": kinds, "events": events, "level": level}
    return render(request, "findings/cell.html", context(row, **said))


def event(change: Any, names: dict[UUID, str]) -> dict[str, Any]:
    """One entry of the history in words."""
    if change.evidence is not None:
        text = _("evidence withdrawn: %(kind)s") if change.withdrawn else _("evidence added: %(kind)s")
        note = change.evidence.withdrawn_because if change.withdrawn else ""
        return {"at": change.at, "by": names.get(change.by, ""), "what": text % {"kind": say(KINDS[change.evidence.kind])}, "note": note}
    before = say(WORDS[State(change.before.state)]) if change.before else say(WORDS[State.NO_EVIDENCE])
    what = _("%(before)s → %(after)s") % {"before": before, "after": say(WORDS[State(change.after.state)])}
    improvement = _("area for improvement") if change.after.improvement else ""
    note = " · ".join(filter(None, (improvement, codes(change.after.narrative), change.after.reason)))
    return {"at": change.at, "by": names.get(change.by, ""), "what": what, "note": note, "kind": "leaf"}


@require_http_methods(ASKED)
@gate("assess.work")
def judge(request: Request, assessment: str, criterion: str, level: str) -> HttpResponse:
    """Judge a cell."""
    row = working(request, assessment)
    line, one = cell_of(row, criterion, level)
    form = JudgeForm(request.POST or None, cell=one)

    def keep() -> None:
        said = form.cleaned_data
        actions.judge(
            assessment=row, criterion=criterion, level=level, state=said["state"], number=said["number"], improvement=said["improvement"],
            narrative=form.words("narrative"), reason=said["reason"], by=request.actor, at=timezone.now(),
        )  # fmt: skip

    def current() -> int:
        held = last(row, criterion, level)
        return held.number if held else 0

    back = reverse("findings:cell", args=[row.code, criterion, level])
    title = _("Judge %(criterion)s %(level)s") % {"criterion": criterion, "level": level}
    return formed(request, row, form, keep, title=title, back=back, versions={"number": current}, line=line, cell=one, lead=one.indicator)


@require_http_methods(ASKED)
@gate("assess.work")
def evidence(request: Request, assessment: str, criterion: str, level: str, kind: str) -> HttpResponse:
    """Add a piece of evidence to a cell."""
    row = working(request, assessment)
    line, one = cell_of(row, criterion, level)
    back = reverse("findings:cell", args=[row.code, criterion, level])
    place = Place(back=back, about={"criterion": criterion, "level": level}, items=line.criterion.survey, live=line.criterion.live)
    return asked(request, row, kind, place, lead=one.indicator)


@require_http_methods(ASKED)
@gate("assess.work")
def withdraw(request: Request, assessment: str, key: UUID) -> HttpResponse:
    """Withdraw a piece of evidence, with the reason."""
    row = working(request, assessment)
    piece = there(Evidence.objects.select_related("finding").filter(assessment_id=row.id, id=key, withdrawn_because="").first())
    form = ReasonForm(request.POST or None)

    def keep() -> None:
        actions.withdraw(evidence=piece, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())

    back = (
        reverse("findings:finding", args=[row.code, piece.finding.code])
        if piece.finding
        else reverse("findings:cell", args=[row.code, piece.criterion, piece.level])
    )
    title = _("Withdraw: %(kind)s") % {"kind": say(KINDS[piece.kind])}
    return formed(request, row, form, keep, title=title, back=back, lead=piece.words, button=_("Withdraw"))

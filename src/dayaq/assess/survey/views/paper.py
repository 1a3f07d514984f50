"""Forms on paper: codes, two readings by two people, what differs, into the urn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.assess.framework.rules.answering import OTHER, problems
from dayaq.assess.framework.rules.instrument import said
from dayaq.assess.survey import actions, queries
from dayaq.assess.survey.actions.answering import Kept
from dayaq.assess.survey.models import Paper
from dayaq.assess.survey.rules import page
from dayaq.assess.survey.rules.asking import Form, lines
from dayaq.assess.survey.rules.paper import differences
from dayaq.assess.survey.views.team import team_of_answers
from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Refused


def standing(paper: Paper, actor: Actor) -> dict[str, Any]:
    """Where a form stands, and whether the actor may read it."""
    entries = list(paper.entries.all())
    mine = next((entry for entry in entries if entry.by == actor.user_id), None)
    finished = sum(entry.finished for entry in entries)
    free = not paper.done and (mine is not None or len(entries) < 2) and not (mine and mine.finished)
    return {"paper": paper, "finished": finished, "mine": mine, "free": free, "compare": not paper.done and finished == 2}


@require_safe
@gate("assess.raw")
def papers(request: Request, assessment: str) -> HttpResponse:
    """The forms on paper and where they stand."""
    found = team_of_answers(request, assessment)
    rows = [standing(paper, request.actor) for paper in queries.papers(found)]
    return render(request, "survey/papers.html", {"assessment": found, "rows": rows})


@require_POST
@gate("assess.raw")
def register(request: Request, assessment: str) -> HttpResponse:
    """The next code, to be written on a form that came in."""
    found = team_of_answers(request, assessment)
    paper = actions.register(assessment=found, by=request.actor, at=timezone.now())
    messages.success(request, _("Write this code on the form: %(code)s") % {"code": paper.code})
    return redirect("survey:papers", assessment)


def paper_of(request: Request, assessment: str, code: str) -> tuple[Any, Paper]:
    """The assessment and one of its forms on paper, or 404."""
    found = team_of_answers(request, assessment)
    paper = queries.paper(found, code)
    if paper is None:
        raise Http404
    return found, paper


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.raw")
def reading(request: Request, assessment: str, code: str, number: int) -> HttpResponse:
    """One section of one person's reading; the other person's is never shown here."""
    found, paper = paper_of(request, assessment, code)
    instrument = queries.instrument_of(found)
    if not standing(paper, request.actor)["free"] or not 1 <= number <= len(instrument.sections):
        raise Http404
    asked, all_of_them = instrument.sections[number - 1], len(instrument.sections)
    mine = paper.entries.filter(by=request.actor.user_id).first()
    held = Kept.read(queries.entered(mine)) if mine else Kept()
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        fields = page.typed(instrument, asked, dict(request.POST.lists()))
        held = Kept({**held.pages, asked.code: fields}, request.POST.get("tongue", held.language))
        codes = {item.code for item in asked.items}
        found_wrong = problems(instrument, held.answers(instrument), complete=False)
        wrong = {key: reason for key, reason in found_wrong.items() if key.removesuffix(OTHER) in codes}
        last = number == all_of_them and not wrong and request.POST.get("go") == "on"
        actions.enter(
            paper=paper, section=asked.code, fields=fields, language=held.language, by=request.actor, at=timezone.now(), finished=last
        )
        if not wrong or request.POST.get("go") == "back":
            return onward(request, assessment, code, number, last)
    form = Form(instrument, get_language() or "en", held.fields, wrong)
    context = {"assessment": found, "paper": paper, "number": number, "all": all_of_them, "title": said(asked.title, form.language)}
    context |= {"questions": form.questions(asked), "faults": [(k.removesuffix(OTHER), k, reason) for k, reason in wrong.items()]}
    return render(request, "survey/reading.html", {**context, "tongue": held.language, "tongues": queries.LANGUAGES})


def onward(request: Request, assessment: str, code: str, number: int, last: bool) -> HttpResponse:
    """Where a kept section leads."""
    if request.POST.get("go") == "back" and number > 1:
        return redirect("survey:reading", assessment, code, number - 1)
    if last or request.POST.get("go") == "stop":
        return redirect("survey:papers", assessment)
    return redirect("survey:reading", assessment, code, number + 1)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.raw")
def compare(request: Request, assessment: str, code: str) -> HttpResponse:
    """What two people read differently; settled with the paper in hand, the form goes into the urn."""
    found, paper = paper_of(request, assessment, code)
    if not standing(paper, request.actor)["compare"]:
        raise Http404
    instrument, (first, second) = queries.instrument_of(found), [fields for _language, fields in actions.readings(paper)]
    context: dict[str, Any] = {"assessment": found, "paper": paper}
    if request.method == "POST":
        try:
            actions.agree(paper=paper, assessment=found, settled=dict(request.POST.lists()), by=request.actor, at=timezone.now())
        except Refused as refused:
            context["refused"] = refused.decision
        else:
            messages.success(request, _("The form is in the urn. Its readings were thrown away."))
            return redirect("survey:papers", assessment)
    language, one, two = get_language() or "en", page.answers(instrument, first), page.answers(instrument, second)
    context["rows"] = [
        {
            "code": item.code,
            "text": said(item.text, language),
            "sides": [(str(n), "; ".join(lines(instrument, item, side, language)) or "–") for n, side in ((1, one), (2, two))],
            "settled": page.first(dict(request.POST.lists()), f"settled:{item.code}"),
        }
        for item in differences(instrument, first, second)
    ]
    return render(request, "survey/compare.html", context)

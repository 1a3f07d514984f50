"""Forms on paper: codes, two readings by two people, what differs, into the urn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.assess.assessment.queries import opened
from dayaq.assess.framework.rules.answering import OTHER, problems
from dayaq.assess.framework.rules.instrument import Instrument, Section, said
from dayaq.assess.survey import actions, queries
from dayaq.assess.survey.actions.answering import Kept
from dayaq.assess.survey.models import Paper
from dayaq.assess.survey.rules import page
from dayaq.assess.survey.rules.asking import Form, lines
from dayaq.assess.survey.rules.paper import Fields, differences
from dayaq.assess.survey.views.seat import notes
from dayaq.assess.survey.views.team import team_of_answers
from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Reason, Refused


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
    return render(request, "survey/papers.html", {"assessment": found, "rows": rows, "tongues": queries.LANGUAGES})


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


@require_safe
@gate("assess.read")
def blank(request: Request, assessment: str, language: str) -> HttpResponse:
    """The empty form, to be printed and filled in by hand."""
    found = opened(request, assessment)
    instrument = queries.instrument_of(found)
    if language not in instrument.languages:
        raise Http404
    translation.activate(language)
    form, survey = Form(instrument, language, {}, {}), queries.survey_of(found)
    sections = [
        {"title": said(one.title, language), "intro": said(one.intro, language), "questions": form.questions(one)}
        for one in instrument.sections
    ]
    words = notes(survey, instrument, language) if survey else {}
    context = {"assessment": found, "title": said(instrument.title, language), "sections": sections, "notes": words, "paper": True}
    return render(request, "survey/blank.html", context)


@dataclass(frozen=True, slots=True)
class Reading:
    """One section of one person's reading of a form."""

    assessment: Any
    paper: Paper
    instrument: Instrument
    number: int
    held: Kept

    @property
    def asked(self) -> Section:
        """The section."""
        return self.instrument.sections[self.number - 1]

    @property
    def wrong(self) -> dict[str, Reason]:
        """What is wrong in this section."""
        codes = {item.code for item in self.asked.items}
        found = problems(self.instrument, self.held.answers(self.instrument), complete=False)
        return {code: reason for code, reason in found.items() if code.removesuffix(OTHER) in codes}

    def with_typed(self, request: Request) -> Reading:
        """The reading with what was sent now."""
        fields = page.typed(self.instrument, self.asked, dict(request.POST.lists()))
        held = Kept({**self.held.pages, self.asked.code: fields}, request.POST.get("tongue", self.held.language))
        return replace(self, held=held)


def own_reading(request: Request, assessment: str, code: str, number: int) -> Reading:
    """The acting person's reading of a form; 404 when it is not his or hers to read."""
    found, paper = paper_of(request, assessment, code)
    instrument = queries.instrument_of(found)
    if not standing(paper, request.actor)["free"] or not 1 <= number <= len(instrument.sections):
        raise Http404
    mine = paper.entries.filter(by=request.actor.user_id).first()
    return Reading(found, paper, instrument, number, Kept.read(queries.entered(mine)) if mine else Kept())


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.raw")
def reading(request: Request, assessment: str, code: str, number: int) -> HttpResponse:
    """One section of one person's reading; the other person's is never shown here."""
    here = own_reading(request, assessment, code, number)
    if request.method != "POST":
        return read_on(request, here, {})
    here, way = here.with_typed(request), request.POST.get("go", "")
    last = number == len(here.instrument.sections) and not here.wrong and way == "on"
    typed, language = here.held.pages[here.asked.code], here.held.language
    actions.enter(
        paper=here.paper, section=here.asked.code, fields=typed, language=language, by=request.actor, at=timezone.now(), finished=last
    )
    if here.wrong and way == "on":
        return read_on(request, here, here.wrong)
    return onward(request, assessment, code, number, last)


def read_on(request: Request, here: Reading, wrong: dict[str, Reason]) -> HttpResponse:
    """The section with what was read so far and what is wrong with it."""
    form = Form(here.instrument, get_language() or "en", here.held.fields, wrong)
    context: dict[str, Any] = {"assessment": here.assessment, "paper": here.paper, "number": here.number}
    context |= {"all": len(here.instrument.sections), "title": said(here.asked.title, form.language)}
    context |= {"questions": form.questions(here.asked), "faults": [(code.removesuffix(OTHER), code, why) for code, why in wrong.items()]}
    return render(request, "survey/reading.html", {**context, "tongue": here.held.language, "tongues": queries.LANGUAGES})


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
    context["rows"] = [
        line | {"settled": page.first(dict(request.POST.lists()), f"settled:{line['code']}")} for line in apart(instrument, first, second)
    ]
    return render(request, "survey/compare.html", context)


def apart(instrument: Instrument, first: Fields, second: Fields) -> list[dict[str, Any]]:
    """The questions two readings answer differently, with both answers in words."""
    language, one, two = get_language() or "en", page.answers(instrument, first), page.answers(instrument, second)
    return [
        {
            "code": item.code,
            "text": said(item.text, language),
            "sides": [(str(n), "; ".join(lines(instrument, item, side, language)) or "–") for n, side in ((1, one), (2, two))],
        }
        for item in differences(instrument, first, second)
    ]

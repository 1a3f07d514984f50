"""The pages of somebody who answers: no account, no trace, one section a page; each is kept when it is left, in whatever direction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.assess.framework.rules.answering import OTHER, problems
from dayaq.assess.framework.rules.instrument import Section, said
from dayaq.assess.survey import actions, queries
from dayaq.assess.survey.actions.answering import Kept, kept
from dayaq.assess.survey.actions.inviting import address_of
from dayaq.assess.survey.rules import page
from dayaq.assess.survey.rules.asking import Form, told
from dayaq.assess.survey.views.seat import COOKIE, NO_SEAT, Sitting, calm, notes, offered, sitting
from dayaq.base.access.gate import gate
from dayaq.core.decision import Reason, Refused


@require_http_methods(["GET", "HEAD", "POST"])
@gate(public=True)
def section(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """One section of the form."""
    here = sitting(request, language)
    if isinstance(here, HttpResponse):
        return here
    if not 1 <= number <= len(here.instrument.sections):
        return HttpResponseRedirect(here.url("section", 1))
    asked = here.instrument.sections[number - 1]
    held = kept(here.seat.token)
    if request.method != "POST":
        wrong = wrong_in(here, held, asked) if "look" in request.GET else {}
        return shown(request, here, number, held, wrong)
    fields = page.typed(here.instrument, asked, dict(request.POST.lists()))
    held = actions.keep(token=here.seat.token, section=asked.code, fields=fields, language=language)
    return left(request, here, number, held)


def left(request: HttpRequest, here: Sitting, number: int, held: Kept) -> HttpResponse:
    """Where a kept page leads: another language, back, away, or on when nothing is wrong."""
    tongue, way = request.POST.get("language", ""), request.POST.get("go", "")
    if tongue in here.survey.languages:
        return redirect("answer:section", tongue, number)
    if way == "back":
        return HttpResponseRedirect(here.url("section", number - 1))
    if way == "stop":
        return HttpResponseRedirect(here.url("kept"))
    wrong = wrong_in(here, held, here.instrument.sections[number - 1])
    if wrong:
        return shown(request, here, number, held, wrong)
    last = number == len(here.instrument.sections)
    return HttpResponseRedirect(here.url("check") if last else here.url("section", number + 1))


def wrong_in(here: Sitting, held: Kept, asked: Section) -> dict[str, Reason]:
    """What is wrong on one page."""
    codes = {item.code for item in asked.items}
    found = problems(here.instrument, held.answers(here.instrument), complete=True)
    return {code: reason for code, reason in found.items() if code.removesuffix(OTHER) in codes}


def shown(request: HttpRequest, here: Sitting, number: int, held: Kept, wrong: dict[str, Reason]) -> HttpResponse:
    """The page with what was typed and what is wrong with it."""
    sections = here.instrument.sections
    asked = sections[number - 1]
    form = Form(here.instrument, here.language, held.fields, wrong)
    title = said(asked.title, here.language)
    words = _("%(number)s of %(all)s: %(title)s") % {"number": number, "all": len(sections) + 1, "title": title}
    faults = [(code.removesuffix(OTHER), code, reason) for code, reason in wrong.items()]
    context: dict[str, Any] = {
        "title": title,
        "intro": said(asked.intro, here.language),
        "questions": form.questions(asked),
        "faults": faults,
    }
    context |= {"words": words, "number": number, "all": len(sections) + 1, "tongues": offered(here.survey, here.language), "languages": []}
    return render(request, "survey/section.html", context)


@require_safe
@gate(public=True)
def kept_page(request: HttpRequest, language: str) -> HttpResponse:
    """What was filled in is kept; how to come back."""
    here = sitting(request, language)
    if isinstance(here, HttpResponse):
        return here
    context: dict[str, Any] = {
        "own": address_of(here.seat.token),
        "back": here.url("section", 1),
        "deadline": here.survey.closes,
        "languages": [],
    }
    return render(request, "survey/kept.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate(public=True)
def check(request: HttpRequest, language: str) -> HttpResponse:
    """All answers to read over; sending them."""
    here = sitting(request, language)
    if isinstance(here, HttpResponse):
        return here
    held = kept(here.seat.token)
    given = held.answers(here.instrument)
    faults = problems(here.instrument, given, complete=True)
    if request.method == "POST" and not faults:
        actions.send(token=here.seat.token, language=language)
        return HttpResponseRedirect(here.url("sent"))
    return render(request, "survey/check.html", {**read_over(here, held), "faults": places(here, faults), "languages": []})


def read_over(here: Sitting, held: Kept) -> dict[str, Any]:
    """Every section with its answers in words."""
    given, language = held.answers(here.instrument), here.language
    parts: list[dict[str, Any]] = [
        {
            "title": said(one.title, language),
            "url": here.url("section", number),
            "told": told(here.instrument, one, given, language),
        }
        for number, one in enumerate(here.instrument.sections, 1)
    ]
    number = len(parts) + 1
    answered = sum(bool(one.lines) for part in parts for one in part["told"])
    back, file = here.url("section", len(parts)), here.url("file")
    return {"parts": parts, "answered": answered, "all": len(list(here.instrument.items)), "number": number, "back": back, "file": file}


def places(here: Sitting, faults: Mapping[str, Reason]) -> list[tuple[str, str, Reason]]:
    """What is wrong, each with the address of its question."""
    found = []
    for code, reason in faults.items():
        item = code.removesuffix(OTHER)
        number = next((n for n, one in enumerate(here.instrument.sections, 1) if any(i.code == item for i in one.items)), 1)
        found.append((f"{here.url('section', number)}?look=1#q-{item}", item, reason))
    return found


@require_safe
@gate(public=True)
def own_file(request: HttpRequest, language: str) -> HttpResponse:
    """The own answers as a text file, to keep."""
    here = sitting(request, language)
    if isinstance(here, HttpResponse):
        return here
    over = read_over(here, kept(here.seat.token))
    lines = [said(here.instrument.title, language)]
    for part in over["parts"]:
        lines += ["", part["title"]]
        lines += [f"{one.code} {one.text}\n    {'; '.join(one.lines) or '-'}" for one in part["told"]]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="answers.txt"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@gate(public=True)
def sent(request: HttpRequest, language: str) -> HttpResponse:
    """Thanks; a link for a colleague."""
    with queries.desk():
        found = queries.seat(request.COOKIES.get(COOKIE, ""))
        instrument = queries.instrument_for(found.survey) if found else None
    if found is None or instrument is None or language not in found.survey.languages:
        return calm(request, NO_SEAT, 410)
    translation.activate(language)
    if not found.used:
        return redirect("answer:check", language)
    context: dict[str, Any] = {"notes": notes(found.survey, instrument, language), "open": bool(found.open), "languages": []}
    if request.method == "POST":
        try:
            context["passed_on"] = address_of(actions.forward(survey=found.survey))
        except Refused as refused:
            context["refused"] = refused.decision.reasons[0]
    return render(request, "survey/sent.html", context)

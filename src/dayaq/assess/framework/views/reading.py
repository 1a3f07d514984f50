"""Reading: the list of instruments, one as a form in each language, the guide, the criteria, differences, the XLSForm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dayaq.assess.framework import queries
from dayaq.assess.framework.forms import SearchForm
from dayaq.assess.framework.rules import loading, odknames
from dayaq.assess.framework.rules.checking import faults
from dayaq.assess.framework.rules.instrument import NOT_MY_FIELD, Instrument, Item, Section
from dayaq.assess.framework.rules.versions import compare
from dayaq.assess.framework.rules.xlsform import form as xls_form
from dayaq.base.access.gate import Request, gate

PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@gate("assess.read")
def listing(request: Request) -> HttpResponse:
    """Every version of every instrument, and the drafts."""
    form = SearchForm(request.GET)
    wanted = form.cleaned_data["q"] if form.is_valid() else ""
    found = [one for one in queries.versions() if wanted.casefold() in searched(one)]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    said = {"page": page, "form": form, "searching": bool(wanted), "drafts": queries.drafts(), "writes": request.actor.may("assess.work")}
    return render(request, "framework/list.html", said)


def searched(one: queries.Known) -> str:
    """The words a version is found by."""
    return " ".join([one.reference, *one.instrument.title.values(), one.remark]).casefold()


def found(reference: str) -> Instrument:
    """The instrument of an address, or 404."""
    try:
        return queries.instrument(reference)
    except LookupError:
        raise Http404 from None


def spoken(request: Request, languages: Sequence[str]) -> str:
    """The language asked for in the address, else the reader's, else the instrument's first."""
    for wanted in (request.GET.get("lang", ""), get_language() or ""):
        if wanted in languages:
            return wanted
    return languages[0]


def tabs(languages: Sequence[str], language: str) -> list[dict[str, Any]]:
    """The languages as tabs."""
    return [{"label": odknames.NAMES.get(code, code), "url": f"?lang={code}", "current": code == language} for code in languages]


@require_safe
@gate("assess.read")
def shown(request: Request, reference: str) -> HttpResponse:
    """One instrument as respondents read it."""
    instrument = found(reference)
    language = spoken(request, instrument.languages)
    said = {
        "reference": reference,
        "instrument": instrument,
        "language": language,
        "tabs": tabs(instrument.languages, language),
        "sections": [laid_out(instrument, section) for section in instrument.sections],
        "not_my_field": instrument.notes.get(NOT_MY_FIELD, {}),
        "notes": {name: words for name, words in instrument.notes.items() if name != NOT_MY_FIELD},
        "faults": faults(instrument, loading.criteria()),
        "others": [one.reference for one in queries.versions() if one.instrument.code == instrument.code and one.reference != reference],
        "writes": request.actor.may("assess.work"),
    }
    return render(request, "framework/instrument.html", said)


def laid_out(instrument: Instrument, section: Section) -> dict[str, Any]:
    """A section as runs: single questions, and blocks of statements under their stem and scale."""
    runs: list[dict[str, Any]] = []
    blocks = {block.code: block for block in section.blocks}
    for item in section.items:
        if item.block and runs and runs[-1].get("block") == blocks.get(item.block):
            runs[-1]["items"].append(item)
        elif item.block in blocks:
            runs.append({"block": blocks[item.block], "scale": instrument.scales[item.scale], "items": [item]})
        else:
            runs.append({"item": item, "choices": offered(instrument, item)})
    return {"section": section, "runs": runs}


def offered(instrument: Instrument, item: Item) -> Sequence[Any]:
    """What is shown under a question; one that draws from another only says so."""
    return () if item.among else instrument.offered(item)


@require_safe
@gate("assess.read")
def changes(request: Request, reference: str) -> HttpResponse:
    """What differs from another version, item by item, and what may be compared."""
    later, earlier = found(reference), found(request.GET.get("from", reference))
    differences = compare(earlier, later)
    language = spoken(request, later.languages)
    said = {
        "reference": reference,
        "earlier": request.GET.get("from", reference),
        "language": language,
        "differences": [one for one in differences if one.change != "unchanged"],
        "same": sum(1 for one in differences if one.change == "unchanged"),
        "broken": sum(1 for one in differences if not one.comparable),
    }
    return render(request, "framework/changes.html", said)


@require_safe
@gate("assess.read")
def xlsform(request: Request, reference: str) -> HttpResponse:
    """The instrument as a workbook for field tools."""
    instrument = found(reference)
    chosen = [code for code in request.GET.getlist("lang") if code in instrument.languages]
    name = f"{reference.replace('@', '-').replace('.', '-')}.xlsx"
    return HttpResponse(
        xls_form(instrument, chosen).xlsx, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_safe
@gate("assess.read")
def guide(request: Request) -> HttpResponse:
    """The interview guide."""
    whole = loading.guide()
    language = spoken(request, whole.languages)
    return render(request, "framework/guide.html", {"guide": whole, "language": language, "tabs": tabs(whole.languages, language)})


@require_safe
@gate("assess.read")
def criteria(request: Request) -> HttpResponse:
    """The criteria by area, four cells each, with what tells about them."""
    languages = tuple(loading.areas()[1])
    language = spoken(request, languages)
    areas = [
        {"number": number, "title": words, "criteria": [one for one in loading.criteria() if one.area == number]}
        for number, words in loading.areas().items()
    ]
    return render(request, "framework/criteria.html", {"areas": areas, "language": language, "tabs": tabs(languages, language)})

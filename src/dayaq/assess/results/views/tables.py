"""All items with their tables and pictures, one item split by who answered, the pictures themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.framework.rules import Instrument
from dayaq.assess.results import queries
from dayaq.assess.results.forms import ListForm, SplitForm
from dayaq.assess.results.queries.laid_out import Group, Laid, drawn, groups, laid, matching, picture, word
from dayaq.assess.results.queries.splits import asked_of, exactly, protected
from dayaq.assess.results.rules.rounds import Counted
from dayaq.assess.results.rules.whole import leave
from dayaq.assess.survey.queries import instrument_of
from dayaq.base.access.gate import Request, gate

PAGE = 8  # groups on a page: each may carry a picture


def context(row: Assessment, **more: Any) -> dict[str, Any]:
    """What every page of the area needs."""
    return {"assessment": row, "inside": queries.may_see_answers(row), "works": desk.may(row, "work"), **more}


def numbers(request: Request, row: Assessment, only: Sequence[str] = ()) -> tuple[Instrument, Mapping[str, Counted], bool]:
    """The items as the reader may see them, and whether they are exact: for the team unless it asks for what leaves.

    ``only``: the items wanted; for a reader outside all are there anyway.
    """
    if not queries.may_see_answers(row):
        return instrument_of(row), queries.last_left(row), False
    answers = queries.answered(row, only)
    if request.GET.get("view") == "leaving":
        return answers.instrument, leave(answers, only).items, False
    return answers.instrument, answers.tables, True


@require_safe
@gate("assess.read")
def index(request: Request, assessment: str) -> HttpResponse:
    """Every item by section, with search, filter and pages."""
    row = desk.opened(request, assessment)
    instrument, tables, exact = numbers(request, row)
    form = ListForm(request.GET, sections=sections(instrument), inside=queries.may_see_answers(row))
    wanted = form.cleaned_data if form.is_valid() else {}
    found = matching(list(groups(instrument)) if tables else [], wanted.get("q") or "", wanted.get("section") or "")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    shown = [entry(row, laid(group, tables, instrument, pages(row, group), inside=exact), request) for group in page]
    respondents = next((table.respondents for table in tables.values() if table.respondents), 0)
    said = {"form": form, "page": page, "entries": shown, "exact": exact, "respondents": respondents, "searching": any(wanted.values())}
    return render(request, "results/index.html", context(row, **said, list_url=reverse("results:index", args=[row.code])))


def sections(instrument: Instrument) -> list[tuple[str, str]]:
    """The sections to choose from."""
    return [(section.code, f"{section.code}. {word(section.title)}") for section in instrument.sections]


def pages(row: Assessment, group: Group) -> dict[str, str]:
    """The address of every item of a group; none for a reader to whom those pages are closed."""
    if not queries.may_see_answers(row):
        return {}
    return {item.code: reverse("results:item", args=[row.code, item.code]) for item in group.items}


def entry(row: Assessment, shown: Laid, request: Request) -> dict[str, Any]:
    """A group on the page: heading, table, address of its picture."""
    view = "?view=leaving" if request.GET.get("view") == "leaving" else ""
    image = reverse("results:chart", args=[row.code, shown.group.code]) + view if shown.alt else ""
    single = "" if shown.group.of_block else pages(row, shown.group).get(shown.group.code, "")
    return {"laid": shown, "section": word(shown.group.section.title), "image_url": image, "url": single}


@require_safe
@gate("assess.read")
def chart(request: Request, assessment: str, code: str) -> HttpResponse:
    """The picture of a block or an item, with the numbers of the page it stands on."""
    row = desk.opened(request, assessment)
    asked = instrument_of(row)
    group = next((group for group in (*groups(asked), *alone(asked)) if group.code == code), None)
    if group is None:
        raise Http404
    instrument, tables, _exact = numbers(request, row, [one.code for one in group.items])
    found = drawn(group, tables, instrument) if tables else None
    if found is None:
        raise Http404
    return HttpResponse(picture(found), content_type="image/svg+xml")


def alone(instrument: Instrument) -> list[Group]:
    """Every statement of a block as a group of its own."""
    of = {item.code: section for section in instrument.sections for item in section.items}
    return [Group(item.code, of[item.code], (item,), item.text) for item in instrument.items if item.block]


@require_safe
@gate("assess.raw")
def item(request: Request, assessment: str, code: str) -> HttpResponse:
    """One item, and split by a property of respondents: exact, or as it may leave with the reasons for a refusal."""
    row = desk.opened(request, assessment)
    if not queries.may_see_answers(row):
        raise Http404
    answers = queries.answered(row)
    if code not in answers.tables:
        raise Http404
    instrument, tables, exact = numbers(request, row)
    group = next(group for group in (*alone(instrument), *groups(instrument)) if group.code == code)
    form = SplitForm(request.GET, properties=asked_of(answers, code))
    by = form.cleaned_data.get("by", "") if form.is_valid() else ""
    split = (exactly if exact else protected)(answers, code, by) if by else None
    said = {"entry": entry(row, laid(group, tables, instrument, {}, inside=exact), request), "form": form, "exact": exact, "split": split}
    entered = urlencode({"question": code, "by": by})
    return render(request, "results/item.html", context(row, **said, entered=entered, title=_("Question %(code)s") % {"code": code}))

"""From an address to a table: shared by the page, its picture and its files."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest

from dayaq.count.figures import queries
from dayaq.count.figures.forms import AskForm
from dayaq.count.figures.queries import Sheet
from dayaq.count.figures.rules import Measure


def named(code: str) -> Measure:
    """The measure of that code, or 404."""
    found = queries.find(code)
    if found is None:
        raise Http404
    return found


def ask_form(request: HttpRequest, measure: Measure) -> AskForm:
    """The form as asked in the address; an address without a question asks for the latest period."""
    if request.GET.get("period"):
        return AskForm(measure, request.GET)
    country = request.GET.get("country") or settings.HOME_PACK
    known = {pack.code for pack in queries.countries()}
    period = queries.latest(measure, country if country in known else settings.HOME_PACK)
    return AskForm(measure, {**request.GET.dict(), "period": period.label})


def answered(request: HttpRequest, code: str, *, protect: bool) -> Sheet:
    """The table an address asks for; an address that makes no sense is 404 (the page itself explains)."""
    form = ask_form(request, named(code))
    if not form.is_valid():
        raise Http404
    return queries.sheet(named(code), form.query(protect=protect))

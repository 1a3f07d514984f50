"""The door of a link: without an account, with the code that came by another way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dayaq.base.access.gate import gate
from dayaq.respond.casefile.forms import countries
from dayaq.respond.network import queries, rules
from dayaq.respond.network.actions.links import answer_link, door, open_link
from dayaq.respond.network.forms import CodeForm, ReplyForm

LISTS = {"sex": "sex", "age_band": "age_band", "exploitation": "exploitation", "languages": "language", "needs": "service_offered"}


@csrf_exempt  # nobody is known here and nothing is done in anybody's name; forms of other sites are not taken (from_here)
@require_http_methods(["GET", "HEAD", "POST"])
@gate(public=True)
def behind(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code, show what was chosen, take the answer. What is unknown, expired or taken back looks the same."""
    place = door(token)
    if place is None:
        return page(request, "network/gone.html", {}, 404)
    if request.method != "POST" or not from_here(request):
        return page(request, "network/door.html", {"place": place, "form": CodeForm()})
    return answered(request, token, place) if "answer" in request.POST else shown(request, token, place)


def from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent the form; browsers that do not say are believed."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}


def shown(request: HttpRequest, token: str, place: Mapping[str, Any]) -> HttpResponse:
    """What stands behind the link, for the right code."""
    form = CodeForm(request.POST)
    if not form.is_valid():
        return page(request, "network/door.html", {"place": place, "form": form}, 400)
    told = open_link(token=token, code=form.cleaned_data["code"])
    if told["state"] == "gone":
        return page(request, "network/gone.html", {}, 404)
    if told["state"] == "wrong":
        form.add_error("code", _("This code is not right. Tries left: %(n)s.") % {"n": told["left"]})
        return page(request, "network/door.html", {"place": place, "form": form}, 400)
    reply = ReplyForm(pack=queries.home(), initial={"code": form.cleaned_data["code"]})
    context = {"place": place, "used": told["state"] == "used", "reply": reply}
    if told["state"] == "open":
        context |= {"rows": rows(told["fields"]), "views": told["views"], "expires": parse_datetime(told["expires"])}
    return page(request, "network/behind.html", context)


def answered(request: HttpRequest, token: str, place: Mapping[str, Any]) -> HttpResponse:
    """The recipient's answer."""
    form = ReplyForm(request.POST, pack=queries.home())
    if not form.is_valid():
        return page(request, "network/behind.html", {"place": place, "used": True, "reply": form}, 400)
    given = {name: form.cleaned_data[name] for name in ("code", "answer", "reason", "outcome", "words")}
    state = answer_link(token=token, **given)
    if state in {"accepted", "declined"}:
        return page(request, "network/thanks.html", {"state": state})
    return page(request, "network/gone.html", {}, 404)


def rows(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The chosen fields in words and in the order of the list."""
    return [
        {"label": rules.FIELDS[name], "value": value(name, *fields[name]), "state": fields[name][1]}
        for name in rules.FIELDS
        if name in fields
    ]


def value(name: str, told: Any, _state: str) -> str:
    """A value in words."""
    if name == "nationality":
        return str(dict(countries()).get(told, told or ""))
    if name == "interpreter":
        return {True: _("yes"), False: _("no")}.get(told, "")
    if name in LISTS:
        return queries.words(LISTS[name], told if isinstance(told, list) else [told] if told else [])
    return str(told or "")


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page whose address goes to no other page and stays in no cache."""
    response = render(request, template, context, status=status)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response

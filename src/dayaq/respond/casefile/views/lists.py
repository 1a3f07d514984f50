"""The list of cases, the search before a new case, and opening one."""

from __future__ import annotations

import secrets
import time
from dataclasses import fields
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import gate
from dayaq.base.access.rules import Group
from dayaq.base.audit.actions import listed
from dayaq.core.decision import Refused
from dayaq.core.pack import load
from dayaq.respond.casefile import actions, queries
from dayaq.respond.casefile.forms import FilterForm, OpenForm, SearchForm
from dayaq.respond.casefile.queries import Filters, asker

PER_PAGE = 50
TOKEN, TOKEN_LIFE = "casefile_search", 3600


@require_safe
@gate("case.read")
def cases(request: HttpRequest) -> HttpResponse:
    """The cases the actor sees: filters in the address, one list event with what was shown."""
    form = FilterForm(request.GET, pack=load(settings.HOME_PACK))
    given = form.cleaned_data if form.is_valid() else {}
    filters = Filters(**{field.name: given.get(field.name) or "" for field in fields(Filters)})
    page = Paginator(queries.filtered(filters, asker(request)), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    listed(kind="casefile:list", cases=[case.id for case in rows])
    context = {
        "form": form,
        "page": page,
        "rows": queries.list_rows(rows, asker(request)),
        "active": active(form, filters),
        "columns": columns(),
    }
    return render(request, "casefile/list.html", context)


def columns() -> list[Any]:
    """Headings of the case list."""
    return [_("Code"), _("Status"), _("Stage"), _("Age"), _("Since"), _("Next due")]


def active(form: FilterForm, filters: Filters) -> list[dict[str, str]]:
    """Chips of the filters in force, each with the address without it."""
    shown = []
    for field in fields(Filters):
        value = getattr(filters, field.name)
        if value and field.name != "sort":
            words = dict(getattr(form.fields[field.name], "choices", [])).get(value, value)
            without = {other.name: getattr(filters, other.name) for other in fields(Filters) if other.name != field.name}
            shown.append({"label": f"{form.fields[field.name].label}: {words}", "url": Filters(**without).url()})
    return shown


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.search")
def search(request: HttpRequest) -> HttpResponse:
    """Search by POST; the answer shows what the actor sees, and the way to a new case."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    status = 200
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            found = actions.search(text=asked["q"], born=asked["born"], by=asker(request))
        except Refused as refusal:
            context["refused"], status = refusal.decision, 429
        else:
            listed(kind="casefile:search", cases=[case.id for case in found])
            rows = queries.list_rows(found, asker(request))
            context |= {"answered": True, "rows": rows, "columns": columns(), "asked": asked, "token": new_token(request)}
    return render(request, "casefile/search.html", context, status=status)


def new_token(request: HttpRequest) -> str:
    """Proof that a search came before a new case; it holds nothing of what was asked."""
    token = secrets.token_hex(8)
    request.session[TOKEN] = [token, int(time.time())]
    return token


def searched(request: HttpRequest) -> bool:
    """Whether this session searched within the hour."""
    kept = request.session.get(TOKEN)
    return kept is not None and kept[1] > time.time() - TOKEN_LIFE


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.open")
def new(request: HttpRequest) -> HttpResponse:
    """Open a case; reached only through a search. The first POST comes from the search page and brings what was asked."""
    actor, pack = asker(request), load(settings.HOME_PACK)
    if not searched(request):
        return redirect("casefile:search")
    from_search = "token" in request.POST
    names = bool(actor.writes & Group.G2)
    start = {"family_name": request.POST.get("q", ""), "birth": request.POST.get("born", "")} if from_search else {}
    form = OpenForm(request.POST if request.method == "POST" and not from_search else None, pack=pack, names=names, initial=start)
    refused = None
    if form.is_bound and form.is_valid():
        try:
            code = open_from(request, form)
        except Refused as refusal:
            refused = refusal.decision
        else:
            del request.session[TOKEN]
            return redirect("casefile:case", code)
    return render(request, "casefile/new.html", {"form": form, "refused": refused}, status=200 if refused is None else 400)


def open_from(request: HttpRequest, form: OpenForm) -> str:
    """Open the case the form describes, with the identity if one was given; return its code."""
    actor, given = asker(request), form.cleaned_data
    core = form.core()
    (spoken, spoken_state), (needed, needed_state) = core.pop("languages"), core.pop("interpreter_needed")
    talk = {"languages": tuple(spoken), "languages_state": spoken_state, "interpreter_needed": needed, "interpreter_state": needed_state}
    case = actions.open_case(new=actions.NewCase(**core, **talk), by=actor, at=form.at)
    names = {name: given.get(name, "") for name in ("given_name", "family_name", "birth")}
    if any(names.values()):
        actions.record_identity(case=case, by=actor, at=form.at, **names)
    return queries.code_for(case, actor.organisation_id)

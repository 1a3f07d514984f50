"""Grants to bodies that help: the list, a new one, what came of one."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request as HttpAsk
from dayaq.base.access.gate import gate
from dayaq.respond.fund import access, actions, queries
from dayaq.respond.fund.forms import GrantForm, GrantOutcomeForm
from dayaq.respond.fund.forms.grants import OUTCOME_WORDS
from dayaq.respond.fund.queries.requests import home as country
from dayaq.respond.fund.views.page import FORM, booked

PAGE = 25
STANDINGS = {
    "given": gettext_lazy("in force"),
    "refused": gettext_lazy("refused"),
    "expired": gettext_lazy("run out"),
    "withdrawn": gettext_lazy("withdrawn"),
}


@require_safe
@gate(access.WORKS, "overview.read")
def grants(request: HttpAsk) -> HttpResponse:
    """Grants asked for, with what came of each."""
    chosen = request.GET.get("outcome", "")
    chosen = chosen if chosen in ("open", *OUTCOME_WORDS) else ""
    page = Paginator(queries.grants(chosen), PAGE).get_page(request.GET.get("page"))
    states = [("open", _("no answer yet")), *OUTCOME_WORDS.items()]
    context = {"page": page, "rows": queries.grant_rows(page, country()), "states": states, "chosen": chosen}
    return render(request, "fund/grants.html", {**context, "works": request.actor.may(access.WORKS), "own": request.actor.organisation_id})


@require_http_methods(FORM)
@gate(access.WORKS)
def grant(request: HttpAsk) -> HttpResponse:
    """A grant is asked for."""
    form = GrantForm(request.POST or None, pack=country())
    words = {"title": _("Grant asked for"), "button": _("Record it"), "back": reverse("fund:grants")}
    return booked(request, form, lambda: actions.ask_grant(new=form.new, by=request.actor, at=form.at), words)


@require_http_methods(FORM)
@gate(access.WORKS)
def grant_decided(request: HttpAsk, key: UUID) -> HttpResponse:
    """What came of a grant; the accreditations of the body stand above."""
    row = queries.grant(key, request.actor.organisation_id)
    if row is None:
        raise Http404
    form = GrantOutcomeForm(request.POST or None, pack=country(), version=row.version)

    def act() -> object:
        return actions.decide_grant(grant=row, by=request.actor, at=form.at, **form.said)

    words = {
        "title": _("What came of the grant"),
        "button": _("Record it"),
        "back": reverse("fund:grants"),
        "note": standing_words(row.provider),
    }
    return booked(request, form, act, words)


def standing_words(provider: UUID) -> str:
    """How the accreditations of a body stand today, in one sentence."""
    pack = country()
    found = queries.accreditations(provider, pack.calendar.local_date(timezone.now()), pack)
    said = ", ".join(f"{kind}: {STANDINGS[stands]}" for kind, stands in found)
    return _("Accreditations of this body: %(said)s.") % {"said": said or _("none")}

"""The register of accreditation: how each stands, what ends soon, decisions and what was taken back. SHE-08."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.accounts.queries import names
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.shelter import actions, queries
from dayaq.respond.shelter.forms import AccreditForm, WithdrawForm
from dayaq.respond.shelter.models import Accreditation
from dayaq.respond.shelter.queries.words import home as pack
from dayaq.respond.shelter.rules import standing
from dayaq.respond.shelter.views.house import paged
from dayaq.respond.shelter.views.outside import today
from dayaq.respond.shelter.views.page import asked, at_home, listing, word
from dayaq.ui.templatetags.dayaq import codes as in_words

STANDINGS = {"given": "leaf", "refused": "brick", "expired": "brick", "withdrawn": "brick"}


def standing_words(code: str) -> str:
    """How an accreditation stands."""
    return {"given": _("in force"), "refused": _("refused"), "expired": _("run out"), "withdrawn": _("withdrawn")}[code]


@require_safe
@gate("shelter.manage", "shelter.monitor", "shelter.accredit", "network.manage", "overview.read")
def register(request: Request) -> HttpResponse:
    """The register of accreditation with what runs out soon; ``show=ending``: only that. SHE-08."""
    day, near = today(), request.GET.get("show") == "ending"
    wanted: Any = queries.ending(request.actor, day) if near else queries.register()
    page, may = paged(request, wanted), request.actor.may("shelter.accredit")
    bodies = names({row.provider for row in page})
    rows = [{"cells": [in_words(bodies.get(row.provider)), *cells(row, day, may=may)]} for row in page]
    columns = [_("Provider"), _("Accreditation"), _("State"), _("Reason"), _("Decided"), _("Ends"), _("Change")]
    add = {"new": at_home("accredit"), "new_label": _("Decide on an accreditation")} if may else {}
    title = _("Accreditations that end soon") if near else _("Accreditation")
    return listing(request, title=title, columns=columns, rows=rows, page=page, **add)


def cells(row: Accreditation, day: date, *, may: bool) -> list[Any]:
    """One decision as cells; ``may``: the reader takes back what is in force."""
    stands, near = standing(row.outcome, row.expires_on, row.withdrawn_on, day), queries.ends_soon(row, day)
    return [
        {"label": word("accreditation", row.kind)},
        {"label": _("runs out soon") if near else standing_words(stands), "kind": "amber" if near else STANDINGS[stands]},
        {"label": word("accreditation_reason", row.withdrawn_reason or row.reason)},
        {"at": row.at},
        {"at": row.expires_on} if row.expires_on else {"label": "–"},
        {"label": _("Take back"), "url": at_home("withdraw", row.id)} if may and stands == "given" else {"label": "–"},
    ]


@require_http_methods(FORM)
@gate("shelter.accredit")
def accredit(request: Request) -> HttpResponse:
    """Give or refuse an accreditation."""
    named = sorted(((str(one.id), in_words(one.name)) for one in queries.providers()), key=lambda pair: pair[1])
    form = AccreditForm(request.POST or None, pack=pack(), providers=named)

    def act() -> object:
        rest = {name: form.cleaned_data[name] for name in ("kind", "outcome", "reason", "expires_on")}
        return actions.accredit(provider=UUID(form.cleaned_data["provider"]), by=request.actor, at=form.at, **rest)

    return asked(request, form, act, title=_("Decide on an accreditation"), button=_("Decide"), back=at_home("register"))


@require_http_methods(FORM)
@gate("shelter.accredit")
def withdraw(request: Request, row: UUID) -> HttpResponse:
    """Take an accreditation back."""
    stored = get_object_or_404(Accreditation, id=row, organisation=request.actor.organisation_id)
    form = WithdrawForm(request.POST or None, pack=pack(), initial={"on": today()})

    def act() -> None:
        actions.withdraw(accreditation=stored, by=request.actor, at=timezone.now(), **form.cleaned_data)

    return asked(request, form, act, title=_("Take an accreditation back"), button=_("Take back"), back=at_home("register"))

"""Proceedings: the list, a new one, one with everything in it; hearings, assets and sums over all of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import listed
from dayaq.respond.casefile.queries import codes
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.justice import actions, queries
from dayaq.respond.justice import forms as f
from dayaq.respond.justice.models import Asset, Hearing, Offender, Proceeding
from dayaq.respond.justice.views.page import asked, body, coded, home, land, moment, opened, paged, writes
from dayaq.ui.templatetags.dayaq import say


@require_safe
@gate("justice.work", "justice.court", "overview.read")
def proceedings(request: Request) -> HttpResponse:
    """Proceedings the reader was let into; who only watches over the response sees sums."""
    if not (request.actor.may("justice.work") or request.actor.may("justice.court")):
        return redirect("justice:sums")
    form = f.FilterForm(request.GET, pack=queries.home())
    given = form.cleaned_data if form.is_valid() else {}
    page = paged(request, queries.proceedings(**{name: given.get(name, "") for name in ("text", "phase", "exploitation")}))
    rows = list(page.object_list)
    listed(kind="justice:list", cases=[row.id for row in rows])
    columns = [_("Number of the proceeding"), _("Phase"), _("Exploitation"), _("Began by"), _("Opened"), _("Led by")]
    context = {"form": form, "page": page, "rows": [line(row) for row in rows], "columns": columns, "filtered": any(given.values())}
    return render(request, "justice/list.html", context)


def line(row: Proceeding) -> dict[str, Any]:
    """A proceeding as a row of the list."""
    phase = {"label": say(queries.PHASE_WORDS[row.phase]), "kind": "leaf" if row.phase == "final" else "neutral"}
    began = coded("justice_origin", row.origin)
    return {
        "url": home(row),
        "cells": [row.number, phase, coded("exploitation", row.exploitation), began, moment(row.opened_at), {"text": body(row.body)}],
    }


@require_http_methods(FORM)
@gate("justice.work")
def new(request: Request) -> HttpResponse:
    """Open a proceeding."""
    form = f.ProceedingForm(request.POST or None, pack=queries.home())
    made: list[Proceeding] = []

    def act() -> object:
        given = form.cleaned_data
        row = actions.open_proceeding(number=given["number"], joint_with=tuple(given["joint"]), by=request.actor, at=form.at, **form.began)
        made.append(row)
        return row

    back = reverse("justice:list")
    answer = asked(request, form, act, {"title": _("New proceeding"), "button": _("Open it"), "back": back})
    return redirect(home(made[0])) if made else answer


@require_safe
@gate("justice.work", "justice.court")
def proceeding(request: Request, proceeding: UUID) -> HttpResponse:
    """One proceeding: phases, persons, hearings, assets, requests, the persons who suffered, who was let in."""
    row = opened(request, proceeding)
    persons = queries.offenders(row)
    context = {
        "row": row,
        "writes": writes(row, request),
        "facts": summary(row),
        "persons": [person_line(row, one) for one in persons],
        "hearings": [hearing_line(one) for one in queries.hearings(row)],
        "assets": [asset_line(one) for one in queries.assets(row)],
        "requests": [request_line(one) for one in queries.requests(row)],
        "groups": queries.gangs(row),
        "parties": party_lines(row, request),
        "shared": queries.shared_with(row),
    }
    return render(request, "justice/proceeding.html", context)


def summary(row: Proceeding) -> list[dict[str, Any]]:
    """The facts of a proceeding in words."""
    techniques = ", ".join(coded("justice_technique", code) for code in row.techniques)
    items = [
        (_("Phase"), say(queries.PHASE_WORDS[row.phase])),
        (_("Led by"), body(row.body)),
        (_("Exploitation"), coded("exploitation", row.exploitation)),
        (_("Began by"), coded("justice_origin", row.origin)),
        (_("Source"), coded("justice_source", row.source)),
        (_("Techniques used"), techniques or "–"),
        (_("Joint investigation with"), ", ".join(land(code) for code in row.joint_with) or "–"),
        (_("Registered facts"), queries.facts(row) or "–"),
    ]
    if row.ended_as:
        items.append((_("Ended"), coded("charge_outcome", row.ended_as)))
    return [{"label": label, "value": value} for label, value in items]


def person_line(row: Proceeding, one: Offender) -> dict[str, Any]:
    """A suspect or defendant as a row: a number, no name."""
    state = person_state(one)
    who = _("legal person") if one.legal_person else f"{coded('sex', one.sex)}, {coded('age_band', one.age_band)}"
    url = reverse("justice:person", args=[row.id, one.id])
    return {
        "url": url,
        "cells": [_("Person %(n)s") % {"n": one.number}, state, who, land(one.nationality), coded("offender_role", one.role)],
    }


def person_state(one: Offender) -> dict[str, str]:
    """How far it has come with somebody."""
    if queries.verdicts(one):
        last = queries.verdicts(one)[0]
        return {"label": _("convicted"), "kind": "leaf"} if last.convicted else {"label": _("acquitted"), "kind": "neutral"}
    if one.wanted_at and not one.found_at and not one.arrested_at:
        return {"label": _("wanted"), "kind": "brick"}
    if one.arrested_at and not one.released_at:
        return {"label": _("arrested"), "kind": "amber"}
    return {"label": _("accused") if one.accused_at else _("suspected"), "kind": "neutral"}


def hearing_line(one: Hearing, *, number: bool = False) -> dict[str, Any]:
    """A hearing as a row."""
    words = {
        None: (_("to come") if one.at > timezone.now() else _("not said"), "neutral"),
        True: (_("held"), "leaf"),
        False: (_("adjourned"), "amber"),
    }
    label, kind = words[one.held]
    why = coded("adjourn_reason", one.adjourned_why)
    cells: list[Any] = [coded("hearing_kind", one.kind), {"at": one.at}, body(one.court), {"label": label, "kind": kind}, why]
    if number:
        cells.append({"label": one.proceeding.number, "url": home(one.proceeding)})
    return {"url": reverse("justice:row", args=[one.proceeding_id, "hearing", one.id]), "cells": cells}


def asset_line(one: Asset) -> dict[str, Any]:
    """An asset as a row."""
    fund = f"{one.to_fund} {one.currency}" if one.to_fund else "–"
    cells = [
        coded("asset_kind", one.kind),
        f"{one.value} {one.currency}",
        moment(one.seized_at),
        moment(one.confiscated_at),
        moment(one.returned_at),
        fund,
    ]
    return {"url": reverse("justice:row", args=[one.proceeding_id, "asset", one.id]), "cells": cells}


def request_line(one: Any) -> dict[str, Any]:
    """A request to or from another country as a row."""
    way = _("to another country") if one.direction == "out" else _("from another country")
    answers = {"granted": _("granted"), "partly": _("partly"), "refused": _("refused"), "": _("not answered")}
    cells = [coded("mutual_kind", one.kind), way, land(one.country), {"at": one.asked_at}, answers[one.answer], moment(one.answered_at)]
    return {"url": "" if one.answered_at else reverse("justice:row", args=[one.proceeding_id, "request", one.id]), "cells": cells}


def party_lines(row: Proceeding, request: Request) -> list[dict[str, Any]]:
    """Persons whose file the reader was let into, by their code."""
    parties = queries.parties(row)
    known = codes([one.case_id for one in parties], request.actor.organisation_id)
    words = {"victim": _("victim"), "witness": _("witness"), "both": _("victim and witness")}
    return [
        {"code": known[one.case_id], "role": words[one.role], "at": one.at, "ended": one.ended_at}
        for one in parties
        if one.case_id in known
    ]


@require_safe
@gate("justice.work", "justice.court")
def hearings(request: Request) -> HttpResponse:
    """Hearings of every proceeding the reader was let into: those to come, or all."""
    everything = request.GET.get("all") == "1"
    page = paged(request, queries.hearings(ahead=not everything))
    rows = list(page.object_list)
    listed(kind="justice:hearings", cases={row.proceeding_id for row in rows})
    columns = [_("Hearing"), _("When"), _("Court"), _("State"), _("Why adjourned"), _("Proceeding")]
    context = {"page": page, "rows": [hearing_line(row, number=True) for row in rows], "columns": columns, "everything": everything}
    return render(request, "justice/hearings.html", context)


@require_safe
@gate("justice.work", "justice.court")
def assets(request: Request) -> HttpResponse:
    """Assets of every proceeding the reader was let into."""
    page = paged(request, Asset.objects.select_related("proceeding").order_by("-recorded_at"))
    rows = list(page.object_list)
    listed(kind="justice:assets", cases={row.proceeding_id for row in rows})
    columns = [_("Asset"), _("Value"), _("Seized"), _("Confiscated"), _("Given back"), _("To the fund")]
    return render(request, "justice/assets.html", {"page": page, "rows": [asset_line(row) for row in rows], "columns": columns})

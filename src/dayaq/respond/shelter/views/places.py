"""The board of today, places and their beds, and where they are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import listed, log
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.shelter import actions, queries
from dayaq.respond.shelter.forms import AddressForm, BedsForm, DayForm, OutForm, PlaceForm
from dayaq.respond.shelter.models import Address, Area, Bed, Place
from dayaq.respond.shelter.queries.words import home as pack
from dayaq.respond.shelter.views.page import asked, at_home, listing, sections, word


@require_safe
@gate("shelter.manage", "shelter.monitor", "shelter.accredit", "overview.read")
def home(request: Request) -> HttpResponse:
    """Today in the house; who keeps none is led to what he or she watches."""
    if not request.actor.may("shelter.manage"):
        for permission, name in (("shelter.monitor", "visits"), ("shelter.accredit", "register")):
            if request.actor.may(permission):
                return redirect(at_home(name))
        return redirect(at_home("national"))
    now = timezone.now()
    board = queries.board(request.actor, now)
    listed(kind="shelter:home", cases=board.cases)
    areas = [{"board": one, "serves": word("area", one.area.serves)} for one in board.areas]
    context = {"board": board, "areas": areas, "tiles": queries.tiles(request.actor, now), "sections": sections(request)}
    return render(request, "shelter/home.html", context)


@require_safe
@gate("shelter.manage")
def places(request: Request) -> HttpResponse:
    """Places of the own unit by their codes."""
    rows = [
        {
            "url": at_home("place", row.id),
            "cells": [
                row.code,
                {"label": word("place_kind", row.kind)},
                {"label": _("hidden"), "kind": "plum"} if row.hidden else {"label": "–"},
                {"label": _("yes") if row.guarded else "–"},
                {"at": row.opened_on},
                {"label": _("closed"), "kind": "neutral"} if row.closed_on else {"label": _("open"), "kind": "leaf"},
            ],
        }
        for row in queries.places(request.actor)
    ]
    columns = [_("Code"), _("Kind"), _("Hidden"), _("Security"), _("Since"), _("State")]
    return listing(request, title=_("Places and beds"), columns=columns, rows=rows, new=at_home("new_place"), new_label=_("Add a place"))


@require_http_methods(FORM)
@gate("shelter.manage")
def new_place(request: Request) -> HttpResponse:
    """Open a place."""
    form = PlaceForm(request.POST or None, pack=pack())

    def act() -> object:
        return actions.open_place(by=request.actor, **form.cleaned_data)

    return asked(request, form, act, title=_("Add a place"), button=_("Add"), back=at_home("places"))


def own(request: Request, place: UUID) -> Place:
    """A place of the own unit, or 404."""
    return get_object_or_404(Place, id=place, unit=request.actor.unit_id)


@require_safe
@gate("shelter.manage")
def place(request: Request, place: UUID) -> HttpResponse:
    """A place: its areas and beds by day, and where it is."""
    row = own(request, place)
    today = pack().calendar.local_date(timezone.now())
    areas: list[dict[str, Any]] = []
    for area in queries.of_place(row):
        beds: list[dict[str, Any]] = [{"bed": bed, "out": list(bed.out_of_use.all())} for bed in area.beds.all()]
        now = sum(queries.usable(bed["bed"], today) for bed in beds)
        areas.append({"area": area, "serves": word("area", area.serves), "beds": beds, "now": now})
    context = {
        "place": row,
        "kind": word("place_kind", row.kind),
        "areas": areas,
        "capacity": sum(area["now"] for area in areas),
        "sections": sections(request),
    }
    return render(request, "shelter/place.html", context)


@require_http_methods(FORM)
@gate("shelter.manage")
def address(request: Request, place: UUID) -> HttpResponse:
    """Where a place is: shown and changed on its own page, each look logged."""
    row = own(request, place)
    stored = Address.objects.filter(place=row).first()
    log("reveal", kind="shelter_address", row=str(row.id))
    start = {"text": stored.text, "phone": stored.phone, "version": stored.version} if stored else {}
    form = AddressForm(request.POST or None, initial=start)

    def act() -> None:
        actions.set_address(place=row, by=request.actor, **form.cleaned_data)

    note = _("Only your unit reads this. It stands on no list, timeline, paper or export.")
    return asked(
        request, form, act, title=_("Where %(code)s is") % {"code": row.code}, button=_("Save"), back=at_home("place", row.id), note=note
    )


@require_http_methods(FORM)
@gate("shelter.manage")
def new_beds(request: Request, place: UUID) -> HttpResponse:
    """Put beds into an area."""
    row = own(request, place)
    form = BedsForm(request.POST or None, pack=pack())

    def act() -> object:
        given = form.cleaned_data
        area = Area.objects.filter(place=row, code=given["area"]).first()
        area = area or actions.add_area(place=row, code=given["area"], serves=given["serves"], by=request.actor)
        return actions.lay_beds(area=area, count=given["count"], by=request.actor, since=given["since"], until=given["until"])

    return asked(request, form, act, title=_("Add beds"), button=_("Add"), back=at_home("place", row.id))


@require_http_methods(FORM)
@gate("shelter.manage")
def out_of_use(request: Request, bed: UUID) -> HttpResponse:
    """A bed cannot be used for some days."""
    row = get_object_or_404(Bed.objects.select_related("area"), id=bed, unit=request.actor.unit_id)
    today = pack().calendar.local_date(timezone.now())
    form = OutForm(request.POST or None, pack=pack(), initial={"since": today, "until": today + timedelta(days=1)})

    def act() -> object:
        return actions.take_out(bed=row, by=request.actor, **form.cleaned_data)

    back = at_home("place", row.area.place_id)
    return asked(request, form, act, title=_("Bed %(bed)s is not in use") % {"bed": row.label}, button=_("Save"), back=back)


@require_http_methods(FORM)
@gate("shelter.manage")
def close(request: Request, place: UUID) -> HttpResponse:
    """A place is given up."""
    row = own(request, place)
    form = DayForm(request.POST or None, initial={"on": pack().calendar.local_date(timezone.now())})

    def act() -> None:
        actions.close_place(place=row, on=form.cleaned_data["on"], version=row.version, by=request.actor)

    return asked(request, form, act, title=_("Give up a place"), button=_("Close it"), back=at_home("place", row.id))

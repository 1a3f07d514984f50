"""Events: the list, a new one, one with its persons' progress, account, handing over, sums."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.base.accounts.queries import names, unit_name
from dayaq.base.audit.actions import read
from dayaq.respond.casefile.queries import label, language
from dayaq.respond.detection import access, actions, queries
from dayaq.respond.detection.forms import AccountForm, EventFilter, HandForm, NewEventForm
from dayaq.respond.detection.models import EventAccount
from dayaq.respond.detection.queries.events import kind_words
from dayaq.respond.detection.views.page import FORM, asked, listed, the_event, tried
from dayaq.ui.templatetags.dayaq import codes

FIRST_YEAR = 2000


@require_safe
@gate("event.record")
def events(request: Request) -> HttpResponse:
    """Events the acting person sees."""
    pack = queries.home()
    form = EventFilter(request.GET or None, pack=pack)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = queries.events(**{name: chosen.get(name, "") for name in ("way", "kind", "year")})
    shown = listed(request, rows, lambda found: queries.event_rows(found, pack), form)
    columns = [
        _("Way"),
        _("When"),
        _("Initiative"),
        _("Region"),
        _("Body"),
        {"label": _("Met"), "n": True},
        {"label": _("Entered"), "n": True},
    ]
    return render(request, "detection/events.html", {**shown, "columns": columns, "may_new": access.may_record(request.actor).ok})


@require_http_methods(FORM)
@gate("event.record")
def new_event(request: Request) -> HttpResponse:
    """Record an event, then go on to its sheet."""
    form = NewEventForm(request.POST or None, pack=queries.home())

    def act() -> object:
        made = actions.record_event(new=form.new, by=request.actor, at=form.at)
        return reverse("detection:sheet", args=[made.id])

    words = {
        "title": _("A raid or stop"),
        "button": _("Record, then enter the people"),
        "back": reverse("detection:events"),
        "note": _("The day and time are when people were first suspected to be victims: each person's own time runs from then."),
    }
    return asked(request, form, act, words)


@require_safe
@gate("event.record")
def event(request: Request, event: UUID) -> HttpResponse:
    """One event: what it was, and how far each person is. Suspects are on a page of their own."""
    row, pack, actor = the_event(event), queries.home(), request.actor
    groups = groups_of(row.id)
    read(kind="detection:event", case=row.id, groups=groups.names)
    context = {
        "event": row,
        "way": label(pack, f"codes.event_source.{row.way}"),
        "kind": kind_words(row.kind),
        "region": label(pack, f"codes.region.{row.region}"),
        "agencies": queries.agency_words(pack, row.agencies),
        "body": codes(names([row.organisation]).get(row.organisation, {})),
        "persons": queries.progress(row, actor, pack),
        "met": queries.met(row),
        "accounts": EventAccount.objects.filter(event=row).order_by("at"),
        "may_enter": access.may_enter(actor, row.organisation, closed=row.closed_at is not None).ok,
        "sees_suspects": Group.G6 in groups,
        "own": row.organisation == actor.organisation_id,
        "hands": row.unit == actor.unit_id and any(unit.id != row.unit for unit in queries.receiving()),
    }
    return render(request, "detection/event.html", context)


@require_http_methods(FORM)
@gate("event.record")
def account(request: Request, event: UUID) -> HttpResponse:
    """Add where exactly it was and what was found."""
    row = the_event(event)
    form = AccountForm(request.POST or None, pack=queries.home())

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("place", "text")}
        return actions.describe_event(event=row, language=language(), by=request.actor, at=form.at, **given)

    back = reverse("detection:event", args=[row.id])
    return asked(request, form, act, {"title": _("Place and account"), "button": _("Save"), "back": back})


@require_http_methods(FORM)
@gate("event.record")
def hand(request: Request, event: UUID) -> HttpResponse:
    """Hand the event to the competent unit; persons go by their own referrals."""
    row = the_event(event)
    if row.unit != request.actor.unit_id:
        raise Http404
    units = [
        (str(unit.id), f"{codes(unit.organisation.name)}, {codes(unit_name(unit))}") for unit in queries.receiving() if unit.id != row.unit
    ]
    form = HandForm(request.POST or None, units=units)

    def act() -> object:
        return actions.hand_event(event=row, to_unit=UUID(form.cleaned_data["unit"]), by=request.actor, at=timezone.now())

    words = {
        "title": _("Hand the event over"),
        "button": _("Hand over"),
        "back": reverse("detection:event", args=[row.id]),
        "done": _("The unit sees the event now."),
        "note": _("The unit sees place, account and suspects. Each person is referred by the own referral, with the own time."),
    }
    return asked(request, form, act, words)


@require_POST
@gate("event.record")
def close(request: Request, event: UUID) -> HttpResponse:
    """Close an event: no more lines are entered."""
    row = the_event(event)
    tried(request, lambda: actions.close_event(event=row, by=request.actor, at=timezone.now()))
    return redirect("detection:event", row.id)


@require_safe
@gate("overview.read", "figures.read")
def sums(request: Request) -> HttpResponse:
    """How many events there were in a year, by way and by initiative; no person and no single event."""
    pack = queries.home()
    asked_for = request.GET.get("year", "")
    now = timezone.now()
    year = int(asked_for) if asked_for.isdigit() and FIRST_YEAR <= int(asked_for) <= now.year else now.year
    found = queries.sums(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC))
    rows = [{"cells": [label(pack, f"codes.event_source.{way}"), kind_words(kind), n]} for way, kind, n in found]
    total = {kind: sum(n for _way, one, n in found if one == kind) for kind in ("proactive", "reactive")}
    columns = [_("Way"), _("Initiative"), {"label": _("Number"), "n": True}]
    return render(
        request, "detection/sums.html", {"rows": rows, "columns": columns, "year": year, "years": range(now.year, FIRST_YEAR, -1), **total}
    )

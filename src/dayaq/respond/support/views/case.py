"""The tabs of a case: needs and plan, services, appointments, work and after; and every deed on them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile.queries import Case, label, opened, pack_of, writes_of
from dayaq.respond.casefile.views.page import FASTER, draw
from dayaq.respond.support import queries, rules
from dayaq.respond.support.forms import FIELDS, DeedForm
from dayaq.respond.support.models import Assessment, Plan
from dayaq.respond.support.queries.pages import Section
from dayaq.respond.support.views.deeds import DEEDS, Doing, row_of

HELD = Group.G3 | Group.G4 | Group.G7 | Group.G8  # what stands on these pages beside the core


def linked(request: Request, case: Case, code: str, sections: list[Section]) -> list[dict[str, Any]]:
    """Sections with the addresses of what the reader may do; what one may not do is absent."""
    may = writes_of(case.id) if request.actor.may("support.plan") else Group(0)

    def links(deeds: Any) -> list[dict[str, str]]:
        allowed = [(words, what, row) for words, what, row in deeds if DEEDS[what].group & may]
        return [{"label": words, "url": address(code, what, row)} for words, what, row in allowed]

    return [
        {"part": part, "add": links(part.add), "rows": [{"cells": row["cells"], "links": links(row.get("deeds", ()))} for row in part.rows]}
        for part in sections
    ]


def left_out(case: Case) -> list[str]:
    """Parts of a file these pages hold that the reader is not let into: said from the grant alone, whether or not anything stands there."""
    pack, unread = pack_of(case), HELD & ~groups_of(case.id)
    return [label(pack, f"groups.{name}").partition(":")[0] for name in unread.names]


def address(code: str, what: str, row: Any = "") -> str:
    """The page of a deed."""
    return reverse("support:do_row", args=[code, what, row]) if row else reverse("support:do", args=[code, what])


@require_safe
@gate("case.read")
def plan(request: Request, code: str) -> HttpResponse:
    """What the person needs, and the plan made with the person."""
    case = opened(request, code)
    shown = queries.plan_page(case)
    stands = shown["plan"]
    found = rules.hints(
        case.stage, assessed=Assessment.objects.filter(case=case).exists(), planned=bool(stands and stands.state == "agreed")
    )
    may = writes_of(case.id) if request.actor.may("support.plan") else Group(0)
    sections = linked(request, case, code, [queries.need_rows(case)])
    own = stands is not None and stands.organisation == request.actor.organisation_id
    context = {"sections": sections, "hints": found, "may_plan": Group.G1 in may, "own": own, "left_out": left_out(case), **shown}
    return draw(request, "support/plan.html", case, **context)


@require_safe
@gate("case.read")
def version(request: Request, code: str, row: UUID) -> HttpResponse:
    """One version of the plan as it was agreed; it is never changed."""
    case = opened(request, code)
    found = get_object_or_404(Plan, id=row, case=case)
    return draw(request, "support/version.html", case, left_out=left_out(case), **queries.plan_page(case, found))


def drawn(request: Request, case: Case, code: str, sections: list[Section]) -> HttpResponse:
    """A page of sections, with what the reader may do and which parts are left out."""
    return draw(request, "support/sections.html", case, sections=linked(request, case, code, sections), left_out=left_out(case))


@require_safe
@gate("case.read")
def services(request: Request, code: str) -> HttpResponse:
    """Services, consents, dependants, interpreters, charges."""
    case = opened(request, code)
    sections = [*queries.service_rows(case), queries.consent_rows(case)]
    return drawn(request, case, code, sections)


@require_safe
@gate("case.read")
def appointments(request: Request, code: str) -> HttpResponse:
    """Appointments with the person."""
    case = opened(request, code)
    return drawn(request, case, code, [queries.appointment_rows(case)])


@require_safe
@gate("case.read")
def way(request: Request, code: str) -> HttpResponse:
    """Courses, work, reintegration, looking back."""
    case = opened(request, code)
    return drawn(request, case, code, queries.way_page(case))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("support.plan")
def do(request: Request, code: str, what: str, row: UUID | None = None) -> HttpResponse:
    """One deed: its form, its action, and back to its page; refused in words with everything typed kept."""
    case = opened(request, code)
    deed = DEEDS.get(what)
    if deed is None or not deed.group & writes_of(case.id) or (deed.table is None) != (row is None):
        raise Http404
    about = row_of(what, case, row) if row else None
    if row and about is None:
        raise Http404
    data, start = (request.POST, {}) if request.method == "POST" else (None, {"unit": request.GET.get("unit", "")})
    form = DeedForm(data, pack=pack_of(case), fields=FIELDS[what](case, about), initial=start)
    refused = None
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            deed.act(Doing(request, case, about, given, given.pop("at", timezone.now())))
        except Refused as refusal:
            refused = refusal.decision
        except Stale:
            refused = FASTER
        else:
            messages.success(request, _("Recorded."))
            return redirect(f"support:{deed.page}", code)
    words = {"title": deed.title, "button": _("Record it"), "note": deed.note, "back": reverse(f"support:{deed.page}", args=[code])}
    return draw(request, "casefile/form.html", case, form=form, refused=refused, **words)

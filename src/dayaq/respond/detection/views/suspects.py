"""Suspects of an event: a page of its own for readers of proceedings; whoever records writes them down."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.base.audit.actions import read
from dayaq.respond.casefile.queries import code_for, label
from dayaq.respond.detection import access, actions, queries
from dayaq.respond.detection.forms import SuspectForm, TurnForm
from dayaq.respond.detection.models import Event, Suspect
from dayaq.respond.detection.rules.sheet import Read
from dayaq.respond.detection.views.page import FORM, asked, the_event

NAMES = ("given_name", "family_name", "sex", "age_band", "role")


@require_safe
@gate("event.record")
def suspects(request: Request, event: UUID) -> HttpResponse:
    """Who is suspected; for readers of proceedings, apart from the people met."""
    row = readable(event)
    pack = queries.home()
    read(kind="detection:suspects", case=row.id, groups=("G6",))
    rows = [
        {
            "row": one,
            "line": one.line,
            "role": label(pack, f"codes.suspect_role.{one.role}"),
            "sex": label(pack, f"codes.sex.{one.sex}") if one.sex else "",
            "reason": label(pack, f"codes.turned_why.{one.turned_reason}") if one.turned_reason else "",
        }
        for one in queries.suspects(row)
    ]
    return render(request, "detection/suspects.html", {"event": row, "rows": rows})


def readable(event: UUID) -> Event:
    """The event, or 404 for who does not read proceedings."""
    row = the_event(event)
    if Group.G6 not in groups_of(row.id):
        raise Http404
    return row


@require_http_methods(FORM)
@gate("event.record")
def new_suspect(request: Request, event: UUID) -> HttpResponse:
    """Write down a suspect; it opens no case and stands in no list of victims."""
    row = the_event(event)
    if not access.may_enter(request.actor, row.organisation, closed=row.closed_at is not None).ok:
        raise Http404
    form = SuspectForm(request.POST or None, pack=queries.home())

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in NAMES}
        number = max([0, *queries.numbers_taken(row)]) + 1
        line = Read(number=number, birth="", under_18="", nationality="", language="", **given)
        return actions.note_suspect(event=row, read=line, by=request.actor, at=form.at, statement=form.cleaned_data["statement"])

    note = _("Kept apart from the people met: read by those who work on the proceedings only.")
    words = {
        "title": _("Somebody suspected"),
        "button": _("Record"),
        "note": note,
        "back": reverse("detection:event", args=[row.id]),
        "done": _("The suspect is recorded apart."),
    }
    return asked(request, form, act, words)


@require_http_methods(FORM)
@gate("event.record")
def to_victim(request: Request, event: UUID, suspect: UUID) -> HttpResponse:
    """See a suspect as a presumed victim: a case opens."""
    row = readable(event)
    who = get_object_or_404(Suspect, id=suspect, event=row, turned_at__isnull=True)
    form = TurnForm(request.POST or None, pack=queries.home())

    def act() -> object:
        person = actions.turn_to_victim(suspect=who, reason=form.cleaned_data["reason"], by=request.actor, at=form.at)
        return reverse("casefile:case", args=[code_for(person.case, request.actor.organisation_id)])

    note = _("A case opens with help from the first minute. What was said as a suspect stays on this page and is not carried over.")
    words = {
        "title": _("Seen as a presumed victim"),
        "button": _("Open a case"),
        "note": note,
        "back": reverse("detection:suspects", args=[row.id]),
    }
    return asked(request, form, act, words)

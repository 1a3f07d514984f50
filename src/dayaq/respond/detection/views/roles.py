"""Roles in proceedings: the list, a new one, the questions on coercion, a victim who is suspected."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.respond.casefile.queries import opened, pack_of, writes_of
from dayaq.respond.casefile.views.page import draw, writable
from dayaq.respond.detection import actions, queries
from dayaq.respond.detection.forms import CoercionForm, RoleForm, TurnForm
from dayaq.respond.detection.models import EventPerson
from dayaq.respond.detection.views.page import FORM
from dayaq.respond.identification.views.page import asked

WORKS = ("justice.work", "justice.court", "legal.work")


def home(code: str) -> str:
    """The page of roles of a case."""
    return reverse("detection:roles", args=[code])


@require_safe
@gate(*WORKS)
def roles(request: Request, code: str) -> HttpResponse:
    """Which role the person has had, and the questions on coercion."""
    case = opened(request, code)
    pack = pack_of(case)
    met = EventPerson.objects.filter(case=case, set_aside_at__isnull=True, organisation=request.actor.organisation_id).first()
    context = {
        **queries.roles_page(case, pack),
        "reads": Group.G6 in groups_of(case.id),
        "writes_roles": Group.G6 in writes_of(case.id),
        "met": met,
    }
    return draw(request, "detection/roles.html", case, **context)


@require_http_methods(FORM)
@gate(*WORKS)
def new_role(request: Request, code: str) -> HttpResponse:
    """Record a role in proceedings; help and status do not change with it."""
    case = opened(request, code)
    writable(case, Group.G6)
    form = RoleForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("role", "reason")}
        return actions.change_role(case=case, by=request.actor, at=form.at, **given)

    note = _("Help, status and access stay as they are. Whoever is held responsible gets the questions on coercion first.")
    return asked(request, case, form, act, {"title": _("Role in proceedings"), "button": _("Record"), "note": note, "back": home(code)})


@require_http_methods(FORM)
@gate(*WORKS)
def coercion(request: Request, code: str) -> HttpResponse:
    """The questions on coercion with their result."""
    case = opened(request, code)
    writable(case, Group.G6)
    form = CoercionForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        given = {"result": form.cleaned_data["result"], "told": tuple(form.cleaned_data["told"])}
        return actions.check_coercion(case=case, answers=form.answers, by=request.actor, at=form.at, **given)

    note = _("Nobody is punished for what he or she was forced to do.")
    return asked(request, case, form, act, {"title": _("Questions on coercion"), "button": _("Record"), "note": note, "back": home(code)})


@require_http_methods(FORM)
@gate("event.record")
def to_suspect(request: Request, code: str) -> HttpResponse:
    """A person met at an event is suspected too: after the questions on coercion; case and help stay."""
    case = opened(request, code)
    writable(case, Group.G1)
    person = get_object_or_404(EventPerson, case=case, set_aside_at__isnull=True, organisation=request.actor.organisation_id)
    if Group.G6 not in groups_of(case.id):
        raise Http404
    form = TurnForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.turn_to_suspect(person=person, reason=form.cleaned_data["reason"], by=request.actor, at=form.at)

    note = _("The person is written down among the suspects of the event. This case and its help go on.")
    return asked(request, case, form, act, {"title": _("Suspected too"), "button": _("Record"), "note": note, "back": home(code)})

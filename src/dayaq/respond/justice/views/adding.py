"""Forms of the tab Justice that write something down: told of a lawyer, wished for one, a mandate, a note, a questioning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import NO_GROUP, Group
from dayaq.respond.casefile.queries import Case, opened, pack_of
from dayaq.respond.casefile.views.page import FORM, writable
from dayaq.respond.identification.views.page import asked
from dayaq.respond.justice import actions, queries
from dayaq.respond.justice import forms as f
from dayaq.respond.justice.models import Lawyer
from dayaq.respond.justice.views.parts import Made


@require_http_methods(FORM)
@gate("case.write")
def add(request: Request, code: str, what: str) -> HttpResponse:
    """One form of the tab."""
    case = opened(request, code)
    if what not in ADDS:
        raise Http404
    group, permission, make = ADDS[what]
    if group:
        writable(case, group)
    if not request.actor.may(permission):
        raise Http404
    form, act, title = make(request, case)
    return asked(request, case, form, act, {"title": title, "button": _("Record it"), "back": reverse("justice:case", args=[code])})


def told(request: Request, case: Case) -> Made:
    """Told what legal help costs and who gives it."""
    form = f.ToldForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        given = form.cleaned_data
        understood = given["understood"] == "yes"
        actions.tell_legal_aid(case=case, language=given["language"], understood=understood, by=request.actor, at=form.at)
        return None

    return form, act, _("The person was told of legal help")


def wish(request: Request, case: Case) -> Made:
    """The person wishes a lawyer."""
    form = f.WishForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.wish_lawyer(case=case, by=request.actor, at=form.at, **form.given("scopes", "sex_wished", "language", "told_cost"))

    return form, act, _("The person wishes a lawyer")


def lawyer_choices() -> list[tuple[str, Any]]:
    """Lawyers of the register with what decides: bar and training."""
    marks = {
        (True, True): _("bar, trained"),
        (True, False): _("bar"),
        (False, True): _("trained, not of the bar"),
        (False, False): _("not of the bar"),
    }
    return [(str(one.id), f"{one.name} ({marks[one.bar_member, one.specialised]})") for one in queries.lawyers()]


def mandate(request: Request, case: Case) -> Made:
    """Who represents the person."""
    form = f.MandateForm(request.POST or None, pack=pack_of(case), lawyers=lawyer_choices())

    def act() -> object:
        given = form.cleaned_data
        new = actions.NewMandate(
            lawyer=get_object_or_404(Lawyer, id=given["lawyer"]),
            scopes=tuple(given["scopes"]),
            scheme=given["scheme"],
            attorney_at=given["attorney_at"],
            happened_because=given["happened_because"],
        )
        return actions.give_mandate(case=case, new=new, by=request.actor, at=form.at)

    return form, act, _("Mandate")


def note(request: Request, case: Case) -> Made:
    """A privileged note; nobody else reads it."""
    form = f.NoteForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.add_note(case=case, by=request.actor, at=form.at, **form.given("text", "language"))

    return form, act, _("Privileged note: you alone read it")


def statement(request: Request, case: Case) -> Made:
    """One time the person was asked."""
    parts = {str(part.proceeding_id): part.proceeding for part in queries.parts_of(case)}
    kept = {str(one.id): one for one in queries.statements(case) if one.recorded}
    words = {
        "proceedings": [(key, row.number) for key, row in parts.items()],
        "recordings": [(key, f"{row.at:%Y-%m-%d}") for key, row in kept.items()],
    }
    form = f.StatementForm(request.POST or None, pack=pack_of(case), **words)

    def act() -> object:
        given = form.cleaned_data
        row, used = parts.get(given["proceeding"]), kept.get(given["uses"])
        base = form.given("method", "asked_by", "consent", "present")
        return actions.record_statement(case=case, proceeding=row, uses=used, by=request.actor, at=form.at, **base, **form.more)

    return form, act, _("The person was asked")


ADDS: dict[str, tuple[Group, str, Callable[[Request, Case], Made]]] = {
    "told": (Group.G1, "case.write", told),
    "wish": (Group.G1, "case.write", wish),
    "mandate": (Group.G8, "legal.work", mandate),
    "note": (NO_GROUP, "legal.work", note),
    "statement": (Group.G6, "justice.work", statement),
}

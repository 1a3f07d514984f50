"""Forms of a proceeding's parts: its phases, persons, hearings, assets, requests, who is let in, who suffered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dayaq.base.access.gate import Request, gate
from dayaq.base.accounts.queries import unit_name, units_of_mechanism
from dayaq.core.decision import Decision, Reason, Refused
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import by_code
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.justice import actions, queries
from dayaq.respond.justice import forms as f
from dayaq.respond.justice.models import Asset, Hearing, MutualRequest, Offender, Proceeding
from dayaq.respond.justice.views.page import asked, coded, home, opened, writable
from dayaq.ui.templatetags.dayaq import codes as in_words

Made = tuple[forms.Form, Callable[[], object], Any]  # form, what it does, title


@require_http_methods(FORM)
@gate("justice.work")
def add(request: Request, proceeding: UUID, what: str) -> HttpResponse:
    """One form of a proceeding: a part added, the next phase, a unit let in."""
    row = opened(request, proceeding)
    writable(row, request)
    if what not in ADDS:
        raise Http404
    form, act, title = ADDS[what](request, row)
    return asked(request, form, act, {"title": title, "button": _("Record it"), "back": home(row), "row": row})


def change(request: Request, row: Proceeding) -> Made:
    """How it began and what was used."""
    start = {name: getattr(row, name) for name in ("exploitation", "origin", "source", "techniques", "version")} | {"joint": row.joint_with}
    form = f.ProceedingForm(request.POST or None, pack=queries.home(), change=True, initial=start)

    def act() -> object:
        changes = {**form.began, "joint_with": form.cleaned_data["joint"]}
        version = form.cleaned_data["version"]
        return actions.change_proceeding(proceeding=row, version=version, changes=changes, by=request.actor, at=row.opened_at)

    return form, act, _("How the proceeding began")


def move(request: Request, row: Proceeding) -> Made:
    """The next phase."""
    form = f.MoveForm(request.POST or None, pack=queries.home())

    def act() -> object:
        given = form.cleaned_data
        return actions.move(proceeding=row, phase=given["phase"], ended_as=given["ended_as"], by=request.actor, at=form.at)

    return form, act, _("Next phase")


def person(request: Request, row: Proceeding) -> Made:
    """Somebody suspected or accused."""
    form = f.OffenderForm(request.POST or None, pack=queries.home(), groups=group_choices(row))

    def act() -> object:
        return actions.add_offenders(proceeding=row, n=form.cleaned_data["n"], by=request.actor, at=row.opened_at, **form.facts)

    return form, act, _("Somebody suspected or accused")


def group_choices(row: Proceeding) -> list[tuple[str, Any]]:
    """Criminal groups of the proceeding."""
    words = {"group": _("criminal group"), "organised": _("organised crime group")}
    return [(str(one.id), f"{words[one.kind]} {number}") for number, one in enumerate(queries.gangs(row), 1)]


def group(request: Request, row: Proceeding) -> Made:
    """A criminal group broken up."""
    form = f.GroupForm(request.POST or None, pack=queries.home())

    def act() -> object:
        given = form.cleaned_data
        border = {"yes": True, "no": False}.get(given["cross_border"])
        return actions.add_group(proceeding=row, kind=given["kind"], cross_border=border, by=request.actor, at=form.at)

    return form, act, _("Criminal group broken up")


def facts(request: Request, row: Proceeding) -> Made:
    """Registered facts."""
    form = f.FactsForm(request.POST or None, pack=queries.home())

    def act() -> object:
        given = form.given("body", "n", "article", "number")
        return actions.register_facts(proceeding=row, by=request.actor, at=form.at, **given)

    return form, act, _("Registered facts")


def hearing(request: Request, row: Proceeding) -> Made:
    """A hearing, which may lie ahead."""
    form = f.HearingForm(request.POST or None, pack=queries.home())

    def act() -> object:
        return actions.set_hearing(proceeding=row, by=request.actor, at=form.at, **form.given("kind", "court", "closed"))

    return form, act, _("Hearing")


def asset(request: Request, row: Proceeding) -> Made:
    """An asset."""
    persons = [(str(one.id), _("Person %(n)s") % {"n": one.number}) for one in queries.offenders(row)]
    form = f.AssetForm(request.POST or None, pack=queries.home(), persons=persons)

    def act() -> object:
        given = form.cleaned_data
        owner = Offender.objects.filter(proceeding=row, id=given["offender"]).first() if given["offender"] else None
        taken = given["state"] == "confiscated"
        return actions.add_asset(
            proceeding=row, kind=given["kind"], value=given["value"], offender=owner, confiscated=taken, by=request.actor, at=form.at
        )

    return form, act, _("Asset")


def mutual(request: Request, row: Proceeding) -> Made:
    """A request to or from another country."""
    form = f.RequestForm(request.POST or None, pack=queries.home())

    def act() -> object:
        return actions.ask_request(proceeding=row, by=request.actor, at=form.at, **form.given("kind", "direction", "country"))

    return form, act, _("Request between countries")


def link(request: Request, row: Proceeding) -> Made:
    """A person as victim or witness; a code that is not the reader's is answered like one that does not exist."""
    form = f.LinkForm(request.POST or None, pack=queries.home())

    def act() -> object:
        case = by_code(form.cleaned_data["code"], request.actor)
        if case is None:
            raise Refused(Decision.refuse(Reason("no_case", N_("You work on no case with this code."))))
        return actions.link_person(case=case, proceeding=row, by=request.actor, at=form.at, **form.given("role", "consent"))

    return form, act, _("Person who suffered, or witness")


def share(request: Request, row: Proceeding) -> Made:
    """Another unit with a part in proceedings is let in."""
    known = queries.units_of_justice()
    units = [(str(unit.id), in_words(unit_name(unit))) for unit in units_of_mechanism() if unit.id in known]
    form = f.ShareForm(request.POST or None, pack=queries.home(), units=units)

    def act() -> object:
        given = form.cleaned_data
        return actions.share(proceeding=row, to_unit=UUID(given["unit"]), by=request.actor, at=row.opened_at, **form_share(given))

    return form, act, _("Let a unit in")


def form_share(given: dict[str, Any]) -> dict[str, Any]:
    """How far the unit is let in."""
    return {name: given[name] for name in ("write", "people", "until")}


ADDS: dict[str, Callable[[Request, Proceeding], Made]] = {
    "change": change,
    "move": move,
    "person": person,
    "group": group,
    "facts": facts,
    "hearing": hearing,
    "asset": asset,
    "request": mutual,
    "link": link,
    "share": share,
}


@require_POST
@gate("justice.work")
def unshare(request: Request, proceeding: UUID, unit: UUID) -> HttpResponse:
    """End what a unit was let into."""
    row = opened(request, proceeding)
    writable(row, request)
    actions.unshare(proceeding=row, unit=unit, by=request.actor, at=row.opened_at)
    return redirect(home(row))


@require_http_methods(FORM)
@gate("justice.work")
def row(request: Request, proceeding: UUID, what: str, row: UUID) -> HttpResponse:
    """What became of a hearing, an asset or a request."""
    of = opened(request, proceeding)
    writable(of, request)
    if what not in ROWS:
        raise Http404
    form, act, title = ROWS[what](request, of, row)
    return asked(request, form, act, {"title": title, "button": _("Record it"), "back": home(of), "row": of})


def held(request: Request, of: Proceeding, row: UUID) -> Made:
    """What became of a hearing."""
    one = get_object_or_404(Hearing, id=row, proceeding=of)
    said = {True: "yes", False: "no", None: ""}[one.held]
    start = {"held": said, "adjourned_why": one.adjourned_why, "threats": one.threats_recorded, "version": one.version}
    form = f.HeldForm(request.POST or None, pack=queries.home(), initial=start)

    def act() -> object:
        given = form.cleaned_data
        changes = {"held": given["held"] == "yes", "adjourned_why": given["adjourned_why"], "threats_recorded": given["threats"]}
        return actions.change_hearing(hearing=one, version=given["version"], changes=changes, by=request.actor, at=one.at)

    return form, act, coded("hearing_kind", one.kind)


def taken(request: Request, of: Proceeding, row: UUID) -> Made:
    """What became of an asset."""
    one = get_object_or_404(Asset, id=row, proceeding=of)
    form = f.AssetStepForm(request.POST or None, pack=queries.home(), initial={"version": one.version})

    def act() -> object:
        given = form.cleaned_data
        step = {"asset": one, "version": given["version"], "by": request.actor, "at": form.at}
        if given["what"] == "to_fund":
            return actions.give_to_fund(amount=given["amount"], **step)
        return actions.change_asset(what=given["what"], **step)

    return form, act, coded("asset_kind", one.kind)


def answered(request: Request, of: Proceeding, row: UUID) -> Made:
    """The answer to a request."""
    one = get_object_or_404(MutualRequest, id=row, proceeding=of, answered_at__isnull=True)
    form = f.AnswerForm(request.POST or None, pack=queries.home())

    def act() -> object:
        return actions.answer_request(request=one, answer=form.cleaned_data["answer"], by=request.actor, at=form.at)

    return form, act, coded("mutual_kind", one.kind)


ROWS: dict[str, Callable[[Request, Proceeding, UUID], Made]] = {"hearing": held, "asset": taken, "request": answered}

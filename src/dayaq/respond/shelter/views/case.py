"""The tab of a case: the stay with its terms, a longer one, its end, requests to go out, services, rent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.accounts.queries import names
from dayaq.respond.casefile.queries import Case, label, opened, pack_of
from dayaq.respond.casefile.views.page import FORM, draw
from dayaq.respond.shelter import actions, queries
from dayaq.respond.shelter.actions import Admission
from dayaq.respond.shelter.forms import (
    AdmitForm,
    EndForm,
    ExtendForm,
    LeaveForm,
    MoveForm,
    PaidForm,
    RefusalForm,
    RentForm,
    ServicesForm,
    WaitForm,
)
from dayaq.respond.shelter.models import Bed, Leave, Rent, Stay
from dayaq.respond.shelter.rules import answered_late, extension, leave_needs_answer
from dayaq.respond.shelter.views.page import asked_case, at_home, pressed, word, words_of

MATTRESS = "without:"


@require_safe
@gate("case.read")
def index(request: Request, code: str) -> HttpResponse:
    """Stays the reader may see; a house shows its own, another body only with the location."""
    case = opened(request, code)
    rows = list(queries.stays_of(case))
    houses = names({row.organisation for row in rows})
    stays = [stay_row(row, request, houses.get(row.organisation, {})) for row in rows]
    waiting = queries.waits(case, request.actor)
    context = {
        "stays": stays,
        "now": next((row for row in stays if row["here"]), None),
        "keeps": request.actor.may("shelter.manage"),
        "waiting": waiting,
        "priorities": words_of("priority", waiting.priorities) if waiting else "",
        "tenancies": queries.tenancies(case),
        "currency": pack_of(case).currency,
        "given": words_of("service", queries.given_on(case, request.actor, today(case))),
        "needs_leave": leave_needs_answer(pack_of(case), "out", today(case)),
    }
    return draw(request, "shelter/case.html", case, **context)


def today(case: Case) -> Any:
    """Today in the country of the case."""
    return pack_of(case).calendar.local_date(timezone.now())


def stay_row(row: Stay, request: Request, house: Any) -> dict[str, Any]:
    """A stay in words; the place and the bed only to its own house."""
    mine = row.unit == request.actor.unit_id and request.actor.may("shelter.manage")
    over = bool(row.end_reason) or row.cancelled_at is not None
    leaves = sorted(row.leaves.all(), key=lambda one: one.at, reverse=True)
    return {
        "row": row,
        "mine": mine,
        "here": not over and row.occupant == 0,
        "over": over,
        "house": house,
        "place": row.place.code if mine else "",
        "bed": f"{row.bed.area.code} {row.bed.label}" if mine and row.bed else "",
        "terms": queries.terms_of(row),
        "ended": word("end_reason", row.end_reason) if row.end_reason else "",
        "destination": word("destination", row.destination) if row.destination else "",
        "breach": label(pack_of(row.case), f"codes.breach_kind.{row.breach}") if row.breach else "",
        "extensions": [{"row": one, "reason": word("extension_reason", one.reason)} for one in queries.decisions_on(row)],
        "leaves": [
            {
                "row": one,
                "kind": word("leave_kind", one.kind),
                "answer": word("leave_answer", one.answer),
                "reason": word("leave_reason", one.reason),
                "late": answered_late(pack_of(row.case), one.at, one.answered_at, timezone.now()),
            }
            for one in leaves
        ],
    }


def own(request: Request, case: Case, stay: UUID) -> Stay:
    """A stay of the own house that goes on, or 404."""
    return get_object_or_404(Stay, id=stay, case=case, unit=request.actor.unit_id, end_reason="", cancelled_at__isnull=True)


@require_http_methods(FORM)
@gate("shelter.manage")
def admit(request: Request, code: str) -> HttpResponse:
    """Choose a free bed; no decision and no co-operation is asked for."""
    case = opened(request, code)
    beds = queries.free(request.actor, timezone.now())
    choices = named(beds)
    places = [row for row in queries.places(request.actor) if row.closed_on is None]
    choices += [(f"{MATTRESS}{row.id}", _("%(place)s, without a bed (a breach)") % {"place": row.code}) for row in places]
    form = AdmitForm(request.POST or None, pack=pack_of(case), choices=choices)

    def act() -> object:
        given, chosen = form.cleaned_data, form.cleaned_data["choice"]
        bed = next((bed for bed in beds if str(bed.id) == chosen), None)
        place = next((row for row in places if f"{MATTRESS}{row.id}" == chosen), None)
        rest = {name: given[name] for name in ("occupant", "preventive", "happened", "why")}
        return actions.admit(case=case, new=Admission(bed=bed, place=place, **rest), by=request.actor, at=form.at)

    note = _("Nobody has to be recognised or to co-operate to be taken in.")
    said = _("The person is taken in.")
    return asked_case(request, case, form, act, code=code, title=_("Admit"), button=_("Admit"), note=note, said=said)


def named(beds: list[Bed]) -> list[tuple[str, str]]:
    """Beds to choose from."""
    return [(str(bed.id), f"{bed.area.place.code} · {word('area', bed.area.serves)} · {bed.label}") for bed in beds]


@require_http_methods(FORM)
@gate("shelter.manage")
def move(request: Request, code: str, stay: UUID) -> HttpResponse:
    """The stay goes on in another bed."""
    case = opened(request, code)
    row = own(request, case, stay)
    beds = queries.free(request.actor, timezone.now())
    form = MoveForm(request.POST or None, pack=pack_of(case), choices=named(beds), version=row.version)

    def act() -> object:
        bed = next(bed for bed in beds if str(bed.id) == form.cleaned_data["choice"])
        rest = {name: form.cleaned_data[name] for name in ("version", "happened", "why")}
        return actions.move(stay=row, bed=bed, by=request.actor, at=form.at, **rest)

    return asked_case(request, case, form, act, code=code, title=_("Another bed"), button=_("Move"))


@require_http_methods(FORM)
@gate("shelter.manage")
def end(request: Request, code: str, stay: UUID) -> HttpResponse:
    """End a stay with reason and destination."""
    case = opened(request, code)
    row = own(request, case, stay)
    form = EndForm(request.POST or None, pack=pack_of(case), version=row.version)

    def act() -> None:
        given = {name: form.cleaned_data[name] for name in ("reason", "destination", "version", "happened", "why")}
        actions.end_stay(stay=row, by=request.actor, at=form.at, **given)

    return asked_case(request, case, form, act, code=code, title=_("End the stay"), button=_("End the stay"))


@require_POST
@gate("shelter.manage")
def cancel(request: Request, code: str, stay: UUID) -> HttpResponse:
    """A booking nobody came for, or one entered in error."""
    case = opened(request, code)
    row = own(request, case, stay)

    def act() -> None:
        actions.cancel(stay=row, version=row.version, by=request.actor, at=timezone.now())

    return pressed(request, act, at_home("index", code), _("The booking is cancelled; the bed is free."))


@require_http_methods(FORM)
@gate("shelter.manage")
def extend(request: Request, code: str, stay: UUID) -> HttpResponse:
    """Decide on a longer stay."""
    case = opened(request, code)
    row = own(request, case, stay)
    stands = queries.terms_of(row).stands_until
    start = {"until": extension(pack_of(case), stands) if stands else None}
    form = ExtendForm(request.POST or None, pack=pack_of(case), initial=start)

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("outcome", "reason", "until")}
        return actions.extend(stay=row, by=request.actor, at=form.at, **given)

    return asked_case(request, case, form, act, code=code, title=_("Decide on a longer stay"), button=_("Decide"))


@require_http_methods(FORM)
@gate("shelter.manage")
def leave(request: Request, code: str, stay: UUID) -> HttpResponse:
    """Write down that the person wishes to go out, to telephone, to be visited."""
    case = opened(request, code)
    row = own(request, case, stay)
    start = {"from_day": today(case)}
    form = LeaveForm(request.POST or None, pack=pack_of(case), initial=start)

    def act() -> object:
        ends = form.wanted("until")
        begins = form.wanted("from") or form.at
        return actions.ask_leave(
            stay=row, kind=form.cleaned_data["kind"], wanted_from=begins, wanted_until=ends, by=request.actor, at=form.at
        )

    return asked_case(request, case, form, act, code=code, title=_("The person wishes to go out"), button=_("Save"))


@require_POST
@gate("shelter.manage")
def walk(request: Request, code: str, leave: UUID, way: str) -> HttpResponse:
    """The person went out, or is back."""
    case = opened(request, code)
    row = get_object_or_404(Leave, id=leave, case=case, unit=request.actor.unit_id)
    if way not in ("out", "back"):
        raise Http404
    act = actions.go_out if way == "out" else actions.come_back
    return pressed(request, lambda: act(leave=row, by=request.actor, at=timezone.now()), at_home("index", code))


@require_http_methods(FORM)
@gate("shelter.manage")
def wait(request: Request, code: str) -> HttpResponse:
    """Put the person on the waiting list."""
    case = opened(request, code)
    form = WaitForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.wait(
            case=case, serves=form.cleaned_data["serves"], priorities=form.cleaned_data["priorities"], by=request.actor, at=form.at
        )

    return asked_case(request, case, form, act, code=code, title=_("Put on the waiting list"), button=_("Save"))


@require_http_methods(FORM)
@gate("shelter.manage")
def refuse(request: Request, code: str) -> HttpResponse:
    """Record that a bed is refused to this person, and why."""
    case = opened(request, code)
    form = RefusalForm(request.POST or None, pack=pack_of(case), known=True)

    def act() -> object:
        new = actions.RefusedPerson(reason=form.cleaned_data["reason"], cooperates=form.cleaned_data["cooperates"])
        return actions.refuse_bed(new=new, case=case, happened=form.cleaned_data["happened"], by=request.actor, at=form.at)

    return asked_case(request, case, form, act, code=code, title=_("No bed for this person"), button=_("Record it"))


@require_http_methods(FORM)
@gate("shelter.manage")
def services(request: Request, code: str) -> HttpResponse:
    """Tick what the house gave on a day."""
    case = opened(request, code)
    start = {"day": today(case), "kinds": queries.given_on(case, request.actor, today(case))}
    form = ServicesForm(request.POST or None, pack=pack_of(case), initial=start)

    def act() -> object:
        return actions.give(case=case, by=request.actor, **form.cleaned_data)

    return asked_case(request, case, form, act, code=code, title=_("Given by the house"), button=_("Save"))


@require_http_methods(FORM)
@gate("shelter.manage")
def rent(request: Request, code: str) -> HttpResponse:
    """A contract of transitional housing."""
    case = opened(request, code)
    form = RentForm(request.POST or None)

    def act() -> object:
        return actions.rent_out(case=case, currency=pack_of(case).currency or "", by=request.actor, **form.cleaned_data)

    return asked_case(request, case, form, act, code=code, title=_("Transitional housing"), button=_("Save"))


@require_http_methods(FORM)
@gate("shelter.manage")
def paid(request: Request, code: str, rent: UUID) -> HttpResponse:
    """One month's rent was paid."""
    case = opened(request, code)
    row = get_object_or_404(Rent, id=rent, case=case, unit=request.actor.unit_id)
    form = PaidForm(request.POST or None, initial={"on": today(case), "paid": row.amount})

    def act() -> None:
        actions.pay_rent(rent=row, by=request.actor, **form.cleaned_data)

    return asked_case(request, case, form, act, code=code, title=_("Rent paid"), button=_("Save"))

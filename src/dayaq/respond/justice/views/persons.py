"""One person suspected, accused or convicted: the page, changed facts, charges, verdicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.justice import actions, queries
from dayaq.respond.justice import forms as f
from dayaq.respond.justice.models import Charge, Offender
from dayaq.respond.justice.views.page import asked, coded, opened, writable, writes
from dayaq.respond.justice.views.parts import Made, group_choices


@require_safe
@gate("justice.work", "justice.court")
def offender(request: Request, proceeding: UUID, person: UUID) -> HttpResponse:
    """One person suspected, accused or convicted: moments, charges, verdicts."""
    row = opened(request, proceeding)
    one = get_object_or_404(Offender.objects.select_related("group"), id=person, proceeding=row)
    moments = [(words, getattr(one, f"{name}_at")) for name, words in f.MOMENTS.items()]
    verdicts = [
        {"row": v, "sentence": coded("sentence_kind", v.sentence), "band": queries.band_words(v.months)} for v in queries.verdicts(one)
    ]
    context = {
        "row": row,
        "one": one,
        "writes": writes(row, request),
        "facts": person_facts(one),
        "moments": [(words, at) for words, at in moments if at],
        "charges": [charge_line(charge) for charge in queries.charges(one)],
        "verdicts": verdicts,
    }
    return render(request, "justice/person.html", context)


def person_facts(one: Offender) -> list[dict[str, Any]]:
    """What is known of a person, in words."""
    offences = {"thb": _("trafficking or forced labour"), "other": _("another offence")}
    before = {"yes": _("yes"), "no": _("no"), "unknown": _("not known")}
    items = [
        (_("Name"), one.name or "–"),
        (_("Kind"), _("legal person") if one.legal_person else _("person")),
        (_("Sex"), coded("sex", one.sex)),
        (_("Age"), coded("age_band", one.age_band)),
        (_("Part in the offence"), coded("offender_role", one.role)),
        (_("Offence"), offences[one.offence]),
        (_("Was a victim before?"), before[one.was_victim]),
    ]
    return [{"label": label, "value": value} for label, value in items]


def charge_line(charge: Charge) -> dict[str, Any]:
    """A charge in words."""
    return {"row": charge, "article": queries.article_words(charge.article), "outcome": coded("charge_outcome", charge.outcome)}


@require_http_methods(FORM)
@gate("justice.work")
def person_form(request: Request, proceeding: UUID, person: UUID, what: str) -> HttpResponse:
    """Change a person's facts, charge somebody, write a verdict."""
    row = opened(request, proceeding)
    writable(row, request)
    one = get_object_or_404(Offender, id=person, proceeding=row)
    if what not in PERSON_FORMS:
        raise Http404
    form, act, title = PERSON_FORMS[what](request, one)
    back = reverse("justice:person", args=[row.id, one.id])
    return asked(request, form, act, {"title": title, "button": _("Record it"), "back": back, "row": row})


def person_change(request: Request, one: Offender) -> Made:
    """What is known of the person."""
    names = ("name", "legal_person", "sex", "age_band", "nationality", "role", "offence", "was_victim", "version")
    days = {f"{name}_at": at.astimezone(queries.home().calendar.zone).date() for name in f.MOMENTS if (at := getattr(one, f"{name}_at"))}
    start = {name: getattr(one, name) for name in names} | days | {"group": str(one.group_id or "")}
    form = f.OffenderForm(request.POST or None, pack=queries.home(), groups=group_choices(one.proceeding), change=True, initial=start)

    def act() -> object:
        version = form.cleaned_data["version"]
        return actions.change_offender(offender=one, version=version, changes=form.facts, by=request.actor, at=one.recorded_at)

    return form, act, _("What is known of the person")


def person_charge(request: Request, one: Offender) -> Made:
    """A charge."""
    form = f.ChargeForm(request.POST or None, pack=queries.home())

    def act() -> object:
        given = form.cleaned_data
        act_at = f.noon(queries.home(), given["act_day"])
        return actions.charge(
            offender=one, article=given["article"], act_at=act_at, aggravations=given["aggravations"], by=request.actor, at=form.at
        )

    return form, act, _("Charge")


def person_verdict(request: Request, one: Offender) -> Made:
    """A verdict with the outcome of each charge."""
    earlier = [row for row in queries.verdicts(one) if not hasattr(row, "replaced_by")]
    waiting = [charge for charge in queries.charges(one) if charge.outcome_at is None]
    choices = [(str(row.id), f"{row.at:%Y-%m-%d}") for row in earlier]
    form = f.VerdictForm(request.POST or None, pack=queries.home(), charges=waiting, earlier=choices)

    def act() -> object:
        given = form.cleaned_data
        before = next((row for row in earlier if str(row.id) == given["replaces"]), None)
        sentence = {name: given[name] for name in ("sentence", "months", "fine", "court", "final")}
        money = {"currency": queries.home().currency or ""} if given["fine"] is not None else {}
        suspended = given["sentence"] == "suspended"
        return actions.give_verdict(
            offender=one,
            convicted=given["convicted"] == "yes",
            outcomes=form.outcomes,
            replaces=before,
            suspended=suspended,
            by=request.actor,
            at=form.at,
            **sentence,
            **money,
        )

    return form, act, _("Verdict")


PERSON_FORMS: dict[str, Callable[[Request, Offender], Made]] = {
    "change": person_change,
    "charge": person_charge,
    "verdict": person_verdict,
}


@require_http_methods(FORM)
@gate("justice.work")
def end_charge(request: Request, proceeding: UUID, charge: UUID) -> HttpResponse:
    """A charge that ended without a verdict."""
    row = opened(request, proceeding)
    writable(row, request)
    one = get_object_or_404(Charge, id=charge, proceeding=row, outcome_at__isnull=True)
    form = f.EndChargeForm(request.POST or None, pack=queries.home())

    def act() -> object:
        return actions.decide_charge(charge=one, outcome=form.cleaned_data["outcome"], by=request.actor, at=form.at)

    back = reverse("justice:person", args=[row.id, one.offender_id])
    return asked(request, form, act, {"title": queries.article_words(one.article), "button": _("Record it"), "back": back, "row": row})

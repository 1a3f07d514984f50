"""Forms of the tab Justice for what became of a wish, a mandate, a part in a proceeding, a hearing."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.respond.casefile.queries import Case, label, opened, pack_of
from dayaq.respond.casefile.views.page import FORM, writable
from dayaq.respond.identification.views.page import asked
from dayaq.respond.justice import actions, queries
from dayaq.respond.justice import forms as f
from dayaq.respond.justice.models import Hearing, Lawyer, LegalRequest, Mandate, Party
from dayaq.respond.justice.views.adding import lawyer_choices
from dayaq.respond.justice.views.parts import Made


@require_http_methods(FORM)
@gate("case.write")
def row(request: Request, code: str, what: str, row: UUID) -> HttpResponse:
    """What became of a wish, a mandate, a part, a hearing."""
    case = opened(request, code)
    if what not in ROWS:
        raise Http404
    group, permission, make = ROWS[what]
    writable(case, group)
    if not request.actor.may(permission):
        raise Http404
    form, act, title = make(request, case, row)
    return asked(request, case, form, act, {"title": title, "button": _("Record it"), "back": reverse("justice:case", args=[code])})


def answer(request: Request, case: Case, row: UUID) -> Made:
    """What came of a wish for a lawyer."""
    one = get_object_or_404(LegalRequest, id=row, case=case, outcome_at__isnull=True)
    form = f.WishAnswerForm(request.POST or None, pack=pack_of(case), lawyers=lawyer_choices())

    def act() -> object:
        given = form.cleaned_data
        lawyer = Lawyer.objects.filter(id=given["lawyer"]).first() if given["lawyer"] else None
        return actions.answer_wish(
            request=one, outcome=given["outcome"], lawyer=lawyer, scheme=given["scheme"], by=request.actor, at=form.at
        )

    return form, act, _("What came of the wish for a lawyer")


def end(request: Request, case: Case, row: UUID) -> Made:
    """A mandate ends."""
    one = get_object_or_404(Mandate, id=row, case=case, ended_at__isnull=True)
    form = f.EndForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.end_mandate(mandate=one, why=form.cleaned_data["why"], by=request.actor, at=form.at)

    return form, act, _("The mandate ends")


def work(request: Request, case: Case, row: UUID) -> Made:
    """Time worked on a mandate."""
    one = get_object_or_404(Mandate, id=row, case=case)
    form = f.WorkForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.log_work(mandate=one, by=request.actor, at=form.at, **form.given("kind", "minutes"))

    return form, act, _("Time worked")


def word(request: Request, case: Case, row: UUID) -> Made:
    """What the person now says; it ends no help."""
    one = get_object_or_404(Party, id=row, case=case)
    form = f.WordForm(request.POST or None, pack=pack_of(case), initial={"word": one.word, "version": one.version})

    def act() -> object:
        given = form.cleaned_data
        return actions.change_word(party=one, word=given["word"], version=given["version"], by=request.actor, at=form.at)

    return form, act, _("What the person says in the proceeding. A changed word ends no help.")


def over(request: Request, case: Case, row: UUID) -> Made:
    """The part in the proceeding is over: who works on the proceeding no longer reads of the person there."""
    one = get_object_or_404(Party, id=row, case=case, ended_at__isnull=True)
    form = f.OverForm(request.POST or None, pack=pack_of(case), initial={"version": one.version})

    def act() -> object:
        return actions.end_part(party=one, version=form.cleaned_data["version"], by=request.actor, at=form.at)

    return form, act, _("The part in the proceeding is over")


def hearing(request: Request, case: Case, row: UUID) -> Made:
    """A hearing as it touches the person."""
    one = get_object_or_404(Hearing, id=row, proceeding__in=[part.proceeding_id for part in queries.parts_of(case)])
    known = next((a for a in queries.appearances(case) if a.hearing_id == one.id), None)
    start = {name: getattr(known, name) for name in ("asked", "granted", "refused", "no_equipment", "attended")} if known else {}
    start |= {"must_attend": "yes" if known.must_attend else "no"} if known else {}
    form = f.AppearForm(request.POST or None, pack=pack_of(case), initial=start)

    def act() -> object:
        given = form.cleaned_data
        rest = {name: given[name] for name in ("asked", "granted", "refused", "no_equipment", "attended")}
        must = given["must_attend"] == "yes"
        return actions.appear(case=case, hearing=one, must_attend=must, by=request.actor, at=timezone.now(), **rest)

    return form, act, label(pack_of(case), f"codes.hearing_kind.{one.kind}")


ROWS: dict[str, tuple[Group, str, Callable[[Request, Case, UUID], Made]]] = {
    "wish": (Group.G1, "case.write", answer),
    "end": (Group.G8, "legal.work", end),
    "work": (Group.G8, "legal.work", work),
    "word": (Group.G6, "justice.work", word),
    "over": (Group.G6, "justice.work", over),
    "hearing": (Group.G6, "justice.work", hearing),
}

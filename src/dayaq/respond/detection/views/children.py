"""The child's path of a case: best interest, steps, age."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.respond.casefile.queries import opened, pack_of, writes_of
from dayaq.respond.casefile.views.page import draw, writable
from dayaq.respond.detection import actions, queries
from dayaq.respond.detection.forms import AgeForm, BestInterestForm, ChildStepForm
from dayaq.respond.detection.views.page import FORM
from dayaq.respond.identification.views.page import asked


def home(code: str) -> str:
    """The child's page of a case."""
    return reverse("detection:child", args=[code])


@require_safe
@gate("case.read")
def child(request: Request, code: str) -> HttpResponse:
    """Guardian, best interest, steps and age on one page."""
    case = opened(request, code)
    writes_family = Group.G7 in writes_of(case.id)
    return draw(request, "detection/child.html", case, writes_family=writes_family, **queries.child_page(case))


@require_http_methods(FORM)
@gate("case.write")
def best_interest(request: Request, code: str) -> HttpResponse:
    """Record a decision on the best interest of the child."""
    case = opened(request, code)
    writable(case, Group.G7)
    form = BestInterestForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.decide_best_interest(case=case, new=form.new, by=request.actor, at=form.at)

    note = _("People decide this together, with the child heard. A no to a referral binds only if this says so.")
    words = {"title": _("Best interest of the child"), "button": _("Record the decision"), "note": note, "back": home(code)}
    return asked(request, case, form, act, words)


@require_http_methods(FORM)
@gate("case.write")
def child_step(request: Request, code: str) -> HttpResponse:
    """Record a step for the child."""
    case = opened(request, code)
    writable(case, Group.G1)
    form = ChildStepForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("kind", "detail")}
        return actions.take_child_step(case=case, by=request.actor, at=form.at, **given)

    return asked(request, case, form, act, {"title": _("Step for the child"), "button": _("Record"), "back": home(code)})


@require_http_methods(FORM)
@gate("case.write")
def age(request: Request, code: str) -> HttpResponse:
    """Record an assessment of age."""
    case = opened(request, code)
    writable(case, Group.G1)
    form = AgeForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.assess_age(case=case, new=form.new, by=request.actor, at=form.at)

    note = _("Only when there is doubt, and with consent. The margin counts for the child: adult only if even the youngest age is one.")
    return asked(request, case, form, act, {"title": _("Assessment of age"), "button": _("Record"), "note": note, "back": home(code)})

"""The list of assessments, opening one, its overview, plan, steps, circumstances and publication."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.assess.assessment import actions, queries, rules
from dayaq.assess.assessment.forms.lists import SearchForm
from dayaq.assess.assessment.forms.plan import CircumstancesForm, PlanForm, PublicationForm, StepForm, ToolForm
from dayaq.assess.assessment.models import Assessment
from dayaq.assess.assessment.views.page import PAGE, context, done, formed, working
from dayaq.assess.framework import queries as framework
from dayaq.base.access.gate import Request, gate
from dayaq.ui.templatetags.dayaq import codes


@require_safe
@gate("assess.read")
def listing(request: Request) -> HttpResponse:
    """The assessments the acting person works on or commissioned."""
    form = SearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = queries.searched(wanted.get("q", ""), wanted.get("country", "").upper())
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    opens = request.actor.may("assess.work") or request.actor.may("assess.commission")
    said = {"page": page, "form": form, "searching": any(wanted.values()), "opens": opens}
    return render(request, "assessment/list.html", said)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work", "assess.commission")
def new(request: Request) -> HttpResponse:
    """Open an assessment."""
    form = PlanForm(request.POST or None, earlier=queries.visible())

    def keep() -> None:
        actions.open_assessment(plan=form.plan, by=request.actor, at=timezone.now())

    if request.method == "POST" and form.is_valid() and done(form, keep):
        messages.success(request, _("The assessment is open."))
        return redirect("assessment:overview", form.plan.code)
    said = {"form": form, "title": _("Open an assessment"), "back": reverse("assessment:list"), "button": _("Open it")}
    return render(request, "assessment/form.html", said, status=422 if form.is_bound and form.errors else 200)


@require_safe
@gate("assess.read")
def overview(request: HttpRequest, assessment: str) -> HttpResponse:
    """One assessment at a glance: what it is for, its six steps and what each still needs."""
    row = queries.opened(request, assessment)
    steps = [stepped(row, step) for step in queries.steps(row)]
    said: dict[str, object] = {"steps": steps, "journey": queries.journeys(row).first(), "sample": queries.sample(row).total()}
    said |= {name: [labels[code] for code in getattr(row, name) if code in labels] for name, labels in LABELS.items()}
    return render(request, "assessment/overview.html", context(row, **said))


LABELS = {"purposes": rules.PURPOSES, "methods": rules.METHODS}


def stepped(row: Assessment, step: rules.StepState) -> dict[str, object]:
    """A step with its days and the links to what is missing."""
    kept = row.steps.filter(code=step.code).first()
    return {
        "label": _(step.label),
        "code": step.code,
        "state": step.state,
        "row": kept,
        "missing": [{"reason": one.reason, "url": address(one.at, row.code)} for one in step.missing],
    }


def address(name: str, code: str) -> str:
    """The address of a part; empty when it is not installed."""
    try:
        return reverse(name, args=[code])
    except NoReverseMatch:
        return ""


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def plan(request: Request, assessment: str) -> HttpResponse:
    """Change the plan."""
    row = working(request, assessment)
    form = PlanForm(request.POST or None, earlier=queries.visible(), row=row)

    def keep() -> None:
        version = form.cleaned_data["version"]
        actions.change_plan(assessment=row, plan=form.plan, version=version, by=request.actor, at=timezone.now())

    return formed(request, row, form, keep, title=_("Plan"), back=reverse("assessment:overview", args=[row.code]))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def step(request: Request, assessment: str, code: str) -> HttpResponse:
    """When a step was begun and finished."""
    row = working(request, assessment)
    if code not in rules.STEPS:
        raise Http404
    kept = row.steps.filter(code=code).first()
    start = {name: getattr(kept, name) for name in ("started", "finished", "note")} if kept else None
    form = StepForm(request.POST or None, initial=start)

    def keep() -> None:
        actions.mark_step(assessment=row, code=code, **form.cleaned_data, by=request.actor, at=timezone.now())

    return formed(request, row, form, keep, title=_(rules.STEPS[code]), back=reverse("assessment:overview", args=[row.code]))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def tool(request: Request, assessment: str) -> HttpResponse:
    """Choose the questionnaire among the published versions."""
    row = working(request, assessment)
    offered = [(one.reference, f"{codes(one.instrument.title)} · {one.reference}") for one in framework.versions()]
    form = ToolForm(request.POST or None, row=row, offered=offered)

    def keep() -> None:
        given = form.cleaned_data
        chosen = {**row.instruments, "survey": given["survey"]}
        actions.use_instruments(assessment=row, instruments=chosen, version=given["version"], by=request.actor, at=timezone.now())

    return formed(request, row, form, keep, title=_("Assessment tool"), back=reverse("assessment:overview", args=[row.code]))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def circumstances(request: Request, assessment: str) -> HttpResponse:
    """Declare what the limitations of the report are written from."""
    row = working(request, assessment)
    form = CircumstancesForm(request.POST or None, row=row)

    def keep() -> None:
        version = form.cleaned_data["version"]
        actions.declare(assessment=row, circumstances=form.said, version=version, by=request.actor, at=timezone.now())

    back = reverse("assessment:overview", args=[row.code])
    about = _("The limitations chapter is written from these and from what the records count by themselves.")
    return formed(request, row, form, keep, title=_("Circumstances"), back=back, about=about)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def publication(request: Request, assessment: str) -> HttpResponse:
    """The catalogue record of the printed report."""
    row = working(request, assessment)
    form = PublicationForm(request.POST or None, row=row)

    def keep() -> None:
        version = form.cleaned_data["version"]
        actions.record_publication(assessment=row, publication=form.publication, version=version, by=request.actor, at=timezone.now())

    return formed(request, row, form, keep, title=_("Publication"), back=reverse("assessment:overview", args=[row.code]))

"""Interviews: list, header, consent, what is kept apart, closing."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.assess.assessment.queries import opened
from dayaq.assess.interviews import actions, queries
from dayaq.assess.interviews.forms import (
    ConsentForm,
    HeaderForm,
    ObservationForm,
    RespondentForm,
    SearchForm,
    SuggestionForm,
    language,
)
from dayaq.assess.interviews.models import Interview
from dayaq.assess.interviews.views.page import FORM, found, page, paged, raw, tried
from dayaq.assess.interviews.views.shown import agency_rows, header_items, information, line, state_of, tasks
from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import read
from dayaq.core.decision import Decision


@require_safe
@gate("assess.read")
def listing(request: Request, assessment: str) -> HttpResponse:
    """All interviews in numbers, and each as a line."""
    about = opened(request, assessment)
    form = SearchForm(request.GET)
    form.is_valid()
    asked = {
        "text": form.cleaned_data.get("q", ""),
        "agency": form.cleaned_data.get("agency", ""),
        "kind": form.cleaned_data.get("kind", ""),
    }
    shown = paged(request, queries.listed(about, **asked))
    rows = [line(row, assessment) for row in shown]
    columns = [
        _("Code"),
        _("Day"),
        _("Institution"),
        _("Kind of agency"),
        _("Persons"),
        _("State"),
    ]
    context = {"form": form, "page": shown, "rows": rows, "columns": columns, "active": any(asked.values()), "facts": queries.facts(about)}
    return page(request, "list", about, agencies=agency_rows(context["facts"]), **context)


@require_http_methods(FORM)
@gate("assess.work")
def new(request: Request, assessment: str) -> HttpResponse:
    """Open an interview."""
    about = opened(request, assessment)
    form = HeaderForm(request.POST or None, assessment=about)
    refused = None
    if request.method == "POST" and form.is_valid():
        made: list[Interview] = []
        now = timezone.now()
        refused = tried(lambda: made.append(actions.open_interview(assessment=about, sheet=form.sheet, by=request.actor, at=now)))
        if made:
            return redirect("interviews:consent", assessment, made[0].code)
    return page(request, "header", about, form=form, refused=refused, status=422 if form.errors else 200)


@require_http_methods(FORM)
@gate("assess.work")
def header(request: Request, assessment: str, interview: str) -> HttpResponse:
    """Correct the header."""
    row = found(request, assessment, interview)
    form = HeaderForm(request.POST or None, assessment=row.assessment, row=row)
    refused = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        refused = tried(lambda: actions.describe(interview=row, sheet=form.sheet, version=version, by=request.actor, at=timezone.now()))
        if refused is None:
            return redirect("interviews:one", assessment, interview)
        again = request.POST.copy()
        row.refresh_from_db()
        again["version"] = str(row.version)
        form = HeaderForm(again, assessment=row.assessment, row=row)
    return page(request, "header", row.assessment, form=form, row=row, refused=refused, status=422 if form.errors else 200)


@require_safe
@gate("assess.read")
def one(request: Request, assessment: str, interview: str) -> HttpResponse:
    """One interview: header for the team and the commissioner; the way to the words for those who read them."""
    row = found(request, assessment, interview)
    words = queries.role(row.assessment, request.actor) in {"lead", "assessor", "coder"} and request.actor.may("assess.raw")
    context: dict[str, Any] = {"row": row, "state": state_of(row), "facts": header_items(row), "words": words and not row.withdrawn_at}
    if words and not row.withdrawn_at:
        context |= {"tasks": tasks(row, assessment), "document": queries.document_of(row)}
    return page(request, "one", row.assessment, **context)


@require_http_methods(FORM)
@gate("assess.raw")
def consent(request: Request, assessment: str, interview: str) -> HttpResponse:
    """The information note to read or give, and the record that it was."""
    row = found(request, assessment, interview, words=True)
    form = ConsentForm(request.POST or None, initial={"language": language()})
    refused = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {"notes_agreed": form.cleaned_data["notes_agreed"] == "yes"}
        refused = tried(lambda: actions.consent(interview=row, by=request.actor, at=timezone.now(), **data))
        if refused is None:
            return redirect("interviews:one", assessment, interview)
    note = information(request, row)
    kept = queries.consent_of(row)
    return page(
        request, "consent", row.assessment, row=row, form=form, note=note, kept=kept, refused=refused, status=422 if form.errors else 200
    )


@require_http_methods(FORM)
@gate("assess.raw")
def apart(request: Request, assessment: str, interview: str) -> HttpResponse:
    """What is kept apart from the answers: respondents, observations, whom they named for the survey."""
    row = found(request, assessment, interview, words=True)
    what = request.POST.get("what", "")
    forms = {
        "respondent": RespondentForm(request.POST if what == "respondent" else None, prefix="r"),
        "observation": ObservationForm(request.POST if what == "observation" else None, prefix="o"),
        "suggestion": SuggestionForm(request.POST if what == "suggestion" else None, prefix="s"),
    }
    refused = None
    if request.method == "POST":
        refused = forgotten(request, row) if what == "forget" else added(request, row, what, forms.get(what))
        if refused is None and not any(form.errors for form in forms.values()):
            return redirect("interviews:apart", assessment, interview)
    context = {"row": row, "forms": forms, "apart": queries.kept_apart(row), "refused": refused}
    return page(request, "apart", row.assessment, status=422 if any(form.errors for form in forms.values()) else 200, **context)


def added(request: Request, row: Interview, what: str, form: Any) -> Decision | None:
    """Keep one entry of a kind."""
    acts = {"respondent": actions.add_respondent, "observation": actions.observe, "suggestion": actions.suggest}
    if form is None or not form.is_valid():
        return None
    act: Any = acts[what]
    return tried(lambda: act(interview=row, by=request.actor, at=timezone.now(), **form.cleaned_data))


def forgotten(request: Request, row: Interview) -> Decision | None:
    """Erase a respondent's name."""
    one = next((one for one in row.respondents.all() if str(one.id) == request.POST.get("id")), None)
    return tried(lambda: actions.forget_respondent(respondent=one, by=request.actor, at=timezone.now())) if one else None


@require_http_methods(FORM)
@gate("assess.raw")
def close(request: Request, assessment: str, interview: str) -> HttpResponse:
    """Close the notes for coding, after a question."""
    row = found(request, assessment, interview, words=True)
    refused = None
    if request.method == "POST":
        version = int(request.POST.get("version", "0") or 0)
        refused = tried(lambda: actions.close(interview=row, version=version, by=request.actor, at=timezone.now(), language=language()))
        if refused is None:
            return redirect("interviews:documents", assessment)
    return page(
        request, "close", row.assessment, row=row, refused=refused, back_url=reverse("interviews:one", args=[assessment, interview])
    )


@require_http_methods(FORM)
@gate("assess.raw")
def withdraw(request: Request, assessment: str, interview: str) -> HttpResponse:
    """The respondents take back that they took part; asked on a page of its own, because nothing brings the words back."""
    row = found(request, assessment, interview, words=True)
    refused = None
    if request.method == "POST":
        refused = tried(lambda: actions.withdraw(interview=row, by=request.actor, at=timezone.now()))
        if refused is None:
            return redirect("interviews:one", assessment, interview)
    back_url = reverse("interviews:one", args=[assessment, interview])
    return page(request, "withdraw", row.assessment, row=row, refused=refused, back_url=back_url)


@require_http_methods(FORM)
@gate("assess.raw")
def suggestions(request: Request, assessment: str) -> HttpResponse:
    """Whom respondents named for the survey, and the decision about each."""
    about = raw(request, assessment)
    read(kind="interviews:suggestions", case=None, row=str(about.id), groups=("A2",))
    refused = None
    if request.method == "POST":
        one = next((one for one in queries.suggestions(about) if str(one.id) == request.POST.get("id")), None)
        stakeholder = next((s for s in about.stakeholders.all() if str(s.id) == request.POST.get("stakeholder")), None)
        if one is not None:
            refused = tried(lambda: actions.use_suggestion(suggestion=one, stakeholder=stakeholder, by=request.actor, at=timezone.now()))
        if refused is None:
            return redirect("interviews:suggestions", assessment)
    context = {"page": paged(request, queries.suggestions(about)), "stakeholders": about.stakeholders.order_by("code")}
    return page(request, "suggestions", about, refused=refused, **context)

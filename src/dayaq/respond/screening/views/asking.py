"""Asking: before the first question, one group a page, act and purpose, reading through and finishing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile.queries import Case, label, opened, pack_of
from dayaq.respond.casefile.views.page import FORM, writable
from dayaq.respond.screening import actions, queries, rules
from dayaq.respond.screening.forms import AnswersForm, ElementsForm, FinishForm, SittingForm, group_words
from dayaq.respond.screening.models import Screening


@require_http_methods(FORM)
@gate("screening.fill")
def begin(request: Request, code: str, list_code: str) -> HttpResponse:
    """Before the first question: when, in which language, who is present."""
    case = opened(request, code)
    writable(case, Group.G3)
    pack = pack_of(case)
    if list_code not in pack.indicators:
        raise Http404
    corrects = wanted(case, request.GET.get("corrects", ""))
    form = SittingForm(request.POST or None, pack=pack, child=queries.is_child(case))
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start(case=case, list_code=list_code, sitting=form.sitting, by=request.actor, at=form.at, corrects=corrects)
            return redirect("screening:page", code, made.id, 1)
        except Refused as refusal:
            refused = refusal.decision
    context = {
        "form": form,
        "list": label(pack, f"indicators.{list_code}"),
        "corrects": corrects,
        "back_url": reverse("screening:index", args=[code]),
    }
    return ask(request, "screening/begin.html", case, {"refused": refused, **context})


def wanted(case: Case, text: str) -> Screening | None:
    """The finished screening a new one corrects."""
    if not text:
        return None
    try:
        found = queries.by_id(case, UUID(text))
    except ValueError:
        raise Http404 from None
    if found is None or found.finished_at is None:
        raise Http404
    return found


def ask(request: Request, template: str, case: Case, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A question page: nothing but the question round it."""
    code = request.resolver_match.kwargs["code"] if request.resolver_match else ""
    status = 400 if context.get("refused") is not None else status
    return render(request, template, {"case": case, "code": code, **context}, status=status)


def found(request: Request, code: str, screening: UUID, *, open_only: bool = False) -> tuple[Case, Screening]:
    """Case and screening, or 404; with ``open_only`` a finished one, or another body's, is not there either."""
    case = opened(request, code)
    row = queries.by_id(case, screening)
    if row is None or (open_only and (row.finished_at is not None or row.organisation != request.actor.organisation_id)):
        raise Http404
    if open_only:
        writable(case, Group.G3)
    return case, row


@require_http_methods(FORM)
@gate("screening.fill")
def page(request: Request, code: str, screening: UUID, number: int) -> HttpResponse:
    """One group of questions; every answer is kept as it is given, with or without a script."""
    case, row = found(request, code, screening, open_only=True)
    pack = pack_of(case)
    groups = queries.groups(pack, row.list_code)
    if not 1 <= number <= len(groups):
        raise Http404
    group, stored = groups[number - 1], queries.answers_of(row)
    form = AnswersForm(request.POST or None, group=group, stored=stored, version=row.version)
    stale = False
    if request.method == "POST" and form.is_valid():
        stale = not kept(form, row, stored, request)
        if not stale and not request.htmx:
            return redirect(following(request, code, row, number, len(groups)))
    if stale:
        row.refresh_from_db()
        form = AnswersForm(again(request, row), group=group, stored=stored, version=row.version)
    context = {"form": form, "row": row, "stale": stale, **where(code, row, number, groups, pack), **known(row, pack, group)}
    template = "screening/page.html#known" if request.htmx else "screening/page.html"
    return ask(request, template, case, context, status=409 if stale and not request.htmx else 200)


def again(request: Request, row: Screening) -> QueryDict:
    """What was typed, with the version as it is kept now: saving again keeps what was typed."""
    typed = request.POST.copy()
    typed["version"] = str(row.version)
    return typed


def kept(form: AnswersForm, row: Screening, stored: Any, request: Request) -> bool:
    """Keep what changed; False when somebody was faster."""
    changed = {item: said for item, said in form.answers.items() if said != before(stored.get(item))}
    try:
        if changed:
            actions.answer(screening=row, answers=changed, version=form.cleaned_data["version"], by=request.actor, at=timezone.now())
    except Stale:
        return False
    return True


def before(answer: Any) -> tuple[str, str]:
    """What was kept of an item until now."""
    return (answer.answer, answer.note) if answer else ("not_asked", "")


def following(request: Request, code: str, row: Screening, number: int, last: int) -> str:
    """Where the pressed button leads: on, or away for later."""
    if "later" in request.POST:
        return reverse("screening:index", args=[code])
    return (
        reverse("screening:page", args=[code, row.id, number + 1]) if number < last else reverse("screening:elements", args=[code, row.id])
    )


def where(code: str, row: Screening, number: int, groups: Any, pack: Any) -> dict[str, Any]:
    """Progress in words: the page, of how many, and its name; the last page asks act and purpose."""
    total = len(groups) + 1
    name = group_words(pack, groups[number - 1].code) if number <= len(groups) else _("Act and purpose")
    back = reverse("screening:page", args=[code, row.id, number - 1]) if number > 1 else reverse("screening:index", args=[code])
    steps = [
        {"label": group_words(pack, group.code), "url": reverse("screening:page", args=[code, row.id, n])}
        for n, group in enumerate(groups, 1)
    ]
    steps.append({"label": _("Act and purpose"), "url": reverse("screening:elements", args=[code, row.id])})
    for n, step in enumerate(steps, 1):
        step["state"] = "now" if n == number else "todo"
    return {"number": number, "total": total, "name": name, "back_url": back, "steps": steps}


def known(row: Screening, pack: Any, group: Any = None) -> dict[str, Any]:
    """What is known and what is missing while answering, and never a verdict."""
    topics = rules.TOPICS[rules.Dimension(group.code)] if group and group.code in set(rules.Dimension) else ()
    yes = [queries.item_words(pack, item) for item, said in queries.given(row).items() if said is rules.Answer.YES]
    return {"progress": queries.progress(row, pack), "yes": yes, "topics": topics}


@require_http_methods(FORM)
@gate("screening.fill")
def elements(request: Request, code: str, screening: UUID) -> HttpResponse:
    """Act, purpose and claimed consent: what no list asks."""
    case, row = found(request, code, screening, open_only=True)
    pack = pack_of(case)
    form = ElementsForm(request.POST or None, pack=pack, screening=row)
    stale = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe(screening=row, sitting=form.sitting, version=form.cleaned_data["version"], by=request.actor, at=timezone.now())
            return redirect("screening:index", code) if "later" in request.POST else redirect("screening:finish", code, row.id)
        except Stale:
            stale = True
            row.refresh_from_db()
            form = ElementsForm(again(request, row), pack=pack, screening=row)
    groups = queries.groups(pack, row.list_code)
    context = {
        "form": form,
        "row": row,
        "stale": stale,
        **where(code, row, len(groups) + 1, groups, pack),
        **known(row, pack),
    }
    return ask(request, "screening/elements.html", case, context, status=409 if stale else 200)


@require_http_methods(FORM)
@gate("screening.fill")
def finish(request: Request, code: str, screening: UUID) -> HttpResponse:
    """Read everything once more, then finish; a finished screening stays as it is."""
    case, row = found(request, code, screening, open_only=True)
    pack = pack_of(case)
    form = FinishForm(request.POST or None, initial={"version": row.version})
    stale = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish(screening=row, version=form.cleaned_data["version"], by=request.actor, at=timezone.now())
            return redirect("screening:result", code, row.id)
        except Stale:
            stale = True
            row.refresh_from_db()
            form = FinishForm(initial={"version": row.version})
    stored = queries.answers_of(row)
    parts = [
        {"name": group_words(pack, g.code), "number": n, "items": lines(g, stored)}
        for n, g in enumerate(queries.groups(pack, row.list_code), 1)
    ]
    context = {
        "form": form,
        "row": row,
        "stale": stale,
        "parts": parts,
        **known(row, pack),
        "back_url": reverse("screening:elements", args=[code, row.id]),
    }
    return ask(request, "screening/finish.html", case, context | queries.sitting_words(row, pack), status=409 if stale else 200)


def lines(group: Any, stored: Any) -> list[dict[str, Any]]:
    """The items of a group with their answers and notes."""
    return [{"words": item.label, "answer": before(stored.get(code))[0], "note": before(stored.get(code))[1]} for code, item in group.items]

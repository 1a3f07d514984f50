"""Lists of work: plans to review, looks back, courses with their waiting lists, feedback; and the worker's calendar."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import listed
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile.queries import codes, label
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.support import actions, queries
from dayaq.respond.support.access import reads_feedback
from dayaq.respond.support.forms import CourseForm, FeedbackForm
from dayaq.respond.support.models import Course, Feed
from dayaq.respond.support.queries.ics import written_out
from dayaq.respond.support.queries.pages import outcomes, whose
from dayaq.ui.templatetags.dayaq import say

PER_PAGE = 50


def paged(request: Request, rows: Any, kind: str) -> tuple[Any, dict[Any, str]]:
    """One page of rows about cases, with the codes of their cases; the list is logged."""
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    ids = [row.case_id for row in page.object_list]
    listed(kind=kind, cases=ids)
    return page, codes(ids, request.actor.organisation_id)


@require_safe
@gate("support.plan")
def reviews(request: Request) -> HttpResponse:
    """Plans whose day to look again is near or past."""
    page, written = paged(request, queries.plans_to_review(request.actor), "support:reviews")
    rows = [
        {"url": reverse("support:plan", args=[written[row.case_id]]), "cells": [written[row.case_id], str(row.review_on), str(row.number)]}
        for row in page
        if row.case_id in written
    ]
    words = {"title": _("Plans to look at again"), "columns": [_("Case"), _("On"), _("Version")], "rows": rows, "page": page}
    return render(request, "support/work.html", words)


@require_safe
@gate("support.plan")
def follow_ups(request: Request) -> HttpResponse:
    """Looks back that are due."""
    page, written = paged(request, queries.follow_ups_due(request.actor), "support:follow_ups")
    pack = queries.home()
    rows = [
        {
            "url": reverse("support:way", args=[written[row.case_id]]),
            "cells": [written[row.case_id], label(pack, f"clocks.{row.rule}"), {"at": row.due_at}],
        }
        for row in page
        if row.case_id in written
    ]
    words = {"title": _("Looks back after reintegration"), "columns": [_("Case"), _("Which"), _("Due")], "rows": rows, "page": page}
    return render(request, "support/work.html", words)


@require_http_methods(FORM)
@gate("support.plan")
def courses(request: Request) -> HttpResponse:
    """Courses of every body with how many wait, how many are missing, how many places are left; offering one."""
    pack, kind = queries.home(), request.GET.get("kind", "")
    form = CourseForm(request.POST if request.method == "POST" else None, pack=pack)
    refused = None
    if form.is_bound and form.is_valid():
        try:
            made = actions.offer_course(**form.cleaned_data, by=request.actor, at=timezone.now())
        except Refused as refusal:
            refused = refusal.decision
        else:
            return redirect("support:course", made.id)
    kinds = pack.codes["course_kind"]
    page = Paginator(queries.courses(kind=kind if kind in kinds.items else "", open_only="all" not in request.GET), PER_PAGE).get_page(
        request.GET.get("page")
    )
    who = whose(row.organisation for row in page)
    rows = [course_row(row, pack, who) for row in page]
    columns = [_("Course"), _("Kind"), _("By"), _("Waiting"), _("Still needed"), _("Places left"), _("State")]
    choices = [(code, label(pack, f"codes.course_kind.{code}")) for code in kinds.items]
    context = {"form": form, "refused": refused, "rows": rows, "columns": columns, "page": page, "kinds": choices, "kind": kind}
    return render(request, "support/courses.html", context, status=200 if refused is None else 400)


def course_row(row: Course, pack: Any, who: Any) -> dict[str, Any]:
    """A course as a line."""
    state = queries.course_state(row)
    cells = [
        row.title,
        label(pack, f"codes.course_kind.{row.kind}"),
        who.get(row.organisation, ""),
        state.waiting,
        state.missing,
        state.left,
    ]
    return {"url": reverse("support:course", args=[row.id]), "cells": [*cells, {"label": course_words(row), "kind": "neutral"}]}


def course_words(row: Course) -> str:
    """Where a course stands in words."""
    if row.cancelled_at:
        return _("does not take place")
    if row.ended_at:
        return _("is over")
    return _("is under way") if row.started_at else _("waits for people")


@require_safe
@gate("support.plan")
def course(request: Request, row: UUID) -> HttpResponse:
    """One course, and who of the own cases waits for it or takes part."""
    found = get_object_or_404(Course, id=row)
    seats = list(found.seats.order_by("at"))
    listed(kind="support:course", cases=[seat.case_id for seat in seats])
    written = codes([seat.case_id for seat in seats], request.actor.organisation_id)
    words = outcomes()
    rows = [
        {
            "url": reverse("support:way", args=[written[seat.case_id]]),
            "cells": [written[seat.case_id], {"at": seat.at}, words[seat.state]],
        }
        for seat in seats
        if seat.case_id in written
    ]
    mine = found.organisation == request.actor.organisation_id and not (found.ended_at or found.cancelled_at)
    context = {"course": found, "state": queries.course_state(found), "words": course_words(found), "rows": rows, "mine": mine}
    return render(request, "support/course.html", {**context, "columns": [_("Case"), _("Since"), _("State")]})


@require_POST
@gate("support.plan")
def course_step(request: Request, row: UUID, step: str) -> HttpResponse:
    """Begin, end or call off a course of the own body."""
    found = get_object_or_404(Course, id=row, organisation=request.actor.organisation_id)
    verbs = {"start": actions.start_course, "end": actions.end_course, "cancel": actions.cancel_course}
    if step not in verbs:
        raise Http404
    try:
        verbs[step](course=found, version=found.version, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
    except Stale:
        messages.error(request, _("Somebody else did this meanwhile. Go back and look at what is recorded."))
    return redirect("support:course", found.id)


@require_http_methods(FORM)
@gate("case.write", "rights.answer", "shelter.monitor")
def give_feedback(request: Request) -> HttpResponse:
    """Write down what somebody says of the help of a body; without case and without name."""
    form = FeedbackForm(request.POST if request.method == "POST" else None, pack=queries.home())
    refused = None
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("channel", "language", "text")}
        try:
            actions.give_feedback(about=UUID(form.cleaned_data["about"]), answers=form.answers, by=request.actor, at=form.at, **said)
        except Refused as refusal:
            refused = refusal.decision
        else:
            messages.success(request, _("Kept. Those who watch over the body read it; the body hears a number only."))
            return redirect("support:give_feedback")
    number, few = queries.feedback_number(timezone.now())
    context = {"form": form, "refused": refused, "number": number, "few": few, "reads": reads_feedback(request.actor)}
    return render(request, "support/give_feedback.html", context, status=200 if refused is None else 400)


@require_safe
@gate("rights.answer", "shelter.monitor")
def feedback(request: Request) -> HttpResponse:
    """What people say of bodies the reader has no tie to."""
    pack, about = queries.home(), request.GET.get("about", "")
    rows = queries.feedback(request.actor)
    bodies = whose(set(rows.values_list("about", flat=True)))
    chosen = next((key for key in bodies if str(key) == about), None)
    page = Paginator(rows.filter(about=chosen) if chosen else rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = [
        {
            "row": row,
            "body": bodies.get(row.about, ""),
            "marks": [(label(pack, f"codes.feedback_question.{code}"), mark) for code, mark in row.answers.items()],
        }
        for row in page
    ]
    choices = sorted(((str(key), words) for key, words in bodies.items()), key=lambda pair: pair[1])
    return render(request, "support/feedback.html", {"rows": shown, "page": page, "bodies": choices, "about": about})


@require_http_methods(FORM)
@gate("support.plan")
def feed(request: Request) -> HttpResponse:
    """The secret address of one's own calendar: made, shown once, ended."""
    now, secret = timezone.now(), ""
    if request.method == "POST" and "stop" in request.POST:
        actions.stop_feed(by=request.actor, at=now)
        return redirect("support:feed")
    if request.method == "POST":
        secret = request.build_absolute_uri(reverse("support:calendar", args=[actions.new_feed(by=request.actor, at=now)]))
    there = Feed.objects.filter(by=request.actor.user_id, revoked_at__isnull=True).exists()
    return render(request, "support/feed.html", {"secret": secret, "there": there})


@require_safe
@gate(public=True)
def calendar(request: Request, secret: str) -> HttpResponse:
    """The calendar behind a secret address: times and a neutral place, neither names nor codes."""
    del request
    rows = queries.calendar(hashlib.sha256(secret.encode()).hexdigest())
    if rows is None:
        raise Http404
    return HttpResponse(
        written_out(rows, timezone.now()), content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "no-store"}
    )

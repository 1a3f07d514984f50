"""The desk of an operator: one key, a call, what follows from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile.forms import countries
from dayaq.respond.casefile.queries import code_for, language
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.hotline import actions, queries, rules
from dayaq.respond.hotline.access import may_open_case
from dayaq.respond.hotline.forms import CallBackForm, CallForm, QuickForm, from_draft
from dayaq.respond.hotline.models import Call
from dayaq.respond.network.views.page import pressed, tried
from dayaq.ui.templatetags.dayaq import say

PAGE = 25
LATEST = 8


def own(request: Request) -> dict[str, rules.Line]:
    """Lines of the own body today."""
    return queries.own_lines(request.actor, queries.home().calendar.local_date(timezone.now()))


@require_http_methods(FORM)
@gate("hotline.answer", "overview.read")
def desk(request: Request) -> HttpResponse:
    """The desk: one key saves a call outside the topic; who answers now; what waits. Who only counts is shown the numbers."""
    if not request.actor.may("hotline.answer"):
        return redirect("hotline:figures")
    lines, now = own(request), timezone.now()
    form = QuickForm(request.POST or None, lines=lines, initial={"started": now.isoformat()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        told: dict[str, Any] = {"key": given["key"], "line": given["line"], "started_at": form.started_at, "by": request.actor, "at": now}
        topic = queries.topic_word(rules.quick_topic(given["key"], queries.file().quick))
        return pressed(request, lambda: actions.save_quickly(**told), _("Saved: %(topic)s.") % {"topic": topic}, "hotline:desk")
    calendar = queries.home().calendar
    context = {
        "form": form,
        "keys": [(key, queries.topic_word(topic)) for key, topic in sorted(queries.file().quick.items())],
        "lines": [shown_line(line) for line in lines.values()],
        "closing": [shown_line(line) for line in lines.values() if rules.closes_soon(line, now, calendar)],
        "offered": [shown_hand_on(row) for row in queries.offered(request.actor)],
        "call_backs": [(row, queries.topic_word(row.call.topic)) for row in queries.call_backs(request.actor)[:LATEST]],
        "calls": [shown(row) for row in queries.calls(request.actor, now)[:LATEST]],
        "draft": queries.draft(request.actor),
        "countries": countries()[1:],  # a caller is somewhere; stateless is no place
        "now": now,
    }
    return render(request, "hotline/desk.html", context, status=400 if form.is_bound else 200)


def shown_line(line: rules.Line) -> dict[str, Any]:
    """A line in words."""
    calendar, now = queries.home().calendar, timezone.now()
    return {
        "line": line,
        "name": queries.line_name(line, language()),
        "body": queries.body_word(line.body),
        "open": line.hours.open_at(now, calendar),
        "closes": line.hours.closes_at(now, calendar),
    }


def shown_hand_on(row: Any) -> dict[str, Any]:
    """A caller handed on, in words."""
    lines = queries.lines(queries.home().calendar.local_date(timezone.now()))
    name = {code: queries.line_name(line, language()) for code, line in lines.items()}
    return {
        "row": row,
        "from": name.get(row.from_line, row.from_line),
        "to": name.get(row.to_line, row.to_line),
        "topic": queries.topic_word(row.topic),
        "language": queries.word("language", row.language) if row.language else "",
    }


def shown(row: Call) -> dict[str, Any]:
    """A call in words."""
    return {
        "call": row,
        "topic": queries.topic_word(row.topic),
        "outcome": queries.word("call_outcome", row.outcome),
        "caller": queries.word("caller_kind", row.caller),
        "language": queries.word("language", row.language) if row.language else "",
    }


@require_safe
@gate("hotline.answer")
def calls(request: Request) -> HttpResponse:
    """Calls the operator still sees."""
    topic, outcome = request.GET.get("topic", ""), request.GET.get("outcome", "")
    rows = queries.calls(request.actor, timezone.now(), topic=topic, outcome=outcome)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [shown(row) for row in page],
        "topics": queries.topics(),
        "topic": topic,
        "hours": int(queries.life().total_seconds() // 3600),
    }
    return render(request, "hotline/calls.html", context)


@require_http_methods(FORM)
@gate("hotline.answer")
def new_call(request: Request) -> HttpResponse:
    """Write a call while talking; a draft comes back after signing out."""
    lines, pack = own(request), queries.home()
    kept = queries.draft(request.actor)
    if request.method == "POST" and "draft" in request.POST:
        actions.keep_draft(fields=dict(request.POST.lists()), by=request.actor)
        messages.success(request, _("Kept as a draft. Only you see it."))
        return redirect("hotline:desk")
    start = from_draft(kept.fields, pack) if kept else taken(request)
    form = CallForm(request.POST or None, pack=pack, lines=lines, initial=start)
    refused = None
    if request.method == "POST" and form.is_valid():
        made: list[Call] = []
        told: dict[str, Any] = {"new": form.new_call(), "by": request.actor, "at": timezone.now(), "hand_on": accepted(request)}
        refused = tried(request, lambda: made.append(actions.save_call(**told)))
        if made:
            messages.success(request, _("Saved."))
            return redirect("hotline:call_back" if made[0].outcome == "call_back" else "hotline:call", made[0].id)
    context = {"form": form, "refused": refused, "draft": kept, "lines": lines}
    return render(request, "hotline/write.html", context, status=400 if refused is not None else 200)


def accepted(request: Request) -> Any:
    """The caller that another line handed on, when this call is that one."""
    told = request.GET.get("handed", "")
    try:
        row = queries.hand_on(UUID(told)) if told else None
    except ValueError:
        return None
    return row if row and row.to_organisation == request.actor.organisation_id and row.status == "accepted" else None


def taken(request: Request) -> dict[str, Any]:
    """What is known of a caller who was handed on."""
    row = accepted(request)
    return {"line": row.to_line, "topic": row.topic, "language": row.language} if row else {}


def found(request: Request, call_id: UUID) -> Call:
    """The call, or 404."""
    row = queries.call(request.actor, call_id, timezone.now())
    if row is None:
        raise Http404
    return row


@require_safe
@gate("hotline.answer")
def call(request: Request, call_id: UUID) -> HttpResponse:
    """One call and what can follow from it."""
    row = found(request, call_id)
    lines = queries.lines(queries.home().calendar.local_date(row.started_at))
    context = {
        **shown(row),
        "line": queries.line_name(lines[row.line], language()) if row.line in lines else row.line,
        "may_begin": bool(may_open_case(request.actor)) and row.outcome != "case",
        "ways": [(say(way.label), reverse(way.url_name)) for way in queries.ways(request.actor)],
    }
    return render(request, "hotline/call.html", context)


@require_http_methods(FORM)
@gate("hotline.answer")
def change_call(request: Request, call_id: UUID) -> HttpResponse:
    """Put right what was written."""
    row, pack = found(request, call_id), queries.home()
    local = pack.calendar.local(row.started_at)
    names = (
        "line",
        "topic",
        "language",
        "caller",
        "anonymous",
        "caller_country",
        "outcome",
        "caller_wished",
        "leaflets",
        "note",
        "version",
    )
    start = {name: getattr(row, name) for name in names}
    minutes = int((row.ended_at - row.started_at).total_seconds() // 60)
    said = {True: "yes", False: "no", None: ""}[row.interpreter]
    start |= {"day": local.date(), "clock": local.time(), "minutes": minutes, "interpreter": said}
    form, refused = CallForm(request.POST or None, pack=pack, lines=own(request), initial=start), None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or row.version
        told: dict[str, Any] = {"call": row, "changes": form.columns(), "version": version, "by": request.actor, "at": timezone.now()}
        refused = tried(request, lambda: actions.add_to_call(**told))
        if refused is None:
            return redirect("hotline:call", row.id)
    context = {"form": form, "refused": refused, "call": row}
    return render(request, "hotline/write.html", context, status=400 if refused is not None else 200)


@require_POST
@gate("hotline.answer")
def begin(request: Request, call_id: UUID) -> HttpResponse:
    """Begin help with a file: only when the caller wants it."""
    row, made = found(request, call_id), []
    wished = request.POST.get("wished") == "yes"
    try:
        made.append(actions.begin_help(call=row, wished=wished, by=request.actor, at=timezone.now()))
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
    except Stale:
        messages.error(request, _("Somebody else changed this meanwhile. Nothing was saved; this is how it stands now."))
    if made:
        return redirect("casefile:help", code_for(made[0], request.actor.organisation_id))
    return redirect("hotline:call", row.id)


@require_http_methods(FORM)
@gate("hotline.answer")
def call_back(request: Request, call_id: UUID) -> HttpResponse:
    """Plan a call-back to a safe contact."""
    row, refused = found(request, call_id), None
    form = CallBackForm(request.POST or None, pack=queries.home())
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"call": row, "by": request.actor, "at": timezone.now(), **form.values()}
        refused = tried(request, lambda: actions.plan_call_back(**told))
        if refused is None:
            messages.success(request, _("Planned. Only your unit sees the number, until it is done."))
            return redirect("hotline:call_backs")
    context = {
        "form": form,
        "refused": refused,
        "title": _("Call back"),
        "button": _("Plan it"),
        "back": reverse("hotline:call", args=[row.id]),
    }
    return render(request, "hotline/form.html", context, status=400 if refused is not None else 200)


@require_safe
@gate("hotline.answer")
def call_backs(request: Request) -> HttpResponse:
    """Who is to be called back, the next first."""
    page = Paginator(queries.call_backs(request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [{"row": row, "topic": queries.topic_word(row.call.topic), "way": rules.CHANNELS[row.channel]} for row in page]
    return render(request, "hotline/call_backs.html", {"page": page, "rows": rows, "now": timezone.now()})


@require_POST
@gate("hotline.answer")
def end_call_back(request: Request, back_id: UUID, verb: str) -> HttpResponse:
    """Reached, given up, or to be tried again in two hours."""
    row, now = queries.call_back(back_id), timezone.now()
    if row is None:
        raise Http404
    told: dict[str, Any] = {"call_back": row, "by": request.actor, "at": now}
    if verb == "again":
        later = now + timedelta(hours=2)
        return pressed(
            request, lambda: actions.try_call_back(**told, next_at=later), _("Noted. To be tried again in two hours."), "hotline:call_backs"
        )
    return pressed(
        request, lambda: actions.end_call_back(**told, reached=verb == "done"), _("Done. The number is forgotten."), "hotline:call_backs"
    )


@require_POST
@gate("hotline.answer")
def draft(request: Request) -> HttpResponse:
    """Keep what is typed, without a word."""
    actions.keep_draft(fields=dict(request.POST.lists()), by=request.actor)
    return HttpResponse(status=204)


@require_POST
@gate("hotline.answer")
def drop_draft(request: Request) -> HttpResponse:
    """Throw the draft away."""
    return pressed(request, lambda: actions.drop_draft(by=request.actor), _("Thrown away."), "hotline:desk")

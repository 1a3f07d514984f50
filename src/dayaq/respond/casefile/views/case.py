"""The case page: what is to do, the timeline, who has access; and its printed sheet and histories."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import gate
from dayaq.base.access.queries import file, groups_of
from dayaq.base.access.rules import Group
from dayaq.base.audit.actions import log
from dayaq.respond.casefile import actions, queries
from dayaq.respond.casefile.access import may_reveal, owns_log
from dayaq.respond.casefile.forms import CloseForm, ReopenForm
from dayaq.respond.casefile.models import Case
from dayaq.respond.casefile.queries import asker, opened
from dayaq.respond.casefile.views.page import asked, back, draw, tried, writable

MASKED = Group.G2 | Group.G5  # shown on demand, each look logged


@require_safe
@gate("case.read")
def case(request: HttpRequest, code: str) -> HttpResponse:
    """One case: tasks, access and contact at the left, the timeline at the right."""
    record = opened(request, code)
    kind, body = request.GET.get("kind", ""), organisation(request.GET.get("body", ""))
    page = queries.timeline_page(record, request.GET.get("page"), kind=kind, organisation=body)
    tasks = record.tasks.filter(done_at__isnull=True).order_by("due_at", "started_at")
    context = {
        "page": page,
        "events": queries.timeline_rows(record, page),
        "choices": queries.timeline_choices(record),
        "chosen": {"kind": kind, "body": str(body or "")},
        "filtered": bool(kind or body),
        "access": queries.access_short(queries.access_rows(record)),
        "notices": queries.notices(record),
        "tasks": queries.task_rows(tasks, asker(request), {record.id: code}),
    }
    return draw(request, "casefile/case.html", record, **context)


def organisation(text: str) -> UUID | None:
    """The organisation of the timeline's filter; anything else is no filter."""
    try:
        return UUID(text)
    except ValueError:
        return None


@require_safe
@gate("case.read")
def access(request: HttpRequest, code: str) -> HttpResponse:
    """Who has access, and, for the body that keeps the file, who opened it."""
    record = opened(request, code)
    row = file(record.id)
    context: dict[str, object] = {"access": queries.access_rows(record)}
    if row is not None and owns_log(asker(request), row.owner_organisation):
        context["page"], context["openings"] = queries.opening_rows(record, request.GET.get("page"))
        context["log"] = True
    return draw(request, "casefile/access.html", record, **context)


@require_safe
@gate("case.read")
def history(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """Who changed what in one section; sections of groups the actor does not read do not exist."""
    record = opened(request, code)
    group, reads = queries.SECTIONS.get(section, ("", ()))[0], groups_of(record.id)
    if not group or not reads & Group[group]:
        raise Http404
    if Group[group] & MASKED:
        if not may_reveal(asker(request), Group[group], reads):
            raise Http404
        log("reveal", kind=f"casefile:{section}", case=record.id, groups=group, detail={"reason": "history"})
    return draw(request, "casefile/history.html", record, rows=queries.history_rows(record, section), section=section)


@require_safe
@gate("case.read")
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """A sheet to print: the code, core facts and the timeline; no name, a neutral title."""
    record = opened(request, code)
    log("print", kind="casefile:print", case=record.id, groups="G1")
    events = queries.timeline_rows(record, queries.timeline(record)[:500])
    head = queries.header(record, asker(request))
    return render(
        request, "casefile/print.html", {"case": record, "header": head, "events": events, "now": timezone.now(), "facts": facts_of(record)}
    )


def facts_of(record: Case) -> list[dict[str, object]]:
    """Core facts as words for the summary list."""
    pack = queries.pack_of(record)
    named = [
        ("sex", _("Sex"), "codes.sex"),
        ("age_band", _("Age"), "codes.age_band"),
        ("exploitation", _("Exploitation"), "codes.exploitation"),
        ("route", _("Route"), "codes.route"),
    ]
    rows: list[dict[str, object]] = [
        fact_row(label, getattr(record, name), getattr(record, f"{name}_state"), queries.label(pack, f"{key}.{getattr(record, name)}"))
        for name, label, key in named
    ]
    rows.insert(1, fact_row(_("Nationality"), record.nationality, record.nationality_state, queries.country(record.nationality)))
    spoken = ", ".join(queries.label(pack, f"codes.language.{code}") for code in record.languages)
    rows.append(fact_row(_("Languages"), spoken, record.languages_state, spoken))
    needed = {True: _("yes"), False: _("no"), None: ""}[record.interpreter_needed]
    rows.append(fact_row(_("Interpreter needed"), needed, record.interpreter_state, needed))
    return rows


def stored_core(record: Case) -> dict[str, object]:
    """The core facts as they stand, in the shape in which the form gives them."""
    pairs = {
        name: (getattr(record, name), getattr(record, f"{name}_state"))
        for name in ("sex", "nationality", "age_band", "exploitation", "route")
    }
    plain = {name: getattr(record, name) for name in ("under_18", "under_18_reason", "source_kind")}
    spoken = (list(record.languages), record.languages_state)
    return {**pairs, "languages": spoken, "interpreter_needed": (record.interpreter_needed, record.interpreter_state), **plain}


def fact_words(record: Case, name: str, value: object) -> str:
    """One core fact in words: its value, or why there is none."""
    plain, state = value if isinstance(value, tuple) else (value, "known")
    if plain in (None, "", []):
        return queries.said_words(state) if state != "known" else ""
    parts = plain if isinstance(plain, list) else [plain]
    return ", ".join(queries.value_in_words(queries.pack_of(record), name, part) for part in parts)


def fact_row(label: str, value: str, state: str, words: str) -> dict[str, object]:
    """One fact: its words, or why there are none."""
    return {"label": label, "value": words if value else "", "state": "" if state == "known" else state}


@require_POST
@gate("case.write")
def done(request: HttpRequest, code: str, task: UUID) -> HttpResponse:
    """Tick a task off."""
    record = opened(request, code)
    row = get_object_or_404(record.tasks, id=task)
    tried(request, lambda: actions.finish_task(task=row, by=asker(request), at=timezone.now()))
    return back(record, request)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.write")
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close the case, asked on a page of its own."""
    record = opened(request, code)
    writable(record, Group.G1)
    form = CloseForm(request.POST or None, pack=queries.pack_of(record))

    def act() -> None:
        given = {name: form.cleaned_data[name] for name in ("reason", "outcome")}
        actions.close_case(case=record, by=asker(request), at=form.at, **given)

    return asked(
        request,
        record,
        form,
        act,
        title=_("Close this case?"),
        button=_("Close the case"),
        note=_("The case can be opened again. Help that is running goes on."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.write")
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Open a closed case again, with the reason."""
    record = opened(request, code)
    writable(record, Group.G1)
    form = ReopenForm(request.POST or None, pack=queries.pack_of(record))
    return asked(
        request,
        record,
        form,
        lambda: actions.reopen_case(case=record, by=asker(request), at=form.at, reason=form.cleaned_data["reason"]),
        title=_("Open the case again"),
        button=_("Open the case again"),
    )


@require_POST
@gate("case.write")
def seen(request: HttpRequest, code: str) -> HttpResponse:
    """The notices of searches were read."""
    record = opened(request, code)
    writable(record, Group.G1)
    actions.see_notices(case=record, at=timezone.now())
    return back(record, request)

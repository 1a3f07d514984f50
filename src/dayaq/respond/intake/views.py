"""Pages of taking over a list: bring it, say what it means, look, take it over, undo it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Actor
from dayaq.base.audit.actions import listed, log
from dayaq.base.jobs import queries as works
from dayaq.core.decision import Decision, Refused
from dayaq.core.table import guarded
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import codes, opened
from dayaq.respond.casefile.views.page import FORM, draw
from dayaq.respond.casefile.views.page import tried as pressed
from dayaq.respond.intake import actions, queries
from dayaq.respond.intake.access import IMPORTS
from dayaq.respond.intake.forms import BringForm, ColumnsForm, EntriesForm
from dayaq.respond.intake.models import Upload
from dayaq.respond.intake.queries import Outlook
from dayaq.respond.intake.rules.fields import BY_CODE
from dayaq.ui.templatetags.dayaq import say

PAGE = 25
SHOWN = 20  # lines of a preview
OUTCOMES = {
    "opened": (N_("becomes a case"), "leaf"),
    "same": (N_("taken over before, unchanged"), "neutral"),
    "changed": (N_("taken over before, differs now"), "amber"),
    "duplicate": (N_("somebody like this is known"), "plum"),
    "fault": (N_("cannot be taken over"), "brick"),
    "undone": (N_("withdrawn"), "neutral"),
    "kept": (N_("worked on since, stays"), "amber"),
}
FAULTS = {
    "no_day": N_("This is no day; write it as 14.05.2016 or 2016-05-14."),
    "no_birth": N_("This is no date of birth; write 14.05.1998, 1998-05, 1998 or ~1998."),
    "no_age": N_("This is no age in years."),
    "future": N_("This day lies in the future."),
    "no_code": N_("Nobody has said yet what this entry means in the words of the system."),
    "no_key": N_("This line has no number; without it the list cannot be taken over again."),
}
STATES = {
    "new": (N_("to be mapped"), "amber"),
    "mapped": (N_("ready"), "amber"),
    "running": (N_("being taken over"), "amber"),
    "done": (N_("taken over"), "leaf"),
    "undone": (N_("undone"), "neutral"),
}


def upload_of(request: Request, key: UUID) -> Upload:
    """A list of the actor's unit, or 404."""
    return get_object_or_404(Upload, id=key, unit=request.actor.unit_id)


@require_safe
@gate(IMPORTS)
def listing(request: Request) -> HttpResponse:
    """Lists of the unit."""
    page = Paginator(queries.uploads(request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [{"row": row, "state": STATES[row.state][0], "kind": STATES[row.state][1]} for row in page]
    return render(request, "intake/list.html", {"page": page, "rows": rows})


@require_http_methods(FORM)
@gate(IMPORTS)
def bring(request: Request) -> HttpResponse:
    """Bring a list."""
    form, refused = BringForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = b"" if file.size > actions.bringing.MOST_BYTES else file.read()  # its size is looked at before it is read
        try:
            made = actions.bring(label=form.cleaned_data["label"], name=file.name, data=data, by=request.actor, at=timezone.now())
        except Refused as refusal:
            refused = refusal.decision
        else:
            return redirect("intake:columns", made.id)
    return form_page(request, form, refused, {"title": _("Bring a case list"), "button": _("Read it"), "files": True})


def form_page(request: Request, form: Any, refused: Decision | None, words: dict[str, Any]) -> HttpResponse:
    """A form of this area."""
    return render(request, "intake/form.html", {"form": form, "refused": refused, **words}, status=200 if refused is None else 400)


@require_http_methods(FORM)
@gate(IMPORTS)
def columns(request: Request, key: UUID) -> HttpResponse:
    """Say what each column is."""
    row = changeable(request, key)
    form, refused = ColumnsForm(request.POST or None, upload=row), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_columns(upload=row, mapping=form.mapping, by=request.actor, at=timezone.now())
        except Refused as refusal:
            refused = refusal.decision
        else:
            return redirect("intake:entries", key)
    note = _("Names and dates of birth go into the identity of the case and nowhere else. Leave out what you do not need.")
    return form_page(request, form, refused, {"title": _("What is in which column?"), "button": _("Go on"), "note": note, "row": row})


def changeable(request: Request, key: UUID) -> Upload:
    """A list whose file is there and that was not taken over yet."""
    row = upload_of(request, key)
    if row.state not in {"new", "mapped"} or row.deleted_at:
        raise Http404
    return row


@require_http_methods(FORM)
@gate(IMPORTS)
def entries(request: Request, key: UUID) -> HttpResponse:
    """Say what the entries of coded columns mean."""
    row = changeable(request, key)
    meanings = queries.meanings(row, queries.sheet(row), request.actor)
    form, refused = EntriesForm(request.POST if request.method == "POST" else None, meanings=meanings, actor=request.actor), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_entries(upload=row, meant=form.meant, by=request.actor, at=timezone.now())
        except Refused as refusal:
            refused = refusal.decision
        else:
            return redirect("intake:one", key)
    note = _("What you leave open stops its lines only; the others are taken over.")
    return form_page(
        request, form, refused, {"title": _("What do the entries mean?"), "button": _("Show what becomes of it"), "note": note, "row": row}
    )


@require_safe
@gate(IMPORTS)
def one(request: Request, key: UUID) -> HttpResponse:
    """A list: before it is taken over what would become of its lines, afterwards what became of them."""
    row = upload_of(request, key)
    context: dict[str, Any] = {"row": row, "state": STATES[row.state][0], "kind": STATES[row.state][1]}
    if row.state == "new":
        return redirect("intake:columns", key)
    if row.state == "mapped" and not row.deleted_at:
        return render(request, "intake/preview.html", {**context, **preview(request, row)})
    return render(request, "intake/result.html", {**context, **result(request, row)})


def preview(request: Request, row: Upload) -> dict[str, Any]:
    """The dry run: sums of all lines, the first of them as cases, everything that stands against one."""
    whole = queries.sheet(row)
    looks = queries.outlook(row, whole, request.actor)
    sums = {outcome: sum(look.outcome == outcome for look in looks) for outcome in OUTCOMES}
    close = [look for look in looks if look.outcome in {"fault", "changed", "duplicate"}]
    like = [case for look in close for case in look.like]
    listed(kind="intake:preview", cases=like)
    known = codes(like, request.actor.organisation_id)
    page = Paginator(close, PAGE).get_page(request.GET.get("page"))
    return {
        "sums": [(say(words), sums[outcome], kind) for outcome, (words, kind) in OUTCOMES.items() if sums[outcome]],
        "first": first_rows(looks[:SHOWN], request.actor),
        "page": page,
        "close": [close_row(look, known) for look in page],
        "ready": sums["opened"],
    }


def first_rows(looks: Sequence[Outlook], actor: Actor) -> list[dict[str, Any]]:
    """Lines as the cases they become, their facts in words; a person is shown as there or not there: names are seen in the case."""
    said = {f.code: dict(queries.choices(f.codes, queries.home(), actor)) for f in BY_CODE.values() if f.codes}
    return [
        {
            "line": look.entry.line,
            "day": look.entry.opened,
            "named": bool(look.entry.said),
            "facts": [f"{say(BY_CODE[name].words)}: {said[name].get(code) or _('not known')}" for name, code in look.entry.codes.items()],
            "words": OUTCOMES[look.outcome][0],
            "kind": OUTCOMES[look.outcome][1],
        }
        for look in looks
    ]


def close_row(look: Outlook, known: dict[UUID, str]) -> dict[str, Any]:
    """A line somebody has to look at."""
    words, kind = OUTCOMES[look.outcome]
    faults = [f"{fault.column}: {say(fault.reason)}" for fault in look.entry.faults]
    return {
        "line": look.entry.line,
        "words": words,
        "kind": kind,
        "outcome": look.outcome,
        "faults": faults,
        "differs": [say(BY_CODE[name].words) if name in BY_CODE else _("something else") for name in look.differs],
        "like": [known[case] for case in look.like if case in known],
    }


def result(request: Request, row: Upload) -> dict[str, Any]:
    """What became of the lines, with the cases they opened."""
    counted = queries.summed(row)
    page = Paginator(queries.rows(row), PAGE).get_page(request.GET.get("page"))
    about = [one.case_ref for one in page if one.case_ref]
    listed(kind="intake:result", cases=about)
    known = codes(about, request.actor.organisation_id)
    work = works.work(row.work, request.actor) if row.work else None
    lines = [
        {
            "row": one,
            "words": OUTCOMES[one.outcome][0],
            "kind": OUTCOMES[one.outcome][1],
            "code": known.get(one.case_ref, "") if one.case_ref else "",
            "faults": [f"{fault['column']}: {say(FAULTS.get(fault['code'], fault['code']))}" for fault in one.faults],
        }
        for one in page
    ]
    sums = [(say(words), counted[outcome], kind) for outcome, (words, kind) in OUTCOMES.items() if counted.get(outcome)]
    rejected = bool(counted.get("fault", 0) + counted.get("duplicate", 0) + counted.get("changed", 0))
    return {"sums": sums, "page": page, "lines": lines, "work": work, "rejected": rejected and not row.deleted_at}


@require_POST
@gate(IMPORTS)
def start(request: Request, key: UUID) -> HttpResponse:
    """Take the list over in the background."""
    row = changeable(request, key)
    pressed(request, lambda: actions.start(upload=row, by=request.actor, at=timezone.now()))
    return redirect("intake:one", key)


@require_POST
@gate(IMPORTS)
def anyway(request: Request, key: UUID, line: int) -> HttpResponse:
    """Take a line over though somebody like this is known."""
    row = changeable(request, key)
    actions.take_anyway(upload=row, lines=[line], by=request.actor, at=timezone.now())
    return redirect("intake:one", key)


@require_POST
@gate(IMPORTS)
def undo(request: Request, key: UUID) -> HttpResponse:
    """Withdraw what the list opened and nobody touched since."""
    row = upload_of(request, key)

    def act() -> None:
        n = actions.undo(upload=row, by=request.actor, at=timezone.now())
        messages.success(request, ngettext("%(n)s case was withdrawn.", "%(n)s cases were withdrawn.", n) % {"n": n})

    pressed(request, act)
    return redirect("intake:one", key)


@require_POST
@gate(IMPORTS)
def finish(request: Request, key: UUID) -> HttpResponse:
    """Delete the file."""
    row = upload_of(request, key)
    pressed(request, lambda: actions.drop_file(upload=row, by=request.actor, at=timezone.now()))
    return redirect("intake:one", key)


@require_safe
@gate(IMPORTS)
def origin(request: Request, code: str) -> HttpResponse:
    """Where a case came from: which list, which line, when."""
    case = opened(request, code)
    return draw(request, "intake/origin.html", case, origins=queries.origins(case))


@require_safe
@gate(IMPORTS)
def rejected(request: Request, key: UUID) -> HttpResponse:
    """The lines that were not taken over, as a file with the reasons, to be mended and brought again."""
    row = upload_of(request, key)
    if row.deleted_at or row.state == "running":
        raise Http404
    whole, out = queries.sheet(row), StringIO()
    numbers = {one.line: one for one in row.rows.filter(outcome__in=["fault", "duplicate", "changed"])}
    reasons = {n: "; ".join(f"{f['column']}: {say(FAULTS.get(f['code'], f['code']))}" for f in one.faults) for n, one in numbers.items()}
    table = csv.writer(out)
    table.writerow([*(guarded(column) for column in whole.columns), _("line"), _("reason")])
    for line in whole.lines:
        if line.number in numbers:
            told = reasons[line.number] or say(OUTCOMES[numbers[line.number].outcome][0])
            table.writerow([*(guarded(line.entries[column]) for column in whole.columns), line.number, guarded(told)])
    log("export", kind="intake.rejected", count=len(numbers))
    headers = {"Content-Disposition": 'attachment; filename="rejected.csv"'}
    return HttpResponse(f"\ufeff{out.getvalue()}".encode(), content_type="text/csv; charset=utf-8", headers=headers)

"""Work on one case: who has it, marks, tasks by hand, the stepper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Refused
from dayaq.respond.casefile import queries as casefile
from dayaq.respond.casefile.queries import opened
from dayaq.respond.casefile.views.page import draw
from dayaq.respond.casework import actions, queries
from dayaq.respond.casework.forms import Chosen, DueForm, Plain, assign_fields, flag_fields, listed, radios
from dayaq.respond.casework.models import Flag
from dayaq.respond.casework.views.page import asked, place, writable
from dayaq.ui.templatetags.dayaq import say

EITHER = ["GET", "HEAD", "POST"]


@require_safe
@gate("case.read")
def work(request: Request, code: str) -> HttpResponse:
    """Who has the case, marks, open tasks, the gates of its stages, and what can be done."""
    case = opened(request, code)
    tasks = case.tasks.filter(done_at__isnull=True).order_by("due_at", "started_at")
    context = {
        "flags": queries.flags_of(case),
        "people": queries.responsible(case),
        "tasks": casefile.task_rows(tasks, request.actor, {case.id: code}),
        "stages": queries.stage_rows(case),
        "contacts": listed(casefile.pack_of(case), "contact_kind"),
        "joined": queries.merges_of(case, request.actor),
    }
    return draw(request, "casework/work.html", case, **context)


@require_http_methods(EITHER)
@gate("case.write")
def task(request: Request, code: str) -> HttpResponse:
    """Set a task by hand with its day."""
    case = opened(request, code)
    writable(case)
    pack = casefile.pack_of(case)
    form = DueForm(request.POST or None, pack=pack, fields={"task": radios(_("Task"), listed(pack, "hand_task"))})

    def act() -> None:
        actions.set_hand_task(case=case, task=form.cleaned_data["task"], due_at=form.due_at, by=request.actor, at=timezone.now())

    return asked(request, case, form, act, back=place("work", code), title=_("New task"), button=_("Set the task"))


@require_http_methods(EITHER)
@gate("case.write")
def flag(request: Request, code: str) -> HttpResponse:
    """Mark the case."""
    case = opened(request, code)
    writable(case)
    form = Plain(request.POST or None, fields=flag_fields(casefile.pack_of(case)))
    note = _("Marks are seen in your unit, or by you alone; other bodies never see them.")

    def act() -> None:
        actions.flag(case=case, by=request.actor, at=timezone.now(), **form.cleaned_data)

    return asked(request, case, form, act, back=place("work", code), title=_("Mark this case"), button=_("Set the mark"), note=note)


@require_POST
@gate("case.write")
def resolve(request: Request, code: str, key: UUID) -> HttpResponse:
    """Take a mark off."""
    case = opened(request, code)
    writable(case)
    row = Flag.objects.filter(id=key, case=case).first()
    if row is None:
        raise Http404
    try:
        actions.resolve_flag(row=row, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
    return redirect(place("work", code))


@require_http_methods(EITHER)
@gate("case.transfer")
def assign(request: Request, code: str) -> HttpResponse:
    """Give the case to a colleague; the load of each is shown while choosing."""
    case = opened(request, code)
    writable(case)
    people = [(str(one.id), load_words(one)) for one in queries.colleagues_loaded(request.actor)]
    form = Plain(request.POST or None, fields=assign_fields(casefile.pack_of(case), people))

    def act() -> None:
        given = form.cleaned_data
        actions.assign(case=case, user=UUID(given["user"]), reason=given["reason"], by=request.actor, at=timezone.now())

    return asked(request, case, form, act, back=place("work", code), title=_("Who works on this case?"), button=_("Assign"))


def load_words(one: object) -> str:
    """A colleague and what he or she carries."""
    return _("%(name)s: %(cases)s cases, %(tasks)s tasks") % {
        "name": getattr(one, "name", ""),
        "cases": getattr(one, "cases", 0),
        "tasks": getattr(one, "tasks", 0),
    }


@require_http_methods(EITHER)
@gate("case.write")
def stage(request: Request, code: str) -> HttpResponse:
    """Move the stepper; what a stage waits for is said, and going on before it needs a reason."""
    case = opened(request, code)
    writable(case)
    pack, rows = casefile.pack_of(case), queries.stage_rows(case)
    labels = [
        (
            row["code"],
            _("%(stage)s (waits for: %(waits)s)") % {"stage": row["label"], "waits": row["waits"]} if row["waits"] else row["label"],
        )
        for row in rows
    ]
    fields = {
        "stage": radios(_("Stage"), labels, initial=case.stage),
        "reason": radios(_("If it waits for another: why now?"), listed(pack, "skip_reason"), required=False),
    }
    form = Chosen(request.POST or None, pack=pack, fields=fields)

    def act() -> None:
        actions.move_stage(case=case, stage=form.cleaned_data["stage"], reason=form.cleaned_data["reason"], by=request.actor, at=form.at)

    note = _("Help hangs on no stage: a bed, a doctor or a lawyer never waits for one.")
    return asked(request, case, form, act, back=place("work", code), title=_("Where does the work stand?"), button=_("Save"), note=note)

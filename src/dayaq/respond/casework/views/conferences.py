"""Case conferences."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.base.accounts.queries import names
from dayaq.respond.casefile.queries import Case, label, opened, pack_of, writes_of
from dayaq.respond.casefile.views.page import draw
from dayaq.respond.casework import actions, queries
from dayaq.respond.casework.forms import DueForm, Plain, bodies, conference_fields, listed, radios
from dayaq.respond.casework.models import Conference
from dayaq.respond.casework.views.page import asked, place, tried, writable
from dayaq.ui.templatetags.dayaq import codes as in_words

EITHER = ["GET", "HEAD", "POST"]


@require_http_methods(EITHER)
@gate("case.read")
def conferences(request: Request, code: str) -> HttpResponse:
    """Conferences of a case, and planning one."""
    case = opened(request, code)
    pack, may_add = pack_of(case), bool(writes_of(case.id) & Group.G1) and request.actor.may("case.write")
    if request.method == "POST" and not may_add:
        raise Http404
    form = Plain(request.POST or None, fields=conference_fields(pack))

    def act() -> None:
        given = form.cleaned_data
        at = pack.calendar.at_wall(given["on"], given["hour"])
        actions.plan_conference(case=case, agenda=given["agenda"], at=at, by=request.actor, now=timezone.now())

    rows = [conference_words(row) for row in Conference.objects.filter(case=case).order_by("-at")]
    return asked(
        request, case, form, act, back=place("conferences", code), title=_("Case conferences"), button=_("Plan a conference"),
        template="casework/conferences.html", rows=rows, may_add=may_add,
    )  # fmt: skip


def conference_words(row: Conference) -> dict[str, object]:
    """A conference in words."""
    pack = pack_of(row.case)
    states = {"planned": _("planned"), "held": _("held"), "cancelled": _("did not take place")}
    about = ", ".join(label(pack, f"codes.conference_agenda.{item}") for item in row.agenda)
    return {"row": row, "about": about, "state": states[row.state]}


STEPS = ("held", "cancelled", "participant", "decision", "minutes")


@require_http_methods(EITHER)
@gate("case.read")
def conference(request: Request, code: str, key: UUID) -> HttpResponse:
    """One conference: who took part, what was decided, minutes; each with its small form."""
    case = opened(request, code)
    row = Conference.objects.filter(id=key, case=case).select_related("case").first()
    if row is None:
        raise Http404
    small, refused = step_forms(request, case), None
    if request.method == "POST":
        writable(case)
        step = request.POST.get("step", "")
        if step not in STEPS:
            raise Http404
        ok, refused = tried(request, small.get(step, forms.Form(request.POST)), lambda: do(request, row, step, small))
        if ok:
            return redirect(place("conference", code, key))
    return draw(request, "casework/conference.html", case, refused=refused, small=small, **shown(row))


def step_forms(request: Request, case: Case) -> dict[str, Any]:
    """The small forms of the page; only the one that was sent is bound."""
    pack, step = pack_of(case), request.POST.get("step", "") if request.method == "POST" else ""
    sent = {name: request.POST if name == step else None for name in STEPS}
    units = [(str(request.actor.unit_id), _("Our unit")), *queries.units_elsewhere(request.actor)]
    part = radios(_("Part"), listed(pack, "conference_role"))
    body = forms.ChoiceField(label=_("Body"), choices=[("", _("none")), *bodies(pack)], required=False)
    decision = {
        "decision": radios(_("Decision"), listed(pack, "conference_decision")),
        "unit": forms.ChoiceField(label=_("Who does it?"), choices=units),
    }
    text = {
        "text": forms.CharField(label=_("Minutes of the conference"), widget=forms.Textarea),
        "language": forms.ChoiceField(label=_("Written in"), choices=listed(pack, "language")),
    }
    return {
        "participant": Plain(sent["participant"], fields={"part": part, "body": body}),
        "decision": DueForm(sent["decision"], pack=pack, fields=decision),
        "minutes": Plain(sent["minutes"], fields=text),
    }


def do(request: Request, row: Conference, step: str, small: dict[str, Any]) -> None:
    """The step that was sent."""
    by, at = request.actor, timezone.now()
    given = small[step].cleaned_data if step in small else {}
    if step == "participant":
        actions.join(conference=row, part=given["part"], body=given["body"], by=by)
    elif step == "decision":
        due_at = small["decision"].due_at
        actions.decide(conference=row, decision=given["decision"], unit=UUID(given["unit"]), due_at=due_at, by=by, at=at)
    elif step == "minutes":
        actions.write_minutes(conference=row, text=given["text"], language=given["language"], by=by, at=at)
    else:
        version = request.POST.get("version", "0")
        change = actions.hold if step == "held" else actions.cancel_conference
        change(conference=row, version=int(version) if version.isdigit() else 0, by=by, at=at)


def shown(row: Conference) -> dict[str, object]:
    """What the page shows."""
    pack, resolutions = pack_of(row.case), list(row.resolutions.select_related("task").order_by("recorded_at"))
    said = names({one.unit for one in resolutions})
    return {
        "one": conference_words(row),
        "participants": [
            {"part": label(pack, f"codes.conference_role.{one.part}"), "body": label(pack, f"bodies.{one.body}") if one.body else ""}
            for one in row.participants.all()
        ],
        "resolutions": [
            {"what": label(pack, f"codes.conference_decision.{one.decision}"), "unit": in_words(said.get(one.unit, {})), "row": one}
            for one in resolutions
        ],
        "minutes": queries.minutes_of(row),
        "reads_story": bool((groups_of(row.case_id) | writes_of(row.case_id)) & Group.G3),
        "writes_story": bool(writes_of(row.case_id) & Group.G3),
    }

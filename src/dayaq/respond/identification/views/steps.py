"""The tab: steps in the pack's order, what stands, what the person was told; presuming; telling; lists of work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.base.audit.actions import listed
from dayaq.core.words import N_
from dayaq.respond.casefile.forms import EventForm
from dayaq.respond.casefile.queries import label, opened, pack_of, remaining_help
from dayaq.respond.casefile.views.page import FORM, draw, writable
from dayaq.respond.identification import actions, queries
from dayaq.respond.identification.forms import METHOD_WORDS, PresumeForm, StepForm, TellForm
from dayaq.respond.identification.models import FormalDecision, Stage
from dayaq.respond.identification.views.page import asked, home
from dayaq.respond.screening.queries import is_child
from dayaq.ui.templatetags.dayaq import codes

WORK: dict[str, tuple[str, str, Callable[[Actor], Any], str]] = {
    "untold": (N_("Decisions the person was not told"), "identification.decide", queries.untold, "at"),
    "reviews": (N_("Reviews to decide"), "identification.review", queries.open_reviews, "asked_at"),
    "holds": (N_("Removals on hold"), "identification.inquire", queries.open_holds, "asked_at"),
}


@require_safe
@gate("case.read")
def index(request: Request, code: str) -> HttpResponse:
    """Where identification stands: steps, decision, notices, holds, comments; help that remains."""
    case = opened(request, code)
    pack, now = pack_of(case), timezone.now()
    found = queries.decisions(case)
    stands = queries.standing(found)
    context = {
        "steps": queries.step_rows(case, pack, request.actor),
        "route": queries.route_of(case, pack)[1],
        "decisions": [decision_row(one, stands, pack) for one in found],
        "stands": decision_row(stands, stands, pack) if stands else None,
        "untold": stands is not None and queries.told(stands) is None,
        "late": queries.late_days(stands, now) if stands else 0,
        "remaining": remaining_help(case) if stands and stands.outcome == "negative" else None,
        "notices": [notice_row(one, pack) for one in queries.notices(case)],
        "reflection": queries.reflection(case, pack),
        "scope": pack.process.reflection.scope_disputed,
        "holds": queries.hold_rows(case, pack, now),
        "actor_organisation": request.actor.organisation_id,
        "hint": queries.hold_consent(case),
        "stays": queries.stay_rows(case, pack, now),
        "step_clocks": queries.step_clock_rows(case, pack, now),
        "step_events": list(queries.step_events(case, pack)),
        "abroad": queries.abroad_rows(case, pack),
        "route_missing": case.route_state != "known",
        "votes": queries.open_votes(case, request.actor.organisation_id),
        **offers(request, case, pack),
    }
    return draw(request, "identification/index.html", case, **context)


def offers(request: Request, case: Any, pack: Any) -> dict[str, Any]:
    """What the reader may do here; what one may not do is absent."""
    actor, sees = request.actor, Group.G3 in groups_of(case.id)
    day = pack.calendar.local_date(timezone.now())
    rule = pack.process.referral.co_assessor
    body = actor.organisation
    competent = actor.may("identification.decide") and body in queries.deciders(pack) and sees
    way = queries.deciding(pack, body)[0] if competent else ""
    return {
        "may_vote": competent and queries.panel_of(pack, way, timezone.now()) is not None,
        "may_decide": actor.may("identification.decide") and body in queries.deciders(pack) and sees,
        "may_presume": actor.may("case.assert_status") and pack.on(day).may_assert("presumed", body).ok,
        "may_comment": sees
        and actor.may("identification.comment")
        and rule is not None
        and body in pack.bodies_meant(rule.who)
        and queries.takes_part(case, actor),
        "may_reflect": pack.on(day).reflection is not None and body in pack.bodies_meant(pack.process.reflection.notify_by),
        "comments": queries.comments(case) if sees else [],
    }


def decision_row(one: FormalDecision, stands: FormalDecision | None, pack: Any) -> dict[str, Any]:
    """A decision as a line: outcome, body, where it stands."""
    state = "removed" if one.removed_at else "stands" if stands and one.id == stands.id else "replaced"
    return {"row": one, "body": label(pack, f"bodies.{one.body}"), "state": state, "told": queries.told(one)}


def notice_row(one: Any, pack: Any) -> dict[str, Any]:
    """A notice in words."""
    return {"row": one, "language": label(pack, f"codes.language.{one.language}"), "method": METHOD_WORDS.get(one.method, one.method)}


@require_http_methods(FORM)
@gate("case.write")
def begin(request: Request, code: str, step: str) -> HttpResponse:
    """Begin a step; out of order it is explained and recorded, not refused."""
    case = opened(request, code)
    writable(case, Group.G1)
    pack = pack_of(case)
    entry = queries.steps_of(pack).get(step)
    if entry is None:
        raise Http404
    form = StepForm(request.POST or None, pack=pack, child=is_child(case) and not queries.is_help(entry))

    def act() -> object:
        return actions.begin_stage(case=case, code=step, by=request.actor, at=form.at, **form.company)

    order = queries.order_of(case, pack, step, happened=True)
    words = {"title": codes(entry.label), "button": _("It began"), "note": order.reasons[0] if order.reasons else "", "back": home(code)}
    return asked(request, case, form, act, words)


@require_http_methods(FORM)
@gate("case.write")
def finish(request: Request, code: str, stage: UUID) -> HttpResponse:
    """Finish a step."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = get_object_or_404(Stage, id=stage, case=case, finished_at__isnull=True, organisation=request.actor.organisation_id)
    form = EventForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.finish_stage(stage=row, by=request.actor, at=form.at)

    entry = queries.steps_of(pack_of(case)).get(row.code)
    words = {"title": codes(entry.label) if entry else row.code, "button": _("It is finished"), "back": home(code)}
    return asked(request, case, form, act, words)


@require_http_methods(FORM)
@gate("case.assert_status")
def presume(request: Request, code: str) -> HttpResponse:
    """State reasonable grounds, and tell of the reflection period at once where that is possible."""
    case = opened(request, code)
    writable(case, Group.G1)
    pack = pack_of(case)
    form = PresumeForm(request.POST or None, pack=pack, case=case, reflection=offers(request, case, pack)["may_reflect"])

    def act() -> object:
        told = form.told(queries.REFLECTION) if form.cleaned_data.get("now") else None
        return actions.presume(case=case, by=request.actor, at=form.at, told=told)

    rule = pack.on(pack.calendar.local_date(timezone.now())).may_assert("presumed", request.actor.organisation)
    words = {"title": _("There are reasonable grounds"), "button": _("State it"), "note": rule.reasons[0], "back": home(code)}
    return asked(request, case, form, act, words)


@require_http_methods(FORM)
@gate("case.write")
def tell(request: Request, code: str, about: str) -> HttpResponse:
    """Record that the person was told of the reflection period or of the rights."""
    case = opened(request, code)
    writable(case, Group.G1)
    if about not in (queries.REFLECTION, queries.RIGHTS):
        raise Http404
    form = TellForm(request.POST or None, pack=pack_of(case), case=case)

    def act() -> object:
        return actions.notify_person(case=case, told=form.told(about), by=request.actor, at=form.at)

    title = _("The person was told of the reflection period") if about == queries.REFLECTION else _("The person was told of the rights")
    return asked(request, case, form, act, {"title": title, "button": _("Record it"), "back": home(code)})


@require_http_methods(FORM)
@gate("case.write")
def tell_decision(request: Request, code: str, decision: UUID) -> HttpResponse:
    """Record that the person was told of a decision."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = get_object_or_404(FormalDecision, id=decision, case=case, removed_at__isnull=True)
    form = TellForm(request.POST or None, pack=pack_of(case), case=case)

    def act() -> object:
        return actions.notify_person(case=case, told=form.told(queries.DECISION, row), by=request.actor, at=form.at)

    contents = ", ".join(
        label(pack_of(case), f"codes.notice_content.{part}") for part in pack_of(case).process.identification.notice.contains
    )
    note = _("The notice names: %(contents)s.") % {"contents": contents}
    words = {
        "title": _("The person was told of the decision"),
        "button": _("Record it"),
        "note": note,
        "back": home(code, "decision", row.id),
    }
    return asked(request, case, form, act, words)


@require_safe
@gate("identification.decide", "identification.review", "identification.inquire")
def work(request: Request, which: str) -> HttpResponse:
    """The cases behind a number on Today."""
    if which not in WORK:
        raise Http404
    title, permission, rows, moment = WORK[which]
    if not request.actor.may(permission):
        raise Http404
    shown = list(rows(request.actor)[:200])
    listed(kind=f"identification.{which}", cases=[row.case_id for row in shown])
    return render(request, "identification/work.html", {"title": title, "rows": queries.work_rows(shown, request.actor, moment)})

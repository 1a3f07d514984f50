"""The decision: made beside the two results of the screening, read with its reasons, removed, reviewed, commented."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.base.accounts.queries import names
from dayaq.respond.casefile.queries import label, opened, pack_of, remaining_help
from dayaq.respond.casefile.views.page import FORM, draw, writable
from dayaq.respond.identification import actions, queries
from dayaq.respond.identification.access import REMOVED_WHY
from dayaq.respond.identification.forms import (
    ASKERS,
    REVIEW_OUTCOMES,
    VIEWS,
    AgainForm,
    CommentForm,
    DecisionForm,
    ReasonForm,
    ReviewedForm,
    ReviewForm,
)
from dayaq.respond.identification.models import FormalDecision, Reasoning, Review
from dayaq.respond.identification.views.page import asked, home
from dayaq.respond.identification.views.steps import decision_row, notice_row, offers
from dayaq.respond.screening import queries as screening
from dayaq.ui.templatetags.dayaq import codes

FINDING_WORDS = ("act", "means", "purpose")


@require_http_methods(FORM)
@gate("identification.decide")
def decide(request: Request, code: str) -> HttpResponse:
    """Decide on status; who does not see what happened cannot, and the page is not there."""
    case = opened(request, code)
    if Group.G3 not in groups_of(case.id):
        raise Http404
    writable(case, Group.G3)
    pack = pack_of(case)
    form = DecisionForm(request.POST or None, pack=pack, case=case, child=screening.is_child(case))

    def act() -> object:
        return actions.decide(case=case, new=form.new, by=request.actor, at=form.at)

    results = [
        {"row": row, "list": label(pack, f"indicators.{row.list_code}"), **screening.result_words(row, pack)}
        for row in screening.finished(case)
    ]
    words = {
        "title": _("Decision on status"),
        "button": _("Decide"),
        "back": home(code),
        "results": results,
        "route_missing": case.route_state != "known",
        "comments": comment_rows(case),
    }
    words["done"] = _("The decision is recorded. The person has to be told.")
    return asked(request, case, form, act, words, template="identification/decide.html")


def comment_rows(case: Any) -> list[dict[str, Any]]:
    """Comments of co-assessors in words."""
    rows, views = queries.comments(case), dict(VIEWS)
    bodies = names({row.organisation for row in rows})
    return [{"row": row, "body": bodies.get(row.organisation, {}), "view": views.get(row.view, row.view)} for row in rows]


@require_safe
@gate("case.read")
def decision(request: Request, code: str, decision: UUID) -> HttpResponse:
    """One decision: findings, reasons for whoever may read them, notice, review, and the help that remains."""
    case = opened(request, code)
    pack, now = pack_of(case), timezone.now()
    found = queries.decisions(case)
    row = next((one for one in found if one.id == decision), None)
    if row is None:
        raise Http404
    mine = request.actor.organisation_id == row.organisation and request.actor.may("identification.decide")
    rule = pack.process.identification.review
    context = {
        **decision_row(row, queries.standing(found), pack),
        "findings": [(part, getattr(row, part)) for part in FINDING_WORDS],
        "reason": label(pack, f"codes.negative_reason.{row.reason_code}") if row.outcome == "negative" else "",
        "exploitation": label(pack, f"codes.exploitation.{row.exploitation}"),
        "route": label(pack, f"codes.route.{row.route}"),
        "reasoning": Reasoning.objects.filter(decision=row).first(),
        "who": names([row.by]).get(row.by, {}),
        "removed_why": REMOVED_WHY.get(row.removed_reason, ""),
        "notices": [notice_row(one, pack) for one in sorted(row.notices.all(), key=lambda n: n.at)],
        "late": queries.late_days(row, now),
        "remaining": remaining_help(case) if row.outcome == "negative" else None,
        "reviews": [review_row(one, pack, request.actor) for one in row.reviews.select_related("case", "decision").order_by("asked_at")],
        "review_rule": rule,
        "ways": [(way, codes(entry.label)) for way, entry in queries.ways_again(pack, row.at).items()],
        "votes": Counter(vote.view for vote in row.votes.all()),
        "review_clock": queries.review_state(row, pack, now),
        "may_remove": mine and not row.removed_at,
        **{name: offered for name, offered in offers(request, case, pack).items() if name == "may_decide"},
    }
    return draw(request, "identification/decision.html", case, **context)


def review_row(one: Review, pack: Any, actor: Actor) -> dict[str, Any]:
    """A review in words, and whether the reader writes down its end."""
    asker, outcome = dict(ASKERS).get(one.asked_by, one.asked_by), dict(REVIEW_OUTCOMES).get(one.outcome, "")
    return {
        "row": one,
        "ground": label(pack, f"codes.review_ground.{one.ground}"),
        "asker": asker,
        "outcome": outcome,
        "way": queries.way_label(pack, one.route),
        "may_settle": queries.may_settle(one, actor).ok,
    }


@require_http_methods(FORM)
@gate("identification.decide")
def remove(request: Request, code: str, decision: UUID) -> HttpResponse:
    """Mark a decision of the own body as recorded in error."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = get_object_or_404(FormalDecision, id=decision, case=case, organisation=request.actor.organisation_id, removed_at__isnull=True)
    form = ReasonForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.remove_decision(decision=row, reason=form.cleaned_data["reason"], by=request.actor, at=form.at)

    note = _(
        "The decision is kept with its reason, and no longer counts; the status it gave goes with it. A new decision is made by deciding again."
    )
    words = {
        "title": _("Recorded in error"),
        "button": _("Mark as recorded in error"),
        "note": note,
        "back": home(code, "decision", row.id),
    }
    return asked(request, case, form, act, words)


@require_http_methods(FORM)
@gate("case.write")
def review(request: Request, code: str, decision: UUID) -> HttpResponse:
    """Record that a review is asked for; not there in a country without one."""
    case = opened(request, code)
    writable(case, Group.G1)
    pack = pack_of(case)
    row = get_object_or_404(FormalDecision, id=decision, case=case, removed_at__isnull=True)
    if pack.process.identification.review is None:
        raise Http404
    form = ReviewForm(request.POST or None, pack=pack)

    def act() -> object:
        given = form.cleaned_data
        return actions.ask_review(decision=row, ground=given["ground"], asked_by=given["asked_by"], by=request.actor, at=form.at)

    words = {"title": _("A review is asked for"), "button": _("Record it"), "back": home(code, "decision", row.id)}
    return asked(request, case, form, act, words)


@require_http_methods(FORM)
@gate("case.write")
def again(request: Request, code: str, decision: UUID, way: str) -> HttpResponse:
    """Another way after a negative decision: a court, or new evidence for the deciding body."""
    case = opened(request, code)
    writable(case, Group.G1)
    pack = pack_of(case)
    row = get_object_or_404(FormalDecision, id=decision, case=case, outcome="negative", removed_at__isnull=True)
    entry = queries.ways_again(pack, row.at).get(way)
    if entry is None:
        raise Http404
    form = AgainForm(request.POST or None, pack=pack)

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("ground", "asked_by")}
        return actions.ask_review(decision=row, route=way, by=request.actor, at=form.at, **given)

    return asked(request, case, form, act, {"title": codes(entry.label), "button": _("Record it"), "back": home(code, "decision", row.id)})


@require_http_methods(FORM)
@gate("identification.review", "identification.decide")
def decision_review(request: Request, code: str, review: UUID) -> HttpResponse:
    """Decide on a review."""
    case = opened(request, code)
    writable(case, Group.G1)
    row = get_object_or_404(Review, id=review, case=case, decided_at__isnull=True)
    form = ReviewedForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.decide_review(review=row, outcome=form.cleaned_data["outcome"], by=request.actor, at=form.at)

    words = {"title": _("Decide on the review"), "button": _("Decide"), "back": home(code, "decision", row.decision_id)}
    return asked(request, case, form, act, words)


@require_http_methods(FORM)
@gate("identification.comment")
def comment(request: Request, code: str) -> HttpResponse:
    """Write what the referring organisation observed, beside the decision."""
    case = opened(request, code)
    if not offers(request, case, pack_of(case))["may_comment"]:
        raise Http404
    writable(case, Group.G3)
    form = CommentForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("view", "text", "attended")}
        return actions.co_assess(case=case, by=request.actor, at=form.at, **given)

    note = _("The competent body decides and reads this beside the screening.")
    return asked(
        request, case, form, act, {"title": _("What your organisation observed"), "button": _("Save"), "note": note, "back": home(code)}
    )

"""A person's way to services: what fits and why, leading on, links, packages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import file as access_file
from dayaq.respond.casefile.queries import opened
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.network import actions, queries, rules
from dayaq.respond.network.access import LEADERS, leads
from dayaq.respond.network.forms import FilterForm, LeadForm, LinkForm, OutcomeForm, PackageForm, ReasonForm
from dayaq.respond.network.views.door import rows as told
from dayaq.respond.network.views.page import asked, draw, of_case, pressed, tried, under
from dayaq.ui.templatetags.dayaq import say

NEAREST = 8


@require_safe
@gate("case.read")
def network(request: Request, code: str) -> HttpResponse:
    """What fits this person and why; what was sent of the person to whom, and what they answered."""
    case = opened(request, code)
    form = FilterForm(request.GET, pack=queries.home())
    chosen = form.filters()
    need = queries.need_of(case, service=chosen.kind, region=chosen.region)
    now = timezone.now()
    context: dict[str, Any] = {
        "form": form,
        "leads": leads(request.actor),
        "found": [suggested(row, one) for row, one in queries.suggestions(need, now)[:NEAREST]],
        "lines": [{"body": queries.body_word(line.body), "basis": line.basis} for line in queries.led_bodies(need, now)],
        "onward": [{**sent_row(row, request), **seen(case, row, request)} for row in queries.onward_of(case)],
        "links": queries.links_of(case),
        "packages": queries.packages_of(case),
        "unit": request.actor.unit_id,
        "organisation": request.actor.organisation_id,
    }
    return draw(request, "network/of_case.html", case, **context)


def suggested(row: Any, one: Any) -> dict[str, Any]:
    """A service that fits, in words."""
    return {
        "service": row,
        "kind": queries.word("service_offered", row.kind),
        "body": queries.body_word(row.body),
        "region": queries.word("service_region", row.region),
        "reasons": one.reasons,
    }


def seen(case: Any, row: Any, request: Request) -> dict[str, Any]:
    """What the body that was asked sees beside the core, and whether the reader can open more to it on the person's consent."""
    kept, stands = access_file(case.id), row.status not in ("withdrawn", "declined")
    mine = kept is not None and kept.owner_unit == request.actor.unit_id == row.from_unit
    asked_us = row.to_unit == request.actor.unit_id
    return {
        "sees": queries.seen_by(case.id, row.to_unit) if stands else [],
        "widens": stands and mine and request.actor.may("support.plan") and not asked_us,
        "asks_more": stands and asked_us,
    }


def sent_row(row: Any, request: Request) -> dict[str, Any]:
    """A service referral in words, with what the reader can do."""
    mine = row.from_unit == request.actor.unit_id
    return {
        "row": row,
        "to": queries.body_word(row.to_body),
        "from": queries.body_word(row.from_body),
        "services": queries.words("service_offered", row.services),
        "why": queries.word("link_decline", row.decline_reason) if row.decline_reason else "",
        "outcome": queries.word("service_outcome", row.outcome) if row.outcome else "",
        "takes_back": mine and row.status != "withdrawn",
        "decides": row.to_unit == request.actor.unit_id and row.status == "sent",
        "answers": row.to_unit == request.actor.unit_id and row.status in {"accepted", "answered"},
    }


@require_http_methods(FORM)
@gate(*LEADERS)
def lead(request: Request, code: str) -> HttpResponse:
    """Lead the person to a body that works here."""
    case = opened(request, code)
    kept = access_file(case.id)
    units = queries.helping_units(request.actor, closed_to_state=bool(kept and kept.closed_to_state))
    first = next((str(unit.id) for unit in units if unit.organisation.code == request.GET.get("to")), "")
    start = {"to_unit": first, "services": request.GET.getlist("service"), "reason": request.GET.get("reason", "service")}
    form = LeadForm(request.POST or None, pack=queries.home(), units=units, initial=start)

    def act() -> None:
        given = {name: form.cleaned_data[name] for name in ("services", "agreed_by", "reason", "carries_story")}
        actions.refer_onward(case=case, to_unit=form.unit, by=request.actor, at=form.at, **given)
        messages.success(request, _("Sent. The other body sees the envelope only, and what you chose."))

    return asked(request, case, form, act, title=_("Lead to a service"), button=_("Send"))


@require_POST
@gate(*LEADERS)
def accept(request: Request, code: str, row_id: UUID) -> HttpResponse:
    """Take the person on."""
    case = opened(request, code)
    row = under(request, of_case(queries.onward(row_id), case))
    act: dict[str, Any] = {"onward": row, "accept": True, "by": request.actor, "at": timezone.now()}
    return pressed(request, lambda: actions.decide_onward(**act), _("Accepted."), "network:of_case", code)


@require_http_methods(FORM)
@gate(*LEADERS)
def decline(request: Request, code: str, row_id: UUID) -> HttpResponse:
    """No, with a reason; the access to the case ends with it."""
    case = opened(request, code)
    row = of_case(queries.onward(row_id), case)
    form, refused = ReasonForm(request.POST or None, pack=queries.home(), initial={"version": row.version}), None
    if request.method == "POST" and form.is_valid():
        given, by, now = form.cleaned_data, request.actor, timezone.now()
        row.version = given["version"] or row.version
        refused = tried(request, lambda: actions.decide_onward(onward=row, accept=False, reason=given["reason"], by=by, at=now))
        if refused is None:
            messages.success(request, _("Answered. Your access to this case has ended."))
            return redirect("network:inbox")
    return draw(request, "network/form.html", case, form=form, refused=refused, title=_("Not accepted"), button=_("Do not accept"))


@require_http_methods(FORM)
@gate(*LEADERS)
def answer(request: Request, code: str, row_id: UUID) -> HttpResponse:
    """What came of it, for the body that led the person here."""
    case = opened(request, code)
    row = of_case(queries.onward(row_id), case)
    form = OutcomeForm(request.POST or None, pack=queries.home(), initial={"version": row.version})

    def act() -> None:
        row.version = form.cleaned_data["version"] or row.version
        actions.answer_onward(onward=row, outcome=form.cleaned_data["outcome"], by=request.actor, at=timezone.now())

    return asked(request, case, form, act, title=_("What came of it"), button=_("Answer"))


@require_POST
@gate(*LEADERS)
def withdraw(request: Request, code: str, row_id: UUID) -> HttpResponse:
    """Take it back."""
    case = opened(request, code)
    row = under(request, of_case(queries.onward(row_id), case))
    act: dict[str, Any] = {"onward": row, "by": request.actor, "at": timezone.now()}
    return pressed(
        request, lambda: actions.withdraw_onward(**act), _("Taken back. The other body's access has ended."), "network:of_case", code
    )


@require_http_methods(FORM)
@gate("referral.send")
def new_link(request: Request, code: str) -> HttpResponse:
    """Make a link for a service outside; its two parts are shown once."""
    case, refused = opened(request, code), None
    form = LinkForm(request.POST or None, pack=queries.home(), offered=queries.link_fields())
    if request.method == "POST" and form.is_valid():
        made: list[actions.Secrets] = []
        told: dict[str, Any] = {"case": case, "parcel": form.parcel(), "by": request.actor, "at": timezone.now()}
        refused = tried(request, lambda: made.append(actions.make_link(**told)))
        if made:
            address = settings.SITE_URL + reverse("network:door", args=[made[0].token])
            return draw(request, "network/made.html", case, link=made[0].link, address=address, secret=made[0].code)
    words = {"title": _("A link for a service outside"), "button": _("Make the link")}
    return draw(request, "network/form.html", case, form=form, refused=refused, **words)


@require_POST
@gate("referral.send")
def withdraw_link(request: Request, code: str, row_id: UUID) -> HttpResponse:
    """The consent is taken back: nothing opens any more."""
    case = opened(request, code)
    row = under(request, of_case(queries.link(row_id), case))
    act: dict[str, Any] = {"link": row, "by": request.actor, "at": timezone.now()}
    return pressed(
        request, lambda: actions.withdraw_link(**act), _("Taken back. The link opens nothing any more."), "network:of_case", code
    )


@require_safe
@gate("case.read")
def link(request: Request, code: str, row_id: UUID) -> HttpResponse:
    """One link: what it carries, whether it was opened, what was answered."""
    case = opened(request, code)
    row = of_case(queries.link(row_id), case)
    context = {
        "link": row,
        "labels": [say(rules.FIELDS[name]) for name in row.fields if name in rules.FIELDS],
        "services": queries.words("service_offered", row.services),
        "texts": queries.link_texts(row),
        "outcome": queries.word("service_outcome", row.outcome) if row.outcome else "",
        "why": queries.word("link_decline", row.decline_reason) if row.decline_reason else "",
        "mine": row.unit == request.actor.unit_id,
    }
    return draw(request, "network/link.html", case, **context)


@require_http_methods(FORM)
@gate("referral.send")
def new_package(request: Request, code: str) -> HttpResponse:
    """Prepare a package for a partner abroad."""
    case = opened(request, code)
    form = PackageForm(request.POST or None, pack=queries.home(), offered=queries.abroad_fields())

    def act() -> None:
        given = {name: form.cleaned_data[name] for name in ("country", "partner_kind", "risk", "risk_note")}
        actions.make_package(case=case, parcel=form.parcel(), by=request.actor, at=timezone.now(), **given)
        messages.success(request, _("Prepared. Nothing has left yet."))

    return asked(request, case, form, act, title=_("Package for a partner abroad"), button=_("Prepare"))


@require_safe
@gate("case.read")
def package(request: Request, code: str, row_id: UUID) -> HttpResponse:
    """One package as it would go out."""
    case = opened(request, code)
    row = of_case(queries.package(row_id), case)
    data = queries.package_data(row)
    context = {
        "package": row,
        "data": data,
        "rows": told(data["fields"]),
        "kind": queries.word("partner_kind", row.partner_kind),
        "mine": row.organisation == request.actor.organisation_id and request.actor.may("referral.send"),
    }
    return draw(request, "network/package.html", case, **context)


@require_POST
@gate("referral.send")
def step_package(request: Request, code: str, row_id: UUID, verb: str) -> HttpResponse:
    """Send it, note the partner's answer, take it back."""
    case = opened(request, code)
    row = under(request, of_case(queries.package(row_id), case))
    told: dict[str, Any] = {"package": row, "by": request.actor, "at": timezone.now()}
    acts = {
        "send": lambda: actions.send_package(**told),
        "accepted": lambda: actions.answer_package(**told, accepted=True),
        "declined": lambda: actions.answer_package(**told, accepted=False),
        "withdraw": lambda: actions.withdraw_package(**told),
    }
    return pressed(request, acts[verb], _("Done."), "network:package", code, row.id)

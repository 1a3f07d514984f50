"""Six fields with a telephone in the hand."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.respond.casefile.queries import code_for, opened
from dayaq.respond.casefile.views.page import FORM
from dayaq.respond.network import actions, queries
from dayaq.respond.network.forms import QuickForm
from dayaq.respond.network.models import Encounter
from dayaq.respond.network.views.page import tried
from dayaq.respond.referral.queries import recipients


def owner(request: Request) -> str:
    """Whose draft it is, as nobody can guess: another person at the same telephone does not get it."""
    return hmac.new(settings.SECRET_KEY.encode(), f"draft|{request.actor.user_id}".encode(), hashlib.sha256).hexdigest()[:32]


@require_http_methods(FORM)
@gate("referral.send")
def refer(request: Request) -> HttpResponse:
    """Report a person in six fields; to whom it goes is the law's to say."""
    form, refused, now = QuickForm(request.POST or None, pack=queries.home()), None, timezone.now()
    lawful = recipients(queries.home(), now)[0]
    if request.method == "POST" and form.is_valid() and lawful:
        made: list[Encounter] = []
        told: dict[str, Any] = {"report": form.report(), "to_unit": lawful[0], "by": request.actor, "at": now}
        refused = tried(request, lambda: made.append(actions.report_quickly(**told)))
        if made:
            return redirect("network:referred", code_for(made[0].case, request.actor.organisation_id))
    to = queries.body_word(lawful[0].organisation.code) if lawful else ""
    context = {"form": form, "refused": refused, "to": to, "owner": owner(request)}
    return render(request, "network/refer.html", context, status=400 if refused is not None else 200)


@require_safe
@gate("referral.send")
def referred(request: Request, code: str) -> HttpResponse:
    """Sent: what to do now. The draft in the browser is wiped here."""
    case = opened(request, code)
    return render(request, "network/referred.html", {"case_code": code, "case": case})


@require_safe
@gate("referral.send")
def reach(request: Request) -> HttpResponse:
    """Whether the house can be reached and the person is still signed in; asked before a report is sent."""
    del request
    return HttpResponse(status=204)

"""Inbox and sent, and the sums for whoever watches over the response."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import listed
from dayaq.respond.casefile.queries import codes, label
from dayaq.respond.referral import queries
from dayaq.respond.referral.forms import FilterForm
from dayaq.respond.referral.models import Referral

PAGE = 25
KINDS = {"draft": "amber", "sent": "amber", "arrived": "amber", "fed_back": "leaf", "declined": "brick", "kept_back": "plum"}


@require_safe
@gate("referral.receive", "referral.send", "overview.read")
def inbox(request: Request) -> HttpResponse:
    """What waits for the actor's unit; who only sends is shown the sent ones, who only counts the sums."""
    if request.actor.may("referral.receive"):
        return listing(request, "inbox", queries.inbox)
    return redirect("referral:sent" if request.actor.may("referral.send") else "referral:overview")


@require_safe
@gate("referral.send")
def sent(request: Request) -> HttpResponse:
    """What the actor's unit sent or still has to send."""
    return listing(request, "sent", queries.sent)


def listing(request: Request, name: str, rows: Any) -> HttpResponse:
    """One list with its filters; the cases shown are logged in one event."""
    form, now = FilterForm(request.GET), timezone.now()
    chosen: QuerySet[Referral] = rows(request.actor, form.filters(), now)
    page = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    listed(kind=f"referral:{name}", cases=[row.case_id for row in page])
    context = {
        "page": page,
        "rows": table(page, request),
        "form": form,
        "name": name,
        "clear": reverse(f"referral:{name}"),
        "filtered": any(request.GET.values()),
    }
    return render(request, "referral/list.html", context)


def table(page: Page[Referral], request: Request) -> list[dict[str, Any]]:
    """Rows for the table: code, from or to, state, suspicion, the clock that matters to the reader."""
    now, pack = timezone.now(), queries.home()
    known = codes([row.case_id for row in page], request.actor.organisation_id)
    made = []
    for row in page:
        mine = row.to_unit == request.actor.unit_id
        code = known.get(row.case_id, "")
        other = row.from_body if mine else row.to_body
        clock = queries.receiver_clock(row, now) if mine else queries.finder_clock(row, now)
        running = clock.remaining if row.status in {"draft", *queries.WAITING} and clock.due else None
        made.append(
            {
                "url": reverse("referral:one", args=[code, row.id]),
                "code": code,
                "other": label(pack, f"bodies.{other}") if other else "",
                "state": row.get_status_display(),
                "kind": KINDS.get(row.status, "neutral"),
                "suspected_at": row.suspected_at,
                "left": running,
            }
        )
    return made


@require_safe
@gate("overview.read")
def overview(request: Request) -> HttpResponse:
    """Sums by body: overdue, waiting, answers owed, breaches this year. Never a row, a code or a name."""
    pack, table_ = queries.home(), queries.by_measure(timezone.now())
    overdue = [(name, body, n) for name, bodies in table_.items() if name.startswith("overdue.") for body, n in bodies.items()]
    breaches = [(name, body, n) for name, bodies in table_.items() if name.startswith("breach.") for body, n in bodies.items()]
    context = {
        "overdue": [
            {"cells": [queries.task_label(name.removeprefix("overdue.")), label(pack, f"bodies.{body}"), n]}
            for name, body, n in sorted(overdue)
        ],
        "waiting": [{"cells": [label(pack, f"bodies.{body}"), n]} for body, n in sorted(table_.get("waiting", {}).items())],
        "owed": [{"cells": [label(pack, f"bodies.{body}"), n]} for body, n in sorted(table_.get("feedback", {}).items())],
        "breaches": [
            {"cells": [label(pack, f"codes.breach_kind.{name.removeprefix('breach.')}"), label(pack, f"bodies.{body}") if body else "", n]}
            for name, body, n in sorted(breaches)
        ],
        "sum_overdue": sum(n for _, _, n in overdue),
        "sum_breaches": sum(n for _, _, n in breaches),
    }
    return render(request, "referral/overview.html", context)

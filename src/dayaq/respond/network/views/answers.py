"""What waits for this unit, answers owed and awaited, how long referrals took."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.audit.actions import listed
from dayaq.respond.casefile.queries import codes
from dayaq.respond.network import actions, queries, rules
from dayaq.respond.network.access import LEADERS
from dayaq.respond.network.forms import WordsForm
from dayaq.respond.network.views.page import pressed
from dayaq.respond.referral import queries as referral

PAGE = 25
KINDS = {"late": "brick", "due": "amber", "open": "amber", "answered": "leaf"}


@require_safe
@gate(*LEADERS)
def inbox(request: Request) -> HttpResponse:
    """People led to us: yes, no, and what came of it."""
    status = request.GET.get("status", "")
    page = Paginator(queries.inbox(request.actor, status if status == "sent" else ""), PAGE).get_page(request.GET.get("page"))
    listed(kind="network:inbox", cases=[row.case_id for row in page])
    known = codes([row.case_id for row in page], request.actor.organisation_id)
    rows = [
        {
            "row": row,
            "code": known.get(row.case_id, ""),
            "from": queries.body_word(row.from_body),
            "services": queries.words("service_offered", row.services),
        }
        for row in page
    ]
    return render(request, "network/inbox.html", {"page": page, "rows": rows, "status": status})


@require_safe
@gate("referral.send", "referral.feedback")
def answers(request: Request) -> HttpResponse:
    """Answers that we owe and answers that we wait for, the oldest first (REF-07)."""
    actor, now = request.actor, timezone.now()
    ours = list(queries.owed_by_us(actor, now)[:PAGE]) if actor.may("referral.feedback") else []
    theirs = list(queries.owed_to_us(actor, now)[:PAGE]) if actor.may("referral.send") else []
    cases = [row.case_id for row in (*ours, *theirs)]
    listed(kind="network:answers", cases=cases)
    known, noted = codes(cases, actor.organisation_id), queries.notes([*ours, *theirs])
    context = {
        "ours": [waiting(row, row.from_body, known, noted, now) for row in ours],
        "theirs": [waiting(row, row.to_body, known, noted, now) for row in theirs],
        "form": WordsForm(),
        "gives": actor.may("referral.feedback"),
        "sends": actor.may("referral.send"),
    }
    return render(request, "network/answers.html", context)


def waiting(row: Any, body: str, known: Any, noted: Any, now: Any) -> dict[str, Any]:
    """An answer that is owed, in words."""
    owed = queries.owed(row)
    state = rules.answer_due(owed, now) if owed else "open"
    said = noted.get(row.id, [])
    return {
        "row": row,
        "code": known.get(row.case_id, ""),
        "body": queries.body_word(body) if body else "",
        "state": state,
        "kind": KINDS[state],
        "due_at": owed.due_at if owed else None,
        "since": owed.decided_at if owed else None,
        "notes": [note for note in said if note.kind == "answer"],
        "reminders": len([note for note in said if note.kind == "reminder"]),
        "may_remind": bool(owed and rules.may_remind(owed, max((n.at for n in said if n.kind == "reminder"), default=None), now)),
    }


def found(referral_id: UUID) -> Any:
    """The referral, or 404."""
    row = referral.one(referral_id)
    if row is None:
        raise Http404
    return row


@require_POST
@gate("referral.send")
def remind(request: Request, referral_id: UUID) -> HttpResponse:
    """Ask for the answer again."""
    row = found(referral_id)
    act: dict[str, Any] = {"referral": row, "by": request.actor, "at": timezone.now()}
    return pressed(
        request, lambda: actions.remind(**act), _("Asked again. The mail says the case code and nothing else."), "network:answers"
    )


@require_POST
@gate("referral.feedback")
def words(request: Request, referral_id: UUID) -> HttpResponse:
    """Words to the referrer."""
    row, text = found(referral_id), request.POST.get("text", "")[:600]
    act: dict[str, Any] = {"referral": row, "text": text, "by": request.actor, "at": timezone.now()}
    return pressed(request, lambda: actions.say_to_referrer(**act), _("Kept. The referrer reads it with the referral."), "network:answers")


@require_safe
@gate("overview.read", "referral.send", "referral.receive")
def times(request: Request) -> HttpResponse:
    """How long it took from suspicion to sending, and from sending to receipt, by body (A1)."""
    now = timezone.now()
    start, end = queries.year_of(now)
    year = request.GET.get("year", "")
    if year.isdigit() and 2000 <= int(year) <= end.year:
        calendar = queries.home().calendar
        start = calendar.day_start(start.date().replace(year=int(year)))
        end = min(calendar.day_start(start.date().replace(year=int(year) + 1)), now)
    rows = queries.response_times(start, end)
    context = {
        "year": start.year,
        "years": range(now.year, now.year - 6, -1),
        "term": queries.term(),
        "sent": [{"row": row, "body": queries.body_word(row.body)} for row in rows if row.what == "sent"],
        "received": [{"row": row, "body": queries.body_word(row.body)} for row in rows if row.what == "received"],
    }
    return render(request, "network/times.html", context)

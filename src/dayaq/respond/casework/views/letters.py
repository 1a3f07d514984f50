"""Outgoing letters: whose desk they lie on, since when, and the next step. REF-08."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.core.decision import Refused
from dayaq.respond.casefile.queries import opened, pack_of, writes_of
from dayaq.respond.casework import actions, queries
from dayaq.respond.casework.forms import Chosen, bodies, listed, radios
from dayaq.respond.casework.models import Letter
from dayaq.respond.casework.views.page import asked, place, writable
from dayaq.ui.templatetags.dayaq import say


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.read")
def letters(request: Request, code: str) -> HttpResponse:
    """Letters of one's own body about a case, and a new one."""
    case = opened(request, code)
    pack, may_add = pack_of(case), bool(writes_of(case.id) & Group.G1) and request.actor.may("case.write")
    if request.method == "POST" and not may_add:
        raise Http404
    fields = {"kind": radios(_("Letter"), listed(pack, "letter_kind")), "to_body": forms.ChoiceField(label=_("To"), choices=bodies(pack))}
    form = Chosen(request.POST or None, pack=pack, fields=fields)

    def act() -> None:
        given = form.cleaned_data
        actions.draft_letter(case=case, kind=given["kind"], to_body=given["to_body"], by=request.actor, at=form.at)

    return asked(
        request, case, form, act, back=place("letters", code), title=_("Letters"), button=_("Begin a letter"),
        template="casework/letters.html", rows=queries.letter_rows(case), may_add=may_add,
    )  # fmt: skip


@require_POST
@gate("case.write")
def letter_step(request: Request, code: str, key: UUID, step: str) -> HttpResponse:
    """The next step of a letter, by a button."""
    case = opened(request, code)
    writable(case)
    row = Letter.objects.filter(id=key, case=case).select_related("case").first()
    if row is None or step not in {"submit", "cleared", "sent_back", "send", "report", "withdraw"}:
        raise Http404
    try:
        do(request, row, step)
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
    return redirect(place("letters", code))


def do(request: Request, row: Letter, step: str) -> None:
    """The step itself."""
    by, at = request.actor, timezone.now()
    if step in {"cleared", "sent_back"}:
        actions.clear(letter=row, outcome=step, by=by, at=at)
        return
    steps = {"submit": actions.submit, "send": actions.send_letter, "report": actions.report_letter, "withdraw": actions.withdraw_letter}
    steps[step](letter=row, by=by, at=at)

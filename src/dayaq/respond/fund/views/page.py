"""What the pages share: a case whose money part the reader sees, forms of the case and of the ledger that end in one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dayaq.base.access.gate import Request as HttpAsk
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.core.decision import Decision, Reason, Refused, Stale
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, opened
from dayaq.respond.casefile.views.page import draw
from dayaq.respond.fund.models import Claim, Request

FASTER = Decision.refuse(Reason("stale", N_("Somebody else did this meanwhile. Go back and look at what is recorded.")))
FORM = ["GET", "HEAD", "POST"]


def with_money(request: HttpAsk, code: str) -> Case:
    """The case, for a reader of its money part; 404 for the others."""
    case = opened(request, code)
    if Group.G8 not in groups_of(case.id):
        raise Http404
    return case


def request_of(case: Case, key: UUID) -> Request:
    """One request of the case, or 404."""
    return get_object_or_404(Request, id=key, case=case)


def claim_of(case: Case, key: UUID) -> Claim:
    """One claim of the case, or 404."""
    return get_object_or_404(Claim, id=key, case=case)


def at(code: str, name: str = "money", *rest: object) -> str:
    """The address of a page of the case."""
    return reverse(f"fund:{name}", args=[code, *rest])


def tried(form: forms.Form, act: Callable[[], object], method: str | None) -> tuple[bool, Decision | None]:
    """Do the action when the form is right: done, or why not."""
    if method != "POST" or not form.is_valid():
        return False, None
    try:
        act()
    except Refused as refusal:
        return False, refusal.decision
    except Stale:
        return False, FASTER
    return True, None


def asked(request: HttpAsk, case: Case, form: forms.Form, act: Callable[[], object], words: dict[str, Any]) -> HttpResponse:
    """A form about a case; ``words``: title, button, back, done, note."""
    done, refused = tried(form, act, request.method)
    if done:
        messages.success(request, words.get("done") or words["title"])
        return redirect(words["back"])
    return draw(request, "casefile/form.html", case, form=form, refused=refused, **words)


def booked(request: HttpAsk, form: forms.Form, act: Callable[[], object], words: dict[str, Any]) -> HttpResponse:
    """A form of the ledger."""
    done, refused = tried(form, act, request.method)
    if done:
        messages.success(request, words.get("done") or words["title"])
        return redirect(words["back"])
    shown = {"form": form, "refused": refused, **words}
    return render(request, "fund/form.html", shown, status=200 if refused is None else 400)

"""What the pages share: a form that ends in one action, drawn again with what was typed when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from dayaq.base.access.gate import Request
from dayaq.base.access.rules import Group
from dayaq.core.decision import Decision
from dayaq.respond.casefile.queries import Case, writes_of
from dayaq.respond.casefile.views.page import draw, refused_by


def place(name: str, *args: object) -> str:
    """The address of a page of case work."""
    return reverse(f"casework:{name}", args=args)


def writable(case: Case, group: Group = Group.G1) -> None:
    """404 for whoever may not write this part: what one may not do is absent."""
    if not writes_of(case.id) & group:
        raise Http404


def tried(request: Request, form: forms.Form, act: Callable[[], object]) -> tuple[bool, Decision | None]:
    """Whether the form was sent and its action done; if refused, why."""
    if request.method != "POST" or not form.is_valid():
        return False, None
    refused = refused_by(act)
    return refused is None, refused


def asked(
    request: Request,
    case: Case,
    form: forms.Form,
    act: Callable[[], object],
    *,
    back: str,
    title: Any,
    button: Any,
    done: Any = "",
    template: str = "casework/form.html",
    **context: Any,
) -> HttpResponse:
    """Draw a form of a case, or do its action and go back."""
    ok, refused = tried(request, form, act)
    if ok:
        if done:
            messages.success(request, done)
        return redirect(back)
    return draw(request, template, case, form=form, refused=refused, back=back, title=title, button=button, **context)

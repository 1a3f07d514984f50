"""Making a paper: what is asked, a look at it before it is made, then its files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.base.audit.actions import log
from dayaq.core.decision import Refused
from dayaq.core.report.web import CSS, body
from dayaq.core.report.writing import printable
from dayaq.respond.casefile.queries import Case, language, opened, pack_of
from dayaq.respond.casefile.views.page import FORM, draw, header_code, writable
from dayaq.respond.papers import actions
from dayaq.respond.papers.forms import MakeForm
from dayaq.respond.papers.queries.consents import choices
from dayaq.respond.papers.rules.filling import said
from dayaq.respond.papers.views.case import paper_of, template_of


@require_http_methods(FORM)
@gate("case.write")
def make(request: Request, code: str, template: str) -> HttpResponse:
    """Make a paper, or one in the place of another; first it can be looked at."""
    case = opened(request, code)
    writable(case, Group.G1)
    chosen, pack = template_of(case, template), pack_of(case)
    old = paper_of(case, request.GET["replaces"]) if request.GET.get("replaces") else None
    form = MakeForm(request.POST or None, pack=pack, template=chosen, case=case, consents=lambda at: choices(case, at))

    def given() -> dict[str, Any]:
        return {"case": case, "template": template, "by": request.actor, "at": form.at, "language": form.cleaned_data["language"], "way": form.way, "written": form.written}  # fmt: skip

    if request.method == "POST" and form.is_valid():
        act = seen(given, case, template) if "look" in request.POST else lambda: actions.make(**given(), replaces=old)
        return done(request, case, form, act, said(chosen.label, language()))
    return drawn(request, case, form, said(chosen.label, language()))


def seen(given: Callable[[], dict[str, Any]], case: Case, template: str) -> Callable[[], actions.Draft]:
    """Look at the paper: that a name was shown is in the trail."""

    def look() -> actions.Draft:
        made = actions.draft(**given())
        log("read", kind="papers:look", row=template, case=case.id, groups=" ".join(made.groups.names))
        return made

    return look


def done(request: Request, case: Case, form: MakeForm, act: Callable[[], object], title: str) -> HttpResponse:
    """Look or make; a refusal is said in words and keeps what was typed."""
    try:
        made = act()
    except Refused as refusal:
        return drawn(request, case, form, title, refused=refusal.decision)
    if isinstance(made, actions.Draft):
        return drawn(request, case, form, title, look=made, html=mark_safe(body(printable(made.document))))  # noqa: S308 - the writer escapes every text
    messages.success(request, _("The paper was made."))
    return redirect(reverse("papers:index", args=[header_code(case, request)]))


def drawn(request: Request, case: Case, form: MakeForm, title: str, **context: Any) -> HttpResponse:
    """The page."""
    return draw(
        request,
        "papers/make.html",
        case,
        form=form,
        title=title,
        back=reverse("papers:index", args=[header_code(case, request)]),
        **context,
    )


@require_safe
@gate("case.write", "hotline.answer", "shelter.monitor")
def style(request: Request) -> HttpResponse:
    """How a paper looks on a page: the stylesheet of the file itself."""
    return HttpResponse(CSS.read_bytes(), content_type="text/css; charset=utf-8", headers={"Cache-Control": "private, max-age=3600"})

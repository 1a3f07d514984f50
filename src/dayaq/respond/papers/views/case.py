"""Papers of a case: the list, one paper, its files, signing, the letter that carries it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.base.audit.actions import log
from dayaq.base.audit.rules import AREAS
from dayaq.base.documents.rules import FORMS
from dayaq.core.decision import Refused
from dayaq.core.pack.schema.papers import Template
from dayaq.respond.casefile.queries import Case, language, opened, pack_of
from dayaq.respond.casefile.views.page import FORM, draw, header_code, writable
from dayaq.respond.papers import actions, queries
from dayaq.respond.papers.access import GROUNDS
from dayaq.respond.papers.forms import FindForm, LetterForm, SignForm
from dayaq.respond.papers.rules.filling import said
from dayaq.ui.templatetags.dayaq import say

KINDS = {form: FORMS[form].media for form in ("pdf", "docx")} | {f"scan-{form}": FORMS[form].media for form in actions.SCANS}
PAGE = 25


@require_safe
@gate("case.read")
def index(request: Request, code: str) -> HttpResponse:
    """Papers of a case the reader is let into: search, filter, pages; and which can be made."""
    case = opened(request, code)
    known = queries.templates(case.pack)
    form = FindForm(request.GET or None, templates=known)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.listed(case, template=chosen.get("template", ""), text=chosen.get("text", ""))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": queries.rows(case, list(page.object_list)),
        "parts": parts(known),
        "filtered": any(chosen.values()),
    }
    return draw(request, "papers/index.html", case, **context)


def asked(
    request: Request, case: Case, form: Any, act: Callable[[], object], template: str = "casefile/form.html", **words: Any
) -> HttpResponse:
    """Draw a form, or do its action and go back to the papers; a refusal is said in words and keeps what was typed."""
    refused = None
    home = reverse("papers:index", args=[header_code(case, request)])
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            refused = refusal.decision
        else:
            messages.success(request, words["done"])
            return redirect(home)
    return draw(request, template, case, form=form, refused=refused, back=home, **words)


def parts(known: Mapping[str, Template]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Templates about a case by their labels, under the part of the work they belong to."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, one in known.items():
        if one.about == "case":
            found[say(AREAS.get(one.area, one.area))].append((code, said(one.label, language())))
    return [(area, sorted(rows, key=lambda row: row[1].casefold())) for area, rows in sorted(found.items())]


def template_of(case: Case, name: str) -> Template:
    """A template of the case's pack, or 404."""
    found = queries.templates(case.pack).get(name)
    if found is None or found.about != "case":
        raise Http404
    return found


def paper_of(case: Case, key: object) -> queries.Paper:
    """A paper the reader is let into, or 404."""
    try:
        found = queries.by_id(case, UUID(str(key)))
    except ValueError:
        raise Http404 from None
    if found is None:
        raise Http404
    return found


@require_safe
@gate("case.read")
def paper(request: Request, code: str, paper: UUID) -> HttpResponse:
    """One paper: what it is, on which ground, its files, whether it was signed or replaced."""
    case = opened(request, code)
    one = paper_of(case, paper)
    row = queries.rows(case, [one])[0]
    chosen = queries.templates(case.pack).get(one.template)
    shown = {"ground": GROUNDS[one.ground], "prints": one.prints.order_by("form"), "letter": queries.letter_of(one)}
    cleared = chosen is not None and chosen.cleared
    return draw(request, "papers/paper.html", case, row=row, paper=one, holds=parts_of(case, one), cleared=cleared, **shown)


def parts_of(case: Case, paper: queries.Paper) -> str:
    """The parts of the file a paper holds, in words."""
    asking = queries.Asking(case, None, paper.at)  # type: ignore[arg-type]  # nobody asks: only the pack's words are used
    return ", ".join(asking.group(name) for name in Group(paper.groups).names)


@require_safe
@gate("case.read")
def download(request: Request, code: str, paper: UUID, form: str) -> HttpResponse:
    """The file of a paper, under a name that says nothing; its leaving is in the trail."""
    case = opened(request, code)
    one = paper_of(case, paper)
    found = queries.form_of(one, form)
    if found is None:
        raise Http404
    log("export", kind="papers:download", row=str(one.id), case=case.id, groups=" ".join(Group(one.groups).names))
    name = f"{one.at:%Y-%m-%d}-{str(one.id)[:8]}.{form.removeprefix('scan-')}"
    return HttpResponse(
        bytes(found.data),
        content_type=KINDS[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )


@require_http_methods(FORM)
@gate("case.write")
def sign(request: Request, code: str, paper: UUID) -> HttpResponse:
    """The paper was signed by hand; the scanned sheet is kept with it."""
    case = opened(request, code)
    writable(case, Group.G1)
    one = paper_of(case, paper)
    form = SignForm(request.POST or None, request.FILES or None)

    def act() -> object:
        given = form.cleaned_data
        sheet = (given["scan"].name, given["scan"].read()) if given["scan"] else None
        return actions.sign(paper=one, on=given["on"], signed_by=given["signed_by"], scan=sheet, by=request.actor, at=timezone.now())

    words = {"title": _("Signed on paper"), "button": _("Save"), "done": _("The signature was recorded.")}
    return asked(request, case, form, act, template="papers/form.html", **words)


@require_http_methods(FORM)
@gate("case.write")
def letter(request: Request, code: str, paper: UUID) -> HttpResponse:
    """Begin the letter that carries the paper."""
    case = opened(request, code)
    writable(case, Group.G1)
    one = paper_of(case, paper)
    form = LetterForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        given = form.cleaned_data
        return actions.lay_for_clearance(paper=one, kind=given["kind"], to_body=given["to_body"], by=request.actor, at=form.at)

    words = {
        "title": _("Send it by letter"),
        "button": _("Begin the letter"),
        "done": _("The letter was begun; it stands among the letters."),
    }
    return asked(request, case, form, act, **words)

"""Pages of papers: the list of a case, making one, one paper, its files, signing; blank forms to print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.base.audit.actions import log
from dayaq.core.decision import Refused
from dayaq.core.pack import load
from dayaq.core.pack.schema.papers import Template
from dayaq.core.report import write
from dayaq.respond.casefile.queries import Case, language, opened, pack_of
from dayaq.respond.casefile.views.page import draw, header_code, writable
from dayaq.respond.papers import actions, queries
from dayaq.respond.papers.access import GROUNDS
from dayaq.respond.papers.forms import FindForm, MakeForm, SignForm
from dayaq.respond.papers.rules.filling import Filled, document, said

FORM = ["GET", "HEAD", "POST"]
KINDS = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
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
        "kinds": kinds(known),
        "filtered": any(chosen.values()),
    }
    return draw(request, "papers/index.html", case, **context)


def asked(request: Request, case: Case, form: Any, act: Callable[[], object], **words: Any) -> HttpResponse:
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
    return draw(request, "casefile/form.html", case, form=form, refused=refused, back=home, **words)


def kinds(known: Any) -> list[tuple[str, str]]:
    """Templates by their labels."""
    return sorted(((code, said(one.label, language())) for code, one in known.items()), key=lambda pair: pair[1].casefold())


def template_of(case: Case, name: str) -> Template:
    """A template of the case's pack, or 404."""
    found = queries.templates(case.pack).get(name)
    if found is None:
        raise Http404
    return found


@require_http_methods(FORM)
@gate("case.write")
def make(request: Request, code: str, template: str) -> HttpResponse:
    """Make a paper, or one in the place of another."""
    case = opened(request, code)
    writable(case, Group.G1)
    chosen = template_of(case, template)
    old = paper_of(case, request.GET["replaces"]) if request.GET.get("replaces") else None
    form = MakeForm(request.POST or None, pack=pack_of(case), template=chosen)

    def act() -> object:
        said_ = form.cleaned_data
        return actions.make(
            case=case,
            template=template,
            language=said_["language"],
            ground=said_.get("ground", "none"),
            recipient=said_.get("recipient", ""),
            written=form.written,
            replaces=old,
            by=request.actor,
            at=form.at,
        )

    return asked(request, case, form, act, title=said(chosen.label, language()), button=_("Make the paper"), done=_("The paper was made."))


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
    return draw(request, "papers/paper.html", case, row=row, paper=one, ground=GROUNDS[one.ground], prints=one.prints.order_by("form"))


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
    name = f"{one.at:%Y-%m-%d}-{str(one.id)[:8]}.{form}"
    return HttpResponse(bytes(found.data), content_type=KINDS[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(FORM)
@gate("case.write")
def sign(request: Request, code: str, paper: UUID) -> HttpResponse:
    """The paper was signed by hand."""
    case = opened(request, code)
    writable(case, Group.G1)
    one = paper_of(case, paper)
    form = SignForm(request.POST or None)

    def act() -> object:
        return actions.sign(paper=one, by=request.actor, at=timezone.now(), **form.cleaned_data)

    return asked(request, case, form, act, title=_("Signed on paper"), button=_("Save"), done=_("The signature was recorded."))


@require_safe
@gate("case.write")
def blanks(request: Request) -> HttpResponse:
    """Every paper as an empty form, to be filled in by hand and entered later."""
    known, languages = queries.templates(), load(settings.HOME_PACK).languages
    rows = [
        {"label": label, "links": [(lang, reverse("papers:blank", args=[code, lang])) for lang in languages]}
        for code, label in kinds(known)
    ]
    return render(request, "papers/blanks.html", {"rows": rows})


@require_safe
@gate("case.write")
def blank(request: Request, template: str, tongue: str) -> HttpResponse:
    """One empty form as PDF."""
    chosen = queries.templates().get(template)
    if chosen is None or tongue not in load(settings.HOME_PACK).languages:
        raise Http404
    with override(tongue):
        filled = Filled(labels=queries.labels(chosen))
    made = document(chosen, tongue, timezone.localdate(), filled, queries.BLANKS, queries.words_of(tongue))
    answer = HttpResponse(write(made, "pdf"), content_type=KINDS["pdf"])
    answer["Content-Disposition"] = f'attachment; filename="{template}-{tongue}.pdf"'
    return answer

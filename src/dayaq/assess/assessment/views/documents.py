"""The register of sources, checking citations, the ratification table, written inquiries."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.assess.assessment import actions, queries, rules
from dayaq.assess.assessment.forms.lists import CheckForm, InquiryForm, SourceForm, SourcesForm, TreatyForm
from dayaq.assess.assessment.views.page import PAGE, context, formed, working
from dayaq.assess.assessment.views.sheets import uploaded
from dayaq.base.access.gate import Request, gate


@require_safe
@gate("assess.read")
def sources(request: Request, assessment: str) -> HttpResponse:
    """The register with search and filters, and its balance."""
    row = queries.opened(request, assessment)
    series = sorted(set(row.sources.values_list("series", flat=True)))
    form = SourcesForm(request.GET, series=series)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.sources(row, **{"text" if name == "q" else name: value for name, value in wanted.items()})
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    said = {"page": page, "form": form, "searching": any(wanted.values()), "balance": queries.sources_balance(row)}
    return render(request, "assessment/sources.html", context(row, **said))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def add_source(request: Request, assessment: str) -> HttpResponse:
    """Enter a document."""
    row = working(request, assessment)
    form = SourceForm(request.POST or None)

    def keep() -> None:
        kept = actions.register_source(assessment=row, new=form.new, by=request.actor, at=timezone.now())
        messages.info(request, _("The document has the code %(code)s.") % {"code": kept.code})

    return formed(request, row, form, keep, title=_("Add a document"), back=reverse("assessment:sources", args=[row.code]))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def change_source(request: Request, assessment: str, source: UUID) -> HttpResponse:
    """Correct an entry, note that it was reviewed, keep it or leave it out."""
    row = working(request, assessment)
    found = row.sources.filter(id=source).first()
    if found is None:
        raise Http404
    form = SourceForm(request.POST or None, row=found)

    def keep() -> None:
        version = int(request.POST.get("row_version", found.version))
        actions.change_source(row=found, new=form.new, version=version, by=request.actor, at=timezone.now())

    back = reverse("assessment:sources", args=[row.code])
    return formed(request, row, form, keep, title=found.code, back=back, version=found.version)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def import_sources(request: Request, assessment: str) -> HttpResponse:
    """Documents from a table."""
    row = working(request, assessment)
    columns = "title, author, issued, link, language, countries, pages, published, reviewed, kept, because"
    back = reverse("assessment:sources", args=[row.code])
    return uploaded(request, row, actions.read_sources, title=_("Documents from a file"), back=back, columns=columns)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.read")
def check(request: Request, assessment: str) -> HttpResponse:
    """Which citations of a text the register does not know, or lack their page; the text is not kept."""
    row = queries.opened(request, assessment)
    form = CheckForm(request.POST or None)
    said: dict[str, object] = {"form": form}
    if form.is_valid():
        text = form.cleaned_data["text"]
        series = {code.split(" ")[0] for code in queries.known(row)} | {"Gen"}
        said |= {"checked": True, "found": len(rules.citations(text, series)), "faults": queries.citation_faults(row, text)}
    return render(request, "assessment/check.html", context(row, **said))


@require_safe
@gate("assess.read")
def treaties(request: Request, assessment: str) -> HttpResponse:
    """The ratification table."""
    row = queries.opened(request, assessment)
    lines = [{"row": one, "state": _(rules.RATIFIED[one.state])} for one in queries.treaties(row)]
    return render(request, "assessment/treaties.html", context(row, lines=lines))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def treaty(request: Request, assessment: str, treaty: UUID | None = None) -> HttpResponse:
    """Enter or correct a treaty."""
    row = working(request, assessment)
    found = row.treaties.filter(id=treaty).first() if treaty else None
    if treaty and found is None:
        raise Http404
    form = TreatyForm(request.POST or None, row=found, country=row.countries[0] if row.countries else "")

    def keep() -> None:
        version = int(request.POST.get("row_version", found.version if found else 0))
        actions.note_treaty(assessment=row, said=form.cleaned_data, row=found, version=version, by=request.actor, at=timezone.now())

    back = reverse("assessment:treaties", args=[row.code])
    drop = reverse("assessment:drop_treaty", args=[row.code, found.id]) if found else ""
    return formed(request, row, form, keep, title=_("Treaty"), back=back, version=found.version if found else 0, drop=drop)


@require_POST
@gate("assess.work")
def drop_treaty(request: Request, assessment: str, treaty: UUID) -> HttpResponse:
    """Take a treaty out of the table."""
    row = working(request, assessment)
    found = row.treaties.filter(id=treaty).first()
    if found is None:
        raise Http404
    actions.drop_treaty(row=found, by=request.actor, at=timezone.now())
    messages.success(request, _("Deleted."))
    return redirect("assessment:treaties", row.code)


@require_safe
@gate("assess.read")
def inquiries(request: Request, assessment: str) -> HttpResponse:
    """Written inquiries: which body was asked, when, and whether it answered."""
    row = queries.opened(request, assessment)
    return render(request, "assessment/inquiries.html", context(row, lines=queries.inquiries(row)))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def inquiry(request: Request, assessment: str, inquiry: UUID | None = None) -> HttpResponse:
    """Enter or correct an inquiry."""
    row = working(request, assessment)
    found = row.inquiries.filter(id=inquiry).first() if inquiry else None
    if inquiry and found is None:
        raise Http404
    form = InquiryForm(request.POST or None, row=found)

    def keep() -> None:
        version = int(request.POST.get("row_version", found.version if found else 0))
        new = actions.NewInquiry(**form.cleaned_data)
        actions.note_inquiry(assessment=row, new=new, row=found, version=version, by=request.actor, at=timezone.now())

    back = reverse("assessment:inquiries", args=[row.code])
    drop = reverse("assessment:drop_inquiry", args=[row.code, found.id]) if found else ""
    return formed(request, row, form, keep, title=_("Written inquiry"), back=back, version=found.version if found else 0, drop=drop)


@require_POST
@gate("assess.work")
def drop_inquiry(request: Request, assessment: str, inquiry: UUID) -> HttpResponse:
    """Delete an inquiry entered by mistake."""
    row = working(request, assessment)
    found = row.inquiries.filter(id=inquiry).first()
    if found is None:
        raise Http404
    actions.drop_inquiry(row=found, by=request.actor, at=timezone.now())
    messages.success(request, _("Deleted."))
    return redirect("assessment:inquiries", row.code)

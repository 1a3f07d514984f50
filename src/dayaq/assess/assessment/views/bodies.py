"""The sampling list: bodies, invitations, people to reach, a list from a file."""

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
from dayaq.assess.assessment.forms.lists import ApproachForm, ContactForm, StakeholderForm, StakeholdersForm
from dayaq.assess.assessment.models import Assessment, Stakeholder
from dayaq.assess.assessment.views.page import PAGE, context, formed, working
from dayaq.assess.assessment.views.sheets import uploaded
from dayaq.base.access.gate import Request, gate
from dayaq.ui.templatetags.dayaq import say


@require_safe
@gate("assess.read")
def stakeholders(request: Request, assessment: str) -> HttpResponse:
    """The list with search and filters, and the sampling overview."""
    row = queries.opened(request, assessment)
    form = StakeholdersForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.stakeholders(row, **{"text" if name == "q" else name: value for name, value in wanted.items()})
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    sample = queries.sample(row)
    said = {"page": page, "form": form, "searching": any(wanted.values()), "sample": table(sample), "notes": sample.notes}
    said |= {"lines": [lined(body) for body in page], "twice": queries.invited_twice(row)}
    return render(request, "assessment/stakeholders.html", context(row, **said))


def lined(body: Stakeholder) -> dict[str, object]:
    """A body as a line of the list."""
    asked = [
        {"to": _(rules.TO[one.purpose]), "state": _(rules.STATES[one.state]), "kind": KIND[one.state], "row": one}
        for one in body.approaches.all()
    ]
    return {"row": body, "kind": _(rules.KINDS[body.kind]), "place": _(rules.PLACES[body.place]), "asked": asked}


KIND = {"invited": "neutral", "accepted": "leaf", "refused": "amber", "no_answer": "neutral"}


def table(sample: rules.Sample) -> list[dict[str, object]]:
    """The sampling overview by kind: listed in capital and region, asked, taking part."""
    return [
        {
            "label": _(label),
            "capital": sample.total("capital", kind).listed,
            "region": sample.total("region", kind).listed,
            "asked": sample.total("", kind).asked,
            "accepted": sample.total("", kind).accepted,
        }
        for kind, label in rules.KINDS.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def add_stakeholder(request: Request, assessment: str) -> HttpResponse:
    """Put a body on the list."""
    row = working(request, assessment)
    form = StakeholderForm(request.POST or None, country=row.countries[0] if row.countries else "")

    def keep() -> None:
        actions.list_stakeholder(assessment=row, new=form.new, by=request.actor, at=timezone.now())

    return formed(request, row, form, keep, title=_("Add a body"), back=reverse("assessment:stakeholders", args=[row.code]))


def body_of(row: Assessment, code: str) -> Stakeholder:
    """A body by its code, or 404."""
    found: Stakeholder | None = row.stakeholders.filter(code=code).first()
    if found is None:
        raise Http404
    return found


@require_safe
@gate("assess.read")
def stakeholder(request: Request, assessment: str, code: str) -> HttpResponse:
    """One body: what it was asked, what it said, whom one reaches there."""
    row = queries.opened(request, assessment)
    body = body_of(row, code)
    said = {"body": lined(body), "contacts": queries.contacts(body)}
    said |= {"category": _(rules.CATEGORIES[body.category]) if body.category else "", "warnings": actions.warnings(body)}
    return render(request, "assessment/stakeholder.html", context(row, **said))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def change_stakeholder(request: Request, assessment: str, code: str) -> HttpResponse:
    """Correct an entry."""
    row = working(request, assessment)
    body = body_of(row, code)
    form = StakeholderForm(request.POST or None, row=body)

    def keep() -> None:
        version = int(request.POST.get("row_version", body.version))
        actions.change_stakeholder(stakeholder=body, new=form.new, version=version, by=request.actor, at=timezone.now())

    back = reverse("assessment:stakeholder", args=[row.code, body.code])
    return formed(request, row, form, keep, title=_("Change %(code)s") % {"code": body.code}, back=back, version=body.version)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.raw")
def approach(request: Request, assessment: str, code: str) -> HttpResponse:
    """Note an invitation or what was said to it; ``?to=interview`` opens the one there is."""
    row = working(request, assessment, "raw")
    body = body_of(row, code)
    form = ApproachForm(request.POST or None, row=body.approaches.filter(purpose=request.GET.get("to", "")).first())
    back = reverse("assessment:stakeholder", args=[row.code, body.code])

    def keep() -> None:
        _row, warned = actions.approach(stakeholder=body, **form.cleaned_data, by=request.actor, at=timezone.now())
        for reason in warned:
            messages.warning(request, say(reason))

    return formed(request, row, form, keep, title=_("Invitation of %(code)s") % {"code": body.code}, back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.raw")
def contact(request: Request, assessment: str, code: str, person: UUID | None = None) -> HttpResponse:
    """Keep a person to reach."""
    row = working(request, assessment, "raw")
    body = body_of(row, code)
    found = body.contacts.filter(id=person).first() if person else None
    if person and found is None:
        raise Http404
    form = ContactForm(request.POST or None, row=found)

    def keep() -> None:
        version = int(request.POST.get("row_version", found.version if found else 0))
        actions.keep_contact(stakeholder=body, said=form.cleaned_data, contact=found, version=version, by=request.actor, at=timezone.now())

    back = reverse("assessment:stakeholder", args=[row.code, body.code])
    return formed(request, row, form, keep, title=_("Person to reach"), back=back, version=found.version if found else 0)


@require_POST
@gate("assess.raw")
def drop_contact(request: Request, assessment: str, code: str, person: UUID) -> HttpResponse:
    """Delete a person from the list."""
    row = working(request, assessment, "raw")
    body = body_of(row, code)
    found = body.contacts.filter(id=person).first()
    if found is None:
        raise Http404
    actions.drop_contact(contact=found, by=request.actor, at=timezone.now())
    messages.success(request, _("Deleted."))
    return redirect("assessment:stakeholder", row.code, body.code)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def import_stakeholders(request: Request, assessment: str) -> HttpResponse:
    """Bodies from a table."""
    row = working(request, assessment)
    columns = "institution, kind, place, country, category, proposed_by, proposed_on, note"
    back = reverse("assessment:stakeholders", args=[row.code])
    return uploaded(request, row, actions.read_stakeholders, title=_("Bodies from a file"), back=back, columns=columns)

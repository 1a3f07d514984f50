"""Writing: a draft of the next version, its texts section by section and language by language, and publishing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dayaq.assess.framework import actions, queries
from dayaq.assess.framework.forms import (
    NOT_IN_SECTIONS,
    LanguageForm,
    PublishForm,
    QuestionForm,
    StartForm,
    TextsForm,
    UploadForm,
    in_section,
)
from dayaq.assess.framework.models import Draft
from dayaq.assess.framework.rules import odknames
from dayaq.assess.framework.rules.checking import blocking, faults, missing
from dayaq.assess.framework.rules.foreign import NotAForm, imported, restored
from dayaq.assess.framework.rules.instrument import Instrument
from dayaq.assess.framework.rules.loading import criteria
from dayaq.assess.framework.rules.shape import read
from dayaq.assess.framework.rules.versions import Change, compare
from dayaq.assess.framework.views.reading import found
from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Refused, Stale
from dayaq.ui.templatetags.dayaq import say


def opened(draft: UUID) -> Draft:
    """The draft of an address, or 404."""
    row = queries.draft(draft)
    if row is None:
        raise Http404
    return row


def done(request: Request, form: forms.Form | None, do: Callable[[], Any]) -> Any:
    """Run an action; what was refused is said beside the form (or above the page), and nothing is written."""
    try:
        with transaction.atomic():
            return do()
    except Refused as refusal:
        said = [str(say(reason)) for reason in refusal.decision.reasons]
    except Stale:
        said = [_("Somebody else changed the draft since you opened it. What you typed is still here; look at the draft and save again.")]
    for text in said:
        if form is not None:
            form.add_error(None, text)
        else:
            messages.error(request, text)
    return None


def row_version(request: Request, draft: Draft) -> int:
    """The version of the draft that the page was made from."""
    said = request.POST.get("row_version", "")
    return int(said) if said.isdigit() else draft.version


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def start(request: Request, reference: str) -> HttpResponse:
    """Begin the next version of an instrument, or a country's variant of it."""
    base = found(reference)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        country = form.cleaned_data["country"] or base.country
        said: dict[str, Any] = {"instrument": replace(base, country=country), "base": reference}
        row = done(request, form, lambda: actions.open_draft(**said, by=request.actor, at=timezone.now()))
        if row:
            return redirect("framework:draft", row.id)
    said = {
        "form": form,
        "title": _("A draft from %(reference)s") % {"reference": reference},
        "back": reverse("framework:instrument", args=[reference]),
    }
    return render(request, "framework/form.html", {**said, "button": _("Open the draft")}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def upload(request: Request) -> HttpResponse:
    """A form made elsewhere becomes a draft; what the converter says is shown as it says it."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        row = brought(request, form)
        if row:
            return redirect("framework:draft", row.id)
    said = {
        "form": form,
        "title": _("A form from a file"),
        "back": reverse("framework:list"),
        "button": _("Take it in as a draft"),
        "files": True,
    }
    return render(request, "framework/form.html", said, status=422 if form.errors else 200)


def brought(request: Request, form: UploadForm) -> Draft | None:
    """The draft of an uploaded form, or none with the reason in the form."""
    file = form.cleaned_data["file"]
    try:
        taken = imported(file.read(), file.name.rsplit(".", 1)[0])
    except NotAForm as error:
        form.add_error("file", str(error))
        return None
    known = queries.latest(taken.instrument.code, taken.instrument.country)
    instrument = restored(taken.instrument, known.instrument) if known else taken.instrument
    base = known.reference if known else ""
    row: Draft | None = done(
        request, form, lambda: actions.open_draft(instrument=instrument, base=base, by=request.actor, at=timezone.now())
    )
    if row and taken.left_out:
        messages.warning(request, _("Left out, since an instrument cannot hold it: %(what)s") % {"what": ", ".join(taken.left_out)})
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def texts(request: Request, draft: UUID) -> HttpResponse:
    """The texts of one section in one language, with the first language beside."""
    row = opened(draft)
    whole = read(row.content)
    section = request.GET.get("section", whole.sections[0].code)
    language = request.GET.get("lang", whole.languages[0])
    if language not in whole.languages or section not in (NOT_IN_SECTIONS, *(one.code for one in whole.sections)):
        raise Http404
    gaps = request.GET.get("gaps") == "1"
    form = TextsForm(
        request.POST if request.method == "POST" else None, instrument=whole, section=section, language=language, only_gaps=gaps
    )
    if request.method == "POST" and form.is_valid():
        version = row_version(request, row)
        if done(request, form, lambda: actions.reword(draft=row, version=version, texts=form.texts, by=request.actor, at=timezone.now())):
            messages.success(request, _("Saved."))
            return redirect(request.get_full_path())
    said = {"form": form, "section": section, "language": language, "gaps": gaps, "row_version": row.version}
    return render(request, "framework/draft.html", {**overview(row, whole), **said}, status=422 if form.errors else 200)


def overview(row: Draft, whole: Instrument) -> dict[str, Any]:
    """What stands beside every page of a draft: sections with their gaps by language, faults, what changed."""
    parts = [(one.code, one.title) for one in whole.sections] + [(NOT_IN_SECTIONS, {})]
    gaps = {code: [(language, lacking(whole, code, language)) for language in whole.languages] for code, _title in parts}
    changed = [one for one in compare(queries.instrument(row.base), whole) if one.change is not Change.UNCHANGED] if row.base else []
    return {
        "draft": row,
        "instrument": whole,
        "parts": [{"code": code, "title": title, "gaps": gaps[code]} for code, title in parts],
        "missing": sum(n for part in gaps.values() for _language, n in part),
        "faults": [fault for fault in blocking(faults(whole, criteria())) if fault.code != "gap"],
        "changed": changed,
        "names": odknames.NAMES,
    }


def lacking(whole: Instrument, section: str, language: str) -> int:
    """How many texts of a section are not said in a language."""
    return sum(1 for passage in in_section(whole, section) if missing(passage.words, (language,)))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def language(request: Request, draft: UUID) -> HttpResponse:
    """Offer the draft in one more language."""
    row = opened(draft)
    form = LanguageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["language"]
        if done(
            request,
            form,
            lambda: actions.add_language(draft=row, version=row_version(request, row), language=code, by=request.actor, at=timezone.now()),
        ):
            return redirect(f"{reverse('framework:draft', args=[row.id])}?lang={code}")
    return formed(request, row, form, _("One more language"), _("Add"))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def question(request: Request, draft: UUID) -> HttpResponse:
    """A question that a country adds to a section."""
    row = opened(draft)
    whole = read(row.content)
    section = request.GET.get("section", "")
    if section not in {one.code for one in whole.sections}:
        raise Http404
    form = QuestionForm(request.POST or None, instrument=whole, section=section, used=queries.used(row.code))
    if request.method == "POST" and form.is_valid():
        said = {"section": section, "after": form.cleaned_data["after"], "item": form.item}
        if done(
            request,
            form,
            lambda: actions.add_item(draft=row, version=row_version(request, row), **said, by=request.actor, at=timezone.now()),
        ):
            return redirect(f"{reverse('framework:draft', args=[row.id])}?section={section}")
    return formed(request, row, form, _("Add a question"), _("Add"))


def formed(request: Request, row: Draft, form: forms.Form, title: str, button: str) -> HttpResponse:
    """A page with one form about a draft."""
    said = {"form": form, "title": title, "button": button, "back": reverse("framework:draft", args=[row.id]), "row_version": row.version}
    return render(request, "framework/form.html", said, status=422 if form.errors else 200)


@require_POST
@gate("assess.work")
def raise_version(request: Request, draft: UUID) -> HttpResponse:
    """Say that a question is no longer the same."""
    row, code = opened(draft), request.POST.get("item", "")
    done(
        request,
        None,
        lambda: actions.raise_version(draft=row, version=row_version(request, row), item=code, by=request.actor, at=timezone.now()),
    )
    return redirect("framework:draft", row.id)


@require_POST
@gate("assess.work")
def drop(request: Request, draft: UUID) -> HttpResponse:
    """Take a question out of the draft."""
    row, code = opened(draft), request.POST.get("item", "")
    done(
        request,
        None,
        lambda: actions.drop_item(draft=row, version=row_version(request, row), item=code, by=request.actor, at=timezone.now()),
    )
    return redirect("framework:draft", row.id)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def publish(request: Request, draft: UUID) -> HttpResponse:
    """Publish: refused while a text is missing or a changed question keeps its version."""
    row = opened(draft)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version, remark = row_version(request, row), form.cleaned_data["remark"]
        made = done(request, form, lambda: actions.publish(draft=row, version=version, remark=remark, by=request.actor, at=timezone.now()))
        if made:
            messages.success(request, _("Published as %(reference)s. It never changes again.") % {"reference": actions.reference(made)})
            return redirect("framework:instrument", actions.reference(made))
    return formed(request, row, form, _("Publish"), _("Publish"))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def discard(request: Request, draft: UUID) -> HttpResponse:
    """Throw the draft away, asked once more."""
    row = opened(draft)
    if request.method == "POST":
        done(request, None, lambda: actions.discard(draft=row, by=request.actor, at=timezone.now()))
        return redirect("framework:list")
    return render(request, "framework/discard.html", {"draft": row, "back": reverse("framework:draft", args=[row.id])})

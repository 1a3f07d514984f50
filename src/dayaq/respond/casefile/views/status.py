"""What bodies say about the status, the person's word, and help."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayaq.base.access.gate import gate
from dayaq.base.access.rules import Group
from dayaq.respond.casefile import actions, queries
from dayaq.respond.casefile.forms import HelpForm, RemoveForm, StatusForm, WordForm
from dayaq.respond.casefile.queries import asker, opened
from dayaq.respond.casefile.views.page import asked, draw, writable


@require_safe
@gate("case.read")
def status(request: HttpRequest, code: str) -> HttpResponse:
    """Every word on the status: what stands side by side, what was superseded, what was recorded in error; and what help remains."""
    record = opened(request, code)
    context = {
        "rows": queries.status_rows(record, asker(request)),
        "remaining": queries.remaining_help(record),
        "word": queries.person_word(record),
    }
    return draw(request, "casefile/status.html", record, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.assert_status")
def say(request: HttpRequest, code: str) -> HttpResponse:
    """State a status for one's own body: only those the country lets this body state by hand."""
    record = opened(request, code)
    writable(record, Group.G1)
    pack, actor = queries.pack_of(record), asker(request)
    form = StatusForm(request.POST or None, pack=pack, statuses=queries.may_state_now(record, actor))

    def act() -> object:
        given = form.cleaned_data
        return actions.assert_status(case=record, status=given["status"], evidence=given["evidence"], by=actor, at=form.at)

    note = _("What other bodies said stays beside it. A formal decision is made on the identification page.")
    return asked(request, record, form, act, title=_("What does your body say?"), button=_("State it"), to="status", note=note)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.assert_status")
def remove(request: HttpRequest, code: str, assertion: UUID) -> HttpResponse:
    """Mark one's own body's word as recorded in error."""
    record = opened(request, code)
    writable(record, Group.G1)
    row = get_object_or_404(record.assertions, id=assertion, organisation=asker(request).organisation_id, removed_at__isnull=True)
    form = RemoveForm(request.POST or None, pack=queries.pack_of(record))

    def act() -> None:
        actions.remove_assertion(assertion=row, reason=form.cleaned_data["reason"], by=asker(request), at=form.at)

    note = _("The entry stays in the record with its reason and no longer counts.")
    return asked(request, record, form, act, title=_("Recorded in error"), button=_("Mark as recorded in error"), to="status", note=note)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.write")
def word(request: HttpRequest, code: str) -> HttpResponse:
    """The person's own word on being referred."""
    record = opened(request, code)
    writable(record, Group.G1)
    form = WordForm(request.POST or None, pack=queries.pack_of(record))

    def act() -> None:
        actions.record_word(case=record, word=form.cleaned_data["word"], reason=form.cleaned_data["reason"], by=asker(request), at=form.at)

    return asked(
        request,
        record,
        form,
        act,
        title=_("The person's word on referral"),
        button=_("Save"),
        to="status",
        note=queries.what_a_no_means(record, asker(request)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@gate("case.read")
def help_(request: HttpRequest, code: str) -> HttpResponse:
    """Help given and offered so far, and more of it; open from the first minute whatever the stage."""
    record = opened(request, code)
    form = HelpForm(request.POST or None, pack=queries.pack_of(record))
    if request.method == "POST":
        writable(record, Group.G1)

    def act() -> object:
        given = {name: form.cleaned_data[name] for name in ("kind", "outcome", "reason")}
        return actions.give_help(case=record, by=asker(request), at=form.at, **given)

    context = {"given": queries.help_rows(record), "remaining": queries.remaining_help(record), "now": timezone.now()}
    return asked(
        request,
        record,
        form,
        act,
        title=_("Help"),
        button=_("Record the help"),
        to="help",
        done=_("The help is recorded."),
        template="casefile/help.html",
        **context,
    )

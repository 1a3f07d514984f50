"""What bodies said to a recommendation, and what was decided."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayaq.assess.findings.queries import recommendation
from dayaq.assess.validation import actions
from dayaq.assess.validation.forms import FeedbackForm, SettleForm
from dayaq.assess.validation.views.page import formed, home, one
from dayaq.base.access.gate import Request, gate
from dayaq.ui.templatetags.dayaq import codes


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def give(request: Request, assessment: str, workshop: UUID, code: str) -> HttpResponse:
    """Record the position of a body."""
    held = one(request, assessment, workshop, work=True)
    row = recommendation(held.assessment, code)
    if row is None:
        raise Http404
    form = FeedbackForm(request.POST or None)

    def keep() -> None:
        actions.give_feedback(workshop=held, code=code, **form.cleaned_data, by=request.actor, at=timezone.now())

    title = _("Feedback to %(code)s") % {"code": code}
    return formed(request, held.assessment, form, keep, title=title, back=home(held, "#feedback"), about=codes(row.text))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def settle(request: Request, assessment: str, workshop: UUID, code: str) -> HttpResponse:
    """Keep, change or drop a recommendation after the workshop."""
    held = one(request, assessment, workshop, work=True)
    row = recommendation(held.assessment, code)
    if row is None:
        raise Http404
    form = SettleForm(request.POST or None, text=row.text, version=row.version)

    def keep() -> None:
        said = {name: form.cleaned_data[name] for name in ("verdict", "reason", "version")}
        actions.settle(workshop=held, code=code, text=form.words, **said, by=request.actor, at=timezone.now())

    title = _("Decide on %(code)s") % {"code": code}
    return formed(request, held.assessment, form, keep, title=title, back=home(held, "#feedback"), about=codes(row.text))

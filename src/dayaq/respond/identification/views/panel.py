"""A panel's vote, and events from which the time of a step runs."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.respond.casefile.forms import EventForm
from dayaq.respond.casefile.queries import opened, pack_of
from dayaq.respond.casefile.views.page import FORM, writable
from dayaq.respond.identification import actions, queries
from dayaq.respond.identification.forms import VoteForm
from dayaq.respond.identification.views.page import asked, home
from dayaq.ui.templatetags.dayaq import codes


@require_http_methods(FORM)
@gate("identification.decide")
def vote(request: Request, code: str) -> HttpResponse:
    """A member of the panel votes, having seen what happened."""
    case = opened(request, code)
    if Group.G3 not in groups_of(case.id):
        raise Http404
    writable(case, Group.G1)
    form = VoteForm(request.POST or None, pack=pack_of(case))

    def act() -> object:
        return actions.cast_vote(case=case, view=form.cleaned_data["view"], by=request.actor, at=form.at)

    note = _("You vote on act, means and purpose. Whether the person co-operates is no ground.")
    return asked(request, case, form, act, {"title": _("Vote on recognition"), "button": _("Vote"), "note": note, "back": home(code)})


@require_http_methods(FORM)
@gate("case.write")
def step_time(request: Request, code: str, event: str) -> HttpResponse:
    """Record the event from which a step's time runs on the person's way."""
    case = opened(request, code)
    writable(case, Group.G1)
    pack = pack_of(case)
    starts = queries.step_events(case, pack).get(event)
    if not starts:
        raise Http404
    form = EventForm(request.POST or None, pack=pack)

    def act() -> object:
        return actions.note_event(case=case, event=event, by=request.actor, at=form.at)

    note = _("The day and time are when it happened: the body's own time runs from then.")
    title = codes(pack.clock_rules[starts[0][2]].label)
    return asked(request, case, form, act, {"title": title, "button": _("The time runs"), "note": note, "back": home(code)})

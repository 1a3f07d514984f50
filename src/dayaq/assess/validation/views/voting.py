"""Groups, their links and ballots; the public page behind a link."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.assess.validation import actions, queries
from dayaq.assess.validation.forms import BallotForm, GroupForm, TallyForm, explain
from dayaq.assess.validation.models import Group, Workshop
from dayaq.assess.validation.views.page import formed, group_of, home, one
from dayaq.base.access.gate import Request, gate
from dayaq.core.decision import Refused
from dayaq.ui.templatetags.dayaq import say


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def form_group(request: Request, assessment: str, workshop: UUID) -> HttpResponse:
    """Form a group."""
    held = one(request, assessment, workshop, work=True)
    form = GroupForm(request.POST or None)

    def keep() -> None:
        actions.form_group(workshop=held, **form.cleaned_data, by=request.actor, at=timezone.now())

    return formed(request, held.assessment, form, keep, title=_("Group"), back=home(held))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def ballot(request: Request, assessment: str, workshop: UUID, group: UUID) -> HttpResponse:
    """Enter the ballot of a group."""
    held = one(request, assessment, workshop, work=True)
    found = group_of(held, group)
    form = BallotForm(request.POST or None, count=held.choices, choices=queries.offered(), paper=True)

    def keep() -> None:
        said = {name: form.cleaned_data[name] for name in ("other", "ranked", "channel")}
        actions.enter_ballot(group=found, chosen=form.chosen, **said, by=request.actor, at=timezone.now())

    return formed(request, held.assessment, form, keep, title=_("Ballot of %(group)s") % {"group": found.name}, back=home(held))


@require_POST
@gate("assess.work")
def take_back(request: Request, assessment: str, workshop: UUID, group: UUID) -> HttpResponse:
    """Delete a ballot that was entered wrongly."""
    held = one(request, assessment, workshop, work=True)
    return tried(request, held, lambda: actions.take_back(group=group_of(held, group), by=request.actor, at=timezone.now()))


@require_POST
@gate("assess.work")
def dissolve(request: Request, assessment: str, workshop: UUID, group: UUID) -> HttpResponse:
    """Take a group away that has not voted."""
    held = one(request, assessment, workshop, work=True)
    return tried(request, held, lambda: actions.dissolve(group=group_of(held, group), by=request.actor, at=timezone.now()))


def tried(request: Request, held: Workshop, do: Callable[[], object]) -> HttpResponse:
    """Run a small action of a button and go back; what is in the way is said."""
    try:
        with transaction.atomic():
            do()
    except Refused as refusal:
        for reason in refusal.decision.reasons:
            messages.error(request, say(reason))
    else:
        messages.success(request, _("Done."))
    return redirect(home(held))


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def link(request: Request, assessment: str, workshop: UUID, group: UUID) -> HttpResponse:
    """Make the link of a group; it is shown once, with a picture for telephones."""
    held = one(request, assessment, workshop, work=True)
    found = group_of(held, group)
    if request.method == "POST":
        try:
            request.session[key(found)] = actions.open_door(group=found, by=request.actor, at=timezone.now())
        except Refused as refusal:
            for reason in refusal.decision.reasons:
                messages.error(request, say(reason))
            return redirect(home(held))
        return redirect("validation:link", assessment, workshop, group)
    token = request.session.get(key(found), "")
    said = {"assessment": held.assessment, "workshop": held, "group": found, "url": address(token) if token else "", "back": home(held)}
    return render(request, "validation/link.html", said)


def key(group: Group) -> str:
    """Where the token of a group waits to be shown, in the sealed session of whoever made it."""
    return f"door-{group.id}"


def address(token: str) -> str:
    """The whole address of a group's ballot."""
    return str(settings.SITE_URL) + reverse("vote", args=[token])


@require_safe
@gate("assess.work")
def picture(request: Request, assessment: str, workshop: UUID, group: UUID) -> HttpResponse:
    """The link as a picture that telephones read."""
    import qrcode
    from qrcode.image.svg import SvgPathFillImage

    token = request.session.get(key(group_of(one(request, assessment, workshop, work=True), group)))
    if not token:
        raise Http404
    drawn = BytesIO()
    qrcode.make(address(token), image_factory=SvgPathFillImage).save(drawn)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@require_http_methods(["GET", "HEAD", "POST"])
@gate("assess.work")
def tally(request: Request, assessment: str, workshop: UUID) -> HttpResponse:
    """Enter votes counted on paper for the whole room."""
    held = one(request, assessment, workshop, work=True)
    kept = getattr(held, "tally", None)
    start = {**kept.votes, "groups": kept.groups} if kept else {"groups": held.groups.count() or None}
    form = TallyForm(request.POST or None, choices=queries.offered(), start=start)

    def keep() -> None:
        actions.enter_tally(workshop=held, groups=form.cleaned_data["groups"], votes=form.votes, by=request.actor, at=timezone.now())

    about = _("Every group has %(n)s choices: the sum must be groups times choices.") % {"n": held.choices}
    return formed(request, held.assessment, form, keep, title=_("Votes of the room"), back=home(held), about=about)


@require_POST
@gate("assess.work")
def drop_tally(request: Request, assessment: str, workshop: UUID) -> HttpResponse:
    """Delete the votes of the room: groups can vote again."""
    held = one(request, assessment, workshop, work=True)
    try:
        actions.drop_tally(workshop=held, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
    else:
        messages.success(request, _("Deleted."))
    return redirect(home(held))


@require_http_methods(["GET", "HEAD", "POST"])
@gate(public=True)
def vote(request: HttpRequest, token: str) -> HttpResponse:
    """The ballot of a group, without an account; sent once."""
    place = queries.behind(token)
    if place is None:
        raise Http404
    form = BallotForm(request.POST or None, count=place.choices, choices=queries.offered())
    sent = False
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.cast(token=token, chosen=form.chosen, other=form.cleaned_data["other"], at=timezone.now())
            sent = True
        except Refused as refusal:
            explain(form, refusal)
    said = {"place": place, "form": form, "sent": sent}
    return render(request, "validation/vote.html", said, status=422 if form.is_bound and form.errors else 200)

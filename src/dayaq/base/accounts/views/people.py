"""The administrator's pages: the list, a person, inviting, giving and ending roles and ties, closing an account."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.accounts import access, actions, queries
from dayaq.base.accounts.forms import FilterForm, InviteForm, RoleForm, SearchForm, TieForm
from dayaq.base.accounts.models import User
from dayaq.base.accounts.views.shown import body_of, filters, profile_of, row_of
from dayaq.core.decision import Refused, Stale
from dayaq.ui.templatetags.dayaq import say

PAGE = 25
SEARCH = "people_search"  # words of a name stay in the sealed session, never in an address


@require_http_methods(["GET", "HEAD", "POST"])
@gate("people.manage")
def people(request: Request) -> HttpResponse:
    """Everybody the administrator looks after; a search is posted, filters stand in the address."""
    if request.method == "POST":
        search = SearchForm(request.POST)
        request.session[SEARCH] = search.cleaned_data["text"].strip() if search.is_valid() else ""
        return redirect("accounts:people")
    text = str(request.session.get(SEARCH, ""))
    bodies = list(queries.organisations()) if access.everywhere(request.actor) else []
    form = FilterForm(request.GET, organisations=bodies)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.people(request.actor, text=text, **wanted), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [row_of(user) for user in page], "form": form, "text": text, "search": SearchForm({"text": text})}
    return render(request, "accounts/people.html", {**context, "active": filters(request, form)})


@require_safe
@gate("people.manage")
def person(request: Request, person_id: UUID) -> HttpResponse:
    """One person: roles, ties, conflicts, state."""
    user = looked_after(request, person_id)
    own = user.id == request.actor.user_id
    elsewhere = not access.may_close(request.actor, queries.works_elsewhere(request.actor, user, timezone.now()))
    context = {**profile_of(user, request.actor), "own": own, "elsewhere": elsewhere, "link": request.session.pop(link_key(user), "")}
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate("people.manage")
def invite(request: Request) -> HttpResponse:
    """Invite somebody to a first role."""
    form = InviteForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("email", "name", "unit", "role")}
        try:
            user, link = actions.invite(**given, since=form.starts, until=form.ends, by=request.actor, at=timezone.now())
        except Refused as refusal:
            explain(form, refusal)
        else:
            return shown_once(request, user, link)
    return render(request, "accounts/invite.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@gate("people.manage")
def give_role(request: Request, person_id: UUID) -> HttpResponse:
    """Give a person another role."""
    user = looked_after(request, person_id)
    form = RoleForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        unit, role = form.cleaned_data["unit"], form.cleaned_data["role"]
        try:
            actions.give_role(person=user, unit=unit, role=role, since=form.starts, until=form.ends, by=request.actor, at=timezone.now())
        except Refused as refusal:
            explain(form, refusal)
        else:
            messages.success(request, _("The role is given."))
            return redirect("accounts:person", user.id)
    return render(request, "accounts/form.html", {"form": form, "title": _("Give a role"), "about": user, "back": body_of(user)})


@require_http_methods(["GET", "HEAD", "POST"])
@gate("people.manage")
def end_role(request: Request, person_id: UUID, membership_id: UUID) -> HttpResponse:
    """End a role, after a question."""
    user = looked_after(request, person_id)
    membership = get_object_or_404(queries.memberships_of(user), id=membership_id)
    if request.method == "POST":
        return done(request, user, _("The role has ended."), actions.end_role, membership=membership)
    text = _("The person loses this role at once. What was done under it stays in the record.")
    return render(
        request, "accounts/confirm.html", {"title": _("End this role?"), "text": text, "action": _("End the role"), "back": body_of(user)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@gate("people.manage")
def declare(request: Request, person_id: UUID) -> HttpResponse:
    """Note a tie of a person to an organisation."""
    user = looked_after(request, person_id)
    form = TieForm(request.POST or None)
    if form.is_valid():
        return done(request, user, _("The tie is noted."), actions.declare, person=user, **form.cleaned_data)
    return render(
        request, "accounts/form.html", {"form": form, "title": _("Note a tie to an organisation"), "about": user, "back": body_of(user)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@gate("people.manage")
def end_tie(request: Request, person_id: UUID, affiliation_id: UUID) -> HttpResponse:
    """End a tie, after a question."""
    user = looked_after(request, person_id)
    affiliation = get_object_or_404(queries.affiliations_of(user), id=affiliation_id)
    if request.method == "POST":
        return done(request, user, _("The tie has ended."), actions.end_tie, affiliation=affiliation)
    text = _("From today the tie no longer counts as a conflict of interest.")
    return render(
        request, "accounts/confirm.html", {"title": _("End this tie?"), "text": text, "action": _("End the tie"), "back": body_of(user)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@gate("people.manage")
def close(request: Request, person_id: UUID) -> HttpResponse:
    """Deactivate an account, after a question."""
    user = looked_after(request, person_id)
    if request.method == "POST":
        return done(request, user, _("The account is deactivated."), actions.deactivate, person=user)
    text = _("The person is signed out everywhere at once and cannot sign in. Nothing the person wrote is lost.")
    context = {"title": _("Deactivate this account?"), "text": text, "action": _("Deactivate"), "back": body_of(user), "danger": True}
    return render(request, "accounts/confirm.html", context)


@require_POST
@gate("people.manage")
def reopen(request: Request, person_id: UUID) -> HttpResponse:
    """Open a deactivated account again."""
    user = looked_after(request, person_id)
    return done(request, user, _("The account is active again."), actions.reactivate, person=user)


@require_POST
@gate("people.manage")
def send_link(request: Request, person_id: UUID) -> HttpResponse:
    """Send a new link for setting a password."""
    user = looked_after(request, person_id)
    try:
        link = actions.send_link(person=user, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
        return redirect("accounts:person", user.id)
    return shown_once(request, user, link)


def looked_after(request: Request, person_id: UUID) -> User:
    """The person, or 404 for somebody of another organisation."""
    user = queries.person(request.actor, person_id)
    if user is None:
        raise Http404
    return user


def link_key(user: User) -> str:
    """Where a link waits in the session to be shown once."""
    return f"link-{user.id}"


def shown_once(request: Request, user: User, link: str) -> HttpResponse:
    """Go to the person's page; outside production the link is shown there once, because mail may not leave."""
    if settings.ENV.mode != "production":
        request.session[link_key(user)] = link
    messages.success(request, _("The link was sent. It works once, for 24 hours."))
    return redirect("accounts:person", user.id)


def explain(form: Form, refusal: Refused) -> None:
    """Put the reasons beside the field they are about."""
    for reason in refusal.decision.reasons:
        field = {"known_address": "email", "other_organisation": "unit"}.get(reason.code, "role")
        form.add_error(field if field in form.fields else None, say(reason))


def done(request: Request, user: User, words: str, action: object, **facts: object) -> HttpResponse:
    """Run one action on a person and say what happened, also when it was refused or came too late."""
    try:
        action(**facts, by=request.actor, at=timezone.now())  # type: ignore[operator] # one of the actions above
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
    except Stale:
        messages.warning(request, _("Somebody else changed this meanwhile. Look at it again."))
    else:
        messages.success(request, words)
    return redirect("accounts:person", user.id)

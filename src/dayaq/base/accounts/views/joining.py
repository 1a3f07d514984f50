"""Using a link: choosing a password; then the second factor and the code of conduct follow by themselves."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dayaq.base.access.gate import gate
from dayaq.base.accounts import actions, queries
from dayaq.base.accounts.forms import JoinForm
from dayaq.base.accounts.models import Invitation
from dayaq.core.decision import Stale


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@gate(public=True)
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Name and password of an invited person; an unknown, used or expired link says what to do."""
    invitation, now = queries.invitation(token), timezone.now()
    if invitation is None or invitation.used_at or invitation.expires_at <= now or not invitation.user.is_active:
        return gone(request, invitation)
    person = invitation.user
    form = JoinForm(request.POST or None, person=person, initial={"name": person.name})
    if not form.is_valid():
        return render(request, "accounts/join.html", {"form": form, "about": person, "fresh": not person.has_usable_password()})
    name, password = form.cleaned_data["name"], form.cleaned_data["password"]
    try:
        person = actions.accept(invitation=invitation, name=name, password=password, language=get_language() or "", at=now)
    except Stale:
        return gone(request, invitation)
    logout(request)  # whoever was signed in at this browser is not the invited person
    response: HttpResponse = perform_login(request, person, redirect_url=reverse("mfa_index"))
    if request.user.is_authenticated:  # with a second factor enrolled, that page comes first
        reauthenticate_by_password(request)
    return response


def gone(request: HttpRequest, invitation: Invitation | None) -> HttpResponse:
    """The link does not work (any more), and what to do."""
    used = invitation is not None and invitation.used_at is not None
    return render(request, "accounts/link_gone.html", {"used": used}, status=410)

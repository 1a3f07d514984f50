"""Behind the Wall: before anything else come the second factor, where the role needs it, and the code of conduct."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from dayaq.base.access.gate import declared
from dayaq.base.accounts import queries
from dayaq.base.accounts.models import User
from dayaq.base.accounts.rules import needs_second_factor

ALWAYS = {"account_logout", "account_reauthenticate", "set_language", "accounts:stay", "accounts:factor_image", "accounts:end_sessions"}


class Ready:
    """Lets a person through to the pages of the house who is ready for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing here; the view has to be known first."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Lead to what is missing."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        actor, user, gate = getattr(request, "actor", None), request.user, declared(view, name)
        if actor is None or not isinstance(user, User) or name in ALWAYS or name.startswith("mfa_") or (gate and gate.public):
            return None
        if needs_second_factor(actor.permissions, settings.ENV.mode) and not queries.has_second_factor(user.id):
            return HttpResponseRedirect(reverse("mfa_index"))
        if name != "accounts:conduct" and not queries.accepted_conduct(user):
            back = {"next": request.get_full_path()} if request.method == "GET" else {}
            return HttpResponseRedirect(f"{reverse('accounts:conduct')}?{urlencode(back)}")
        return None

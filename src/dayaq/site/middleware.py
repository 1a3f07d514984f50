"""The wall round every request: headers, one transaction, signed context, gate, rollback of crashed views, trail of refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url

from dayaq.base.access import context
from dayaq.base.access.gate import declared
from dayaq.base.accounts.queries import actor_of
from dayaq.base.audit.actions import log
from dayaq.core.decision import Reason, Refused, Stale
from dayaq.core.words import N_

Respond = Callable[[HttpRequest], HttpResponse]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}


def headers(get_response: Respond) -> Respond:
    """Strict policy on every answer; nothing of a page is kept by browsers or proxies."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = by_name(request) or get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            response.headers.setdefault("Cache-Control", "no-store")
        if leaving(request):
            response.headers.setdefault("Clear-Site-Data", '"cache", "storage"')
        return response

    return respond


def leaving(request: HttpRequest) -> bool:
    """Whether somebody signs out: a borrowed computer keeps nothing of what was on the screen."""
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.view_name == "account_logout"


def by_name(request: HttpRequest) -> HttpResponse | None:
    """Send a browser that came by number to the name: passkeys refuse an IP address."""
    host = request.get_host()
    if settings.ENV.site_domain != "localhost" or not host.startswith("127.0.0.1") or request.method not in {"GET", "HEAD"}:
        return None
    return HttpResponseRedirect(f"{request.scheme}://{host.replace('127.0.0.1', 'localhost', 1)}{request.get_full_path()}")


def holds_zero(request: HttpRequest) -> bool:
    """Whether address or fields hold the sign with the number zero: no text has one, and the database takes none."""
    said = [value for fields in (request.GET, request.POST) for _name, values in fields.lists() for value in values]
    return any("\x00" in value for value in (request.path, *said))


class Wall:
    """One transaction a request, in the name of the acting person; what a crashed view wrote is rolled back."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Run the request inside transaction and context; refusals and failures are logged after it."""
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        with transaction.atomic():
            if request.actor:  # type: ignore[attr-defined]
                context.enter(request.actor)  # type: ignore[attr-defined]
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif request.actor and not transaction.get_rollback():  # type: ignore[attr-defined]
                context.leave()  # what is rolled back takes its context with it
        if response.status_code in {403, 404, 409} or response.status_code >= 500:
            self.remember(request, response.status_code)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal no view put beside its field: a page with the reasons, nothing written. Other errors go their way."""
        if not isinstance(error, Refused | Stale):
            return None
        transaction.set_rollback(True)
        changed = Reason("stale", N_("Somebody else changed this record since you opened it. Open it again and look at what changed."))
        reasons = error.decision.reasons if isinstance(error, Refused) else (changed,)
        return render(request, "refused.html", {"reasons": reasons}, status=409)

    def remember(self, request: HttpRequest, status: int) -> None:
        """Log a refusal or failure in a transaction of its own; the view's name, never the address (it carries codes)."""
        match = request.resolver_match
        outcome = "failed" if status >= 500 else "denied"
        with transaction.atomic():
            if request.actor:  # type: ignore[attr-defined]
                context.enter(request.actor)  # type: ignore[attr-defined]
            log(outcome, kind=(match.view_name if match else "") or "unknown address", outcome=str(status))
            if request.actor:  # type: ignore[attr-defined]
                context.leave()

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The Gate: a view without a declaration is never served."""
        match = request.resolver_match
        gate = declared(view, match.view_name if match else None)
        if gate is None:
            raise RuntimeError("this view declares no gate")
        if holds_zero(request):
            raise SuspiciousOperation("a sign no text has")
        actor = request.actor  # type: ignore[attr-defined]
        if gate.opens(actor):
            return None
        if actor is None:
            return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?next={request.path}")
        raise PermissionDenied

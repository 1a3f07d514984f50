"""What a person does for herself: sign-in and security, sessions, code of conduct, the role she works in, the language."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language

from dayaq.base.access.gate import Request, gate
from dayaq.base.accounts import actions, queries
from dayaq.base.accounts.forms import ConductForm, TieForm
from dayaq.base.accounts.models import User
from dayaq.base.accounts.rules import ABSOLUTE, AT_ONCE, Ended
from dayaq.base.accounts.views.shown import profile_of


def myself(request: Request) -> User:
    """The signed-in user."""
    assert isinstance(request.user, User)  # noqa: S101 - the gate let somebody through
    return request.user


@require_safe
@gate(signed_in=True)
def profile(request: Request) -> HttpResponse:
    """Own roles, ties, second factor and open sessions."""
    me = myself(request)
    sessions = [{"row": row, "here": row.id == request.session.row_id} for row in queries.open_sessions(me.id)]  # type: ignore[attr-defined] # our store
    context = {**profile_of(me, request.actor), "sessions": sessions, "hours": ABSOLUTE.total_seconds() / 3600, "at_once": AT_ONCE}
    return render(request, "accounts/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate(signed_in=True)
def declare(request: Request) -> HttpResponse:
    """Declare an own tie to an organisation."""
    form = TieForm(request.POST or None)
    if form.is_valid():
        actions.declare(person=myself(request), **form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("The tie is noted."))
        return redirect("accounts:profile")
    return render(request, "accounts/form.html", {"form": form, "title": _("Declare a tie to an organisation"), "back": "/people/me/"})


@require_POST
@gate(signed_in=True)
def end_session(request: Request, session_id: UUID) -> HttpResponse:
    """End one of the own sessions."""
    row = get_object_or_404(queries.open_sessions(myself(request).id), id=session_id)
    actions.end_session(session=row)
    messages.success(request, _("The session has ended."))
    return redirect("accounts:profile")


@require_POST
@gate(signed_in=True)
def end_sessions(request: Request) -> HttpResponse:
    """End all own sessions, this one too."""
    ended = actions.end_sessions(person=myself(request).id, why=Ended.OWN)
    logout(request)
    messages.success(request, ngettext("%(n)d session has ended.", "%(n)d sessions have ended.", ended) % {"n": ended})
    return redirect("account_login")


@require_safe
@gate(public=True)
def ended(request: HttpRequest) -> HttpResponse:
    """Why the visit is over, and the way back to where one was."""
    why = request.GET.get("why", "")
    return render(request, "accounts/ended.html", {"why": why if why in set(Ended) else "", "next": get_next_redirect_url(request) or "/"})


@require_safe
@gate(signed_in=True)
def stay(request: Request) -> HttpResponse:
    """Somebody is still there: the request itself counts as activity."""
    return HttpResponse(status=204)


@require_POST
@gate(signed_in=True)
def act_as(request: Request) -> HttpResponse:
    """Work in another of the own roles."""
    wanted = request.POST.get("membership", "")
    found = next((m for m in queries.in_force(request.actor.user_id) if str(m.id) == wanted), None)
    if found is None:
        raise Http404
    request.session[queries.ACTING] = str(found.id)
    return redirect("/")  # the page one was on may not be for the other role


@require_http_methods(["GET", "HEAD", "POST"])
@gate(signed_in=True)
def conduct(request: Request) -> HttpResponse:
    """The code of conduct: read and accepted before anything else."""
    me = myself(request)
    form = ConductForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.accept_conduct(person=me, at=timezone.now())
        return redirect(get_next_redirect_url(request) or "/")
    accepted = me.code_of_conduct_at if queries.accepted_conduct(me) else None
    return render(request, "accounts/conduct.html", {"form": form, "accepted": accepted, "next": get_next_redirect_url(request) or ""})


@require_POST
@gate(public=True)
def language(request: HttpRequest) -> HttpResponse:
    """Change the language; of somebody signed in it is remembered."""
    response = set_language(request)
    chosen = response.cookies.get("django_language")
    if chosen and isinstance(request.user, User):
        actions.choose_language(person=request.user, language=chosen.value)
    return response


@require_safe
@gate(signed_in=True)
def factor_image(request: Request) -> HttpResponse:
    """The picture an authenticator app reads, of the secret that is being set up in this session."""
    import qrcode
    from qrcode.image.svg import SvgPathFillImage

    secret = request.session.get("mfa.totp.secret")
    if not secret:
        raise Http404
    url = get_adapter().build_totp_url(request.user, secret)
    picture = BytesIO()
    qrcode.make(url, image_factory=SvgPathFillImage).save(picture)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")

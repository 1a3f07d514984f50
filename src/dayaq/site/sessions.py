"""Sessions: the database keeps the hash of a key and a sealed content; quiet minutes, twelve hours, two at once.

The setting SESSION_ENGINE names this module. ``Limits`` stands before the Wall.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation

from dayaq.base.accounts import queries
from dayaq.base.accounts.models import Session, User
from dayaq.base.accounts.rules import AT_ONCE, CASE_IDLE, Ended, over, quiet_minutes
from dayaq.site.vault import Broken, seal, unseal

TOUCH = timedelta(seconds=20)  # a visit is noted as seen at most this often; the limit errs to the short side
KEEP = timedelta(days=2)  # how long an ended visit can still say why it ended
BROWSERS = {
    "Edg/": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}  # each also claims to be the next
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS X": "macOS", "Linux": "Linux"}


class SessionStore(SessionBase):
    """Django's session over our table."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.row: Session | None = None
        self.ended = ""

    @property
    def row_id(self) -> object:
        """The id of the row, which may be shown; the key may not."""
        return self.row.id if self.row else None

    @property
    def idle_minutes(self) -> int:
        """Quiet minutes of this visit."""
        return self.row.idle_minutes if self.row else CASE_IDLE

    def _get_new_session_key(self) -> str:
        """256 bits; a collision does not happen."""
        return secrets.token_urlsafe(32)

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Seal the content together with its key: a row copied under another key opens nothing."""
        return seal(json.dumps([queries.token_hash(self.session_key or ""), session_dict]))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Open the content; nothing when the key of the installation changed, or when it was sealed for another visit."""
        try:
            mark, content = json.loads(unseal(str(session_data)))
        except (Broken, ValueError):
            return {}
        return dict(content) if mark == queries.token_hash(self.session_key or "") else {}

    def load(self) -> dict[str, Any]:
        """The content of a visit that goes on; otherwise nothing, and ``ended`` says why."""
        row = Session.objects.filter(key_hash=queries.token_hash(self.session_key or "")).first()
        now = timezone.now()
        if row is not None:
            self.ended = row.ended_why or over(started=row.started_at, seen=row.seen_at, idle=row.idle_minutes, now=now) or ""
        if row is None or self.ended:
            if row is not None and not row.ended_why:
                Session.objects.filter(id=row.id).update(ended_why=self.ended, data="")
            self._session_key = None
            return {}
        if now - row.seen_at > TOUCH:
            Session.objects.filter(id=row.id).update(seen_at=now)
        self.row = row
        return self.decode(row.data)

    def exists(self, session_key: str) -> bool:
        """Whether a visit with this key is known."""
        return Session.objects.filter(key_hash=queries.token_hash(session_key)).exists()

    def create(self) -> None:
        """A new visit, empty."""
        self._session_key = self._get_new_session_key()
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Write the content; the first writing with a user counts as arrival."""
        if self.session_key is None:
            self.create()
            return
        data, now = self._get_session(no_load=must_create), timezone.now()  # type: ignore[attr-defined] # the base class' own way
        values = {"data": self.encode(data), "user_id": data.get(SESSION_KEY), "browser": str(data.get("browser", ""))[:60]}
        if must_create:
            if self.exists(self.session_key):
                raise CreateError
            self.row = Session.objects.create(key_hash=queries.token_hash(self.session_key), started_at=now, seen_at=now, **values)
            return
        with transaction.atomic():
            row = Session.objects.filter(key_hash=queries.token_hash(self.session_key), ended_why="").first()
            if row is None:
                raise UpdateError
            Session.objects.filter(id=row.id).update(**values, seen_at=now)
            if values["user_id"] and row.user_id is None:
                arrive(row, User.objects.select_for_update().get(id=values["user_id"]), now)

    def delete(self, session_key: str | None = None) -> None:
        """Forget a visit."""
        Session.objects.filter(key_hash=queries.token_hash(session_key or self.session_key or "")).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Forget visits that ended long ago."""
        Session.objects.filter(started_at__lt=timezone.now() - KEEP).delete()


def arrive(row: Session, user: User, now: datetime) -> None:
    """Somebody signed in: quiet minutes by the roles, at most two visits at once (the older ones end)."""
    quiet = quiet_minutes({m.role for m in queries.in_force(user.id, now)}, queries.roles())
    Session.objects.filter(id=row.id).update(idle_minutes=quiet)
    others = Session.objects.filter(user=user, ended_why="").exclude(id=row.id).order_by("-started_at")
    surplus = list(others.values_list("id", flat=True)[AT_ONCE - 1 :])
    Session.objects.filter(id__in=surplus).update(ended_why=Ended.NEWER, data="")
    SessionStore.clear_expired()


def browser(agent: str) -> str:
    """Browser and system in two words, enough to tell one's own visits apart."""
    words = [next((name for mark, name in known.items() if mark in agent), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, words))


class Limits:
    """Before the Wall: a visit that is over leads to a page that says why; the language is the person's own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the visit, then go on."""
        user = request.user
        if isinstance(user, User) and user.language and user.language != translation.get_language():
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        ended = getattr(request.session, "ended", "")
        if ended and request.path != reverse("accounts:ended"):
            return leave(request, ended)
        return self.get_response(request)


def leave(request: HttpRequest, why: str) -> HttpResponse:
    """Lead to the page that says why the visit is over; only a page that was read can be returned to."""
    back = {"next": request.get_full_path()} if request.method == "GET" and not request.headers.get("HX-Request") else {}
    url = f"{reverse('accounts:ended')}?{urlencode({'why': why, **back})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)

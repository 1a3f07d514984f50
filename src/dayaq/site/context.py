"""What every page's frame needs: mode, person, navigation, languages; and the tabs of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dayaq.base.access.rules import Actor


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go: label, url name, permissions (any of them; none: everybody signed in)."""

    label: Any
    url_name: str
    permissions: tuple[str, ...] = ()

    def open_to(self, actor: Actor) -> bool:
        """Whether the place is shown to ``actor``; what one may not do is absent, not greyed."""
        return not self.permissions or any(actor.may(p) for p in self.permissions)


NAVIGATION: Sequence[Place] = (Place(_("Today"), "today"),)
CASE_TABS: Sequence[Place] = ()


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame; a request that never met the wall (an early error page) gets a neutral frame."""
    actor: Actor | None = getattr(request, "actor", None)
    return {
        "mode": settings.ENV.mode,
        "person": actor,
        "can": actor.permissions if actor else frozenset(),
        "languages": [{"code": code, "name": name, "current": code == get_language()} for code, name in settings.LANGUAGES],
        "navigation": navigation(request, actor) if actor else [],
    }


def navigation(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    """The top-level places open to the acting role; the current one is the longest matching address."""
    places = [(place, reverse(place.url_name)) for place in NAVIGATION if place.open_to(actor)]
    matching = [url for _place, url in places if request.path.startswith(url)]
    current = max(matching, key=len, default="")
    return [{"label": place.label, "url": url, "current": url == current} for place, url in places]


def case_tabs(actor: Actor, code: str, current: str) -> list[dict[str, Any]]:
    """The tabs of a case page for the acting role; ``current`` is the url name of the page shown."""
    return [
        {"label": place.label, "url": reverse(place.url_name, args=[code]), "current": place.url_name == current}
        for place in CASE_TABS
        if place.open_to(actor)
    ]

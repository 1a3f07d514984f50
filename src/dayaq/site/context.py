"""What every page's frame needs: mode, person, navigation, languages; and the tabs of a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dayaq import __version__
from dayaq.base.access.rules import Actor
from dayaq.core.pack import load
from dayaq.site.places import ASSESS_TABS, CASE_TABS, NAVIGATION, Place

IN_LINE = 6  # places that fit into one line at 1280 pixels in any of the languages; a role with more opens the rest under "More"


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame; a request that never met the wall (an early error page) gets a neutral frame."""
    actor: Actor | None = getattr(request, "actor", None)
    frame = {
        "mode": settings.ENV.mode,
        "version": __version__,
        "zone": load(settings.HOME_PACK).manifest.timezone,
        "languages": [{"code": code, "name": name, "current": code == get_language()} for code, name in settings.LANGUAGES],
        "can": actor.permissions if actor else frozenset(),
        "person": None,
        "navigation": [],
    }
    return {**frame, **personal(request, actor)} if actor else {**frame, **offered()}


def offered() -> dict[str, Any]:
    """Whom one may sign in as: invented people, in a demonstration only."""
    if settings.ENV.mode != "demo":
        return {}
    from dayaq.site import demo  # its story runs through all parts; it is not there where assess runs alone

    listed = demo.sign_in_list()
    people = [{**one, "role": words(f"roles.{one['role']}"), "organisation": words(f"bodies.{one['body']}")} for one in listed]
    return {"demo_people": people, "demo_password": demo.PASSWORD}


def personal(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """The signed-in person's part of the frame."""
    match = request.resolver_match
    code = match.kwargs.get("code") if match and match.route.startswith("cases/") else None
    return {
        "person": {"name": actor.name, "role": words(f"roles.{actor.role}"), "organisation": words(f"bodies.{actor.organisation}")},
        "memberships": [
            {
                "id": str(membership.id),
                "label": f"{words(f'roles.{membership.role}')} · {words(f'bodies.{membership.unit.organisation.code}')}",
                "current": membership.id == actor.membership_id,
            }
            for membership in getattr(request, "memberships", ())
        ],
        "navigation": navigation(request, actor),
        "idle_minutes": getattr(request.session, "idle_minutes", 15),
        "footer_links": [
            {"label": _("What each role may see"), "url": reverse("accounts:roles")},
            *(
                [{"label": _("Check before a removal"), "url": reverse("identification:check")}]
                if works_on_cases(actor, "case.read")
                else []
            ),
            *([{"label": _("Take over a case list"), "url": reverse("intake:list")}] if works_on_cases(actor, "case.import") else []),
        ],
        **(case_tabs(actor, code, match.view_name if match else "") if code else {"case_parts": [], "case_tabs": []}),
        "assess_tabs": assess_tabs(request, actor),
        "search_url": reverse("casefile:search") if works_on_cases(actor, "case.search") else None,
    }


def works_on_cases(actor: Actor, permission: str) -> bool:
    """Whether the acting role may do something with cases, and cases are installed."""
    return settings.ENV.parts == "all" and actor.may(permission)


def words(key: str) -> str:
    """A label of the home pack in the reader's language; the bare code for what the pack does not name."""
    try:
        return load(settings.HOME_PACK).label(key, get_language() or "en")
    except KeyError:
        return key.partition(".")[2]


def navigation(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    """The top-level places open to the acting role; the current one is the longest matching address, else the place of the same area."""
    places = [(place, reverse(place.url_name)) for place in NAVIGATION if place.installed and place.open_to(actor)]
    today, area = reverse("today"), request.resolver_match.app_name if request.resolver_match else ""
    of_area = [url for place, url in places if area and place.url_name.startswith(f"{area}:")]
    matching = [url for _place, url in places if request.path == url or (url != today and request.path.startswith(url))]
    current = max(matching, key=len, default=next(iter(of_area), ""))
    shown = [{"label": place.label, "url": url, "current": url == current, "about": place.about} for place, url in places]
    return [{**one, "folded": len(shown) > IN_LINE and number >= IN_LINE - 1 and not one["current"]} for number, one in enumerate(shown)]


def case_tabs(actor: Actor, code: str, current: str) -> dict[str, list[dict[str, Any]]]:
    """The parts of a case and the tabs of the current part for the acting role; ``current`` is the url name of the page shown.

    A page that is no tab itself belongs to the part of its area. A part of which the role sees nothing is absent.
    """
    shown = [(label, [place for place in places if place.open_to(actor)]) for label, places in CASE_TABS]
    shown = [(label, places) for label, places in shown if places]
    here = part_of(shown, current)
    parts = [
        {"label": label, "url": reverse(places[0].url_name, args=[code]), "current": number == here}
        for number, (label, places) in enumerate(shown)
    ]
    tabs = [
        {"label": place.label, "url": reverse(place.url_name, args=[code]), "current": place.url_name == current}
        for place in (shown[here][1] if shown else ())
    ]
    return {"case_parts": parts, "case_tabs": tabs}


def part_of(parts: Sequence[tuple[Any, Sequence[Place]]], current: str) -> int:
    """The number of the part a page belongs to: by its own tab, else by its area, else the first."""
    area = current.partition(":")[0]
    names = [[place.url_name for place in places] for _label, places in parts]
    own = next((number for number, tabs in enumerate(names) if current in tabs), None)
    near = next((number for number, tabs in enumerate(names) if any(tab.partition(":")[0] == area for tab in tabs)), 0)
    return near if own is None else own


def assess_tabs(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    """The tabs of a page about one assessment; none elsewhere. The current one is the longest matching address."""
    match = request.resolver_match
    code = match.kwargs.get("assessment") if match else None
    if code is None:
        return []
    places = [(place, reverse(place.url_name, args=[code])) for place in ASSESS_TABS if place.open_to(actor)]
    current = max((url for _place, url in places if request.path.startswith(url)), key=len, default="")
    return [{"label": place.label, "url": url, "current": url == current} for place, url in places]

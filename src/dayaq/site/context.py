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

from dayaq import __version__
from dayaq.base.access.rules import Actor
from dayaq.core.pack import load


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go: label, url name, permissions (any of them; none: everybody signed in), what is there in one sentence."""

    label: Any
    url_name: str
    permissions: tuple[str, ...] = ()
    about: Any = ""

    def open_to(self, actor: Actor) -> bool:
        """Whether the place is shown to ``actor``; what one may not do is absent, not greyed."""
        return not self.permissions or any(actor.may(p) for p in self.permissions)

    @property
    def installed(self) -> bool:
        """Whether its part is installed: assess may run alone."""
        return settings.ENV.parts == "all" or self.url_name.partition(":")[0] not in CASES_AND_FIGURES


CASES_AND_FIGURES = {
    "casefile",
    "referral",
    "screening",
    "identification",
    "figures",
    "network",
    "hotline",
    "detection",
    "residence",
    "shelter",
    "support",
    "rights",
    "fund",
    "protection",
    "justice",
    "inspection",
    "casework",
    "intake",
    "papers",
    "window",
}
IN_LINE = 6  # places that fit into one line at 1280 pixels in any of the languages; a role with more opens the rest under "More"
NAVIGATION: Sequence[Place] = (
    Place(_("Today"), "today"),
    Place(_("Cases"), "casefile:list", ("case.read",)),
    Place(
        _("Referrals"),
        "referral:inbox",
        ("referral.receive", "referral.send", "overview.read"),
        _("What was referred and how long it took; without a case, sums only."),
    ),
    Place(
        _("Hotline"),
        "hotline:desk",
        ("hotline.answer", "overview.read"),
        _("Calls without a name, call-backs, who answers when; without a line, calls in numbers only."),
    ),
    Place(
        _("Shelters"),
        "shelter:home",
        ("shelter.manage", "shelter.monitor", "shelter.accredit", "overview.read"),
        _("Beds today, places, waiting list, visits, accreditation; over all houses sums only."),
    ),
    Place(
        _("Residence and return"),
        "residence:expiring",
        ("residence.decide",),
        _("Permits that end soon or wait for a decision, returns under way, the check before a removal."),
    ),
    Place(
        _("Raids and information"),
        "detection:events",
        ("event.record",),
        _("Raids and stops with many people, information without a name, checks on own initiative."),
    ),
    Place(
        _("Inspections"),
        "inspection:list",
        ("inspection.work", "overview.read"),
        _("Visits to work places, sheets of workers without names, mediation of wages; sums for who watches over the response."),
    ),
    Place(
        _("Fund"),
        "fund:home",
        ("fund.work",),
        _("Requests to decide and to pay, sources with what is left, bookings, gifts, the statement of a year."),
    ),
    Place(
        _("Proceedings"),
        "justice:list",
        ("justice.work", "justice.court", "overview.read"),
        _("Criminal proceedings shared with you, hearings, assets; who watches over the response sees sums only."),
    ),
    Place(
        _("Legal help"),
        "justice:desk",
        ("legal.work",),
        _("Running mandates with the next hearing, people who wish a lawyer and have none, the register of lawyers."),
    ),
    Place(
        _("Complaints"),
        "rights:complaints",
        ("rights.answer",),
        _("Complaints of people, answered by somebody who stands on neither side."),
    ),
    Place(_("My desk"), "casework:desk", ("case.write",), _("Your cases, marks, tasks, what others did; hand-over and doubles.")),
    Place(
        _("Who helps"),
        "network:directory",
        ("referral.send", "referral.receive", "network.manage", "hotline.answer", "overview.read"),
        _("The directory of services: who helps whom where, how many places are free, and how long referrals take."),
    ),
    Place(
        _("Figures"),
        "figures:list",
        ("figures.read",),
        _("Figures with their source and period, beside those others published; as table, picture and file."),
    ),
    Place(
        _("Assess"),
        "assessment:list",
        ("assess.read",),
        _("Needs assessments: survey, interviews, criteria with evidence, findings, report."),
    ),
    Place(
        _("People"),
        "accounts:people",
        ("people.manage",),
        _("Invite people, give and end roles, see ties that could be a conflict of interest."),
    ),
    Place(
        _("Long work"),
        "jobs:works",
        ("people.manage", "register.import"),
        _("Imports and other work that takes its time: how far it is, and how to stop it."),
    ),
    Place(
        _("Trail"),
        "audit:trail",
        ("audit.read",),
        _("Who opened, searched for, changed or was denied what, and when; never what a file says."),
    ),
)
# The tabs of a case stand in parts, one line a part: what is read first, how it was found out, what is given, what is safe, what is paid
# and argued, what is kept on the file.
CASE_TABS: Sequence[tuple[Any, Sequence[Place]]] = (
    (
        _("Person and status"),
        (
            Place(_("Overview"), "casefile:case", ("case.read",)),
            Place(_("Facts"), "casefile:facts", ("case.read",)),
            Place(_("Person"), "casefile:person", ("case.read",)),
            Place(_("Status"), "casefile:status", ("case.read",)),
        ),
    ),
    (
        _("Finding out"),
        (
            Place(_("Screening"), "screening:index", ("case.read",)),
            Place(_("Identification"), "identification:index", ("case.read",)),
            Place(_("Referrals"), "referral:of_case", ("case.read",)),
            Place(_("Child"), "detection:child", ("case.read",)),
            Place(_("Role in proceedings"), "detection:roles", ("justice.work", "justice.court", "legal.work")),
        ),
    ),
    (
        _("Help and support"),
        (
            Place(_("Help"), "casefile:help", ("case.read",)),
            Place(_("Needs and plan"), "support:plan", ("case.read",)),
            Place(_("Services given"), "support:services", ("case.read",)),
            Place(_("Appointments"), "support:appointments", ("case.read",)),
            Place(_("Work and after"), "support:way", ("case.read",)),
            Place(_("Rights"), "rights:index", ("case.read",)),
            Place(_("Own window"), "window:of_case", ("case.read",)),
            Place(_("Services"), "network:of_case", ("case.read",)),
        ),
    ),
    (
        _("Stay and safety"),
        (
            Place(_("Shelter"), "shelter:index", ("shelter.manage", "support.plan")),
            Place(_("Residence"), "residence:index", ("residence.work",)),
            Place(_("Return"), "residence:returns_of", ("residence.work",)),
            Place(_("Safety"), "protection:index", ("protection.work",)),
        ),
    ),
    (
        _("Money and justice"),
        (
            Place(_("Money"), "fund:money", ("fund.request", "fund.work", "legal.work", "justice.court")),
            Place(_("Justice"), "justice:case", ("case.read",)),
        ),
    ),
    (
        _("Records"),
        (
            Place(_("Papers"), "papers:index", ("case.read",)),
            Place(_("Origin"), "intake:origin", ("case.import",)),
            Place(_("Access"), "casefile:access", ("case.read",)),
            Place(_("Work"), "casework:work", ("case.read",)),
            Place(_("Notes"), "casework:notes", ("case.read",)),
            Place(_("Files"), "casework:files", ("case.read",)),
            Place(_("Letters"), "casework:letters", ("case.write",)),
            Place(_("Links"), "casework:links", ("case.read",)),
        ),
    ),
)

ASSESS_TABS: Sequence[Place] = (
    Place(_("Overview"), "assessment:overview", ("assess.read",)),
    Place(_("Stakeholders"), "assessment:stakeholders", ("assess.read",)),
    Place(_("Sources"), "assessment:sources", ("assess.read",)),
    Place(_("Survey"), "survey:overview", ("assess.read",)),
    Place(_("Interviews"), "interviews:list", ("assess.read",)),
    Place(_("Results"), "results:index", ("assess.read",)),
    Place(_("Matrix"), "findings:matrix", ("assess.read",)),
    Place(_("Findings"), "findings:list", ("assess.read",)),
    Place(_("Recommendations"), "findings:recommendations", ("assess.read",)),
    Place(_("Workshop"), "validation:index", ("assess.read",)),
    Place(_("Report"), "report:index", ("assess.read",)),
)


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

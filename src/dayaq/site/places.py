"""Where one can go: the top places, the tabs of a case and of an assessment, each for the permissions that work there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dayaq.base.access.rules import Actor


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

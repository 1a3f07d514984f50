"""Single reads: the last assessment, the plan that holds, consents in force, services elsewhere, days of the look back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from dayaq.base.accounts.queries import names
from dayaq.core.clock import Clock
from dayaq.core.decision import Reason
from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.support import SupportFile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, label, pack_of
from dayaq.respond.support import rules
from dayaq.respond.support.models import (
    Assessment,
    Consent,
    Course,
    DependantService,
    HealthConsent,
    HealthNeed,
    HealthService,
    Need,
    Plan,
    Service,
)
from dayaq.ui.templatetags.dayaq import codes as in_words


def home() -> Pack:
    """The country of the installation."""
    return load(settings.HOME_PACK)


def last_assessment(case: Case) -> Assessment | None:
    """The latest talk about needs."""
    return Assessment.objects.filter(case=case).order_by("-at", "-recorded_at").first()


def needs_of(assessment: Assessment) -> dict[str, tuple[str, str]]:
    """Answer and urgency by domain, those of health among them where the reader sees them."""
    rows = [*Need.objects.filter(assessment=assessment).order_by("recorded_at")]
    health = [*HealthNeed.objects.filter(assessment=assessment).order_by("recorded_at")]
    return {row.domain: (row.answer, row.urgency) for row in (*rows, *health)}


def plans(case: Case) -> list[Plan]:
    """Every version of every body's plan, the newest first."""
    return list(Plan.objects.filter(case=case).order_by("-recorded_at"))


def current_plan(case: Case, organisation: UUID | None = None) -> Plan | None:
    """The newest version of a body's plan, or of any body's."""
    rows = Plan.objects.filter(case=case)
    rows = rows.filter(organisation=organisation) if organisation else rows
    return rows.order_by("-number", "-recorded_at").first()


def plan(case: Case) -> Plan | None:
    """The plan the person agreed to last: what the person's own window shows."""
    return Plan.objects.filter(case=case, state="agreed").order_by("-agreed_at").first()


def consents(case: Case) -> list[Consent | HealthConsent]:
    """Every consent, also taken back and over; those on health where the reader sees them."""
    rows: list[Consent | HealthConsent] = [*Consent.objects.filter(case=case), *HealthConsent.objects.filter(case=case)]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def consented(case: Case, at: datetime) -> set[str]:
    """Services the person consents to at ``at``."""
    return {
        row.service
        for row in consents(case)
        if row.at <= at and (row.withdrawn_at is None or row.withdrawn_at > at) and (row.expires_at is None or row.expires_at > at)
    }


def services(case: Case) -> list[Service | HealthService | DependantService]:
    """Services of all three kinds, as far as the reader sees them, the newest first."""
    rows: list[Service | HealthService | DependantService] = []
    for kind in (Service, HealthService, DependantService):
        rows += kind.objects.filter(case=case)
    return sorted(rows, key=lambda row: (row.at, row.recorded_at), reverse=True)


def overlaps(case: Case, kind: str, provider: UUID | None, at: datetime) -> Iterator[Reason]:
    """Other bodies that gave the same within the pack's weeks: only what the reader sees of this file. Rule: ASS-04."""
    pack = pack_of(case)
    rule = next((one for one in pack.area(SupportFile).overlap if one.in_force(pack.calendar.local_date(at))), None)
    if rule is None:
        return
    near = timedelta(weeks=rule.weeks)
    others: set[UUID] = set()
    for model in (Service, HealthService):
        rows = model.objects.filter(case=case, kind=kind, outcome="given", at__range=(at - near, at + near))
        others |= {row.provider for row in rows if row.provider and row.provider != provider}
    who = ", ".join(in_words(text) for text in names(others).values())
    if who:
        text = N_("%(body)s gave the same within %(weeks)s weeks. Agree who goes on.")
        yield Reason("same_elsewhere", text, {"body": who, "weeks": rule.weeks}, "; ".join(rule.basis))


def follow_up_days(pack: Pack, begun_on: date) -> list[tuple[str, datetime]]:
    """The clocks of the look back with their due times, from the day reintegration began. Rule: ASS-10."""
    view = pack.on(begun_on)
    rule = next((one for one in pack.area(SupportFile).follow_up if one.in_force(begun_on)), None)
    start, found = pack.calendar.day_start(begun_on), []
    for clock in rule.clocks if rule else ():
        term = view.clock(clock)
        due = Clock(term, start).due(pack.calendar) if term else None
        if due:
            found.append((clock, due))
    return found


def course_state(course: Course) -> rules.CourseState:
    """Who waits and who takes part, as sums; people whose files one does not see are in it from five upward."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, n FROM guard.seats_of(%s)", [course.id])
        sums = dict(cursor.fetchall())
    taken = sums.get("taken", 0) + sums.get("finished", 0)
    return rules.course_state(course.minimum, course.places, waiting=sums.get("waiting", 0), taken=taken)


def calendar(digest: str) -> list[dict[str, Any]] | None:
    """The appointments behind a secret address, by its hash; None where there is no such calendar."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.calendar_there(%s)", [digest])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute("SELECT id, starts, ends, place, state, version, changed FROM guard.calendar(%s)", [digest])
        columns = ("id", "starts", "ends", "place", "state", "version", "changed")
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def code_words(pack: Pack, name: str, code: str) -> str:
    """A code of a list in the reader's language; nothing for nothing."""
    return label(pack, f"codes.{name}.{code}") if code else ""


def consent_words(pack: Pack, code: str) -> str:
    """What a consent is about: a service, or what beside services somebody is let in for (the fund, another body)."""
    return code_words(pack, consent_list(pack, code), code)


def consent_list(pack: Pack, code: str) -> str:
    """The list in which a consent's subject stands."""
    return "service_kind" if code in pack.codes["service_kind"].items else "consent_purpose"


def today(pack: Pack) -> date:
    """The day it is in the country."""
    return pack.calendar.local_date(timezone.now())

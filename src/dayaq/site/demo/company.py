"""The people of the demonstration: who they are, making them once, and acting as one of them.

Family names are made of the Azerbaijani words for tale, example, made-up and imagined: nobody is called so.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.base.accounts import actions, queries
from dayaq.base.accounts.models import User
from dayaq.core.words import N_

PASSWORD = "nobody-here-is-real"  # noqa: S105 - printed at every start; the demo mode alone knows it
WORKS_SINCE = timedelta(days=400)  # before the first living case; what happened earlier they entered late, from paper


class NotADemo(RuntimeError):
    """This installation is for real people: nothing invented is written into it."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One invented person: ``key`` is the first name in small letters, ``summary`` says what to look at."""

    key: str
    name: str
    body: str
    role: str
    summary: str
    unit: str = ""
    chairs: str = ""  # an organisation the person has a declared tie to

    @property
    def email(self) -> str:
        """The address to sign in with; ``.invalid`` leads nowhere."""
        return f"{self.key}@demo.invalid"


COMPANY = (
    DemoPerson(
        "leyla", "Leyla Nağılbəyli", "clean_world", "ngo_case_worker", N_("case worker of an organisation: people, help, referrals")
    ),
    DemoPerson("rena", "Rəna Uydurmalı", "clean_world", "shelter_manager", N_("shelter manager of the same organisation"), "shelter"),
    DemoPerson("murad", "Murad Nümunəzadə", "ctmd", "duty_officer", N_("officer on duty: receives people day and night")),
    DemoPerson(
        "kamran", "Kamran Örnəkoğlu", "ctmd", "identification_officer", N_("identification officer: screens and decides, with reasons")
    ),
    DemoPerson("elchin", "Elçin Uydurmazadə", "slis", "referrer", N_("labour inspector: has 24 hours to refer")),
    DemoPerson("tural", "Tural Sanalbəyli", "sms", "referrer", N_("migration officer: refers, asks before a removal")),
    DemoPerson("sevda", "Sevda Nağılqızı", "mia_hotline", "hotline_operator", N_("hotline 152: calls, also anonymous ones")),
    DemoPerson("zaur", "Zaur Xəyalbəyli", "amc", "ngo_case_worker", N_("case worker of another organisation: the outsider")),
    DemoPerson("ilkin", "İlkin Fərziyyəli", "mfa", "referrer", N_("consul: refers nationals exploited abroad")),
    DemoPerson("nigar", "Nigar Örnəkqızı", "nc", "national_coordinator", N_("national co-ordinator: sums and late terms, never names")),
    DemoPerson("farid", "Fərid Sanalzadə", "nc", "analyst", N_("analyst: figures and where they come from")),
    DemoPerson("aysel", "Aysel Nümunəqızı", "nc", "administrator", N_("administrator: people and roles, no cases")),
    DemoPerson("orkhan", "Orxan Nağılzadə", "nc", "auditor", N_("auditor: who opened what, never what it says")),
    DemoPerson("samira", "Samirə Xəyalqızı", "ombudsperson", "rapporteur", N_("ombudsperson's rapporteur: figures from outside")),
    DemoPerson("ulker", "Ülkər Xəyalzadə", "iom", "consultant", N_("consultant: leads an assessment, from questions to report")),
    DemoPerson("rauf", "Rauf Örnəkli", "iom", "consultant", N_("second consultant: codes and reviews, sees only shared assessments")),
    DemoPerson(
        "gunel",
        "Günel Uydurmaqızı",
        "mia_shelter",
        "shelter_manager",
        N_("State shelter director who chairs an organisation"),
        "main",
        "tamas",
    ),
    DemoPerson("nurlan", "Nurlan Uydurmaoğlu", "sms", "migration_officer", N_("migration officer: permits that end, holds on removal")),
    DemoPerson("arzu", "Arzu Sanalqızı", "mfa", "consular_officer", N_("consular officer: brings people home, prepares returns")),
    DemoPerson("ruslan", "Ruslan Nağıloğlu", "slis", "labour_inspector", N_("inspector on visits: eleven questions, wages by telephone")),
    DemoPerson("tomris", "Tomris Nümunəbəyli", "vac_baku", "assistance_worker", N_("assistance centre: plan, services, one year after")),
    DemoPerson("vefa", "Vəfa Fərziyyəqızı", "fund", "fund_officer", N_("officer of the relief fund: first word, payments, ledger")),
    DemoPerson("ceyhun", "Ceyhun Örnəkzadə", "fund", "fund_officer", N_("second officer of the relief fund: the other word")),
    DemoPerson(
        "nazim", "Nazim Xəyaloğlu", "mlspp", "accreditation_officer", N_("accreditation officer: who may keep a shelter, and why not")
    ),
    DemoPerson("lale", "Lalə Uydurmabəyli", "ombudsperson", "monitor", N_("monitor: visits to shelters, complaints answered")),
    DemoPerson("elnare", "Elnarə Fərziyyəzadə", "bar", "lawyer", N_("lawyer: mandates, hearings, privileged notes")),
    DemoPerson("togrul", "Toğrul Sanaloğlu", "ctmd", "investigator", N_("investigator: proceedings, statements, assets")),
    DemoPerson("reshad", "Rəşad Nağılbəyzadə", "prosecutor", "prosecutor_liaison", N_("prosecutor: charges, court, verdicts")),
    DemoPerson("sebine", "Səbinə Örnəkbəyli", "vac_baku", "clinician", N_("doctor of the assistance centre: health, and nothing else")),
)


def people() -> tuple[DemoPerson, ...]:
    """Everybody one can sign in as, in the order of a case's way."""
    return COMPANY


def sign_in_list() -> list[dict[str, str]]:
    """Whom the sign-in page of a demonstration offers: address, name, codes of role and body, what to look at (a message id)."""
    return [{"email": p.email, "name": p.name, "role": p.role, "body": p.body, "summary": p.summary} for p in COMPANY]


def mode() -> str:
    """The mode written into the database when it was made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.installation_mode()")
        return str(cursor.fetchone()[0])


def require_demo(*, invented: bool = False) -> None:
    """Refuse outside the demonstration; ``invented``: somebody says that an evaluation holds no real person either."""
    here = mode()
    if here == "demo" or (here == "evaluation" and invented):
        return
    hint = " Say --yes-invented if it holds no real person." if here == "evaluation" else ""
    raise NotADemo(f"this installation was made for {here}: nothing invented is written into it.{hint}")


def make_people() -> None:
    """Make those who are missing. Outside the demonstration nobody can sign in as them: their passwords are random."""
    known = set(User.objects.filter(email__in=[person.email for person in COMPANY]).values_list("email", flat=True))
    password = PASSWORD if mode() == "demo" else secrets.token_urlsafe(32)
    for person in COMPANY:
        if person.email not in known:
            make(person, password)


def make(person: DemoPerson, password: str) -> None:
    """Make one person with the role, and the declared tie where there is one."""
    since, place = timezone.now() - WORKS_SINCE, (person.unit, person.body, person.role)
    user = actions.make_person(email=person.email, name=person.name, password=password, memberships=[place], at=since)
    tied = queries.organisation(person.chairs) if person.chairs else None
    if tied is not None:
        by = Actor(user_id=user.id, name=user.name)
        actions.declare(
            person=user, organisation=tied, function="chair", since=since.astimezone(queries.zone()).date(), until=None, by=by, at=since
        )


def company() -> Mapping[str, Actor]:
    """Everybody as actor, by key, and the clock that runs beside them; LookupError when they were not made yet."""
    users = {user.email: user for user in User.objects.filter(email__in=[person.email for person in COMPANY])}
    missing = [person.email for person in COMPANY if person.email not in users]
    if missing:
        raise LookupError(f"the people of the demonstration are missing: {', '.join(missing)}")
    actors = {person.key: queries.actor(users[person.email], queries.in_force(users[person.email].id).first()) for person in COMPANY}
    return {**actors, "clock": queries.service("clock")}

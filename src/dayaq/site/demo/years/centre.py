"""The assistance centre in 2017: 68 people recognised and 28 who may be victims, services, jobs, courses; permits of the migration service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.network.actions.steps import share
from dayaq.respond.network.models import Onward
from dayaq.respond.residence.models import Permit
from dayaq.respond.support.models import Course, HealthService, Job, Seat, Service
from dayaq.site.demo import steps
from dayaq.site.demo.plan import Person, part
from dayaq.site.demo.years.reading import let_in, moment, recognised

YEAR, TITLE = 2017, "Dərzi kursu 2017"
FROM_STATE, FROM_ORGANISATIONS = 68, 28
MEDICAL, PSYCHOLOGICAL, LEGAL = 44, 52, 53
JOBS, COURSES = 21, 10
OCCUPATIONS = ("services", "industry", "household", "agriculture", "office")


def done(company: Mapping[str, Actor]) -> bool:
    """Whether the course of that year is there: it is written last."""
    with acting(company["tomris"]):
        return Course.objects.filter(title=TITLE).exists()


def write(company: Mapping[str, Actor], of: int) -> None:
    """People led to the centre and what it gave them."""
    people = recognised(company, of, YEAR)
    known = [(one.decided, case) for one, case in people if one.finder == "tomris"][: part(FROM_STATE, of)]
    own = [case for _decided, case in known]
    potential = led_by_organisations(company, part(FROM_ORGANISATIONS, of))
    let_in(company, own, company["gunel"].unit_id)
    onward(company["gunel"], [(case, decided + timedelta(days=5)) for decided, case in known], company["tomris"], reason="shelter_exit")
    served(company, own, potential, of)
    permitted(company["nurlan"], [(one, case) for one, case in people if one.nationality in ("RU", "UA")])
    worked(company["tomris"], own, potential, of)


def led_by_organisations(company: Mapping[str, Actor], n: int) -> list[UUID]:
    """People an organisation met, who may be victims and were not referred to the police; each is led to the centre."""
    found: list[tuple[UUID, datetime]] = []
    with acting(company["leyla"]) as worker:
        for number in range(n):
            at = moment(YEAR, 5 + number * 340 / n)
            case = casefile.open_case(new=steps.adult("female", "AZ", "self"), by=worker, at=at)
            casefile.record(case=case, kind=steps.MARK, by=worker, at=at, facts={"demo": f"centre-{YEAR}-{number}"})
            let_by_consent(case.id, company["tomris"].unit_id)
            casefile.set_stage(case=case, stage="closed", by=worker, at=moment(YEAR + 1, 60))
            casefile.close_case(case=case, by=worker, at=moment(YEAR + 1, 60))
            found.append((case.id, at))
    onward(company["leyla"], found, company["tomris"], reason="service")
    return [case for case, _at in found]


def let_by_consent(case: UUID, unit: UUID | None) -> None:
    """The centre works on the envelope of this file with the person's consent."""
    if unit is None:
        raise LookupError("the centre of the demonstration has no unit")
    share(case, unit, 1, evidence=case)


def onward(sender: Actor, led: Sequence[tuple[UUID, datetime]], centre: Actor, *, reason: str) -> None:
    """Referrals to the centre, accepted there."""
    rows = [
        Onward(
            case_id=case, reason=reason, from_unit=sender.unit_id, organisation=sender.organisation_id, from_body=sender.organisation,
            to_unit=centre.unit_id, to_organisation=centre.organisation_id, to_body=centre.organisation, services=["social"],
            agreed_by="person", at=at, by=sender.user_id,
        )
        for case, at in led
    ]  # fmt: skip
    with acting(sender):
        Onward.objects.bulk_create(rows)
    with acting(centre):
        at = moment(YEAR, 360)
        Onward.objects.filter(id__in=[row.id for row in rows]).update(
            status="accepted", decided_at=at, decided_by=centre.user_id, version=2
        )


def served(company: Mapping[str, Actor], own: list[UUID], potential: list[UUID], of: int) -> None:
    """Information to everybody; medical, psychological and legal help to those recognised. Health is written by the doctor."""
    centre, doctor = company["tomris"], company["sebine"]
    rows = [row(Service, centre, case, number, "information") for number, case in enumerate([*own, *potential])]
    rows += [row(Service, centre, case, number, "legal") for number, case in enumerate(own[: part(LEGAL, of)])]
    with acting(centre):
        Service.objects.bulk_create(rows)
    health = [row(HealthService, doctor, case, number, "medical") for number, case in enumerate(own[: part(MEDICAL, of)])]
    health += [row(HealthService, doctor, case, number, "psychological") for number, case in enumerate(own[-part(PSYCHOLOGICAL, of) :])]
    with acting(doctor):
        HealthService.objects.bulk_create(health)


def row(table: Any, by: Actor, case: UUID, number: int, kind: str) -> Any:
    """One service, given late in the year: whoever came was recognised by then."""
    at = moment(YEAR, 358 + number % 5)
    return table(
        case_id=case, at=at, organisation=by.organisation_id, by=by.user_id, kind=kind, outcome="given", provider=by.organisation_id,
        funding="state",
    )  # fmt: skip


def permitted(migration: Actor, people: list[tuple[Person, UUID]]) -> None:
    """Permits of one year for the foreigners of that year, by nationality."""
    with acting(migration):
        for one, case in people:
            starts = (one.decided + timedelta(days=3)).date()
            last = starts.replace(year=starts.year + 1) - timedelta(days=1)
            ends = one.decided + timedelta(days=368)
            said = {"organisation": migration.organisation_id, "by": migration.user_id}
            permit = Permit(case_id=case, kind="temporary", grounds=["personal"], at=one.decided + timedelta(days=1), **said)
            permit.save(force_insert=True)
            Permit.objects.filter(id=permit.id).update(
                outcome="granted", decided_at=one.decided + timedelta(days=2), decided_by=migration.user_id, body="sms", starts_on=starts,
                last_day=last, ends_at=ends, ended_at=ends, ended_by=migration.user_id, ended_reason="expired", version=2,
            )  # fmt: skip


def worked(centre: Actor, own: list[UUID], potential: list[UUID], of: int) -> None:
    """Work begun by 21 and a course finished by ten, recognised or not."""
    mixed = [*own[::3], *potential[::2], *own[1::3]]
    said = {"organisation": centre.organisation_id, "by": centre.user_id}
    with acting(centre):
        Job.objects.bulk_create(
            Job(
                case_id=case, at=moment(YEAR, 359), occupation=OCCUPATIONS[number % 5], found_by="us", outcome="started", contract=True,
                started_on=moment(YEAR, 359).date(), **said,
            )
            for number, case in enumerate(mixed[: part(JOBS, of)])
        )  # fmt: skip
        n = part(COURSES, of)
        course = Course.objects.create(kind="sewing", title=TITLE, language="az", minimum=1, places=max(n, 1), **said)
        Course.objects.filter(id=course.id).update(started_at=moment(YEAR, 300), version=2)
        seats = Seat.objects.bulk_create(Seat(case_id=case, course=course, at=moment(YEAR, 290), **said) for case in potential[:n])
        for one in seats:
            Seat.objects.filter(id=one.id).update(state="taken", changed_at=moment(YEAR, 300))
            Seat.objects.filter(id=one.id).update(state="finished", certificate=True, changed_at=moment(YEAR, 355))
        Course.objects.filter(id=course.id).update(ended_at=moment(YEAR, 356), version=3)

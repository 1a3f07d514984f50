"""Shelters from 2009 to 2017: some four hundred people in the State's house, never more than 14 of 54 beds, three reflection periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.residence.models import Reflection
from dayaq.respond.shelter import actions as shelter
from dayaq.respond.shelter.models import Bed, Place, Refusal, Stay
from dayaq.site.demo import steps
from dayaq.site.demo.plan import part
from dayaq.site.demo.years.reading import let_in, moment, recognised

CODE = "2009"
BEDS = 14  # in use at the same time, of 54
USUAL, LONG = timedelta(days=40), timedelta(days=64)
EARLIER = {2009: 40, 2010: 37, 2011: 33, 2012: 36, 2013: 40, 2014: 38, 2015: 35}  # residents; 400 with those of 2016 and 2017
RECOGNISED = {2016: (63, 7), 2017: (65, 6)}  # recognised, and people who might be victims
OF_ORGANISATIONS = {2017: 41}
REFUSED = (  # year, reason, co-operation, how many
    (2016, "not_cooperating", "not_cooperating", 9), (2016, "no_decision", "unknown", 6), (2016, "no_fit_area", "cooperating", 5),
    (2017, "not_cooperating", "not_cooperating", 8), (2017, "no_criminal_case", "not_cooperating", 7), (2017, "care_needed", "cooperating", 5),
)  # fmt: skip
Resident = tuple[UUID, str, bool]  # case, status when taken in, preventive


def done(company: Mapping[str, Actor]) -> bool:
    """Whether the house of those years is there."""
    with acting(company["gunel"]):
        return Place.objects.filter(code=CODE).exists()


def write(company: Mapping[str, Actor], share: int) -> None:
    """The State's house, the organisation's, refusals, and who had a reflection period."""
    beds = laid(company["gunel"], {"women": 25, "men": 25, "children": 4})
    for year, n in EARLIER.items():
        found = opened(company["gunel"], year, part(n, share), "suspected")
        stay(company["gunel"], year, found, beds)
    for year, (known, potential) in RECOGNISED.items():
        people = sorted(recognised(company, share, year), key=lambda pair: pair[0].nationality == "AZ")[: part(known, share)]
        let_in(company, [case for _person, case in people], company["gunel"].unit_id)
        might = opened(company["gunel"], year, part(potential, share), "at_risk", preventive=True)
        stay(company["gunel"], year, [*((case, "identified", False) for _person, case in people), *might], beds)
    own = laid(company["rena"], {"women": 30})
    for year, n in OF_ORGANISATIONS.items():
        stay(company["rena"], year, opened(company["rena"], year, part(n, share), "suspected"), own)
    refused(company["gunel"])
    reflected(company, share)


def laid(keeper: Actor, areas: Mapping[str, int]) -> list[Bed]:
    """The place and its beds."""
    since = date(2009, 1, 1)
    with acting(keeper):
        place = shelter.open_place(code=CODE, kind="shelter", by=keeper, on=since)
        rooms = [shelter.add_area(place=place, code=serves[:1].upper(), serves=serves, by=keeper) for serves in areas]
        found = [
            bed
            for room, n in zip(rooms, areas.values(), strict=True)
            for bed in shelter.lay_beds(area=room, count=n, by=keeper, since=since)
        ]
        shelter.close_place(place=place, on=date(2018, 1, 1), version=place.version, by=keeper)
        Bed.objects.filter(area__in=rooms).update(valid_to=date(2018, 1, 1))
    return found[:BEDS]


def opened(keeper: Actor, year: int, n: int, status: str, *, preventive: bool = False) -> list[Resident]:
    """Files the house opened itself, long closed."""
    found: list[Resident] = []
    with acting(keeper):
        for number in range(n):
            at = moment(year, number * 350 / n)
            case = casefile.open_case(new=steps.adult("female", "AZ", "self", status=status), by=keeper, at=at)
            casefile.record(case=case, kind=steps.MARK, by=keeper, at=at, facts={"demo": f"{keeper.organisation}-{year}-{number}"})
            casefile.set_stage(case=case, stage="closed", by=keeper, at=moment(year + 1, 40))
            casefile.close_case(case=case, by=keeper, at=moment(year + 1, 40))
            found.append((case.id, status, preventive))
    return found


def stay(keeper: Actor, year: int, people: Iterable[Resident], beds: list[Bed]) -> None:
    """Every person in turn in the next of the beds; in spring some stay longer, and once all beds in use are full."""
    rows, listed = [], list(people)
    step = timedelta(days=330) / max(len(listed), 1)
    for number, (case, status, preventive) in enumerate(listed):
        came: datetime = moment(year) + timedelta(days=1) + step * number
        rows.append(written(keeper, case, beds[number % len(beds)], came, left(came, year, number), status, preventive=preventive))
    with acting(keeper):
        Stay.objects.bulk_create(rows)


def left(came: datetime, year: int, number: int) -> datetime:
    """When the person went: nobody is there over the turn of the year, so that each is one resident of one year."""
    long = year == 2017 and 20 <= number < 34
    return min(came + (LONG if long else USUAL), moment(year, 360))


def written(keeper: Actor, case: UUID, bed: Bed, came: datetime, went: datetime, status: str, *, preventive: bool) -> Stay:
    """One row of a stay that is over."""
    said: dict[str, Any] = {
        "organisation": keeper.organisation_id, "unit": keeper.unit_id, "by": keeper.user_id, "status_then": status, "preventive": preventive,
    }  # fmt: skip
    return Stay(
        case_id=case, place_id=bed.area.place_id, bed=bed, period=DateTimeTZRange(came, went), side="adult", end_reason="own_wish",
        cooperates_then="cooperating" if status == "identified" else "not_asked", destination="family", **said,
    )  # fmt: skip


def refused(keeper: Actor) -> None:
    """Beds refused, by reason and co-operation; what the law excludes carries the rule it broke."""
    unlawful = {"not_cooperating", "no_decision", "no_criminal_case"}
    rows = [
        Refusal(
            at=moment(year, 20 + number * 31), reason=reason, cooperates=cooperates, sex="female", age_band="adult",
            breach="SHE-02" if reason in unlawful else "", basis="thb-law.13.3" if reason in unlawful else "",
            organisation=keeper.organisation_id, unit=keeper.unit_id, by=keeper.user_id,
        )
        for year, reason, cooperates, n in REFUSED
        for number in range(n)
    ]  # fmt: skip
    with acting(keeper):
        Refusal.objects.bulk_create(rows)


def reflected(company: Mapping[str, Actor], share: int) -> None:
    """Three periods in all these years, given to foreign women and over after their thirty days."""
    people = [*recognised(company, share, 2016), *recognised(company, share, 2017)]
    foreign = [(one, case) for one, case in people if one.nationality != "AZ" and one.sex == "female"][:3]
    with acting(company["kamran"]) as officer:
        for one, case in foreign:
            ends = one.decided + timedelta(days=31)
            row = Reflection(
                case_id=case, outcome="given", at=one.decided + timedelta(hours=1), body="ctmd", status="identified", basis="thb-law.14-1",
                ends_at=ends, organisation=officer.organisation_id, by=officer.user_id,
            )  # fmt: skip
            row.save(force_insert=True)
            Reflection.objects.filter(id=row.id).update(ended_at=ends, ended_reason="completed", ended_by=officer.user_id)

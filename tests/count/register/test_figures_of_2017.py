"""Figures from records: 2017 as the sources print it, read with the measures, with what others printed beside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.core.period import Period
from dayaq.count.figures import queries
from dayaq.count.figures.actions import load_published
from dayaq.count.register import actions
from dayaq.respond.casefile.models import Case
from dayaq.respond.justice.models import Offender, Proceeding, Verdict
from dayaq.respond.network.models import Onward
from dayaq.respond.residence.models import Permit
from dayaq.respond.shelter.models import Place, Refusal, RefusedCase, Stay
from dayaq.respond.support.models import Course, HealthService, Job, Seat, Service
from tests.count import areas
from tests.count.areas import figure, loading, mine, total, write
from tests.count.build import baku
from tests.count.register.test_figures_of_2014 import house_of_the_state, stays

pytestmark = pytest.mark.usefixtures("committed")
DAY = timedelta(days=1)


def year_of_proceedings(year: int, sexual: int, labour: int) -> dict[str, list[Proceeding]]:
    at = baku(year, 5, 1)
    return {
        form: write(
            Proceeding(number=f"{year}/{form}/{n}", body="ctmd", opened_at=at, exploitation=form, **mine("ctmd")) for n in range(count)
        )
        for form, count in (("sexual", sexual), ("forced_labour", labour))
    }


def offenders(rows: list[Proceeding], n: int, **columns) -> list[Offender]:
    return write(Offender(proceeding=rows[i % len(rows)], number=100 + i, **columns, **mine("ctmd")) for i in range(n))


def test_2017_has_29_cases_33_suspects_29_prosecuted_and_29_convicted_as_25_and_4_and_as_3_and_26() -> None:
    at = baku(2017, 9, 1)
    with loading():
        cases = year_of_proceedings(2017, 25, 4)
        offenders(cases["sexual"][:1], 4, suspected_at=at)
        tried = offenders(cases["sexual"][1:], 25, suspected_at=at, tried_at=at)
        tried += offenders(cases["forced_labour"], 4, suspected_at=at, tried_at=at)
        write(
            Verdict(proceeding=one.proceeding, offender=one, at=at + DAY, convicted=True, sentence="prison", months=48 if n < 3 else 60, **mine("ctmd"))
            for n, one in enumerate(tried)
        )  # fmt: skip
    assert figure("investigations", 2017, "exploitation") == {("sexual",): 25, ("forced_labour",): 4}
    assert (total("investigations", 2017), total("suspects", 2017), total("prosecutions", 2017)) == (29, 33, 29)
    assert figure("offenders_convicted", 2017, "exploitation") == {("sexual",): 25, ("forced_labour",): 4}
    assert figure("offenders_sentenced", 2017, "band") == {("one_to_five",): 3, ("five_to_ten",): 26}
    load_published()
    with acting(service("register")):
        measure = queries.find("offenders_sentenced")
        [short] = [c for c in queries.cells(measure, queries.Query(Period.year(2017), "", ("band",), protect=False)) if c.value == 3]
    assert [(other.value, other.reference) for other in short.competing] == [(3, "F004-017")]


def test_a_verdict_of_a_later_instance_counts_instead_of_the_first() -> None:
    at = baku(2017, 9, 1)
    with loading():
        [one] = offenders(year_of_proceedings(2017, 1, 1)["sexual"], 1, tried_at=at)
        own = {"proceeding": one.proceeding, "offender": one, **mine("ctmd")}
        [first] = write([Verdict(at=at, convicted=True, sentence="prison", months=102, **own)])
        write([Verdict(at=at + DAY, convicted=True, sentence="prison", months=12, suspended=True, replaces=first, **own)])
    assert figure("sentences", 2017, "type") == {("suspended",): 1}
    assert total("offenders_convicted", 2017) == 1
    assert total("offenders_sentenced", 2017) == 0  # suspended: nobody went to prison


def test_the_state_shelter_had_65_and_6_residents() -> None:
    sheltered(2017, 65, 6)


def sheltered(year: int, known: int, potential: int) -> None:
    """A year of the State shelter, and that the measure says so."""
    with loading():
        place = house_of_the_state(80)
        cases = areas.people(known + potential, baku(year, 2, 1), **areas.WOMAN)
        stays(place, cases[:known], baku(year, 2, 1), baku(year, 3, 1))
        stays(place, cases[known:], baku(year, 4, 1), baku(year, 4, 20), status_then="presumed", cooperates_then="no")
    assert figure("shelter_residents", year, "shelter", "status") == {
        ("mia_shelter", "recognised"): known,
        ("mia_shelter", "potential"): potential,
    }


def test_shelters_of_organisations_had_41_people_and_are_never_broken_down() -> None:
    own = areas.house("clean_world")
    with loading():
        [place] = write([Place(code="house", kind="shelter", opened_on=baku(2012).date(), **own)])
        seen = areas.people(38, baku(2017, 2, 1), "clean_world", **areas.WOMAN)
        unseen = areas.people(3, baku(2017, 2, 1), "clean_world", closed=True, **areas.WOMAN)
        write(
            Stay(case=case, place=place, bed=None, breach="x", side="adult", cooperates_then="no", period=(baku(2017, 3, 1), baku(2017, 4, 1)), **own)
            for case in [*seen, *unseen]
        )  # fmt: skip
    assert total("ngo_shelter_clients", 2017) == 41
    with pytest.raises(queries.WrongDimension), acting(service("register")):
        queries.cells(queries.find("ngo_shelter_clients"), queries.Query(Period.year(2017), "", ("sex",), protect=False))
    with acting(service("register")):  # of their houses nothing else is counted: nobody can subtract the three
        for code in ("shelter_residents", "shelter_admissions", "shelter_bed_nights"):
            assert {cell.value for cell in queries.cells(queries.find(code), queries.Query(Period.year(2017), protect=False))} <= {
                0,
                None,
                41,
                71,
                65,
            }


def test_the_centre_got_68_and_28_people_and_helped_them_with_services_jobs_and_courses() -> None:
    at, own = baku(2017, 6, 1), mine("vac_baku")
    with loading():
        known = areas.people(68, baku(2017, 1, 10), **areas.WOMAN)
        areas.recognised(known, baku(2017, 1, 20))
        possible = areas.people(28, baku(2017, 1, 10), "clean_world", **areas.WOMAN)
        write([*led(known, "ctmd"), *led(possible, "clean_world")])
        write(HealthService(case=case, at=at, kind="medical", **own) for case in known[:44])
        write(HealthService(case=case, at=at, kind="psychological", **own) for case in known[:52])
        write(HealthService(case=known[0], at=at + DAY, kind="medical", **own) for _ in range(3))
        write(Service(case=case, at=at, kind="legal", **own) for case in known[:53])
        write(Service(case=case, at=at, kind="social", **own) for case in known[53:])
        write(
            Job(case=case, at=at, occupation="services", found_by="us", outcome="started", **own) for case in [*known[:15], *possible[:6]]
        )
        [course] = write([Course(kind="sewing", title="c", language="az", places=20, started_at=at, **own)])
        write(Seat(case=case, at=at, course=course, state="finished", **own) for case in [*known[:8], *possible[:2]])
        write(Service(case=case, at=at, kind="social", **own) for case in possible[6:])
    assert figure("vac_referrals", 2017, "from") == {("police",): 68, ("ngo",): 28}
    assert figure("vac_assisted", 2017, "status") == {("recognised",): 68, ("potential",): 28}
    for code, n in (("service_medical", 44), ("service_psychological", 52), ("service_legal", 53)):
        assert figure(code, 2017, "provider", "status") == {("assistance_centre", "recognised"): n}, code
    assert total("employment_placed", 2017) == 21
    assert total("vocational_training", 2017) == 10
    assert figure("services_given", 2017, "type")["medical",] == 47


def led(cases: list[Case], sender: str) -> list[Onward]:
    """Cases led on to the centre."""
    to, own = areas.house("vac_baku"), areas.house(sender)
    return [
        Onward(
            case=case, from_unit=own["unit"], organisation=own["organisation"], from_body=sender, to_unit=to["unit"], to_organisation=to["organisation"],
            to_body="vac_baku", agreed_by="person", at=baku(2017, 2, 1), by=areas.NOBODY,
        )
        for case in cases
    ]  # fmt: skip


def test_permits_went_to_two_russians_and_one_ukrainian() -> None:
    """RES-04."""
    day = baku(2017, 6, 1).date()
    granted = {"kind": "temporary", "grounds": ["personal"], "outcome": "granted", "starts_on": day, "ends_at": baku(2018, 6, 1)}
    with loading():
        for country, n in (("RU", 2), ("UA", 1)):
            cases = areas.people(n, baku(2017, 1, 5), nationality=country, nationality_state="known")
            write(Permit(case=case, at=baku(2017, 5, 1), decided_at=baku(2017, 5, 20), **granted, **mine("sms")) for case in cases)
    assert figure("residence_permits", 2017, "citizenship") == {("RU",): 2, ("UA",): 1}
    load_published()
    with acting(service("register")):
        cells = queries.cells(queries.find("residence_permits"), queries.Query(Period.year(2017), "", ("citizenship",), protect=False))
    assert {(cell.dims["citizenship"], other.value) for cell in cells for other in cell.competing} == {("RU", 2), ("UA", 1)}


def test_refusals_stand_by_co_operation_in_the_office_and_leave_nowhere() -> None:
    own = areas.house("mia_shelter")
    with loading():
        refused = write(
            Refusal(at=baku(2017, 3, 1), reason="not_cooperating", breach="SHE-02", cooperates="no", status_then="presumed", **own)
            for _ in range(9)
        )
        case = areas.people(1, baku(2017, 2, 1), **areas.WOMAN)[0]
        write([RefusedCase(case=case, refusal=refused[0], **own)])
        write([Refusal(at=baku(2017, 3, 1), reason="full", cooperates="yes", **own)])
    assert figure("shelter_refusals", 2017, "cooperates") == {("no",): 9, ("yes",): 1}
    assert figure("shelter_refusals", 2017, "reason") == {("not_cooperating",): 9, ("full",): 1}
    assert set(figure("shelter_refusals", 2017, "cooperates", protect=True).values()) == {None}
    actions.rebuild(by=service("register"))
    assert figure("shelter_refusals", 2017, "cooperates") == {("no",): 9, ("yes",): 1}

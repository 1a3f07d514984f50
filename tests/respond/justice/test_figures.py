"""Figures from records: the years the sources print, made from rows of proceedings (CRM-02)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dayaq.base.access.context import acting
from dayaq.respond.justice import actions, queries
from tests.cast import person
from tests.respond.justice.world import opened

pytestmark = pytest.mark.django_db
Y2014, Y2016, Y2017 = (datetime(year, 6, 1, tzinfo=UTC) for year in (2014, 2016, 2017))


def sums(year: int):
    with acting(person("coordinator").actor):
        return queries.sums(*queries.year(year))


def total(found, measure: str, dim: str) -> int:
    return sum(found[measure][dim].values())


def test_2014_gives_176_facts_51_wanted_35_arrested_26_responsible_and_ten_groups() -> None:
    by = person("investigator").actor
    row = opened("14/1", Y2014)
    with acting(by):
        actions.register_facts(body="ctmd", n=139, by=by, at=Y2014)
        actions.register_facts(body="district_police", n=37, by=by, at=Y2014)
        add = {"proceeding": row, "by": by, "at": Y2014, "wanted_at": Y2014}
        actions.add_offenders(n=12, offence="thb", arrested_at=Y2014, found_at=Y2014, **add)
        actions.add_offenders(n=13, offence="thb", **add)
        actions.add_offenders(n=23, offence="other", arrested_at=Y2014, found_at=Y2014, **add)
        actions.add_offenders(n=3, offence="other", **add)
        actions.add_offenders(proceeding=row, n=18, sex="female", accused_at=Y2014, by=by, at=Y2014)
        actions.add_offenders(proceeding=row, n=8, sex="male", accused_at=Y2014, by=by, at=Y2014)
        for kind in ["group"] * 9 + ["organised"]:
            actions.add_group(proceeding=row, kind=kind, by=by, at=Y2014)
    found = sums(2014)
    assert found["facts"]["body"] == {"ctmd": 139, "district_police": 37}
    assert total(found, "facts", "body") == 176
    assert found["wanted"]["offence"] == {"thb": 25, "other": 26}
    assert (found["arrested"]["offence"]["thb"], total(found, "arrested", "offence")) == (12, 35)
    assert found["responsible"]["sex"] == {"female": 18, "male": 8}
    assert found["groups"]["kind"] == {"group": 9, "organised": 1}
    assert sums(2013) == {}


def test_2017_gives_29_cases_33_suspects_29_convicted_by_form_and_band_and_36_prosecuted_the_year_before() -> None:
    by = person("investigator").actor
    for number in range(29):
        opened(f"17/{number}", Y2017, exploitation="sexual" if number < 25 else "forced_labour")
    for number in range(26):
        opened(f"16/{number}", Y2016, exploitation="sexual" if number < 22 else "forced_labour")
    with acting(by):
        forms = {row.exploitation: row for row in queries.proceedings(text="17/")}
        many = {"proceeding": forms["sexual"], "by": by, "at": Y2017}
        actions.add_offenders(n=4, suspected_at=Y2017, **many)
        sexual = actions.add_offenders(n=25, suspected_at=Y2017, tried_at=Y2017, **many)
        labour = actions.add_offenders(n=4, suspected_at=Y2017, tried_at=Y2017, proceeding=forms["forced_labour"], by=by, at=Y2017)
        for number, one in enumerate([*sexual, *labour]):
            actions.give_verdict(offender=one, convicted=True, sentence="prison", months=36 if number < 3 else 72, by=by, at=Y2017)
        before = actions.add_offenders(
            n=36, proceeding=queries.proceedings(text="16/").filter(exploitation="sexual")[0], tried_at=Y2016, by=by, at=Y2016
        )
        for one in before[:28]:
            actions.give_verdict(offender=one, convicted=True, sentence="prison", months=60, by=by, at=Y2016)
    found, last = sums(2017), sums(2016)
    assert found["cases"]["exploitation"] == {"sexual": 25, "forced_labour": 4}
    assert total(found, "suspects", "sex") == 33
    assert found["convicted"]["exploitation"] == {"sexual": 25, "forced_labour": 4}
    assert found["convicted"]["band"] == {"one_to_five": 3, "five_to_ten": 26, "over_ten": 0}
    assert (total(found, "prosecuted", "exploitation"), total(last, "prosecuted", "exploitation")) == (29, 36)
    assert last["cases"]["exploitation"] == {"sexual": 22, "forced_labour": 4}
    assert total(last, "convicted", "exploitation") == 28


def test_sums_are_for_who_watches_over_the_response_alone() -> None:
    opened("17/1", Y2017, exploitation="sexual")
    for name in ("ngo", "lawyer", "labour", "outsider"):
        with acting(person(name).actor):
            assert queries.sums(*queries.year(2017)) == {}, name


def test_a_verdict_of_a_later_instance_takes_the_place_of_the_first_in_the_sums() -> None:
    by = person("investigator").actor
    row = opened("17/1", Y2017, exploitation="sexual")
    with acting(by):
        [one] = actions.add_offenders(proceeding=row, by=by, at=Y2017)
        first = actions.give_verdict(offender=one, convicted=True, sentence="prison", months=84, by=by, at=Y2017)
        actions.give_verdict(offender=one, convicted=True, sentence="suspended", months=24, suspended=True, by=by, at=Y2017, replaces=first)
    assert sums(2017)["convicted"]["band"] == {"one_to_five": 1, "five_to_ten": 0, "over_ten": 0}
    assert sums(2017)["convicted"]["suspended"] == {"true": 1}

"""Figures from records: 2014 (and 2011, 2015) as the sources print it, read with the measures."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from dayaq.base.accounts.queries import service
from dayaq.count.figures.rules import catalogue
from dayaq.count.register import actions
from dayaq.respond.fund.models import Opinion, Payment, Pot, Request
from dayaq.respond.hotline.models import Call, CallTally
from dayaq.respond.justice.models import Asset, Charge, Fact, Gang, Offender, Proceeding, Verdict
from dayaq.respond.residence.models import Reflection
from dayaq.respond.shelter.models import Area, Bed, Place, Stay
from tests.count import areas
from tests.count.areas import figure, loading, mine, total, write
from tests.count.build import baku

pytestmark = pytest.mark.usefixtures("committed")
JUNE = baku(2014, 6, 1)
DAY = timedelta(days=1)


def proceeding(number: str = "14/1", at=JUNE, **columns) -> Proceeding:
    [row] = write([Proceeding(number=number, body="ctmd", opened_at=at, **columns, **mine("ctmd"))])
    return row


def offenders(row: Proceeding, n: int, start: int, **columns) -> list[Offender]:
    return write(Offender(proceeding=row, number=start + i, **columns, **mine("ctmd")) for i in range(n))


def test_176_facts_are_139_of_the_directorate_and_37_of_police_stations() -> None:
    with loading():
        write([Fact(at=JUNE, body=body, n=n, **mine("ctmd")) for body, n in (("ctmd", 139), ("district_police", 37))])
    assert figure("criminal_facts", 2014, "by") == {("ctmd",): 139, ("district_police",): 37}
    assert total("criminal_facts", 2014) == 176


def test_51_wanted_are_25_and_26_and_35_were_arrested_12_of_them_traffickers() -> None:
    with loading():
        row = proceeding()
        both = {"wanted_at": JUNE, "arrested_at": JUNE + DAY, "found_at": JUNE + DAY}
        offenders(row, 12, 1, offence="thb", **both)
        offenders(row, 13, 20, offence="thb", wanted_at=JUNE)
        offenders(row, 23, 40, offence="other", **both)
        offenders(row, 3, 70, offence="other", wanted_at=JUNE)
    assert figure("wanted", 2014, "offence") == {("thb",): 25, ("other",): 26}
    assert (total("wanted", 2014), total("wanted_arrested", 2014)) == (51, 35)
    assert figure("wanted_arrested", 2014, "offence")["thb",] == 12


def test_26_were_held_responsible_18_women_and_8_men_and_ten_groups_were_broken_up() -> None:
    with loading():
        row = proceeding()
        offenders(row, 18, 1, sex="female", accused_at=JUNE)
        offenders(row, 8, 30, sex="male", accused_at=JUNE)
        write(Gang(proceeding=row, kind=kind, broken_at=JUNE, **mine("ctmd")) for kind in ["group"] * 9 + ["organised"])
    assert figure("offenders", 2014, "sex") == {("female",): 18, ("male",): 8}
    assert total("offenders", 2014) == 26
    assert figure("groups", 2014, "type") == {("group",): 9, ("organised",): 1}
    assert all(total(code, 2014) is None for code in ("suspects", "prosecutions", "arrests"))  # nobody kept any: not known, not zero


def allowances(n: int) -> None:
    own = areas.house("clean_world")
    fund = mine("fund")
    pot = Pot(name="budget", source="state", currency="AZN", **fund)
    write([pot])
    people = areas.people(n, JUNE, **areas.WOMAN)
    asked = write(
        Request(case=case, at=JUNE, fund=fund["organisation"], item="allowance", amount=Decimal(400), currency="AZN", **own)
        for case in people
    )
    for _ in range(2):
        write(
            Opinion(request=one, case_id=one.case_id, at=JUNE, word="approve", amount=one.amount, pot=pot.id, **{**fund, "by": uuid4()})
            for one in asked
        )
    Request.objects.using("owner").filter(pk__in=[one.pk for one in asked]).update(state="approved")
    write(
        Payment(request=one, case_id=one.case_id, at=JUNE + DAY, instalment=1, amount=one.amount, currency="AZN", item="allowance", channel="bank",
                taker="person", journal=uuid4(), **fund)
        for one in asked
    )  # fmt: skip


def test_53_allowances_of_400_balance() -> None:
    with loading():
        allowances(53)
    assert total("allowance_beneficiaries", 2014) == total("fund_beneficiaries", 2014) == 53
    assert figure("fund_payments", 2014, "type") == {("allowance",): 53}
    assert total("fund_paid", 2014) == 53 * 400
    assert figure("fund_requests", 2014, "answer") == {("approved",): 53}


def test_an_amount_leaves_only_where_the_count_of_its_payments_leaves() -> None:
    with loading():
        allowances(4)
    assert figure("fund_paid", 2014, "type", protect=True) == {("allowance",): None}
    assert figure("fund_paid", 2014, "type") == {("allowance",): 1600}


@pytest.mark.parametrize(("n", "leaves"), [(1, None), (12, 12 * 9000)])
def test_the_value_of_a_single_asset_stays_inside(n: int, leaves: int | None) -> None:
    with loading():
        row = proceeding()
        write(Asset(proceeding=row, kind="vehicle", value=Decimal(9000), currency="AZN", seized_at=JUNE, **mine("ctmd")) for _ in range(n))
    assert total("assets_seized", 2014) == n * 9000
    assert figure("assets_seized", 2014, "type", protect=True)["vehicle",] == leaves


def test_every_amount_of_money_leaves_by_a_count() -> None:
    money = [one for one in catalogue().measures.values() if one.hundredths]
    assert len(money) >= 9
    assert [one.code for one in money if not one.counts_in] == []


def test_13216_calls_28_of_them_on_trafficking_from_calls_and_from_a_paper_year() -> None:
    line = {"organisation": areas.body("mia_hotline").id, "by": areas.NOBODY, "line": "mia"}
    with loading():
        year = {"first": date(2014, 1, 1), "end": date(2015, 1, 1), "source": "paper", **line}
        write([CallTally(topic=topic, n=n, **year) for topic, n in (("information", 13000), ("outside", 187), ("thb", 27))])
        own = areas.house("mia_hotline")
        write(Call(line="mia", started_at=JUNE, ended_at=JUNE, topic=topic, **own) for topic in ("thb_sexual", "wages"))
        earlier = {"first": date(2011, 1, 1), "end": date(2012, 1, 1), "source": "paper", **line}
        write([CallTally(topic=topic, n=n, **earlier) for topic, n in (("thb_begging", 512), ("thb_sexual", 7))])
    assert figure("hotline_calls", 2014, "about") == {("thb",): 28, ("other",): 13188}
    assert figure("hotline_calls", 2014, "hotline") == {("mia",): 13216}
    topics = figure("hotline_calls", 2011, "topic")
    assert topics["thb_begging",] > 500
    assert topics["thb_sexual",] == 7


def house_of_the_state(beds: int) -> Place:
    own = areas.house("mia_shelter")
    [place] = write([Place(code="baku", kind="shelter", opened_on=date(2006, 10, 1), **own)])
    [part] = write([Area(place=place, code="all", serves="anybody", **own)])
    write(Bed(area=part, label=str(n), valid_from=date(2006, 10, 1), **own) for n in range(beds))
    return place


def stays(place: Place, cases, first, last, **columns) -> list[Stay]:
    own = areas.house("mia_shelter")
    beds = Bed.objects.using("owner").filter(area__place=place).order_by("label")
    known = {"side": "adult", "status_then": "identified", "cooperates_then": "yes", **columns}
    return write(
        Stay(case=case, place=place, bed=bed, period=(first, last), **known, **own) for case, bed in zip(cases, beds, strict=False)
    )


def test_51_sheltered_in_2015_are_8_men_and_43_women_and_the_peak_is_14_of_54() -> None:
    with loading():
        place = house_of_the_state(54)
        women = areas.people(43, baku(2015, 1, 2), **areas.WOMAN)
        men = areas.people(8, baku(2015, 1, 2), **areas.MAN)
        for n, group in enumerate((women[:14], women[14:27], women[27:40], women[40:])):
            stays(place, group, baku(2015, 2 + 2 * n, 1), baku(2015, 3 + 2 * n, 1))
        stays(place, men, baku(2015, 11, 1), baku(2015, 11, 11))
        stays(place, women[:1], baku(2015, 12, 20), baku(2016, 1, 5))
    assert figure("shelter_residents", 2015, "sex") == {("female",): 43, ("male",): 8}
    assert (total("shelter_residents", 2015), total("shelter_residents", 2016)) == (51, 1)
    assert total("shelter_admissions", 2015) == 52
    assert (total("shelter_peak_occupancy", 2015), total("shelter_capacity", 2015)) == (14, 54)
    assert total("shelter_bed_nights", "2015-11") == 80
    assert total("shelter_bed_nights", "2016-01") == 4


def test_three_reflection_periods_and_a_rebuild_equals_what_the_queue_made() -> None:
    with loading():
        place = house_of_the_state(54)
        cases = areas.people(40, baku(2014, 1, 2), **areas.WOMAN)
        stays(place, cases, baku(2014, 2, 1), None)
        own = mine("ctmd")
        write(
            Reflection(case=case, outcome="given", at=JUNE, ends_at=JUNE + 30 * DAY, ended_at=JUNE + 30 * DAY, body="ctmd", **own)
            for case in cases[:3]
        )
        write([Reflection(case=cases[3], outcome="declined", at=JUNE, **own)])
    assert (total("reflection_periods", 2014), total("reflection_days", 2014), total("reflection_declined", 2014)) == (3, 90, 1)
    before = {code: figure(code, 2014) for code in ("shelter_residents", "shelter_bed_nights", "reflection_periods")}
    actions.rebuild(by=service("register"))
    assert {code: figure(code, 2014) for code in before} == before


@pytest.mark.parametrize(
    ("period", "month", "articles", "sentences"),
    [
        ("2012", 4, {"144-1": 10, "144-2": 2}, {"prison": 8, "suspended": 5}),
        ("2013-H1", 3, {"144-1": 17, "144-2": 4}, {"prison": 8, "suspended": 8}),
    ],
)
def test_cases_by_article_and_sentences_by_kind_add_up(
    period: str, month: int, articles: dict[str, int], sentences: dict[str, int]
) -> None:
    """12 = 10 + 2 and 13 = 8 + 5 in 2012; 21 = 17 + 4 and 16 = 8 + 8 in the first half of 2013."""
    at = baku(int(period[:4]), month, 1)
    with loading():
        for article, n in articles.items():
            for number in range(n):
                row = proceeding(f"{article}/{number}", at)
                [one] = offenders(row, 1, 1)
                write([Charge(proceeding=row, offender=one, article=article, wording="v", at=at, **mine("ctmd"))])
        convicted = offenders(row, sum(sentences.values()), 100)
        kinds = [kind for kind, n in sentences.items() for _ in range(n)]
        write(
            Verdict(proceeding=row, offender=one, at=at, convicted=True, sentence="prison", suspended=kind == "suspended", months=36, **mine("ctmd"))
            for one, kind in zip(convicted, kinds, strict=True)
        )  # fmt: skip
    assert figure("cases_opened", period, "article") == {(article,): n for article, n in articles.items()}
    assert total("cases_opened", period) == sum(articles.values())
    assert figure("sentences", period, "type") == {(kind,): n for kind, n in sentences.items()}
    assert total("convictions", period) == sum(sentences.values())


def test_18_convictions_of_2015_are_14_and_4() -> None:
    at = baku(2015, 4, 1)
    with loading():
        for form, n in (("sexual", 14), ("forced_labour", 4)):
            row = proceeding(f"15/{form}", at, exploitation=form)
            write(
                Verdict(proceeding=row, offender=one, at=at, convicted=True, sentence="prison", months=70, **mine("ctmd"))
                for one in offenders(row, n, 1)
            )
    assert figure("convictions", 2015, "exploitation") == {("sexual",): 14, ("forced_labour",): 4}

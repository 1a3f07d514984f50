"""What is owed by law, who decides, how the fund stands to damages: pure rules, the invented country beside the real one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from dayaq.core.pack import load
from dayaq.respond.fund.rules import approval, compensation, ledger, owed

AZ, DEMO = load("az"), load("demo")
D = Decimal
IDENTIFIED = [owed.Status("identified", date(2014, 3, 10))]
PENDING = [owed.Status("suspected", date(2014, 3, 1)), owed.Status("presumed", date(2014, 3, 2))]


@pytest.mark.parametrize(("year", "amount"), [(2008, 33), (2012, 200), (2014, 400), (2024, 700)])
def test_a11_the_allowance_is_the_one_in_force_on_the_day_of_the_decision(year: int, amount: int) -> None:
    """FND-01, A11."""
    found = owed.amount_on(AZ, "allowance", date(year, 6, 1))
    assert found is not None
    assert (found.money.amount, found.money.currency, found.basis, found.uncertain) == (amount, "AZN", "cm-152", True)
    assert found.note is not None
    assert "not known" in found.note["en"]


def test_another_country_has_its_own_amount_without_doubt() -> None:
    found = owed.amount_on(DEMO, "allowance", date(2020, 1, 1))
    assert found is not None
    assert (str(found.money), found.uncertain) == ("150.50 XTS", False)
    assert owed.amount_on(DEMO, "allowance", date(2018, 1, 1)) is None


def test_a12_a_pending_person_has_no_allowance_yet_and_is_told_what_there_is() -> None:
    """FND-03, IDN-10, A12."""
    answer = owed.eligible(AZ, "allowance", PENDING, date(2014, 4, 1))
    assert (answer.ok, answer.reasons[0].code, answer.reasons[0].params) == (False, "status_missing", {"needed": "identified"})
    meanwhile = owed.open_meanwhile(AZ, PENDING, date(2014, 4, 1))
    assert {"first_assistance", "legal_aid", "psychological", "assistance_centre", "shelter"} <= set(meanwhile)
    assert "allowance" not in meanwhile


def test_the_invented_country_pays_presumed_victims() -> None:
    assert owed.eligible(DEMO, "allowance", [owed.Status("presumed", date(2020, 1, 1))], date(2020, 2, 1)).ok


def test_a_status_of_tomorrow_opens_nothing_today() -> None:
    assert not owed.eligible(AZ, "allowance", IDENTIFIED, date(2014, 3, 9)).ok
    assert owed.eligible(AZ, "allowance", IDENTIFIED, date(2014, 3, 10)).ok


def test_the_law_owes_month_after_month_and_practice_once() -> None:
    """FND-02: from the decision to the end of the reintegration, that day not counted."""
    law = owed.due(AZ, "allowance", date(2014, 1, 31), date(2014, 7, 31))
    assert [one.day.isoformat() for one in law] == ["2014-01-31", "2014-02-28", "2014-03-31", "2014-04-30", "2014-05-31", "2014-06-30"]
    assert owed.total(law, "AZN").amount == 2400
    assert [one.money.amount for one in owed.due(AZ, "allowance", date(2014, 1, 31), date(2014, 7, 31), by="practice")] == [400]
    assert len(owed.due(DEMO, "allowance", date(2020, 1, 1), date(2020, 4, 1), by="practice")) == 3


def test_each_month_has_the_amount_of_its_own_day() -> None:
    assert [int(one.money.amount) for one in owed.due(AZ, "allowance", date(2012, 11, 15), date(2013, 3, 1))] == [200, 200, 400, 400]


def test_what_is_missing_is_never_less_than_nothing() -> None:
    from dayaq.core.money import Money

    sums = owed.Account(Money(D(400), "AZN"), Money(D(400), "AZN"), Money(D(700), "AZN"))
    assert sums.gap.amount == 0


@pytest.mark.parametrize("item", ["lump_sum", "court_travel", "medicine", "school_kit", "clothing"])
def test_the_fund_is_asked_for_the_needs_of_the_charter(item: str) -> None:
    """FND-04."""
    assert approval.check_ask(AZ, item, D(50), IDENTIFIED, date(2014, 4, 1)).ok
    assert not approval.outside_purpose(AZ, item, date(2014, 4, 1))


def test_the_lump_sum_has_its_limit() -> None:
    refused = approval.check_ask(AZ, "lump_sum", D("200.01"), IDENTIFIED, date(2014, 4, 1))
    assert refused.reasons[0].code == "too_much"
    assert approval.check_ask(DEMO, "lump_sum", D("90.50"), [], date(2020, 1, 1)).ok
    assert not approval.check_ask(DEMO, "lump_sum", D("90.51"), [], date(2020, 1, 1)).ok


def test_a_journey_home_is_disputed_and_not_forbidden() -> None:
    """FND-08: in the invented country it is clothing that is disputed."""
    assert approval.outside_purpose(AZ, "return_travel", date(2015, 1, 10))
    assert approval.check_ask(AZ, "return_travel", D(900), IDENTIFIED, date(2015, 1, 10)).ok
    assert (
        approval.outside_purpose(DEMO, "return_travel", date(2020, 1, 1)),
        approval.outside_purpose(DEMO, "clothing", date(2020, 1, 1)),
    ) == (False, True)


def test_no_rule_of_the_fund_knows_whether_somebody_co_operates() -> None:
    """FND-05: co-operation is nowhere an argument."""
    for entry in (AZ.entitlements["fund"], AZ.entitlements["allowance"], DEMO.entitlements["allowance"]):
        assert entry.conditional_on_cooperation is False
    names = {name for rule in (approval.check_ask, owed.eligible, owed.due, compensation.fill) for name in rule.__annotations__}
    assert not {name for name in names if "cooper" in name}


def sides(**other: object) -> approval.Sides:
    asker, body, decider = uuid4(), uuid4(), uuid4()
    return approval.Sides(**{"asker": asker, "asking_body": body, "decider": decider, "tied": (), "earlier": (), **other})


def test_a22_nobody_decides_on_his_own_request_or_for_a_body_he_is_tied_to() -> None:
    me, body = uuid4(), uuid4()
    assert approval.may_say(sides()).ok
    assert approval.may_say(sides(asker=me, decider=me)).reasons[0].code == "own_request"
    assert approval.may_say(sides(asking_body=body, tied=(body,))).reasons[0].code == "tied"
    assert approval.may_say(sides(decider=me, earlier=(me,))).reasons[0].code == "said_already"


def test_two_say_yes_in_one_country_three_in_the_other_and_never_one() -> None:
    yes = approval.Word.APPROVE
    two, three = approval.people_needed(AZ, date(2014, 1, 1)), approval.people_needed(DEMO, date(2020, 1, 1))
    assert (two, three, approval.people_needed(DEMO, date(2000, 1, 1))) == (2, 3, 2)
    assert approval.outcome([yes], 1) is approval.State.WAITING
    assert approval.outcome([yes, yes], two) is approval.State.APPROVED
    assert approval.outcome([yes, yes], three) is approval.State.WAITING
    assert approval.outcome([yes, approval.Word.REFUSE], two) is approval.State.REFUSED


def test_reasons_are_needed_for_a_refusal_and_for_a_disputed_use() -> None:
    say = approval.check_word
    assert say(approval.Word.REFUSE, "", contested=False, amount=None, first=None).reasons[0].code == "reasons"
    assert say(approval.Word.APPROVE, "", contested=True, amount=D(5), first=None).reasons[0].code == "reasons"
    assert say(approval.Word.APPROVE, "", contested=False, amount=D(5), first=D(6)).reasons[0].code == "other_sum"
    assert say(approval.Word.APPROVE, "", contested=False, amount=D(5), first=D(5)).ok


@pytest.mark.parametrize(("amount", "parts"), [("100.00", 3), ("0.05", 2), ("400", 1), ("12.34", 7)])
def test_instalments_add_up_to_the_amount(amount: str, parts: int) -> None:
    sums = [approval.share(D(amount), parts, number) for number in range(1, parts + 1)]
    assert sum(sums) == D(amount)


def test_lines_that_do_not_add_up_are_no_booking() -> None:
    bank, use, pot, other = uuid4(), uuid4(), uuid4(), uuid4()
    line = ledger.Entry
    assert ledger.check_lines([line(bank, pot, D(5), "AZN"), line(use, pot, D(-5), "AZN")]).ok
    assert not ledger.check_lines([line(bank, pot, D(5), "AZN"), line(use, pot, D(-4), "AZN")]).ok
    assert not ledger.check_lines([line(bank, pot, D(5), "AZN"), line(use, pot, D(-5), "USD")]).ok
    assert not ledger.check_lines([line(bank, pot, D(5), "AZN"), line(use, other, D(-5), "AZN")]).ok
    assert not ledger.check_lines([line(bank, pot, D(0), "AZN"), line(use, pot, D(0), "AZN")]).ok


def test_money_for_a_purpose_goes_to_it_only_and_no_source_gives_what_it_has_not() -> None:
    """FND-06."""
    assert ledger.check_spend(["school_kit"], "medicine", D(100), D(5)).reasons[0].code == "restricted"
    assert ledger.check_spend([], "medicine", D(4), D(5)).reasons[0].code == "not_enough"
    assert ledger.check_spend(["medicine"], "medicine", D(5), D(5)).ok


def test_damages_come_first_and_the_fund_fills_the_rest() -> None:
    """FND-07; in the invented country the fund goes first and gives half."""
    from dayaq.core.pack.schema.fund import FundFile

    az, demo = AZ.area(FundFile).filling, DEMO.area(FundFile).filling
    assert compensation.fill(az, D(5000), D(1200), D(0)).amount == D("3800.00")
    assert compensation.fill(az, D(5000), D(1200), D(800)).amount == D("3000.00")
    assert compensation.fill(az, D(5000), D(6000), D(0)).amount == 0
    assert compensation.fill(demo, D(5000), D(1200), D(0)).amount == D("2500.00")
    assert compensation.fill(demo, D(50000), D(0), D(0)).amount == 5000
    codes = [reason.code for reason in compensation.fill(az, D(10), D(0), D(0)).reasons]
    assert codes == ["damages_first", "paid_by_fund", "neither_bars"]
    assert "Damages come first: of 5\u202f000 others have paid 1\u202f200" in str(compensation.fill(az, D(5000), D(1200), D(0)).reasons[0])


def test_a_claim_in_court_waits_for_recognition_and_mediation_of_wages_for_nothing() -> None:
    """LEG-06, LEG-07; the other way round in the invented country."""
    day = date(2014, 4, 1)
    pending = {code: bool(found) for code, found in compensation.routes(AZ, PENDING, day).items()}
    assert pending == {"fund": False, "state": False, "civil_criminal": False, "civil_court": False, "wage_mediation": True}
    assert all(compensation.routes(AZ, IDENTIFIED, day).values())
    nobody = {code: bool(found) for code, found in compensation.routes(DEMO, [], date(2020, 1, 1)).items()}
    assert nobody == {"fund": True, "civil_criminal": True, "wage_mediation": False}


def test_a_claim_goes_on_after_departure_with_a_representative() -> None:
    assert compensation.departed(AZ, "civil_court", attorney=True).ok
    assert compensation.departed(AZ, "civil_court", attorney=False).reasons[0].code == "attorney_first"
    assert compensation.departed(AZ, "wage_mediation", attorney=False).ok
    assert compensation.departed(DEMO, "civil_criminal", attorney=False).ok

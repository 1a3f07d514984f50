"""Asking, deciding by two, paying once, receipts, the ledger that is never changed, claims. A22, FND-03 to FND-08, LEG-06, LEG-07."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dayaq.base.access.context import acting
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.base.accounts.models import Affiliation
from dayaq.core.decision import Refused
from dayaq.core.money import Printed
from dayaq.core.pack import load
from dayaq.respond.casefile.actions import record_word
from dayaq.respond.casefile.models import TimelineEvent
from dayaq.respond.casefile.queries import code_for
from dayaq.respond.fund import actions, queries
from dayaq.respond.fund.models import Account, Announced, Claim, Journal, Line, Opinion, Payment, Pot, Request
from dayaq.respond.fund.queries.claims import filling, sums
from dayaq.respond.fund.queries.ledger import balances, stand, statement
from dayaq.respond.support import actions as support
from dayaq.respond.support.queries import consents
from tests.cast import person
from tests.respond.fund.world import DAY, WEEK, D, approved, asked, funded, ngo_case, paid, recognised, refused, said
from tests.respond.screening.world import AT

pytestmark = pytest.mark.django_db
AZ = load("az")


def codes(refusal: Any) -> list[str]:
    return [reason.code for reason in refusal.value.decision.reasons]


def kinds(case: Any) -> set[str]:
    with acting(person("ngo").actor):
        return set(TimelineEvent.objects.filter(case=case, kind__startswith="fund.").values_list("kind", flat=True))


# --- asking -------------------------------------------------------------------------------------------------------------


def test_the_fund_sees_the_core_and_the_money_of_the_case_it_is_asked_about_and_nothing_else() -> None:
    case = recognised()
    clerk = person("clerk").actor
    with acting(clerk):
        assert Request.objects.count() == 0
        assert groups_of(case.id) == Group(0)
    asked(case)
    with acting(clerk):
        assert groups_of(case.id) == Group.G1 | Group.G8
        assert Request.objects.get().item == "medicine"
        assert code_for(case, clerk.organisation_id)
    assert kinds(case) == {"fund.asked"}


def test_a_consent_taken_back_ends_what_the_fund_sees_and_asking_anew_needs_a_new_one() -> None:
    case, by, clerk = recognised(), person("ngo").actor, person("clerk").actor
    asked(case)
    with acting(by):
        [kept] = [one for one in consents(case) if one.service == "fund"]
        assert (kept.at, kept.groups, kept.unit) == (AT + WEEK, ["G1", "G8"], clerk.unit_id)
        support.withdraw_consent(consent=kept, by=by, at=AT + WEEK + DAY)
    with acting(clerk):
        assert (groups_of(case.id), Request.objects.count()) == (Group(0), 0)
    asked(case, item="clothing", at=AT + WEEK + DAY)
    asked(case, item="clothing", at=AT + WEEK + DAY)
    with acting(clerk):
        assert groups_of(case.id) == Group.G1 | Group.G8
    with acting(by):
        assert [one.withdrawn_at is None for one in consents(case) if one.service == "fund"] == [True, False]


def test_a12_a_pending_person_is_not_paid_and_learns_why() -> None:
    with pytest.raises(Refused) as refusal:
        asked(ngo_case(), item="allowance", amount="400")
    assert codes(refusal) == ["status_missing"]


def test_without_the_persons_agreement_the_fund_is_not_asked() -> None:
    case, by = recognised(), person("ngo").actor
    with acting(by), pytest.raises(Refused) as refusal:
        actions.ask(case=case, new=actions.asking.NewRequest(item="medicine", amount=D(5), agreed=False), by=by, at=AT + WEEK)
    assert codes(refusal) == ["agreed"]


def test_a_file_closed_to_the_state_never_reaches_a_fund_of_the_state() -> None:
    case, by = recognised(), person("ngo").actor
    with acting(by):
        case.refresh_from_db()
        record_word(case=case, word="refused", by=by, at=AT + WEEK)
    with pytest.raises(Refused) as refusal:
        asked(case, at=AT + WEEK + DAY)
    assert codes(refusal) == ["no_fund"]
    with acting(person("clerk").actor):
        assert Request.objects.count() == 0


@pytest.mark.parametrize("who", ["inspector", "hotline", "investigator", "outsider"])
def test_who_does_not_keep_the_money_of_the_case_does_not_ask(who: str) -> None:
    case = recognised()
    with pytest.raises(Refused):
        asked(case, who=who)


def test_fnd_05_whoever_does_not_co_operate_is_paid_like_anybody() -> None:
    case = recognised()
    with acting(person("ngo").actor):
        type(case).objects.filter(id=case.id).update(cooperates="no")
    request, _pot = approved(case)
    assert paid(request).amount == 60


# --- deciding -----------------------------------------------------------------------------------------------------------


def test_two_different_people_approve_and_the_money_is_reserved() -> None:
    request, pot = asked(recognised()), funded()
    said(request, pot)
    with acting(person("clerk").actor):
        request.refresh_from_db()
        assert (request.state, stand(pot).promised) == ("waiting", 0)
    said(request, pot, who="second_clerk")
    with acting(person("clerk").actor):
        request.refresh_from_db()
        assert (request.state, stand(pot).promised, stand(pot).free) == ("approved", 60, 940)
    assert kinds(request.case_id) == {"fund.asked", "fund.approved"}


def test_a22_one_person_does_not_approve_twice() -> None:
    request, pot = asked(recognised()), funded()
    said(request, pot)
    with pytest.raises(Refused) as refusal:
        said(request, pot)
    assert codes(refusal) == ["said_already"]


def test_a22_who_is_tied_to_the_body_that_asks_does_not_decide() -> None:
    request, pot, clerk = asked(recognised()), funded(), person("clerk")
    Affiliation.objects.create(user=clerk.user, organisation=person("ngo").unit.organisation, function="board", valid_from=date(2015, 1, 1))
    with pytest.raises(Refused) as refusal:
        said(request, pot)
    assert codes(refusal) == ["tied"]
    with acting(clerk.actor), pytest.raises(DatabaseError, match="does not decide"), transaction.atomic():
        Opinion.objects.create(
            request=request,
            case_id=request.case_id,
            organisation=clerk.actor.organisation_id,
            by=clerk.actor.user_id,
            at=AT,
            word="approve",
            amount=60,
            pot=pot.id,
        )


def test_a_refusal_has_a_reason_and_a_way_and_ends_the_request() -> None:
    request = asked(recognised())
    with pytest.raises(Refused) as refusal:
        refused(request, reasons=" ")
    assert codes(refusal) == ["reasons"]
    made = refused(request)
    with acting(person("ngo").actor):
        request.refresh_from_db()
        assert (request.state, made.reason, made.route) == ("refused", "papers", "ask_again")
    with pytest.raises(Refused) as refusal:
        said(request, funded(), who="second_clerk")
    assert codes(refusal) == ["decided"]


def test_both_approve_the_same_sum() -> None:
    request, pot = asked(recognised()), funded()
    said(request, pot, amount="50")
    with pytest.raises(Refused) as refusal:
        said(request, pot, who="second_clerk", amount="60")
    assert codes(refusal) == ["other_sum"]


def test_a_source_given_for_a_purpose_and_an_empty_one_pay_nothing_else() -> None:
    request = asked(recognised())
    with pytest.raises(Refused) as refusal:
        said(request, funded(source="donation", name="school", purposes=["school_kit"]))
    assert codes(refusal) == ["restricted"]
    with pytest.raises(Refused) as refusal:
        said(request, funded("59.99", name="small"))
    assert codes(refusal) == ["not_enough"]


def test_fnd_08_a_disputed_use_is_shown_with_reasons_of_everybody_who_approved() -> None:
    request, pot = asked(recognised(), item="return_travel", amount="900"), funded()
    with pytest.raises(Refused) as refusal:
        said(request, pot)
    assert codes(refusal) == ["reasons"]
    said(request, pot, reasons="the person asked for it")
    said(request, pot, who="second_clerk", reasons="no other way was found")
    with acting(person("clerk").actor):
        assert [row.item for row in queries.requests(person("clerk").actor, disputed="yes")] == ["return_travel"]
        assert queries.waiting_for(person("clerk").actor)["disputed"] == 1


# --- paying -------------------------------------------------------------------------------------------------------------


def test_a_payment_is_made_once_and_booked_against_the_promise() -> None:
    request, pot = approved()
    paid(request)
    with pytest.raises(Refused) as refusal:
        paid(request)
    assert codes(refusal) == ["not_approved"]
    with acting(person("clerk").actor):
        request.refresh_from_db()
        assert (request.state, stand(pot).has, stand(pot).promised) == ("paid", 940, 0)
    assert kinds(request.case_id) == {"fund.asked", "fund.approved", "fund.paid"}


def test_instalments_are_paid_one_by_one() -> None:
    request, pot = approved(amount="100", instalments=3)
    assert [paid(request, number).amount for number in (1, 2)] == [D("33.33"), D("33.33")]
    with pytest.raises(Refused) as refusal:
        paid(request, 2)
    assert codes(refusal) == ["paid"]
    assert paid(request, 3).amount == D("33.34")
    with acting(person("clerk").actor):
        request.refresh_from_db()
        assert (request.state, stand(pot).has) == ("paid", 900)


def test_the_database_itself_pays_nothing_two_people_did_not_approve() -> None:
    request, pot, by = asked(recognised()), funded(), person("clerk").actor
    said(request, pot)
    with acting(by), pytest.raises(DatabaseError, match="two people approved"), transaction.atomic():
        Payment.objects.create(
            request=request,
            case_id=request.case_id,
            organisation=by.organisation_id,
            by=by.user_id,
            at=AT,
            instalment=1,
            amount=60,
            currency="AZN",
            item="medicine",
            channel="bank",
            taker="person",
            journal=request.id,
        )


def test_a_payment_that_did_not_arrive_is_taken_back_and_made_again() -> None:
    request, pot = approved()
    first, by = paid(request), person("clerk").actor
    with acting(by):
        actions.return_payment(payment=first, by=by, at=AT + 3 * WEEK, text="account closed")
        request.refresh_from_db()
        assert (request.state, stand(pot).has, stand(pot).promised) == ("approved", 1000, 60)
    again = paid(request)
    with acting(by):
        actions.sign_receipt(payment=again, number="7/2016", signed_by="representative", by=by, at=AT + 3 * WEEK)
        with pytest.raises(Refused) as refusal:
            actions.return_payment(payment=again, by=by, at=AT + 3 * WEEK, text="no")
        assert codes(refusal) == ["signed"]
        assert Journal.objects.filter(deed="reverse").count() == 1


def test_a_receipt_has_a_number_of_its_own() -> None:
    case, pot, by = recognised(), funded(), person("clerk").actor
    one, two = (paid(approved(case, pot)[0]) for _ in range(2))
    with acting(by):
        actions.sign_receipt(payment=one, number="1", signed_by="person", by=by, at=AT + 2 * WEEK)
        with pytest.raises(Refused) as refusal:
            actions.sign_receipt(payment=two, number="1", signed_by="person", by=by, at=AT + 2 * WEEK)
    assert codes(refusal) == ["number_used"]


def test_what_is_not_paid_can_be_released() -> None:
    request, pot = approved(amount="100", instalments=2)
    paid(request)
    by = person("clerk").actor
    with acting(by):
        actions.release(request=request, by=by, at=AT + 2 * WEEK)
        assert (stand(pot).has, stand(pot).promised) == (950, 0)


def test_things_are_given_on_at_their_value_and_never_more_than_there_are() -> None:
    by = person("clerk").actor
    with acting(by):
        gift = actions.receive_gift(
            what="winter coats", item="clothing", quantity=3, unit_value=D(40), value_source="invoice", currency="AZN", by=by, at=AT
        )
        pot = gift.pot
        assert stand(pot).has == 120
    case = recognised()
    request, _ = approved(case, pot, item="clothing", amount="80")
    paid(request, channel="in_kind", gift=gift, quantity=2)
    again, _ = approved(case, pot, item="clothing", amount="40")
    with pytest.raises(Refused) as refusal:
        paid(again, channel="in_kind", gift=gift, quantity=2)
    assert codes(refusal) == ["too_many"]
    with pytest.raises(Refused) as refusal:
        paid(again)
    assert codes(refusal) == ["not_there"]
    paid(again, channel="in_kind", gift=gift, quantity=1)
    with acting(by):
        assert [row.left for row in queries.gifts(by.organisation_id)] == [0]


# --- the ledger ---------------------------------------------------------------------------------------------------------


def test_what_is_booked_is_not_changed_and_not_deleted_by_anybody() -> None:
    funded()
    with acting(person("clerk").actor):
        row = Journal.objects.get()
        for change in (
            "UPDATE fund_line SET amount = 1",
            "DELETE FROM fund_line",
            "UPDATE fund_journal SET text = 'x'",
            "DELETE FROM fund_journal",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)
        assert row.lines.count() == 2


def test_the_owner_of_the_database_changes_no_booking_either(django_db_blocker: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid IN ('fund_line'::regclass, 'fund_journal'::regclass) AND tgname = 'stays'"
        )
        assert len(cursor.fetchall()) == 2


def booked_by_hand(pot: Pot, *amounts: int) -> None:
    """Lines written past the action, looked at as at the end of a transaction."""
    by = person("clerk").actor
    with transaction.atomic(), connection.cursor() as cursor:
        row = Journal.objects.create(organisation=by.organisation_id, by=by.user_id, number=99, at=AT, deed="receive")
        bank = Account.objects.get(code="bank")
        for amount in amounts:
            Line.objects.create(organisation=by.organisation_id, journal=row, account=bank, pot=pot, amount=amount, currency="AZN")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("amounts", [(), (5, -4), (5,)])
def test_a_booking_that_does_not_add_up_is_refused_when_the_transaction_ends(amounts: tuple[int, ...]) -> None:
    pot = funded()
    with acting(person("clerk").actor), pytest.raises(DatabaseError, match="adds up to zero"):
        booked_by_hand(pot, *amounts)


def test_income_is_reversed_once_and_not_when_it_is_used() -> None:
    pot, by = funded("100"), person("clerk").actor
    with acting(by):
        row = Journal.objects.get()
        actions.reverse(journal=row, by=by, at=AT + DAY, text="booked twice")
        assert stand(pot).has == 0
        with pytest.raises(Refused) as refusal:
            actions.reverse(journal=row, by=by, at=AT + DAY, text="again")
        assert codes(refusal) == ["reversed"]
    request, other = approved(pot=funded("60", name="second"))
    paid(request)
    with acting(by), pytest.raises(Refused) as refusal:
        actions.reverse(journal=Journal.objects.get(lines__pot=other, deed="receive", lines__amount__gt=0), by=by, at=AT + DAY, text="gone")
    assert codes(refusal) == ["used"]


def test_a_printed_conversion_is_kept_as_it_was_printed() -> None:
    by = person("clerk").actor
    with acting(by):
        row = actions.receive(
            amount=D(4000), currency="AZN", source="donation", by=by, at=AT, printed=(Printed(D(5000), "USD", "assessment of 2012"),)
        )
        assert isinstance(row, Journal)
        row.refresh_from_db()
        assert row.printed == [{"amount": "5000", "currency": "USD", "source": "assessment of 2012"}]


def test_another_body_does_not_see_the_ledger_and_its_announcement_waits_for_the_fund() -> None:
    funded()
    prosecutor, clerk = person("prosecutor").actor, person("clerk").actor
    with acting(prosecutor):
        assert (Journal.objects.count(), Pot.objects.count()) == (0, 0)
        actions.receive(amount=D(700), currency="AZN", source="forfeited", by=prosecutor, at=AT, text="case 12")
        assert Announced.objects.count() == 0
    with acting(clerk):
        row = queries.announced(clerk.organisation_id).get()
        assert (row.body, row.source, row.amount) == ("prosecutor", "forfeited", 700)
        actions.arrive(announced=row, by=clerk, at=AT + DAY)
        with pytest.raises(Refused) as refusal:
            actions.arrive(announced=row, by=clerk, at=AT + DAY)
        assert codes(refusal) == ["booked"]
        assert queries.announced(clerk.organisation_id).count() == 0
    with acting(person("ngo").actor), pytest.raises(DatabaseError), transaction.atomic():
        actions.receive(amount=D(1), currency="AZN", source="donation", by=person("ngo").actor, at=AT)


def test_fifty_three_allowances_of_four_hundred_balance() -> None:
    """The count of the sources for 2014: 53 people, AZN 400 each, AZN 21,200 together."""
    clerk = person("clerk").actor
    pot, case = funded("21200"), recognised()
    for number in range(53):
        request, _ = approved(case, pot, item="allowance", amount="400")
        with acting(clerk):
            payment = actions.pay(request=request, instalment=1, channel="bank", taker="person", by=clerk, at=AT + 2 * WEEK)
            actions.sign_receipt(payment=payment, number=str(number + 1), signed_by="person", by=clerk, at=AT + 2 * WEEK)
    with acting(clerk):
        rows = {row["code"]: row["balance"] for row in balances(clerk.organisation_id, AZ)}
        assert rows == {"bank": 0, "income.state": -21200, "expense.allowance": 21200, "reserved": 0, "promised": 0}
        assert sum(rows.values()) == 0
        year = statement(clerk.organisation_id, AZ, 2016, "AZN")
        assert (year["opening"], year["closing"], sum(year["used"].values())) == (0, 0, 21200)
        assert Payment.objects.filter(item="allowance", amount=400).count() == 53


# --- law and practice ---------------------------------------------------------------------------------------------------


def test_owed_by_law_month_by_month_paid_once_and_the_gap() -> None:
    """FND-02: recognised on 3 May 2016, paid once, the reintegration ends on 3 November 2016."""
    case = recognised()
    request, _ = approved(case, item="allowance", amount="400")
    paid(request)
    ngo = person("ngo").actor
    with acting(ngo):
        actions.end_reintegration(case=case, on=date(2016, 11, 3), by=ngo, at=AT + 4 * WEEK)
        found = {right.code: right for right in queries.entitlements(case, AT + 60 * WEEK)}["allowance"]
    assert (found.since, len(found.dues)) == (date(2016, 5, 3), 6)
    assert (found.account.law.amount, found.account.practice.amount, found.account.paid.amount, found.account.gap.amount) == (
        2400,
        400,
        400,
        2000,
    )
    assert (found.law, found.practice, found.decision.ok) == ("monthly", "once", True)


def test_a_pending_person_is_owed_nothing_yet() -> None:
    case, ngo = ngo_case(), person("ngo").actor
    with acting(ngo):
        found = {right.code: right for right in queries.entitlements(case, AT + WEEK)}["allowance"]
    assert (found.since, found.decision.ok, found.account.gap.amount) == (None, False, 0)


# --- claims -------------------------------------------------------------------------------------------------------------


def claimed(case: Any, route: str = "civil_criminal", amount: str = "5000", who: str = "ngo", **more: Any) -> Claim:
    by = person(who).actor
    with acting(by):
        return actions.file_claim(case=case, route=route, damage="wages", amount=D(amount), by=by, at=AT + WEEK, **more)


def test_leg_07_a_claim_in_court_waits_for_recognition_and_what_happened_is_recorded_all_the_same() -> None:
    case = ngo_case()
    with pytest.raises(Refused) as refusal:
        claimed(case)
    assert codes(refusal) == ["needs_recognition"]
    assert claimed(case, "wage_mediation").recognised
    assert not claimed(case, happened=True).recognised


def test_claimed_awarded_and_in_fact_paid_are_three_things_and_the_fund_fills_the_rest() -> None:
    case, ngo = recognised(), person("ngo").actor
    claim = claimed(case)
    with acting(ngo):
        assert sums(claim).awarded is None
        actions.award(claim=claim, outcome="part", amount=D(3000), by=ngo, at=AT + 2 * WEEK)
        actions.pay_claim(claim=claim, amount=D(500), payer="seized", by=ngo, at=AT + 3 * WEEK)
        found = sums(Claim.objects.prefetch_related("awards", "payments").get())
        assert (found.claimed, found.awarded, found.paid) == (5000, 3000, 500)
        fill = filling(case, AT + 4 * WEEK)
        assert fill is not None
        assert fill.amount == 2500
    request, _ = approved(case, funded("9000"), item="compensation", amount="2500")
    paid(request)
    with acting(ngo):
        after = filling(case, AT + 4 * WEEK)
        assert after is not None
        assert after.amount == 0
        actions.pay_claim(claim=claim, amount=D(100), payer="offender", by=ngo, at=AT + 5 * WEEK)  # the fund bars nothing
    assert {"fund.claim_filed", "fund.claim_decided", "fund.claim_paid"} <= kinds(case)


def test_leg_07_the_claim_of_somebody_who_left_goes_on() -> None:
    case, ngo = recognised(), person("ngo").actor
    claim = claimed(case, "civil_court")
    with acting(ngo):
        assert not queries.compensation_rows(case)[0]["departure"].ok
        actions.give_attorney(claim=claim, since=date(2016, 5, 20), by=ngo, at=AT + 2 * WEEK)
        assert queries.compensation_rows(case)[0]["departure"].ok
        assert [one.id for one in queries.open_claims(case)] == [claim.id]
        actions.pay_claim(claim=claim, amount=D(10), payer="employer", by=ngo, at=AT + 3 * WEEK)
        actions.end_claim(claim=claim, why="uncollectable", by=ngo, at=AT + 4 * WEEK)
        actions.pay_claim(claim=claim, amount=D(10), payer="employer", by=ngo, at=AT + 5 * WEEK)
        assert queries.open_claims(case) == []


def test_what_was_awarded_is_not_changed() -> None:
    case, ngo = recognised(), person("ngo").actor
    claim = claimed(case)
    with acting(ngo):
        actions.award(claim=claim, outcome="rejected", amount=D(0), by=ngo, at=AT + 2 * WEEK)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE fund_award SET amount = 5")
        with pytest.raises(Refused) as refusal:
            actions.award(claim=claim, outcome="awarded", amount=D(0), by=ngo, at=AT + 2 * WEEK)
        assert codes(refusal) == ["no_amount"]
    with acting(person("outsider").actor):
        assert Claim.objects.count() == 0

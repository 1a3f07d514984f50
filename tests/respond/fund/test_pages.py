"""The fund through its pages: asking, deciding by two, paying, receipts, claims, the ledger; the outsider everywhere."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dayaq.base.access.context import acting
from dayaq.respond.fund import actions, queries
from dayaq.respond.fund.models import Claim, Journal, Payment, Request
from tests.cast import person
from tests.respond.fund.world import WEEK, approved, asked, funded, ngo_case, paid, recognised
from tests.respond.screening.world import AT, client_of, code_of, moment

pytestmark = pytest.mark.django_db
WHEN = moment(AT + WEEK)
ALONE = ["", "requests/", "accounts/", "accounts/new/", "income/", "journal/", "journal/csv/", "gifts/", "gifts/new/", "year/2016/"]


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_from_the_request_to_the_signed_receipt() -> None:
    case, pot = recognised(), funded()
    person("second_clerk")
    ngo, code = client_of(person("ngo")), code_of(case, person("ngo"))
    answer = ngo.post(
        f"/cases/{code}/money/ask/",
        WHEN | {"item": "medicine", "amount": "60", "instalments": "1", "agreed": "on", "detail": "for a month"},
    )
    assert answer["Location"] == f"/cases/{code}/money/"
    theirs = code_of(case, person("clerk"))
    with acting(person("clerk").actor):
        row = Request.objects.get()
    one = f"/cases/{theirs}/money/requests/{row.id}/"
    for name in ("clerk", "second_clerk"):
        clerk = client_of(person(name))
        assert theirs in text_of(clerk.get("/fund/requests/?state=waiting"))
        word = WHEN | {"word": "approve", "amount": "60", "pot": str(pot.id)}
        assert clerk.post(f"{one}decide/", word)["Location"] == one
    shown = text_of(clerk.get(one))
    assert ("Clerk Invented" in shown, "Second_Clerk Invented" in shown, "approved, to be paid" in shown) == (True, True, True)
    assert clerk.post(f"{one}pay/1/", WHEN | {"channel": "bank", "taker": "person"})["Location"] == one
    assert clerk.post(f"{one}pay/1/", WHEN | {"channel": "bank", "taker": "person"}).status_code == 400
    with acting(person("clerk").actor):
        payment = Payment.objects.get()
    clerk.post(f"/cases/{theirs}/money/payments/{payment.id}/receipt/", WHEN | {"number": "12", "signed_by": "representative"})
    assert "12" in text_of(clerk.get(one))
    assert "one person of the fund approved" in text_of(ngo.get(f"/cases/{code}/"))
    assert "60 AZN" in text_of(ngo.get(f"/cases/{code}/money/"))


def test_the_list_of_requests_begins_with_those_that_wait_and_what_is_on_its_way_names_the_body() -> None:
    case, _pot = recognised(), funded()
    first, second, urgent = asked(case), asked(case, amount="61"), asked(case, amount="62", urgent=True)
    with acting(person("clerk").actor):
        Request.objects.filter(id=first.id).update(state="refused")
        listed = list(queries.requests(person("clerk").actor))
    assert [row.id for row in listed] == [urgent.id, second.id, first.id]
    prosecutor = person("prosecutor").actor
    with acting(prosecutor):
        actions.receive(amount=Decimal(4000), currency="AZN", source="forfeited", by=prosecutor, at=AT)
    home = text_of(client_of(person("clerk")).get("/fund/"))
    assert ">prosecutor<" not in home
    assert "Prosecutor" in home
    assert "4 000 AZN" in home


def test_a_refused_word_keeps_what_was_typed_and_a_no_needs_its_way() -> None:
    case, pot = recognised(), funded("10")
    row, code = asked(case), code_of(case, person("clerk"))
    clerk, one = client_of(person("clerk")), f"/cases/{code}/money/requests/{row.id}/"
    answer = clerk.post(f"{one}decide/", WHEN | {"word": "approve", "amount": "60", "pot": str(pot.id), "reasons": "as asked"})
    assert answer.status_code == 400
    assert "This source has 10.00 left" in text_of(answer)
    assert "as asked" in text_of(answer)
    assert "This is needed for your word" in text_of(clerk.post(f"{one}decide/", WHEN | {"word": "refuse", "reason": "papers"}))
    answer = clerk.post(f"{one}decide/", WHEN | {"word": "refuse", "reason": "papers", "route": "ask_again", "reasons": "no prescription"})
    assert answer["Location"] == one
    assert "Ask again with what is missing" in text_of(
        client_of(person("ngo")).get(f"/cases/{code_of(case, person('ngo'))}/money/requests/{row.id}/")
    )


def test_the_entitlements_of_a_pending_person_say_what_is_open() -> None:
    case = ngo_case()
    shown = text_of(client_of(person("ngo")).get(f"/cases/{code_of(case, person('ngo'))}/money/"))
    assert ("not by this status" in shown, "Open meanwhile" in shown, "Free legal help" in shown) == (True, True, True)


def test_a_claim_with_its_award_and_payments() -> None:
    case = recognised()
    ngo, code = client_of(person("ngo")), code_of(case, person("ngo"))
    base = f"/cases/{code}/money/"
    new = WHEN | {"route": "civil_criminal", "damage": "wages", "amount": "5000", "currency": "AZN"}
    assert ngo.post(f"{base}claims/new/", new)["Location"] == base
    with acting(person("ngo").actor):
        claim = Claim.objects.get()
    one = f"{base}claims/{claim.id}/"
    printed = {"printed_amount": "1800", "printed_currency": "USD", "printed_source": "newspaper"}
    assert ngo.post(f"{one}award/", WHEN | printed | {"outcome": "part", "amount": "3000"})["Location"] == one
    assert "or none of them" in text_of(ngo.post(f"{one}paid/", WHEN | {"payer": "offender", "amount": "5", "printed_amount": "3"}))
    assert ngo.post(f"{one}paid/", WHEN | {"payer": "offender", "amount": "500"})["Location"] == one
    since = {"since_day": "1", "since_month": "5", "since_year": "2016"}
    assert ngo.post(f"{one}attorney/", WHEN | since)["Location"] == one
    shown = text_of(ngo.get(one))
    assert ("printed as 1800 USD (newspaper)" in shown, "2 500 AZN" in shown.replace("\u202f", " "), "power of attorney" in shown) == (
        True,
        True,
        True,
    )
    assert "2 500 AZN" in text_of(ngo.get(base))
    assert ngo.post(f"{one}end/", WHEN | {"why": "uncollectable"})["Location"] == one
    on = {"on_day": "1", "on_month": "6", "on_year": "2016"}
    assert ngo.post(f"{base}end/", WHEN | on)["Location"] == base


def test_the_ledger_is_kept_by_hand_where_it_must_be() -> None:
    clerk = client_of(person("clerk"))
    assert clerk.get("/fund/").status_code == 200
    clerk.post("/fund/accounts/new/", WHEN | {"name": "Concert 2010", "source": "donation", "currency": "AZN"})
    with acting(person("clerk").actor):
        from dayaq.respond.fund.models import Pot

        pot = Pot.objects.get()
    printed = {"printed_amount": "5000", "printed_currency": "USD", "printed_source": "assessment"}
    assert clerk.post("/fund/income/", WHEN | printed | {"pot": str(pot.id), "amount": "4000"})["Location"] == "/fund/"
    gift = {"what": "coats", "item": "clothing", "quantity": "3", "unit_value": "40", "value_source": "invoice"}
    assert clerk.post("/fund/gifts/new/", WHEN | gift)["Location"] == "/fund/gifts/"
    for page in ALONE:
        assert clerk.get(f"/fund/{page}").status_code == 200, page
    assert clerk.get("/fund/year/2016/chart/")["Content-Type"] == "image/svg+xml"
    assert "printed as 5000 USD (assessment)" in text_of(clerk.get("/fund/journal/"))
    assert text_of(clerk.get("/fund/journal/csv/")).count("Concert 2010") == 2
    with acting(person("clerk").actor):
        row = Journal.objects.get(deed="receive")
    assert clerk.post(f"/fund/journal/{row.id}/reverse/", WHEN | {"text": "booked twice"})["Location"] == "/fund/journal/"
    assert clerk.get(f"/fund/journal/{row.id}/reverse/").status_code == 404
    assert "no booking" not in text_of(clerk.get("/fund/journal/?text=twice")).lower()


def test_balances_are_asked_for_at_the_end_of_a_day() -> None:
    funded("1234.50")
    clerk = client_of(person("clerk"))
    before, after = ({"on_day": day, "on_month": "5", "on_year": "2016"} for day in ("1", "2"))
    assert "1 234.50 AZN" in text_of(clerk.get("/fund/accounts/", after))
    assert "1 234.50 AZN" not in text_of(clerk.get("/fund/accounts/", before))


@pytest.mark.parametrize("page", ALONE)
@pytest.mark.parametrize("who", ["ngo", "outsider", "officer", "coordinator", "lawyer"])
def test_the_ledger_is_a_page_of_the_fund_alone(who: str, page: str) -> None:
    assert client_of(person(who)).get(f"/fund/{page}").status_code == 403


def test_the_outsider_finds_nothing_of_a_case_and_other_roles_no_page() -> None:
    request, _pot = approved()
    payment = paid(request)
    codes = [code_of(recognised(), person("ngo")), "AZ-0000-0000-0"]
    with acting(person("ngo").actor):
        from dayaq.respond.casefile.queries import code_for

        codes.append(code_for(Request.objects.select_related("case").get().case, person("ngo").actor.organisation_id))
    for code in codes:
        base = f"/cases/{code}/money/"
        one = f"{base}requests/{request.id}/"
        for page in (base, one, f"{base}ask/", f"{base}end/", f"{base}claims/new/", f"{base}claims/{request.id}/"):
            assert client_of(person("outsider")).get(page).status_code == 404, page
            assert client_of(person("inspector")).get(page).status_code == 403, page
        assert client_of(person("outsider")).get(f"{one}decide/").status_code == 403
        assert client_of(person("outsider")).post(f"{one}withdraw/").status_code == 404
        assert client_of(person("outsider")).get(f"{base}payments/{payment.id}/receipt/").status_code == 403


def test_who_reads_no_money_of_the_case_has_no_such_page() -> None:
    case = ngo_case()
    code = code_of(case, person("ngo"))
    assert client_of(person("officer")).get(f"/cases/{code}/money/").status_code == 403
    assert client_of(person("clerk")).get(f"/cases/{code}/money/").status_code == 404

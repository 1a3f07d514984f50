"""The fund and the taking over of lists in a browser: every page looked at, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dayaq.base.access.context import acting
from dayaq.respond.fund import actions
from tests.cast import person
from tests.journeys.conftest import check
from tests.respond.fund.world import WEEK, D, approved, asked, funded, paid, recognised
from tests.respond.intake.world import LINES, brought, csv_of, meant, taken
from tests.respond.screening.world import AT, code_of

pytestmark = pytest.mark.journey


def looked_at(page: Any, addresses: dict[str, str], size: str) -> None:
    for name, address in addresses.items():
        answer = page.goto(address)
        assert answer.status == 200, address
        check(page, f"{name}-{size}")


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_page_of_the_fund_in_a_browser(visit: Callable[..., Any], narrow: bool) -> None:
    case, pot, ngo, clerk = recognised(), funded("21200"), person("ngo").actor, person("clerk").actor
    done, _ = approved(case, pot, item="allowance", amount="400")
    paid(done)
    ready, _ = approved(case, pot, item="clothing", amount="90", instalments=2)
    open_one = asked(case, item="return_travel", amount="900", urgent=True, detail="flight home")
    with acting(ngo):
        claim = actions.file_claim(case=case, route="civil_criminal", damage="wages", amount=D(5000), by=ngo, at=AT + WEEK)
        actions.award(claim=claim, outcome="part", amount=D(3000), by=ngo, at=AT + 2 * WEEK)
        actions.pay_claim(claim=claim, amount=D(500), payer="seized", by=ngo, at=AT + 3 * WEEK)
    with acting(clerk):
        actions.receive_gift(
            what="winter coats", item="clothing", quantity=3, unit_value=D(40), value_source="invoice", currency="AZN", by=clerk, at=AT
        )
    code, theirs, size = code_of(case, person("ngo")), code_of(case, person("clerk")), "narrow" if narrow else "wide"
    base = f"/cases/{theirs}/money/requests/"
    fund = {
        "fund": "/fund/",
        "fund-requests": "/fund/requests/",
        "fund-journal": "/fund/journal/",
        "fund-accounts": "/fund/accounts/",
        "fund-gifts": "/fund/gifts/",
        "fund-income": "/fund/income/",
        "fund-source": "/fund/accounts/new/",
        "fund-gift": "/fund/gifts/new/",
        "fund-year": "/fund/year/2016/",
        "fund-request": f"{base}{open_one.id}/",
        "fund-decide": f"{base}{open_one.id}/decide/",
        "fund-approved": f"{base}{ready.id}/",
        "fund-pay": f"{base}{ready.id}/pay/1/",
        "fund-money": f"/cases/{theirs}/money/",
    }
    looked_at(visit(person("clerk"), narrow=narrow), fund, size)
    home = f"/cases/{code}/money/"
    own = {"money": home, "money-ask": f"{home}ask/", "money-claim": f"{home}claims/{claim.id}/", "money-file": f"{home}claims/new/"}
    looked_at(visit(person("ngo"), narrow=narrow), own, size)


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_page_of_a_list_in_a_browser(visit: Callable[..., Any], narrow: bool) -> None:
    first, second = meant(brought(csv_of([LINES[0], LINES[3]]))), meant(brought())
    taken(first)
    pages = {
        "intake": "/intake/",
        "intake-new": "/intake/new/",
        "intake-result": f"/intake/{first.id}/",
        "intake-preview": f"/intake/{second.id}/",
        "intake-columns": f"/intake/{second.id}/columns/",
        "intake-entries": f"/intake/{second.id}/entries/",
    }
    looked_at(visit(person("ngo"), narrow=narrow), pages, "narrow" if narrow else "wide")

"""A claim for wages belongs to the mediation a body keeps; the mediation itself names nobody. LEG-06."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dayaq.base.access.context import acting
from dayaq.core.decision import Refused
from dayaq.respond.fund import actions
from dayaq.respond.fund.models import Claim
from dayaq.respond.inspection import actions as inspection
from dayaq.respond.inspection.models import Mediation
from tests.cast import person
from tests.respond.fund.world import DAY, ngo_case
from tests.respond.screening.world import AT, client_of, code_of, moment

pytestmark = pytest.mark.django_db


def mediated(who: str = "ngo") -> Mediation:
    by = person(who).actor
    with acting(by):
        employer = inspection.add_employer(name="Works Invented", registered=True, by=by, at=AT)
        row = inspection.begin_mediation(employer=employer, workers=3, claimed=Decimal(900), by=by, at=AT)
        inspection.mediate(mediation=row, kind="paid", amount=Decimal(250), by=by, at=AT + DAY)
        return row


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_leg_06_a_claim_shows_how_the_mediation_it_belongs_to_stands() -> None:
    row, case, ngo = mediated(), ngo_case(), client_of(person("ngo"))
    base = f"/cases/{code_of(case, person('ngo'))}/money/"
    assert "Works Invented" in text_of(ngo.get(f"{base}claims/new/"))
    typed = {"route": "wage_mediation", "damage": "wages", "amount": "300", "currency": "AZN", "mediation": str(row.id), **moment(AT + DAY)}
    assert ngo.post(f"{base}claims/new/", typed)["Location"] == base
    with acting(person("ngo").actor):
        claim = Claim.objects.get(case=case)
    assert claim.mediation == row.id
    shown = text_of(ngo.get(f"{base}claims/{claim.id}/"))
    assert ("Works Invented" in shown, "paid 250" in shown) == (True, True)
    kept = text_of(ngo.get(next(one.url for one in listed())))
    assert code_of(case, person("ngo")) not in kept


def listed() -> Any:
    from dayaq.respond.fund.queries import mediations

    with acting(person("ngo").actor):
        return mediations()


def test_leg_06_only_a_mediation_of_the_own_body_and_only_for_that_way() -> None:
    foreign, case, by = mediated("outsider"), ngo_case(), person("ngo").actor
    assert "Works Invented" not in text_of(client_of(person("ngo")).get(f"/cases/{code_of(case, person('ngo'))}/money/claims/new/"))
    claim: dict[str, Any] = {"case": case, "damage": "wages", "amount": Decimal(300), "by": by, "at": AT + DAY}
    with acting(by):
        for route, key in (("wage_mediation", foreign.id), ("civil_court", mediated().id)):
            with pytest.raises(Refused) as refusal:
                actions.file_claim(route=route, mediation=key, **claim)
            assert [one.code for one in refusal.value.decision.reasons] == ["no_mediation"]

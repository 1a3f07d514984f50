"""What somebody of a role needs stands on the page of that role: guardian, own note, risk of a return, parts left out, what was given on."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.respond.casefile import actions
from dayaq.respond.casefile.models import Guardian
from dayaq.respond.casefile.queries import Case, pack_of
from dayaq.respond.casework import actions as casework
from dayaq.respond.casework.models import Transfer
from dayaq.respond.network import actions as network
from dayaq.respond.network.models import Onward
from dayaq.respond.residence import actions as residence
from dayaq.respond.residence.actions.returning import Risk
from dayaq.respond.residence.models import ReturnCost
from dayaq.respond.support import queries as support
from dayaq.respond.support.actions import withdraw_consent
from tests.cast import Person, person
from tests.respond.hotline.test_actions import call_by
from tests.respond.referral.world import accepted, case_by, sent_by
from tests.respond.residence.test_actions import AT, BOY, DAY, WOMAN, does
from tests.respond.screening.world import client_of, code_of, moment

pytestmark = pytest.mark.django_db


def page_of(who: Person, address: str) -> Any:
    return client_of(who).get(address)


def text_of(who: Person, address: str) -> str:
    answer = page_of(who, address)
    assert answer.status_code == 200, (address, answer.status_code)
    return " ".join(answer.content.decode().split())


def test_an_identification_officer_writes_a_childs_guardian() -> None:
    case, officer = accepted(sent_by("inspector", BOY)).case, person("officer")
    address = f"/cases/{code_of(case, officer)}/person/"
    assert f"{address}guardian/" in text_of(officer, address)
    given = {"name": "Guardian Invented", "independent": "yes", **moment(timezone.now())}
    kinds = client_of(officer).get(f"{address}guardian/").context["form"].fields["kind"].choices
    given["kind"] = next(value for value, _label in kinds if value)
    assert client_of(officer).post(f"{address}guardian/", given).status_code == 302
    assert "Guardian Invented" in text_of(officer, address)
    with acting(officer.actor):
        assert Guardian.objects.filter(case=case).count() == 1
    assert page_of(person("outsider"), f"{address}guardian/").status_code == 404


@pytest.mark.parametrize("name", ["ngo", "helper"])
def test_a_privileged_note_is_found_by_its_author_on_the_page_and_by_nobody_else(name: str) -> None:
    who = person(name)
    colleague = person("colleague", who.actor.organisation, who.actor.role)
    case = case_by(name, WOMAN)
    address = f"/cases/{code_of(case, who)}/notes/"
    note = {"kind": "private", "text": "an own thought", "language": "en", **moment(timezone.now())}
    assert client_of(who).post(address, note).status_code == 302
    assert "an own thought" in text_of(who, address)
    assert "an own thought" not in text_of(colleague, address)
    assert page_of(person("outsider"), address).status_code == 404


def test_the_reasons_of_a_risk_assessment_stand_on_the_page_of_returns() -> None:
    case, ngo = case_by("ngo", WOMAN, AT), person("ngo")
    journey = does("ngo", residence.begin_return, case=case, kind="home", country="PH", at=AT)
    factor = next(iter(pack_of(case).codes["return_factor"].items))
    risk = Risk(level="high", factors=(factor,), excluded="not_clear", safe=False, text="an uncle of the recruiter", language="en")
    does("ngo", residence.assess_return, journey=journey, risk=risk, at=AT + DAY)
    shown = text_of(ngo, f"/cases/{code_of(case, ngo)}/return/")
    for words in ("an uncle of the recruiter", "it is not clear", "not safe"):
        assert words in shown


def test_drafts_are_asked_for_only_by_pages_of_people_who_write() -> None:
    case, ngo = case_by("ngo", WOMAN), person("ngo")
    reader = person("reader", "clean_world", "fund_officer")
    address = f"/cases/{code_of(case, ngo)}/"
    assert "data-drafts" in text_of(ngo, address)
    assert "data-drafts" not in text_of(reader, address)
    assert page_of(reader, f"/casework/drafts/?page={address}").status_code == 403


def test_the_pages_of_help_say_what_is_left_out_from_the_grant_alone() -> None:
    case, officer, ngo = accepted(sent_by("ngo", WOMAN, person_word="agreed")).case, person("officer"), person("ngo")
    words = "Not shown to you, whether there is anything or not:"
    shown = text_of(officer, reverse("support:plan", args=[code_of(case, officer)]))
    assert "Health" in shown.partition(words)[2].partition("</p>")[0]
    mine = text_of(ngo, reverse("support:services", args=[code_of(case, ngo)]))
    assert "Family" not in mine.partition(words)[2].partition("</p>")[0]


def given_on(case: Case, giver: Person, to: Person, **more: Any) -> Transfer:
    words = {"ground": "consent", "groups": ["G2", "G3"], "reason": "special_help", **more}
    with acting(giver.actor):
        return casework.offer(case=case, to_unit=to.actor.unit_id, by=giver.actor, at=timezone.now(), **words)


def test_the_giver_of_a_transfer_sees_what_became_of_it_with_day_and_reason() -> None:
    giver, taker = person("shelter"), person("helper")
    kept, gone = case_by("shelter", WOMAN), case_by("shelter", WOMAN)
    codes = {row: code_of(row, giver) for row in (kept, gone)}
    first = given_on(kept, giver, taker)
    with acting(taker.actor):
        casework.decline(transfer=Transfer.objects.get(id=first.id), refusal="no_capacity", by=taker.actor, at=timezone.now())
    second = given_on(gone, giver, taker)
    with acting(taker.actor):
        casework.accept(transfer=Transfer.objects.get(id=second.id), by=taker.actor, at=timezone.now())
    shown = text_of(giver, "/casework/transfers/")
    for words in (codes[kept], codes[gone], "No capacity", "refused", "taken on"):
        assert words in shown, words
    assert page_of(giver, f"/cases/{codes[gone]}/").status_code == 404
    assert "No capacity" in text_of(giver, f"/cases/{codes[kept]}/transfer/")
    other = text_of(person("outsider"), "/casework/transfers/")
    assert codes[kept] not in other
    assert "Given on by us" not in other


def led(by: Person, to: Person) -> Onward:
    case = case_by("ngo", WOMAN)
    with acting(by.actor):
        actions.record_identity(case=case, given_name="Zarifa", family_name="Uydurma", birth="1990", by=by.actor, at=timezone.now())
        return network.refer_onward(case=case, to_unit=to.unit, services=["medical"], by=by.actor, at=timezone.now())


def test_more_of_a_file_is_opened_to_a_body_one_was_led_to_when_the_person_agrees_and_closed_when_she_does_not() -> None:
    giver, taker = person("ngo"), person("helper")
    case = led(giver, taker).case
    theirs, ours = code_of(case, taker), code_of(case, giver)
    assert "opens it when the person agrees" in text_of(taker, f"/cases/{theirs}/network/")
    place = text_of(giver, f"/cases/{ours}/network/")
    address = f"{reverse('support:do', args=[ours, 'consent'])}?unit={taker.unit.id}"
    assert f'href="{address}"' in place
    assert "sees beside the core" not in place
    assert f'<option value="{taker.unit.id}" selected>' in text_of(giver, address)
    typed = {"service": "social", "unit": str(taker.unit.id), "groups": ["G2"], "given_by": "person", "method": "written"}
    typed["service"] = next(value for value, _label in page_of(giver, address).context["form"].fields["service"].choices if value)
    typed["method"] = next(value for value, _label in page_of(giver, address).context["form"].fields["method"].choices if value)
    assert client_of(giver).post(address, {**typed, "language": "az", **moment(timezone.now())}).status_code == 302
    with acting(taker.actor):
        assert groups_of(case.id) == Group.G1 | Group.G2
    assert "sees beside the core: Identity" in text_of(giver, f"/cases/{ours}/network/")
    with acting(giver.actor):
        kept = support.consents(case)[0]
        withdraw_consent(consent=kept, by=giver.actor, at=timezone.now())
    with acting(taker.actor):
        assert groups_of(case.id) == Group.G1
    assert "sees beside the core" not in text_of(giver, f"/cases/{ours}/network/")
    assert page_of(person("outsider"), address).status_code == 404


def test_ref_05_the_hotline_is_offered_where_information_is_taken_and_a_call_leads_there() -> None:
    for address in ("/information/", "/information/new/"):
        shown = text_of(person("inspector"), address)
        assert ("can also call, without a name" in shown, "<strong>152</strong>" in shown) == (True, True)
    call = call_by()
    shown = text_of(person("hotline"), f"/hotline/calls/{call.id}/")
    assert 'href="/information/new/"' in shown


def test_ret_01_what_a_return_cost_and_who_paid_stands_with_it_for_readers_of_money() -> None:
    case, ngo = case_by("ngo", WOMAN, AT), person("ngo")
    journey = does("ngo", residence.begin_return, case=case, kind="home", country="PH", at=AT)
    base = f"/cases/{code_of(case, ngo)}/return/"
    address = f"{base}{journey.id}/cost/"
    assert f'href="{address}"' in text_of(ngo, base)
    typed = {"kind": "transport", "payer": "international", "amount": "412.50", "currency": "AZN", **moment(AT + DAY)}
    refused = client_of(ngo).post(address, {**typed, "amount": "0"})
    assert (refused.status_code, 'value="AZN"' in refused.content.decode()) == (200, True)
    assert client_of(ngo).post(address, typed)["Location"] == base
    shown = text_of(ngo, base)
    assert ("412.50 AZN" in shown, "International organisation" in shown) == (True, True)
    assert page_of(person("outsider"), address).status_code == 404
    with acting(person("outsider").actor):
        assert ReturnCost.objects.count() == 0

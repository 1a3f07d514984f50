"""Rules of the network: who fits and why, consent and minimal fields, answers in time; the invented country beside the real one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from dayaq.core.pack import load
from dayaq.core.pack.schema.network import NetworkFile
from dayaq.respond.network import rules

NOW = datetime(2016, 3, 5, 10, tzinfo=UTC)
DAY = timedelta(days=1)
LEGAL = {"service": "legal", "region": "baku"}
LINES = [rules.Leading("vac_goychay", "law.12", ("legal",), place=("goychay",)), rules.Leading("clean_world", "practice", sex=("female",))]


def offer(body: str, **more: Any) -> rules.Offer:
    return rules.Offer(key=body, body=body, **{**LEGAL, **more})


def found(need: rules.Need, *offers: rules.Offer, **more: Any) -> list[str]:
    return [one.offer.body for one in rules.suggest(need, offers, LINES, today=NOW.date(), **more)]


def test_ref_09_the_routing_table_looks_at_sex_exploitation_age_and_place() -> None:
    here = rules.Need(service="legal", sex="female", region="goychay")
    offers = (offer("amc"), offer("clean_world"), offer("vac_goychay", region="goychay"))
    assert found(here, *offers) == ["vac_goychay", "clean_world", "amc"]
    assert found(rules.Need(service="legal", sex="male", region="baku"), *offers) == ["amc", "clean_world", "vac_goychay"]


def test_whoever_serves_another_sex_or_age_is_left_out_and_what_is_not_known_excludes_nobody() -> None:
    women = offer("clean_world", sexes=("female",), age_bands=("adult",))
    assert found(rules.Need(sex="male"), women) == []
    assert found(rules.Need(age_band="child"), women) == []
    assert found(rules.Need(), women) == ["clean_world"]


def test_a_full_house_comes_last_and_says_so() -> None:
    need = rules.Need(languages=("ur",))
    full, free = offer("a", free=0, languages=("ur",)), offer("b", free=2, languages=("az",))
    one, two = rules.suggest(need, [full, free], [], today=NOW.date())
    assert (one.offer.body, [reason.code for reason in one.reasons]) == ("b", ["interpreter", "free"])
    assert (two.offer.body, [reason.code for reason in two.reasons]) == ("a", ["language", "full"])


def test_the_invented_country_takes_accredited_services_only() -> None:
    over = offer("a", accredited_until=date(2016, 1, 1))
    held = offer("b", accredited_until=date(2017, 1, 1))
    offers = (over, held, offer("c"))
    az, demo = (load(name).area(NetworkFile).accredited_only for name in ("az", "demo"))
    assert found(rules.Need(), *offers, accredited_only=az) == ["a", "b", "c"]
    assert found(rules.Need(), *offers, accredited_only=demo) == ["b"]


def test_the_countries_differ_in_links_answers_and_whom_a_shelter_leads_to() -> None:
    az, demo = (load(name).area(NetworkFile) for name in ("az", "demo"))
    assert (az.links.life, az.links.attempts, az.links.views) == ("PT72H", 5, 3)
    assert (demo.links.life, demo.links.attempts, demo.links.views) == ("PT24H", 3, 1)
    assert (az.answer_after, demo.answer_after) == ("P30D", "P14D")
    assert (az.shelter_exit.to, demo.shelter_exit.to) == (("type:assistance_centre",), ("lantern",))
    assert ("given_name" in az.links.fields, "given_name" in demo.links.fields) == (True, False)
    assert (az.abroad.needs_risk_note, demo.abroad.needs_risk_note) == (True, False)


@pytest.mark.parametrize(
    ("agreed_by", "child", "ok"), [("person", False, True), ("", False, False), ("guardian", False, False), ("guardian", True, True)]
)
def test_nobody_is_led_anywhere_without_a_word(agreed_by: str, child: bool, ok: bool) -> None:
    """REF-03."""
    assert rules.may_lead(agreed_by, child=child).ok is ok


def parcel(**changes: Any) -> rules.Parcel:
    start = {"recipient": "Clinic", "fields": ["sex"], "allowed_fields": ["sex", "given_name"], "consent_at": NOW - DAY}
    return rules.Parcel(**{**start, "link_channel": "email", "code_channel": "telephone", **changes})


def test_a_consent_of_tomorrow_is_none() -> None:
    assert rules.check_link(parcel(), NOW)
    assert [reason.code for reason in rules.check_link(parcel(consent_at=NOW + DAY), NOW).reasons] == ["needs_consent"]


def test_a_name_needs_its_own_consent_and_somebody_who_may_read_it() -> None:
    """REF-03."""
    bare = rules.check_link(parcel(fields=["given_name"]), NOW)
    assert [reason.code for reason in bare.reasons] == ["identity_needs_consent", "not_yours"]
    assert rules.check_link(parcel(fields=["given_name"], identity_consent=True, reads_identity=True), NOW)


def test_a_code_cannot_be_tried_without_the_link() -> None:
    token, other = rules.new_token(), rules.new_token()
    code = rules.new_code()
    assert (len(code), code.isdigit()) == (8, True)
    assert rules.code_digest(token, code) == rules.code_digest(token, f" {code[:4]}-{code[4:]} ")
    assert rules.code_digest(token, code) != rules.code_digest(other, code)
    assert len({rules.digest(token), rules.digest(other)}) == 2


def test_ref_07_an_answer_is_due_late_or_without_a_time() -> None:
    owed = rules.Owed(NOW - 40 * DAY, NOW - 10 * DAY)
    assert rules.answer_due(owed, NOW) == "late"
    assert rules.answer_due(owed, NOW - 20 * DAY) == "due"
    assert rules.answer_due(rules.Owed(NOW, None), NOW) == "open"
    assert rules.answer_due(rules.Owed(NOW, None, NOW), NOW) == "answered"
    assert rules.may_remind(owed, None, NOW)
    assert not rules.may_remind(owed, NOW - timedelta(hours=3), NOW)
    assert not rules.may_remind(owed, None, NOW - 20 * DAY)


def test_leaflets_of_the_border_belong_there() -> None:
    border = load("az").area(NetworkFile).leaflets["border"]
    assert (border.languages, border.places) == (("az", "ru", "en"), ("border", "airport"))

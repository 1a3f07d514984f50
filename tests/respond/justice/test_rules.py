"""Rules of justice as pure questions, in the country of the sources and in the invented one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dayaq.core.pack import load
from dayaq.core.pack.schema.justice import JusticeFile
from dayaq.respond.justice import rules
from dayaq.respond.justice.rules import Phase

AZ, DEMO = load("az"), load("demo")
AZ_FILE, DEMO_FILE = AZ.area(JusticeFile), DEMO.area(JusticeFile)
AT = datetime(2017, 3, 1, tzinfo=UTC)


def test_crm_01_an_act_is_judged_by_the_wording_of_its_day() -> None:
    article = AZ_FILE.articles["144-1"]
    wording = [rules.wording(article, date(year, 1, 1)) for year in (2004, 2010, 2017)]
    assert [one and one.code for one in wording] == [None, "v2005", "v2013"]
    assert rules.may_charge(AZ_FILE, "144-1", date(2004, 1, 1)).reasons[0].code == "not_in_force"
    assert rules.may_charge(AZ_FILE, "210", date(2017, 1, 1)).reasons[0].code == "no_article"


def test_crm_03_knowing_use_is_an_offence_only_where_and_when_the_pack_says_so() -> None:
    assert [rules.may_charge(DEMO_FILE, "210a", date(year, 6, 1)).ok for year in (2020, 2022)] == [False, True]
    assert rules.may_charge(DEMO_FILE, "210a", date(2020, 6, 1)).reasons[0].code == "no_offence"
    assert not rules.flagged(AZ_FILE.knowing_use, date(2016, 1, 1))


@pytest.mark.parametrize(("months", "az", "demo"), [(11, "", "up_to_three"), (12, "one_to_five", "up_to_three"), (59, "one_to_five", "over_three"), (60, "five_to_ten", "over_three"), (120, "five_to_ten", "over_three"), (121, "over_ten", "over_three"), (None, "", "")])  # fmt: skip
def test_crm_01_bands_are_the_packs(months: int | None, az: str, demo: str) -> None:
    assert (rules.band(AZ_FILE.bands, months), rules.band(DEMO_FILE.bands, months)) == (az, demo)


def test_leg_03_without_the_bar_no_criminal_case_where_the_rule_holds() -> None:
    def may(pack, file, scope: str, bar: bool) -> bool:
        return rules.may_represent(pack.process.lawyer, file.bar_scopes, [scope], bar_member=bar, day=date(2020, 1, 1)).ok

    assert [may(AZ, AZ_FILE, *one) for one in (("criminal", False), ("criminal", True), ("wages", False))] == [False, True, True]
    assert may(DEMO, DEMO_FILE, "criminal", False)
    refused = rules.may_represent(AZ.process.lawyer, AZ_FILE.bar_scopes, ["criminal"], bar_member=False, day=date(2017, 1, 1))
    assert refused.reasons[0].basis == "legal-assistance-law"


def test_leg_04_the_state_appointed_lawyer_is_paid_the_packs_rate() -> None:
    rates = [rules.rate_of(file.rates, "state_appointed", date(2020, 1, 1)) for file in (AZ_FILE, DEMO_FILE)]
    assert [rate and rate.value for rate in rates] == [Decimal(2), Decimal(45)]
    assert (rules.pay(90, Decimal(2)), rules.pay(10, Decimal(2))) == (Decimal("3.00"), Decimal("0.33"))
    assert rules.rate_of(AZ_FILE.rates, "private", date(2020, 1, 1)) is None


def test_leg_07_what_a_claim_hangs_on_is_explained_and_never_refuses() -> None:
    def codes(file, held: list[str], departed: bool) -> list[str]:
        return [reason.code for reason in rules.claim_words(file.civil_claim, held, departed=departed, day=date(2020, 1, 1))]

    assert codes(AZ_FILE, ["suspected"], True) == ["claim_needs_status", "claim_after_departure"]
    assert codes(AZ_FILE, ["identified"], False) == []
    assert codes(DEMO_FILE, [], True) == []


def test_phases_follow_each_other_and_may_be_left_out() -> None:
    reached = {Phase.INVESTIGATION: AT, Phase.PROSECUTION: None, Phase.COURT: None, Phase.FINAL: None}
    later = AT.replace(month=6)
    assert rules.may_move(reached, Phase.FINAL, later).ok
    assert not rules.may_move(reached, Phase.PROSECUTION, AT.replace(year=2016))
    assert not rules.may_move({**reached, Phase.COURT: later}, Phase.PROSECUTION, later.replace(month=8))
    assert rules.may_move({**reached, Phase.COURT: later}, Phase.COURT, later).reasons[0].code == "phase_known"


def test_ref_04_somebody_an_organisation_alone_knows_is_named_only_with_a_yes() -> None:
    assert [rules.may_link(ngo_only=True, consent=consent).ok for consent in ("agreed", "not_needed", "")] == [True, False, False]
    assert [rules.may_link(ngo_only=False, consent=consent).ok for consent in ("agreed", "not_needed", "")] == [True, True, False]


def test_whether_the_person_was_asked_by_somebody_of_the_sex_wished() -> None:
    assert [rules.wish_met(*one) for one in (("female", "female"), ("female", "male"), ("any", "male"), ("female", ""))] == [
        True,
        False,
        None,
        None,
    ]


def test_asking_again_needs_a_reason_and_a_recording_is_named() -> None:
    def may(**said) -> bool:
        return rules.check_statement(
            **{"consent": "agreed", "method": "interview", "uses": False, "again": False, "again_why": ""} | said
        ).ok

    assert may()
    assert not may(again=True)
    assert may(again=True, again_why="new_facts")
    assert not may(method="recording_used")
    assert may(method="recording_used", uses=True, again=True)
    assert not may(consent="")


def test_crm_02_a_verdict_agrees_with_its_charges_and_its_sentence() -> None:
    def code(**said) -> str:
        whole = {"convicted": True, "sentence": "prison", "months": 60, "suspended": False, "outcomes": ["convicted"]} | said
        decision = rules.check_verdict(**whole)
        return decision.reasons[0].code if decision.reasons else ""

    assert code() == ""
    assert code(outcomes=["convicted", "acquitted"]) == ""
    assert code(outcomes=["acquitted"]) == "charges_differ"
    assert code(sentence="") == "sentence_missing"
    assert code(months=None) == "length_missing"
    assert code(sentence="suspended") == "suspended_differs"
    assert code(convicted=False, outcomes=[]) == "no_sentence"
    assert code(convicted=False, sentence="", months=None, outcomes=["acquitted"]) == ""


def test_vwp_02_an_answer_belongs_to_what_was_asked() -> None:
    assert rules.check_measure(["screen", "video"], ["screen"], ["video"]).ok
    assert rules.check_measure(["screen"], ["screen"], ["screen"]).reasons[0].code == "both_answers"
    assert rules.check_measure([], ["screen"], []).reasons[0].code == "not_asked"


def test_leg_01_and_leg_02_the_law_says_whether_legal_help_is_free_and_paid_by_grants() -> None:
    day = date(2021, 1, 1)
    assert [(one.code, one.basis) for one in rules.aid_words(AZ_FILE, day)] == [
        ("free_aid_true", "cm-123.3.1"),
        ("grants_true", "thb-law.10"),
    ]
    assert [one.code for one in rules.aid_words(DEMO_FILE, day)] == ["free_aid_false", "grants_false"]
    assert [one.code for one in rules.aid_words(AZ_FILE, date(2006, 1, 1))] == ["grants_true"]

"""Azerbaijan by date: the rule in force on a case's own day, with its basis."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from dayaq.core.clock import Clock, Confidence, DeadlineKind, Phase, due, last_day
from dayaq.core.pack import Pack, load


@pytest.fixture
def az() -> Pack:
    """The pack as shipped."""
    return load("az")


def _ends(pack: Pack, rule: str, day: date) -> date:
    deadline = pack.on(day).clock(rule)
    assert deadline is not None
    return last_day(deadline, due(deadline, pack.calendar.day_start(day), pack.calendar), pack.calendar)


def test_the_finder_has_24_hours_to_send(az: Pack) -> None:
    """A1 in rule form."""
    start = datetime(2016, 1, 14, 10, tzinfo=az.calendar.zone)
    rule = az.on(start.date()).clock("referral")
    assert rule is not None
    assert (rule.kind, rule.stop_event, rule.basis, rule.confidence) == (DeadlineKind.MAX, "referral_sent", "cm-21.7", Confidence.SEED)
    assert due(rule, start, az.calendar) == start + timedelta(days=1)
    clock = Clock(rule, start)
    assert clock.state(start + timedelta(days=1), az.calendar).phase is Phase.DUE_SOON
    assert clock.state(start + timedelta(days=1, seconds=1), az.calendar).phase is Phase.OVERDUE


def test_receipt_and_decision_are_measured_without_a_number(az: Pack) -> None:
    assert az.clocks["referral_receipt"] == []
    assert az.clocks["identification_decision"] == []
    assert az.process.clocks["referral_receipt"].start == "referral_sent"


def test_stays_end_as_guaranteed_and_as_practised(az: Pack) -> None:
    """A9."""
    admitted = date(2016, 3, 1)
    assert _ends(az, "shelter_adult", admitted) == date(2016, 3, 31)
    assert _ends(az, "shelter_adult_cap", admitted) == date(2016, 4, 30)
    assert _ends(az, "shelter_child", admitted) == date(2016, 4, 30)
    assert az.on(admitted).clocks["shelter_adult_cap"].kind is DeadlineKind.OBSERVED


@pytest.mark.parametrize(
    ("day", "value", "confidence"),
    [("2009-12-31", 33, "seed"), ("2012-06-01", 200, "seed"), ("2014-06-01", 400, "seed"), ("2024-06-01", 700, "web")],
)
def test_allowance_of_the_day_of_decision(az: Pack, day: str, value: int, confidence: str) -> None:
    """A11."""
    amount = az.on(date.fromisoformat(day)).allowance
    assert amount is not None
    assert (amount.value, amount.confidence.value, amount.basis, amount.uncertain) == (Decimal(value), confidence, ("cm-152",), True)
    assert amount.note is not None
    assert "not known" in amount.note["en"]


def test_no_allowance_before_the_decision_that_made_it(az: Pack) -> None:
    assert az.on(date(2006, 6, 16)).allowance is None


def test_reflection_before_and_after_the_law(az: Pack) -> None:
    """A14: no right in 2012; from 2013 thirty days, uncertain as to the day."""
    assert az.on(date(2012, 5, 1)).reflection is None
    assert az.on(date(2013, 9, 9)).reflection is None
    assert az.on(date(2013, 9, 10)).reflection is not None
    assert _ends(az, "reflection", date(2014, 5, 1)) == date(2014, 5, 31)
    rule = az.on(date(2014, 5, 1)).reflection
    assert rule is not None
    assert (rule.kind, rule.uncertain) == (DeadlineKind.MIN, True)


def test_residence_ends_the_day_before(az: Pack) -> None:
    assert _ends(az, "residence", date(2017, 6, 1)) == date(2018, 5, 31)


@pytest.mark.parametrize(
    ("rule", "value", "uncertain"), [("street_child", "PT3H", True), ("leave_country", "PT48H", True), ("contract_exit", "P10D", True)]
)
def test_other_terms(az: Pack, rule: str, value: str, uncertain: bool) -> None:
    (term,) = az.clocks[rule]
    assert (str(term.value), term.uncertain, term.kind) == (value, uncertain, DeadlineKind.MAX)


def test_only_the_officer_on_duty_receives(az: Pack) -> None:
    """A2."""
    view = az.on(date(2016, 1, 14))
    assert view.may_receive("ctmd", "duty").ok
    for body, unit, code in [
        ("district_police", None, "referral.forbidden"),
        ("ctmd", None, "referral.forbidden"),
        ("sbs", None, "referral.not_recipient"),
        ("nobody", None, "referral.not_recipient"),
    ]:
        answer = view.may_receive(body, unit)
        assert not answer.ok
        assert (answer.reasons[0].code, answer.reasons[0].basis) == (code, "cm-21.7")


def test_anybody_of_the_mechanism_presumes_and_only_the_department_decides(az: Pack) -> None:
    view = az.on(date(2017, 3, 1))
    assert view.asserters("identified") == view.asserters("not_identified") == ("ctmd",)
    assert {"amc", "sms", "iom", "ctmd"} <= set(view.asserters("presumed"))
    assert not {"greta", "parliament"} & set(view.asserters("presumed"))
    presumed = view.may_assert("presumed", "amc")
    assert (presumed.ok, presumed.reasons[0].code) == (True, "status.unconfirmed")
    assert presumed.reasons[0].params == {"status": az.text("status.presumed"), "body": az.text("bodies.amc")}  # never a code in a sentence
    assert view.may_assert("identified", "ctmd").reasons[0].code == "status.yours"
    assert view.may_assert("identified", "amc").reasons[0].code == "status.not_yours"
    assert view.may_assert("ngo_identified", "ctmd").ok is False


def test_nobody_presumes_before_the_convention(az: Pack) -> None:
    assert az.on(date(2010, 9, 30)).asserters("presumed") == ()


def test_help_that_remains_after_a_negative_decision(az: Pack) -> None:
    """A12 and the negative decision: no allowance, but not nothing."""
    view = az.on(date(2016, 6, 1))
    assert list(view.entitlements("not_identified")) == [
        "first_assistance", "emergency_medical", "interpreter", "information", "ngo_shelter",
        "assistance_centre", "psychological", "legal_aid", "school", "wage_claim",
    ]  # fmt: skip
    assert "allowance" not in view.entitlements("suspected", "presumed")
    assert "allowance" in view.entitlements("identified")
    assert "reflection" in view.entitlements("presumed")
    assert not any(entry.conditional_on_cooperation for entry in view.entitlements("identified").values())


def test_first_help_comes_first_and_waits_for_nothing(az: Pack) -> None:
    assert next(iter(az.process.stages)) == "first_assistance"
    assert az.process.stages["first_assistance"].waits_for == ()
    assert list(az.process.identification.routes["police"].steps) == ["first_assistance", "inquiry", "indicators", "recovery_plan"]


def test_child_participants(az: Pack) -> None:
    people = az.process.identification.child_participants
    assert [code for code, person in people.items() if person.obligatory] == ["legal_representative"]
    assert set(people) == {"legal_representative", "doctor", "psychologist", "patron"}
    assert people["legal_representative"].independent_of_provider


def test_bodies_that_came_later_are_not_there_before(az: Pack) -> None:
    assert "vac_goychay" not in az.on(date(2016, 12, 31)).bodies
    assert "vac_goychay" in az.on(date(2017, 1, 1)).bodies


def test_labour_list_has_pay_as_two_items(az: Pack) -> None:
    items = az.indicators["az-labour"].items
    assert len(items) == 19
    assert (items["AZ-L09"].dimension, items["AZ-L09"].weight) == ("D4", "medium")
    assert (items["AZ-L09B"].dimension, items["AZ-L09B"].weight) == ("D5", "medium")
    assert [(items[c].dimension, items[c].weight) for c in ("AZ-L06", "AZ-L08")] == [("D5", "strong"), ("D4", "strong")]


@pytest.mark.parametrize("code", ["az-general", "az-child", "az-sexual", "az-domestic"])
def test_lists_of_which_only_the_heading_is_known_say_so(az: Pack, code: str) -> None:
    assert az.indicators[code].incomplete
    assert az.indicators[code].items == {}


def test_the_same_act_by_other_names(az: Pack) -> None:
    """A21."""
    found = az.legal.resolve("Decision 68")
    assert (found.key, {w.code for w in found.warnings}) == ("cm-8", {"legal.alias", "legal.disputed"})
    assert {az.legal.resolve(name).key for name in ("cm-22", "Decision 25", "cabinet decision 252", "cm-252")} == {"cm-252"}
    assert az.legal.resolve("Decision 120").key == "cm-123"
    assert az.legal.resolve("Law of 29 June 2005").key == "thb-law"
    assert (az.legal.resolve("cm-21.7").article, az.legal.resolve("cm-21.7").warnings) == ("7", ())
    assert az.legal.find("Decision 9999") is None
    with pytest.raises(KeyError):
        az.legal.resolve("Decision 9999")


def test_the_twenty_conflicts_are_kept(az: Pack) -> None:
    assert list(az.legal.conflicts) == [f"d{number}" for number in range(1, 21)]


def test_labels_in_three_languages(az: Pack) -> None:
    assert az.label("status.identified", "en") == "recognised victim"
    assert az.label("bodies.ctmd", "az") == "İnsan Alverinə Qarşı Mübarizə Baş İdarəsi"
    assert az.label("codes.route.abroad_returned", "en") == "Brought home from abroad"
    assert az.label("codes.sex", "de") == az.label("codes.sex", "az")
    with pytest.raises(KeyError):
        az.label("status.unheard", "en")


def test_exploitation_in_the_words_of_each_reader(az: Pack) -> None:
    assert az.translate("exploitation_to_survey", "sexual") == ("prostitution", "other_sexual")
    assert az.translate("exploitation_to_criminal_code", "other") == ()
    assert az.translate("exploitation_to_thb_law", "other") == ("other",)
    assert az.translate("exploitation_to_ic_tip", "biomedical_research") == ("other",)


def test_unlawful_disclosure_is_an_offence_with_its_article() -> None:
    """DAT-03."""
    offence = load("az").access.offence
    assert offence is not None
    assert offence.basis == ("cc-316-1",)


def test_no_right_asks_for_a_nationality_but_those_about_staying_and_leaving() -> None:
    """ASS-03: foreign and stateless people have the same; a scope stands at the reflection period alone, and is disputed."""
    rights = load("az").entitlements
    assert {name for one in rights.values() for name in type(one).model_fields} & {"nationality", "scope", "citizens_only"} == set()
    assert load("az").process.reflection.scope_disputed is not None

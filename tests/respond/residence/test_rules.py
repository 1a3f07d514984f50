"""Rules of residence: reflection and its end (A14), permits and their end (A17), before a return (A16, RET-03); az beside demo."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from dayaq.core.clock import last_day
from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.bodies import SELECTOR_WORDS
from dayaq.core.pack.schema.residence import ResidenceFile
from dayaq.respond.residence import rules

AZ, DEMO = load("az"), load("demo")
NOON = datetime(2014, 5, 1, 8, tzinfo=UTC)


def file_of(pack: Pack) -> ResidenceFile:
    return pack.area(ResidenceFile)


def asked(pack: Pack, at: datetime, **changed: Any) -> Any:
    rule = pack.process.reflection
    facts: dict[str, Any] = {
        "term": pack.on(pack.calendar.local_date(at)).reflection,
        "standing": rule.given_on[:1],
        "given_on": rule.given_on,
        "body": pack.bodies_meant(rule.grant_by)[0],
        "granting": pack.bodies_meant(rule.grant_by),
        "covered": True,
        "disputed": rule.scope_disputed is not None,
        "basis": "; ".join(rule.basis),
    }
    return rules.may_reflect(**{**facts, **changed})


def codes(decision: Any) -> list[str]:
    return [reason.code for reason in decision.reasons]


def test_a14_in_2012_no_right_to_reflection_was_in_force() -> None:
    answer = asked(AZ, datetime(2012, 5, 1, 8, tzinfo=UTC))
    assert (answer.ok, codes(answer), answer.reasons[0].basis) == (False, ["no_reflection"], "thb-law.14-1; cm-252")


def test_a14_in_2014_thirty_days_end_with_the_31_of_may() -> None:
    term = AZ.on(date(2014, 5, 1)).reflection
    assert term is not None
    ends = rules.reflection_end(term, NOON, AZ.calendar)
    assert ends is not None
    assert (asked(AZ, NOON).ok, last_day(term, ends, AZ.calendar)) == (True, date(2014, 5, 31))


def test_rfl_05_no_period_is_shorter_than_thirty_days_whatever_a_pack_says() -> None:
    term = DEMO.on(date(2020, 5, 1)).reflection
    assert term is not None
    at = datetime(2020, 5, 1, 12, tzinfo=UTC)
    assert rules.reflection_end(term, at, DEMO.calendar) == DEMO.calendar.local(at + timedelta(days=45))
    short = term.__class__(**{name: getattr(term, name) for name in term.__slots__} | {"value": term.value.parse("P5D")})
    assert rules.reflection_end(short, at, DEMO.calendar) == DEMO.calendar.local(at + timedelta(days=30))


def test_rfl_01_only_a_granting_body_gives_it_and_only_on_reasonable_grounds() -> None:
    assert codes(asked(AZ, NOON, body="clean_world")) == ["not_granting"]
    assert codes(asked(AZ, NOON, standing=["suspected"])) == ["no_grounds"]
    assert asked(DEMO, datetime(2020, 5, 1, tzinfo=UTC), standing=["suspected"]).ok


@pytest.mark.parametrize(
    ("scope", "nationality", "covered"),
    [
        (("foreign", "stateless"), "PH", True),
        (("foreign", "stateless"), "XX", True),
        (("foreign", "stateless"), "AZ", False),
        (("foreign",), "XX", False),
        (("foreign",), "", True),
        (("all",), "AZ", True),
    ],
)
def test_rfl_02_the_scope_names_groups_and_an_unknown_nationality_excludes_nobody(
    scope: tuple[str, ...], nationality: str, covered: bool
) -> None:
    assert rules.in_scope(scope, nationality=nationality, home="AZ") is covered


def test_rfl_02_where_sources_disagree_nobody_is_left_out_and_the_dispute_is_said() -> None:
    assert (asked(AZ, NOON, covered=False).ok, codes(asked(AZ, NOON, covered=False))) == (True, ["scope_disputed"])
    assert codes(asked(AZ, NOON, covered=False, disputed=False)) == ["out_of_scope"]


@pytest.mark.parametrize("pack", [AZ, DEMO], ids=["az", "demo"])
def test_rfl_06_not_co_operating_ends_no_reflection_period(pack: Pack) -> None:
    endings = {code: ending.wish for code, ending in file_of(pack).endings.items()}
    assert codes(rules.may_end_reflection("not_cooperating", endings, may_others=list(endings))) == ["no_lawful_ending"]
    assert rules.may_end_reflection("own_wish", endings, may_others=[]).ok
    assert codes(rules.may_end_reflection("public_order", endings, may_others=[])) == ["not_yours_to_end"]
    assert rules.may_end_reflection("public_order", endings, may_others=["public_order"]).ok


def test_a17_a_permit_of_a_year_ends_the_day_before_in_az_and_to_the_minute_in_demo() -> None:
    start = date(2017, 6, 1)
    clock = AZ.on(start).clock("residence")
    assert clock is not None
    assert rules.permit_term(clock, start, AZ.calendar).last_day == date(2018, 5, 31)
    other = DEMO.on(date(2020, 6, 1)).clock("residence")
    assert other is not None
    assert rules.permit_term(other, date(2020, 6, 1), DEMO.calendar).last_day == date(2022, 6, 1)


def test_res_02_a_permit_until_the_final_judgment_has_no_day() -> None:
    clock = AZ.on(date(2017, 6, 1)).clock("residence")
    assert clock is not None
    term = rules.permit_term(clock, date(2017, 6, 1), AZ.calendar, until_judgment=True)
    assert (term.last_day, term.ends_at, term.until_judgment) == (None, None, True)


def test_res_03_the_personal_situation_is_a_ground_of_its_own() -> None:
    named, needing = ("personal", "cooperation"), ("cooperation",)
    assert rules.check_grounds(["personal"], named, needing, proceedings=False).ok
    assert codes(rules.check_grounds(["cooperation"], named, needing, proceedings=False)) == ["no_proceedings"]
    assert rules.check_grounds(["cooperation"], named, needing, proceedings=True).ok
    assert rules.check_grounds(["personal", "cooperation"], named, needing, proceedings=False).ok
    assert codes(rules.check_grounds([], named, needing, proceedings=True)) == ["ground_needed"]
    assert codes(rules.check_grounds(["family"], named, needing, proceedings=True)) == ["ground_needed"]


def test_res_01_alarms_come_sixty_thirty_and_seven_days_before() -> None:
    ends = datetime(2018, 6, 1, tzinfo=UTC)
    alarm = file_of(AZ).alarm
    assert alarm is not None
    assert [(ends - due).days for due in rules.alarms(ends, alarm.days)] == [60, 30, 7]
    other = file_of(DEMO).alarm
    assert other is not None
    assert [(ends - due).days for due in rules.alarms(ends, other.days)] == [90, 14]


SAFE = rules.Assessed(NOON, True, "yes")


def travels(**changed: Any) -> list[str]:
    facts: dict[str, Any] = {"chosen": True, "assessed": SAFE, "partner": "prepared", "travels_at": NOON + timedelta(days=1)}
    ready = rules.Ready(**{**facts, **{k: v for k, v in changed.items() if k in facts}})
    return codes(rules.may_travel(ready, planned=True, adult=changed.get("adult", True), first=True, basis="thb-law.20.3"))


def test_ret_03_nobody_travels_without_assessment_choice_and_somebody_abroad() -> None:
    assert travels() == []
    assert travels(assessed=None) == ["no_risk_assessment"]
    assert travels(assessed=rules.Assessed(NOON + timedelta(days=2), True, "yes")) == ["no_risk_assessment"]
    assert travels(assessed=rules.Assessed(NOON, False, "yes")) == ["not_safe"]
    assert travels(chosen=False) == ["no_choice"]
    assert travels(chosen=False, adult=False) == []
    assert travels(partner="") == ["no_partner"]
    assert travels(partner="not_wanted") == []


def test_ret_01_a_choice_is_free_informed_advised_and_in_a_language_understood() -> None:
    assert rules.check_choice(rules.Choice(True, True, True, "tl"), ["tl", "en"]).ok
    assert codes(rules.check_choice(rules.Choice(False, True, True, "tl"), ["tl"])) == ["no_free_choice"]
    assert codes(rules.check_choice(rules.Choice(True, True, False, "tl"), ["tl"])) == ["no_free_choice"]
    assert codes(rules.check_choice(rules.Choice(True, True, True, "az"), ["tl"])) == ["language_not_understood"]


def child(youngest: int | None, oldest: int | None, **changed: str) -> rules.ChildReady:
    facts = {"view": "", "excluded": "yes", "best_interests": "yes", **changed}
    return rules.ChildReady(youngest, oldest, **facts)


def returns(one: rules.ChildReady, pack: Pack = AZ) -> Any:
    rule = pack.process.returning
    return rules.may_child_travel(
        one, opinion_age=rule.child_opinion_age, disputed=rule.child_opinion_disputed, basis="; ".join(rule.basis)
    )


def test_a16_at_nine_the_view_is_heard_as_far_as_able_at_ten_it_is_required() -> None:
    nine, ten = returns(child(9, 9)), returns(child(10, 10))
    assert (nine.ok, codes(nine)) == (True, ["view_as_able", "age_disputed"])
    assert (ten.ok, codes(ten)) == (False, ["view_required"])
    assert (returns(child(10, 10, view="wants")).ok, returns(child(9, 9), DEMO).ok) == (True, False)
    assert codes(returns(child(10, 10, view="wants"), DEMO)) == []


def test_a16_a_doubt_about_the_age_counts_for_hearing_the_child() -> None:
    assert codes(returns(child(8, 11))) == ["view_required"]
    assert codes(returns(child(None, None))) == ["view_required"]


def test_a16_chi_05_no_child_returns_while_re_trafficking_is_not_ruled_out() -> None:
    assert codes(returns(child(9, 9, excluded="not_clear"))) == ["not_excluded"]
    assert codes(returns(child(9, 9, best_interests="no"))) == ["against_best_interests"]
    assert codes(returns(child(9, 9, best_interests="not_decided"))) == ["best_interests_open"]


def test_follow_ups_are_counted_from_the_arrival_by_the_pack() -> None:
    rule, other = file_of(AZ).returning, file_of(DEMO).returning
    assert rule is not None
    assert other is not None
    arrived = datetime(2016, 1, 31, 8, tzinfo=UTC)
    assert [due.date() for due in rules.follow_ups(arrived, rule.follow_up, AZ.calendar)] == [
        date(2016, 2, 29),
        date(2016, 4, 30),
        date(2016, 7, 31),
        date(2017, 1, 31),
    ]
    assert len(rules.follow_ups(arrived, other.follow_up, DEMO.calendar)) == 1


@pytest.mark.parametrize("pack", [AZ, DEMO], ids=["az", "demo"])
def test_whom_the_file_names_exists_and_every_code_leads_somewhere(pack: Pack) -> None:
    part = file_of(pack)
    kinds, endings = part.permits.values(), part.endings.values()
    selectors = [*(s for kind in kinds for s in kind.decided_by), *(s for one in endings for s in one.by)]
    selectors += [*(part.scheme.by if part.scheme else ()), *(part.repatriation.by if part.repatriation else ())]
    assert [s for s in selectors if s not in SELECTOR_WORDS and s not in pack.bodies] == []
    assert [kind.clock for kind in kinds if kind.clock not in pack.clocks] == []
    assert [code for kind in kinds for code in kind.grounds if code not in part.grounds] == []
    assert part.during_reflection is not None
    assert set(part.during_reflection.services) <= set(pack.entitlements)
    assert part.claims is not None
    assert set(part.claims.kinds) <= set(pack.codes["claim_kind"].items)
    assert part.returning is not None
    assert set(part.returning.paid_by) <= set(pack.codes["return_payer"].items)


@pytest.mark.parametrize("pack", [AZ, DEMO], ids=["az", "demo"])
def test_the_card_tells_nobody_why_it_was_given(pack: Pack) -> None:
    card = file_of(pack).card
    assert card is not None
    telling = ("victim", "traffick", "zərər", "alver", "жертв", "торговл", "shelter", "sığınacaq", "убежищ")
    assert [word for text in card.text.values() for word in telling if word in text.lower()] == []


def test_every_value_a_country_chooses_is_another_in_demo() -> None:
    one, other = file_of(AZ), file_of(DEMO)
    for name in ("extension", "permits", "alarm", "card", "claims", "returning", "scheme", "repatriation", "during_reflection", "grounds"):
        assert getattr(one, name) != getattr(other, name), name

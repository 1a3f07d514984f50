"""Scenarios A1 to A11 in their own words, and the tests that show them; none is lost by renaming, for that each exists is checked."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
SHOWN = {
    "A1: a labour inspector suspects at 10:00 in Baku; due at 10:00 the next day, late a second after; the co-ordinator sees a count, no name": [
        "respond/referral/test_actions.py::test_finders_task_is_due_24_hours_after_the_suspicion_whenever_it_was_recorded",
        "respond/referral/test_actions.py::test_coordinator_counts_the_overdue_finder_one_second_after_due_and_sees_no_case",
        "core/pack/test_az.py::test_the_finder_has_24_hours_to_send",
    ],
    "A2: a hand-over to a district police station is refused; only the officer on duty receives": [
        "respond/referral/test_actions.py::test_district_station_is_refused_with_the_legal_reason_and_the_refusal_is_logged",
        "respond/referral/test_actions.py::test_hand_over_to_a_station_that_happened_is_a_breach_and_the_duty_goes_on",
        "core/pack/test_az.py::test_only_the_officer_on_duty_receives",
    ],
    "A3: a person says no to the police; identified by the organisation, unseen by the police, counted as helped by an organisation only": [
        "respond/referral/test_actions.py::test_an_adults_no_to_an_organisation_keeps_the_referral_back_and_the_file_closed_to_the_state",
        "journeys/test_from_suspicion_to_figure.py::test_whom_the_police_must_not_know_they_do_not_meet",
        "journeys/test_journey_migrant_worker.py::test_a_migrant_worker_refuses_the_police",
    ],
    "A4: an organisation refers, may attend; the unit decides; outcome and reason go back": [
        "respond/identification/test_actions.py::test_a4_the_referring_organisation_comments_the_unit_decides_and_the_answer_goes_back",
        "respond/referral/test_actions.py::test_referrer_is_told_outcome_and_reason_and_follows_the_own_referral",
    ],
    "A5: a boy of 16, harboured, exploited, no means; the elements stand without means": [
        "respond/screening/test_actions.py::test_a5_a_boy_harboured_and_exploited_needs_no_means",
    ],
    "A6: an adult who agreed, papers taken, debt; consent is ignored and the law is cited": [
        "respond/screening/test_actions.py::test_a6_claimed_consent_changes_nothing_and_the_law_is_cited",
    ],
    "A7: low pay, long hours, no contract, nothing that compels; exploitation only, and what to ask next": [
        "respond/screening/test_pages.py::test_a7_through_the_pages_with_the_list_of_the_decision",
    ],
    "A8: age unknown; the path of a child, a guardian, sixty days": [
        "respond/screening/test_actions.py::test_a8_an_unknown_age_is_screened_as_a_child",
    ],
    "A9: an adult admitted on 2016-03-01 is guaranteed 2016-03-31, practice to 2016-04-30; a child 2016-04-30": [
        "respond/shelter/test_rules.py::test_a9_adult_admitted_2016_03_01_guarantee_and_practice_cap",
        "respond/shelter/test_rules.py::test_a9_child_has_sixty_days_and_no_cap",
        "respond/shelter/test_stays.py::test_a9_the_guarantee_and_the_longest_stay_become_tasks_and_end_nothing",
        "core/pack/test_az.py::test_stays_end_as_guaranteed_and_as_practised",
    ],
    "A10: refused a bed for not co-operating; the reason is kept and counted by co-operation": [
        "respond/shelter/test_stays.py::test_a10_refused_for_not_cooperating_is_a_breach_counted_by_cooperation",
        "respond/shelter/test_pages.py::test_a10_the_refusal_page_explains_and_records_what_happened",
    ],
    "A11: decisions of 2012, 2014, 2024; 200, 400, 700 with basis and the doubt about the day of the change": [
        "respond/fund/test_rules.py::test_a11_the_allowance_is_the_one_in_force_on_the_day_of_the_decision",
        "core/pack/test_az.py::test_allowance_of_the_day_of_decision",
    ],
}


@pytest.mark.parametrize("scenario", SHOWN, ids=lambda words: words.partition(":")[0])
def test_each_scenario_is_shown_by_tests_that_exist(scenario: str) -> None:
    for one in SHOWN[scenario]:
        path, _sep, name = one.partition("::")
        tree = ast.parse((TESTS / path).read_text())
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, one

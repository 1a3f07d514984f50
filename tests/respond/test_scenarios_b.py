"""The second half of the acceptance scenarios, A12 to A22, in their own words: where each is tested, and what nobody tested yet.

A scenario that is a test already is named here with its place; the list fails when that test is renamed or lost.
"""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

from dayaq.base.access.context import acting
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.base.audit.models import Event
from dayaq.core.decision import Refused
from dayaq.respond.casework import actions
from dayaq.respond.casework.models import Transfer
from tests.cast import person
from tests.respond.screening.world import opened

TESTS = Path(__file__).resolve().parents[1]
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SCENARIOS = {
    "A12 a pending person asks for the allowance: not eligible by status, and told what is available": [
        "respond/fund/test_rules.py::test_a12_a_pending_person_has_no_allowance_yet_and_is_told_what_there_is",
        "respond/fund/test_actions.py::test_a12_a_pending_person_is_not_paid_and_learns_why",
        "respond/identification/test_country_ways.py::test_a12_a_pending_person_is_shown_what_is_open_and_that_the_allowance_needs_another_status",
    ],
    "A13 the migration service opens the removal of a suspected victim: blocked, the 48 hours stand still, screening is a task": [
        "respond/identification/test_actions.py::test_a13_a_removal_of_a_suspected_person_is_held_the_clock_stands_still_and_screening_is_set",
        "respond/identification/test_country_ways.py::test_a13_every_term_to_leave_stands_still_while_a_removal_is_held_and_goes_on_with_what_was_left",
    ],
    "A14 reflection of 2012-05-01: no right in force; of 2014-05-01: thirty days to 2014-05-31, no expulsion": [
        "respond/residence/test_actions.py::test_a14_in_2012_it_is_refused_with_the_basis",
        "respond/residence/test_actions.py::test_a14_a_period_of_2014_ends_with_the_31_of_may_and_nobody_is_removed_meanwhile",
    ],
    "A15 a prosecutor's order opens the file to an organisation's lawyer: scoped, dated, audited; without it denied": [
        "respond/test_scenarios_b.py::test_a15_a_prosecutors_order_opens_the_file_as_far_as_it_says_and_without_it_nothing_opens",
        "respond/casework/test_rules.py::test_what_travels_hangs_on_the_ground_and_the_country",
    ],
    "A16 a child of nine returns to the parents: the opinion is not mandatory, risk must be excluded; from ten it is required": [
        "respond/residence/test_rules.py::test_a16_at_nine_the_view_is_heard_as_far_as_able_at_ten_it_is_required",
        "respond/residence/test_rules.py::test_a16_chi_05_no_child_returns_while_re_trafficking_is_not_ruled_out",
    ],
    "A17 a permit of 2017-06-01 ends as the pack says; it is extended only while the case is pending and the person co-operates": [
        "respond/residence/test_rules.py::test_a17_a_permit_of_a_year_ends_the_day_before_in_az_and_to_the_minute_in_demo",
        "respond/residence/test_actions.py::test_a17_a_permit_of_june_2017_ends_with_may_2018_and_warns_before",
    ],
    "A18 a certificate for landlord or bank has no word on a victim and no name of a shelter": [
        "respond/papers/test_papers.py::test_a18_a_neutral_certificate_tells_nothing_of_what_happened",
    ],
    "A19 the report of 2014: 54 = 51 + 3, both sources, the two numbers of investigations beside each other": [
        "count/figures/test_published.py::test_a19_both_sources_of_2014_are_listed",
    ],
    "A20 a cell below the threshold is hidden outside and kept inside": [
        "count/figures/test_published.py::test_a20_a_girl_is_hidden_outside_and_kept_inside",
    ],
    "A21 an act cited by another number resolves to the act, with a warning that it is disputed": [
        "core/pack/test_az.py::test_the_same_act_by_other_names",
    ],
    "A22 who chairs the organisation and directs the shelter neither approves the own referral nor monitors it": [
        "base/accounts/test_rules.py::test_nobody_takes_part_on_both_sides",
        "respond/referral/test_actions.py::test_chair_of_the_referring_organisation_cannot_receive_or_decide",
        "respond/identification/test_actions.py::test_a22_who_stands_on_the_referrers_side_does_not_decide",
        "respond/fund/test_actions.py::test_a22_who_is_tied_to_the_body_that_asks_does_not_decide",
        "respond/shelter/test_pages.py::test_a22_nobody_monitors_or_accredits_a_body_he_or_she_is_tied_to",
    ],
}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_scenario_has_its_test(scenario: str) -> None:
    for place in SCENARIOS[scenario]:
        file, _, name = place.partition("::")
        body = ast.parse((TESTS / file).read_text(encoding="utf-8")).body
        assert name in {one.name for one in body if isinstance(one, ast.FunctionDef)}, place


def test_all_eleven_are_here() -> None:
    assert [scenario.split()[0] for scenario in SCENARIOS] == [f"A{number}" for number in range(12, 23)]


@pytest.mark.django_db
def test_a15_a_prosecutors_order_opens_the_file_as_far_as_it_says_and_without_it_nothing_opens() -> None:
    """A15: the unit gives the file to the organisation's adviser on order no. 12/3; the giver stays, health is not in it."""
    officer, adviser = person("officer"), person("ngo")
    case = opened()
    asked = {"ground": "order", "groups": ["G1", "G2", "G3"], "reason": "special_help", "stays": True}
    with acting(adviser.actor):
        assert groups_of(case.id) == Group(0)
    with acting(officer.actor):
        with pytest.raises(Refused) as refusal, transaction.atomic():
            actions.offer(case=case, to_unit=adviser.unit.id, by=officer.actor, at=AT, **asked)  # type: ignore[arg-type]  # as told above
        assert [reason.code for reason in refusal.value.decision.reasons] == ["order_needed"]
        order = {"order_number": "12/3", "order_body": "prosecutor"}
        made = actions.offer(case=case, to_unit=adviser.unit.id, by=officer.actor, at=AT, **asked, **order)  # type: ignore[arg-type]  # as told above
    with acting(adviser.actor):
        actions.accept(transfer=Transfer.objects.get(id=made.id), by=adviser.actor, at=AT)
        kept = Transfer.objects.get(id=made.id)
        assert (kept.basis, kept.order_number, kept.order_body, kept.at) == ("order", "12/3", "prosecutor", AT)
        assert groups_of(case.id) == Group.G1 | Group.G2 | Group.G3
    with acting(person("auditor").actor):
        assert Event.objects.filter(case_id=case.id, outcome="ok").exists()
    with acting(person("outsider").actor):
        assert groups_of(case.id) == Group(0)

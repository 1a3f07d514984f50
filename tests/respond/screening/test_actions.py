"""Screening as it is done: scenarios A5, A6, A8, finished ones that stay, versions, drafts, what a child needs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import Error, transaction

from dayaq.base.access.context import acting
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile.models import Task, TimelineEvent
from dayaq.respond.casefile.queries import pack_of
from dayaq.respond.identification.rules import SCREENING_TASK
from dayaq.respond.referral.models import Breach
from dayaq.respond.screening import actions, queries
from dayaq.respond.screening.models import Answer, Screening
from dayaq.respond.screening.rules import Dimension
from tests.cast import person
from tests.respond.screening.world import AGE_UNKNOWN, AT, BOY, CHILDS_COMPANY, HOUR, answered, begun, finished, opened

pytestmark = pytest.mark.django_db


def test_a5_a_boy_harboured_and_exploited_needs_no_means() -> None:
    sitting = replace(CHILDS_COMPANY, acts=("harbouring",))
    row = finished(answered(begun(opened(BOY), sitting=sitting), AZ_L08="yes", AZ_L07="yes"))
    assert row.result["dimensions"]["D4"]["positive"] is True
    assert [d for d, found in row.result["dimensions"].items() if found["positive"]] == ["D4"]
    assert row.result["element_test"] == {"act": True, "means": "not_required", "purpose": True, "met": True}


def test_a6_claimed_consent_changes_nothing_and_the_law_is_cited() -> None:
    items = ilo_items("D5", "strong")
    told = actions.Sitting(acts=("recruitment",), purpose="sexual", consent_claimed=True)
    row = finished(answered(begun(opened(), "ilo-labour-adult", told), **items))
    silent = finished(answered(begun(opened(), "ilo-labour-adult", replace(told, consent_claimed=False)), **items))
    assert row.result["dimensions"]["D5"]["positive"] is True
    assert row.result["element_test"] == {"act": True, "means": "yes", "purpose": True, "met": True}
    assert row.result == silent.result
    pack = pack_of(row.case)
    shown = queries.result_words(row, pack)["consent"]
    assert (shown.code, "thb-law.1.0.2" in shown.params["basis"]) == ("consent_no_effect", True)
    assert queries.result_words(silent, pack)["consent"] is None


def ilo_items(dimension: str, weight: str, n: int = 2) -> dict[str, str]:
    """The first items of the common list in a dimension, as yes."""
    pack = pack_of(opened())
    found = [
        code for code, item in pack.indicators["ilo-labour-adult"].items.items() if (item.dimension, item.weight) == (dimension, weight)
    ]
    assert len(found) >= n
    return {code.replace("-", "_"): "yes" for code in found[:n]}


def test_a8_an_unknown_age_is_screened_as_a_child() -> None:
    case = opened(AGE_UNKNOWN)
    with pytest.raises(Refused) as refusal:
        begun(case)
    assert [reason.code for reason in refusal.value.decision.reasons] == ["obligatory_absent", *["absent_without_reason"] * 3]
    row = finished(begun(case, sitting=CHILDS_COMPANY))
    assert (row.child, row.result["element_test"]["means"]) == (True, "not_required")


def test_a_child_heard_alone_is_refused_as_a_plan_and_kept_as_a_breach_when_it_happened() -> None:
    case = opened(BOY)
    row = begun(case, sitting=actions.Sitting(alone_because="rule_unknown"))
    with acting(person("officer").actor):
        assert [(b.kind, b.reason, b.at) for b in Breach.objects.filter(case=case)] == [("child_without_guardian", "rule_unknown", row.at)]


def test_an_adult_needs_nobody_and_no_breach_is_made_of_that() -> None:
    case = opened()
    begun(case, sitting=actions.Sitting(alone_because="rule_unknown"))
    with acting(person("officer").actor):
        assert Breach.objects.filter(case=case).count() == 0


def test_a_list_without_items_is_not_begun() -> None:
    with pytest.raises(Refused, match="not at hand"):
        begun(opened(), "az-general")
    with pytest.raises(Refused, match="There is no list"):
        begun(opened(), "none")


def test_lists_of_the_identification_come_first_and_empty_ones_after_the_usable() -> None:
    choices = queries.choices(pack_of(opened()), child=False)
    own = [one.code for one in choices if one.of_step]
    assert own == [one.code for one in choices[: len(own)]]
    assert own[0] == "az-labour"
    empty = {one.code: bool(one.because) for one in choices if not one.items}
    assert empty == {"az-general": True, "az-child": True, "az-sexual": True, "az-domestic": True}


def test_a_late_entry_keeps_the_day_it_was_held() -> None:
    row = begun(opened())
    assert (row.at, row.recorded_at > row.at) == (AT + HOUR, True)


def test_answers_are_kept_and_changed_and_a_slower_reader_is_told() -> None:
    row = begun(opened())
    answered(row, AZ_L06="yes", AZ_L08="unknown")
    with acting(person("officer").actor):
        other = Screening.objects.get(id=row.id)
    answered(row, AZ_L08="no")
    with pytest.raises(Stale):
        answered(other, AZ_L08="yes")
    with acting(person("officer").actor):
        assert {a.code: a.answer for a in Answer.objects.filter(screening=row)} == {"AZ-L06": "yes", "AZ-L08": "no"}


def test_an_answer_the_list_does_not_know_is_refused() -> None:
    row = begun(opened())
    with pytest.raises(Refused, match="no such item or answer: AZ-X99"):
        answered(row, AZ_X99="yes")
    with pytest.raises(Refused, match="no such item or answer: AZ-L06"):
        answered(row, AZ_L06="perhaps")


def test_a_finished_screening_stays_by_rule_and_beneath_it() -> None:
    row = finished(answered(begun(opened()), AZ_L06="yes"))
    with pytest.raises(Refused, match="stays as it is"):
        answered(row, AZ_L08="yes")
    with acting(person("officer").actor):
        for change in (
            lambda: Screening.objects.filter(id=row.id).update(purpose="sexual"),
            lambda: Answer.objects.filter(screening=row).update(answer="no"),
            lambda: Answer.objects.create(case=row.case, screening=row, code="AZ-L08", answer="yes"),
        ):
            with pytest.raises(Error, match=r"does not change|do not change"), transaction.atomic():
                change()


def test_a_new_screening_corrects_and_both_are_kept() -> None:
    case = opened()
    first = finished(answered(begun(case), AZ_L06="yes"))
    by = person("officer").actor
    with acting(by):
        second = actions.start(case=case, list_code="az-labour", sitting=actions.Sitting(), by=by, at=AT + 5 * HOUR, corrects=first)
    finished(answered(second, AZ_L06="no"))
    with acting(by):
        assert [row.id for row in queries.finished(case)] == [second.id]
        assert queries.of_case(case).count() == 2
        changed = queries.differences(first, second, pack_of(case))
        assert [(c["was"], c["now"]) for c in changed] == [("yes", "no")]


def test_the_result_keeps_the_version_of_the_list_that_gave_it() -> None:
    row = finished(begun(opened()))
    assert (row.result["list"], row.result["version"], row.result["complete"]) == ("az-labour", "2009", True)
    assert set(row.result["dimensions"]) == set(Dimension)


def test_only_the_body_that_began_goes_on() -> None:
    row = begun(opened())
    with pytest.raises(Refused):
        answered(row, who="outsider", AZ_L06="yes")


@pytest.mark.parametrize("who", ["shelter", "inspector"])
def test_who_may_not_write_facts_cannot_begin(who: str) -> None:
    with pytest.raises(Refused, match="does not fill screenings"):
        begun(opened(who=who), who=who)


def test_who_has_no_part_in_the_case_cannot_begin() -> None:
    with pytest.raises(Refused, match="does not fill screenings"):
        begun(opened(), who="investigator")


def test_the_timeline_tells_that_and_never_what() -> None:
    case = opened()
    row = finished(answered(begun(case), AZ_L06="yes"))
    with acting(person("officer").actor):
        facts = list(TimelineEvent.objects.filter(case=case, kind__startswith="screening.").order_by("at").values_list("kind", "facts"))
    assert facts == [("screening.started", {"screening": str(row.id)}), ("screening.finished", {"screening": str(row.id)})]


def test_a_finished_screening_ends_the_task_before_a_removal() -> None:
    assert actions.BEFORE_REMOVAL == SCREENING_TASK
    case, by = opened(), person("officer").actor
    with acting(by):
        from dayaq.respond.casefile.actions import set_task

        assert by.unit_id
        set_task(case=case, kind=SCREENING_TASK, unit=by.unit_id, started_at=AT, by=by)
    finished(begun(case))
    with acting(by):
        assert Task.objects.filter(case=case, kind=SCREENING_TASK, done_at__isnull=True).count() == 0


def test_drafts_are_those_of_the_own_body() -> None:
    row = begun(opened())
    with acting(person("officer").actor):
        assert [draft.id for draft in queries.drafts(person("officer").actor)] == [row.id]
        assert [tile.value for tile in queries.tiles(person("officer").actor)] == [1]
    with acting(person("outsider").actor):
        assert queries.drafts(person("outsider").actor).count() == 0

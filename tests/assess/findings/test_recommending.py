"""Recommendations on both ends, limits from records, facts side by side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from dayaq.assess.assessment import actions as planning
from dayaq.assess.findings import actions, queries
from dayaq.assess.findings.models import Wording
from dayaq.assess.findings.queries.limits import recorded
from dayaq.assess.findings.rules.facts import Stated
from dayaq.base.access.context import acting
from dayaq.core.decision import Refused, Stale
from tests.assess.findings.world import AT, LATER, assessment, browser, finding, lead, recommendation

pytestmark = pytest.mark.django_db


# Recommendations


def alone(one: Any) -> tuple[list[str], list[str]]:
    """The codes of what stands alone on the page: findings, recommendations."""
    shown = browser("consultant").get(reverse("findings:recommendations", args=[one.code])).context
    return [row.code for row in shown["bare"]], [row.code for row in shown["lone"]]


def test_a_finding_without_recommendation_and_the_reverse_are_shown() -> None:
    """As in 2012: a priority area of its own, management skills of organisations, and none of the recommendations speaks of it."""
    one = assessment()
    first, eighth = finding(one), finding(one, section="8", title={"en": "Skills of managing organisations are missing"})
    recommendation(one, first)
    lone = recommendation(one, text={"en": "Print leaflets."})
    assert alone(one) == ([eighth.code], [lone.code])
    with acting(lead()):
        actions.rest_on(recommendation=lone, findings=[eighth], by=lead(), at=AT)
    assert alone(one) == ([], [])


def test_keep_change_and_drop_leave_the_words_before() -> None:
    one = assessment()
    row = recommendation(one)
    by = lead()
    with acting(by):
        actions.revise(recommendation=row, text={}, decision="keep", reason="", by=by, at=LATER)
        with pytest.raises(Refused):
            actions.revise(recommendation=row, text={"en": "Invite them."}, decision="change", reason=" ", by=by, at=LATER)
        actions.revise(recommendation=row, text={"en": "Invite them."}, decision="change", reason="Shorter.", by=by, at=LATER)
        with pytest.raises(Stale):
            actions.revise(recommendation=row, text={}, decision="drop", reason="Done.", version=1, by=by, at=LATER)
        actions.revise(recommendation=row, text={}, decision="drop", reason="Done since.", by=by, at=LATER)
        [view] = queries.recommendations(one)
    assert [wording.decision for wording in view.wordings] == ["new", "keep", "change", "drop"]
    assert view.wordings[1].text != view.wordings[2].text
    assert view.dropped
    with acting(by), pytest.raises(DatabaseError), transaction.atomic():
        Wording.objects.filter(recommendation=row).update(reason="")


def test_asked_before_is_suggested_and_a_person_confirms() -> None:
    one = assessment()
    row = recommendation(one)
    by = lead()
    with acting(by):
        suggested = queries.suggested(row)
        first = suggested[0].asked.id
        actions.confirm_earlier(assessment=one, recommendation=row, asked=first, same=True, by=by, at=AT)
        [view] = queries.recommendations(one)
        assert [asked.id for asked in view.earlier] == [first]
        assert view.earlier[0].year
        assert first not in {one.asked.id for one in queries.suggested(row)}
        actions.confirm_earlier(assessment=one, recommendation=row, asked=first, same=False, by=by, at=AT)
        assert queries.recommendations(one)[0].earlier == ()
        with pytest.raises(Refused):
            actions.confirm_earlier(assessment=one, recommendation=row, asked="NOBODY-1", same=True, by=by, at=AT)


def test_a_finding_of_another_assessment_is_no_ground() -> None:
    one, other = assessment(), assessment("az-other")
    with pytest.raises(Refused):
        recommendation(one, finding(other))


# Limits and facts


def test_limits_come_from_the_records() -> None:
    one = assessment(answers=True)
    by = lead()
    with acting(by):
        planning.declare(assessment=one, circumstances={"government_input": "in April"}, version=one.version, by=by, at=AT)
        one.refresh_from_db()
        assert recorded(one).answered == 7
        found = {limit.code: limit for limit in queries.limitations(one)}
        assert found["few_answers"].reason.params["n"] == 7
        assert found["government_input"].note == "in April"
        assert "language_gap" in found


def test_a_limit_may_be_commented_or_dropped_with_a_printed_reason_never_deleted() -> None:
    one = assessment(answers=True)
    by = lead()
    with acting(by):
        before = {limit.code for limit in queries.limitations(one)}
        actions.say_limit(
            assessment=one, code="few_answers", dropped_because={"en": "All who work there answered."}, version=0, by=by, at=AT
        )
        with pytest.raises(Stale):
            actions.say_limit(assessment=one, code="few_answers", words={"en": "x"}, version=0, by=by, at=AT)
        after = {limit.code: limit for limit in queries.limitations(one)}
    assert set(after) == before
    assert after["few_answers"].dropped
    assert after["few_answers"].dropped_because["en"].startswith("All who")


def test_contradicting_figures_stand_side_by_side() -> None:
    """The same document credits the same yearly report with 32 and with 23 investigations of one year."""
    one = assessment()
    by = lead()
    said = Stated("investigations", "2014", Decimal(32), "Aze 30", "22", "Yearly report 2015", about={"en": "Investigations"})
    with acting(by):
        actions.state_fact(assessment=one, fact=said, by=by, at=AT)
        wrong = actions.state_fact(assessment=one, fact=replace(said, value=Decimal(23), page="23"), by=by, at=AT)
        [group] = queries.facts(one)
        assert [figure.value for figure in group.figures] == [32, 23]
        assert group.differ is not None
        assert group.same_source is not None
        actions.withdraw_fact(fact=wrong, reason="Typed wrongly.", by=by, at=AT)
        [group] = queries.facts(one)
        assert (len(group.figures), group.differ) == (1, None)


def test_a_figure_needs_a_known_document_and_a_page() -> None:
    one = assessment()
    by = lead()
    said = Stated("investigations", "2014", Decimal(32), "Aze 99", "22")
    with acting(by):
        for wrong in (said, replace(said, place="Aze 30", page="")):
            with pytest.raises(Refused):
                actions.state_fact(assessment=one, fact=wrong, by=by, at=AT)

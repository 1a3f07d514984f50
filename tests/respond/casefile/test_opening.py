"""Opening a case: late entry, codes per organisation, the child path from the first minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from dayaq.base.access.context import acting
from dayaq.core.casecode import parse_code
from dayaq.core.decision import Refused
from dayaq.respond.casefile import actions, queries
from dayaq.respond.casefile.models import Case, Task, TimelineEvent
from tests.cast import Person, person

AT = datetime(2016, 1, 14, 6, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def opened(who: Person, **facts: object) -> Case:
    return actions.open_case(new=actions.NewCase(**facts), by=who.actor, at=AT)  # type: ignore[arg-type]  # facts of the test


def share(case: Case, to: Person, groups: int = 1, writes: int = 0) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT guard.share(%s, NULL, %s, %s, %s, 'assistance', 'consent', NULL, NULL, '')", [case.id, to.actor.unit_id, groups, writes]
        )


def test_a_case_opened_today_about_last_week_keeps_both_times() -> None:
    ngo = person("ngo")
    with acting(ngo.actor):
        case = opened(ngo)
        assert case.opened_at == AT
        assert case.recorded_at - AT > timedelta(days=300)
        entry = TimelineEvent.objects.get(case=case, kind="casefile.opened")
        assert (entry.at, entry.recorded_at > AT) == (AT, True)


def test_a_case_has_a_code_of_its_own_in_every_organisation_let_in() -> None:
    ngo, outsider = person("ngo"), person("outsider")
    with acting(ngo.actor):
        case = opened(ngo)
        ours = queries.code_for(case, ngo.actor.organisation_id)
        assert queries.code_for(case, outsider.actor.organisation_id) == ""
        share(case, outsider)
    with acting(outsider.actor):
        theirs = queries.code_for(case, outsider.actor.organisation_id)
        assert parse_code(theirs) == theirs
        assert theirs != ours
        assert queries.by_code(theirs.lower(), outsider.actor) == case
        assert queries.by_code(ours, outsider.actor) is None


def test_another_organisation_finds_nothing_under_the_code() -> None:
    ngo, outsider = person("ngo"), person("outsider")
    with acting(ngo.actor):
        code = queries.code_for(opened(ngo), ngo.actor.organisation_id)
    with acting(outsider.actor):
        assert queries.by_code(code, outsider.actor) is None
        assert list(queries.visible()) == []


def test_a_role_without_cases_opens_none() -> None:
    analyst = person("analyst")
    with acting(analyst.actor), pytest.raises(Refused, match="does not open"):
        opened(analyst)


def kinds(case: Case) -> set[str]:
    return set(Task.objects.filter(case=case, done_at__isnull=True).values_list("kind", flat=True))


@pytest.mark.parametrize("answer", ["yes", "cannot_be_excluded"])
def test_a_possible_child_gets_the_child_path(answer: str) -> None:
    ngo = person("ngo")
    with acting(ngo.actor):
        assert kinds(opened(ngo, under_18=answer)) == {"guardian", "best_interest", "identity"}


def test_an_age_that_stays_unknown_opens_the_child_path() -> None:
    ngo = person("ngo")
    with acting(ngo.actor):
        case = opened(ngo, age_band=("", "unknown"))
        assert kinds(case) == {"guardian", "best_interest", "identity"}
        assert queries.child_mark(case) == "possible"


def test_an_age_nobody_asked_for_is_a_task() -> None:
    ngo = person("ngo")
    with acting(ngo.actor):
        case = opened(ngo)
        assert kinds(case) == {"age"}
        actions.change_core(case=case, version=1, changes={"under_18": "no", "under_18_reason": "papers"}, by=ngo.actor, at=AT)
        assert kinds(case) == set()
        assert queries.child_mark(case) == "no"


def test_a_no_about_age_needs_a_reason() -> None:
    ngo = person("ngo")
    with acting(ngo.actor), pytest.raises(Refused, match="Say why the person cannot be under 18"):
        opened(ngo, under_18="no")


def test_a_fact_is_a_value_or_the_reason_for_none() -> None:
    ngo = person("ngo")
    with acting(ngo.actor), pytest.raises(IntegrityError), transaction.atomic():
        opened(ngo, sex=("female", "refused"))


def test_closed_and_opened_again() -> None:
    ngo = person("ngo")
    with acting(ngo.actor):
        case = opened(ngo)
        actions.close_case(case=case, by=ngo.actor, at=AT)
        with pytest.raises(Refused, match="closed already"):
            actions.close_case(case=case, by=ngo.actor, at=AT)
        actions.reopen_case(case=case, by=ngo.actor, at=AT)
        assert Case.objects.get(id=case.id).closed_at is None

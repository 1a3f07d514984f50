"""The matrix: judged with evidence, every change kept, evidence of seven kinds, the register's figures as they leave the office."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dayaq.assess.findings import actions, queries
from dayaq.assess.findings.models import Evidence, Judgement
from dayaq.assess.findings.rules.judging import State
from dayaq.base.access.context import acting
from dayaq.core.decision import Refused, Stale
from tests.assess.findings.world import AT, LATER, assessment, coordinator, lead, second, stranger

pytestmark = pytest.mark.django_db


def judge(one: Any, by: Any = None, **more: Any) -> Judgement:
    by = by or lead()
    said: dict[str, Any] = {"criterion": "1.1", "level": "FL1", "state": "met", "number": 0, "reason": "The rules were read."}
    with acting(by):
        return actions.judge(assessment=one, **(said | more), by=by, at=more.get("at", AT))


def add(one: Any, kind: str, facts: dict[str, Any], **more: Any) -> Evidence:
    by = lead()
    said: dict[str, Any] = {"criterion": "1.1", "level": "FL1", "words": {"en": "It says so."}}
    with acting(by):
        return actions.add_evidence(assessment=one, kind=kind, facts=facts, **(said | more), by=by, at=AT)


def seen(one: Any, by: Any = None) -> queries.Matrix:
    with acting(by or lead()):
        return queries.matrix(one)


def test_every_cell_begins_without_evidence() -> None:
    whole = seen(assessment())
    cells = list(whole.cells)
    assert (len(whole.rows), len(cells)) == (25, 100)
    assert {cell.state for cell in cells} == {State.NO_EVIDENCE}
    assert {row.criterion.code for row in whole.rows if row.without_survey} == {"2.1", "4.5"}


def test_a_state_needs_evidence_or_a_reason() -> None:
    one = assessment()
    with pytest.raises(Refused):
        judge(one, reason=" ")
    add(one, "document", {"source": "Aze 6", "page": "4"})
    judge(one, reason="")
    assert seen(one).cell("1.1", "FL1").state is State.MET


def test_whoever_judges_second_on_old_sight_is_told() -> None:
    one = assessment()
    judge(one)
    with pytest.raises(Stale):
        judge(one, second(), state="partly")
    judge(one, second(), state="partly", number=1)
    assert seen(one).cell("1.1", "FL1").state is State.PARTLY


def test_every_change_is_kept_with_before_and_after() -> None:
    one = assessment()
    judge(one)
    judge(one, second(), state="partly", number=1, improvement=True, narrative={"en": "Only on paper."})
    with acting(lead()):
        last, first = queries.history(one, "1.1", "FL1")
    assert (first.before, first.after.state, first.by) == (None, "met", lead().user_id)
    assert (last.before.state, last.after.state, last.after.improvement, last.by) == ("met", "partly", True, second().user_id)


def test_a_judgement_cannot_be_changed_afterwards() -> None:
    one = assessment()
    row = judge(one)
    with acting(lead()), pytest.raises(DatabaseError), transaction.atomic():
        Judgement.objects.filter(id=row.id).update(state="not_met")


def test_unusual_orders_are_shown_and_not_forced() -> None:
    one = assessment()
    judge(one, criterion="1.5", level="OL2")
    judge(one, criterion="2.3", level="FL2")
    rows = {row.criterion.code: row for row in seen(one).rows}
    assert [warning.code for warning in rows["1.5"].warnings] == ["level_order"]
    assert rows["2.3"].warnings == ()


def test_an_unknown_cell_is_refused() -> None:
    one = assessment()
    with pytest.raises(Refused):
        judge(one, criterion="9.9")
    with pytest.raises(Refused):
        judge(one, level="OL3")


def test_withdrawn_evidence_stays_in_the_history_and_warns() -> None:
    one = assessment()
    piece = add(one, "document", {"source": "Aze 6", "page": "4"})
    judge(one, reason="")
    with acting(lead()):
        with pytest.raises(Refused):
            actions.withdraw(evidence=piece, reason=" ", by=lead(), at=LATER)
        actions.withdraw(evidence=piece, reason="It is another law.", by=lead(), at=LATER)
        with pytest.raises(Stale):
            actions.withdraw(evidence=piece, reason="Again.", by=lead(), at=LATER)
        [row] = [row for row in queries.matrix(one).rows if row.criterion.code == "1.1"]
        assert [warning.code for warning in row.warnings] == ["evidence_gone"]
        assert next(change.withdrawn for change in queries.history(one, "1.1", "FL1"))


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("document", {"source": "Aze 6", "page": "4"}),
        ("observation", {"who": "assessor", "where": "shelter", "on": "2016-01-14"}),
        ("written_reply", {"body": "Invented unit", "on": "2016-02-01", "inquiry": "letter of January"}),
        ("validation", {"body": "Invented ministry", "on": "2016-04-25"}),
        ("figure", {"measure": "investigations", "period": "2014", "typed": True, "value": "23", "source": "Aze 30", "page": "2"}),
    ],
)
def test_evidence_is_kept_by_its_kind(kind: str, facts: dict[str, Any]) -> None:
    one = assessment()
    add(one, kind, facts)
    [row] = [row for row in seen(one).rows if row.criterion.code == "1.1"]
    assert row.kinds[kind] == 1
    with pytest.raises(Refused):
        add(one, kind, dict(list(facts.items())[1:]))


def test_a_survey_statistic_comes_from_the_tables_with_its_base() -> None:
    one = assessment(answers=True)
    add(one, "survey", {"item": "3.1.4", "choices": ["adequate"]}, words={})
    [piece] = seen(one).cell("1.1", "FL1").pieces
    assert piece.live.params["base"] == 7
    assert piece.live.params["counts"]["en"].endswith("4")
    with pytest.raises(Refused):
        add(one, "survey", {"item": "3.1.4", "choices": ["splendid"]}, words={})
    with pytest.raises(Refused):
        add(one, "survey", {"item": "9.9"}, words={})


def test_the_commissioner_sees_the_statement_without_the_answers() -> None:
    one = assessment(answers=True)
    add(one, "survey", {"item": "3.1.4", "choices": ["adequate"]}, words={})
    [piece] = seen(one, coordinator()).cell("1.1", "FL1").pieces
    assert piece.live.code == "no_answers_read"


def test_a_document_must_be_in_the_register_with_a_page_it_has() -> None:
    one = assessment()
    for facts in ({"source": "Aze 7", "page": "4"}, {"source": "Aze 6", "page": "400"}):
        with pytest.raises(Refused):
            add(one, "document", facts)


def test_a_figure_is_taken_as_it_leaves_the_office_and_goes_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.count import build

    one, by = assessment(), lead()
    build_cases(build, 9)
    with acting(by):
        taken = actions.take_figure(
            assessment=one, measure="victims_identified", period="2017", criterion="1.2", level="OL1", by=by, at=AT, today=date(2018, 1, 10)
        )
    assert (taken.facts["value"], taken.facts["status"], taken.facts["taken_on"]) == (9, "final", "2018-01-10")
    build_cases(build, 1, month=9)
    [piece] = list(seen(one).cell("1.2", "OL1").pieces)
    assert piece.stale.code == "figure_moved"
    assert (piece.stale.params["then"], piece.stale.params["now"]) == (9, 10)


def test_a_small_count_stays_hidden_in_evidence() -> None:
    from tests.count import build

    one, by = assessment(), lead()
    build_cases(build, 3)
    with acting(by):
        taken = actions.take_figure(
            assessment=one, measure="victims_identified", period="2017", criterion="1.2", level="OL1", by=by, at=AT, today=date(2018, 1, 10)
        )
    assert (taken.facts["value"], taken.facts["status"]) == (None, "hidden")
    assert "3" not in str(taken.facts | {"taken_on": "", "period": ""})


def build_cases(build: Any, n: int, month: int = 3) -> None:
    """Identified victims of 2017."""
    from tests.cast import person
    from tests.count.build import baku, known

    officer = person("officer").actor
    for day in range(n):
        about = build.case(
            officer, baku(2017, month, 1 + day), under_18="no", **known(sex="female", exploitation="sexual", nationality="AZ")
        )
        build.decide(officer, about, baku(2017, month, 20))


def test_without_a_register_a_figure_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.apps import apps

    monkeypatch.setattr(apps, "is_installed", lambda name: name != "dayaq.count.figures")
    one, by = assessment(), lead()
    with acting(by), pytest.raises(Refused) as refusal:
        actions.take_figure(assessment=one, measure="x", period="2017", criterion="1.2", level="OL1", by=by, at=AT, today=date(2018, 1, 1))
    assert refusal.value.decision.reasons[0].code == "no_register"


def test_the_register_of_one_country_gives_no_figure_for_another() -> None:
    one, by = assessment(), lead()
    with acting(by):
        one.countries = ["GE"]
        one.save()
        with pytest.raises(Refused) as refusal:
            actions.take_figure(
                assessment=one,
                measure="victims_identified",
                period="2017",
                criterion="1.2",
                level="OL1",
                by=by,
                at=AT,
                today=date(2018, 1, 1),
            )
    assert refusal.value.decision.reasons[0].code == "no_country"


def test_another_team_sees_and_writes_nothing() -> None:
    one = assessment()
    judge(one)
    with acting(stranger()):
        assert Judgement.objects.count() == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Judgement(assessment_id=one.id, criterion="1.1", level="FL1", number=2, state="met", by=stranger().user_id, at=AT).save()
    with acting(coordinator()):
        assert Judgement.objects.count() == 1
        with pytest.raises(Refused):
            actions.judge(
                assessment=one, criterion="1.1", level="FL1", state="met", number=1, reason="x", by=coordinator(), at=AT
            )  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            Judgement(assessment_id=one.id, criterion="1.1", level="FL1", number=2, state="met", by=coordinator().user_id, at=AT).save()


def test_nobody_judges_in_the_name_of_somebody_else() -> None:
    one = assessment()
    with acting(lead()), pytest.raises(DatabaseError), transaction.atomic():
        Judgement(assessment_id=one.id, criterion="1.1", level="FL1", number=1, state="met", by=second().user_id, at=AT).save()


def test_evidence_cannot_be_rewritten() -> None:
    one = assessment()
    piece = add(one, "document", {"source": "Aze 6", "page": "4"})
    with acting(lead()), pytest.raises(DatabaseError), transaction.atomic():
        Evidence.objects.filter(id=piece.id).update(facts={"source": "Aze 30", "page": "1"})
    assert connection.in_atomic_block


def test_an_earlier_round_stands_beside_and_countries_only_when_switched_on() -> None:
    before, one = assessment("az-2012"), assessment("az-2016")
    neighbour = assessment("ge-2016")
    judge(before, state="not_met")
    judge(one)
    with acting(lead()):
        neighbour.countries = ["GE"]
        neighbour.save()
        assert [column.code for column in queries.beside(one)] == ["az-2016"]
        one.earlier = before
        one.save()
        columns = queries.beside(one)
        assert [column.code for column in columns] == ["az-2016", "az-2012"]
        assert [column.state("1.1", "FL1") for column in columns] == [State.MET, State.NOT_MET]
        assert columns[0].state("1.1", "FL2") is State.NO_EVIDENCE
        one.countries, one.comparative, one.comparative_because = ["AZ", "GE"], True, "asked for by both"
        one.save()
        assert {column.code for column in queries.beside(one)} == {"az-2016", "az-2012", "ge-2016"}
    with acting(second()):
        assert "az-2012" in {column.code for column in queries.beside(one)}


def test_states_side_by_side_on_the_page() -> None:
    from tests.assess.findings.world import browser

    before, one = assessment("az-2012"), assessment("az-2016")
    judge(before, state="not_met")
    judge(one)
    with acting(lead()):
        one.earlier = before
        one.save()
    page = browser("consultant").get("/assess/az-2016/matrix/compare/?only=changed").content.decode()
    assert "1.1 FL1" in page
    assert "1.1 FL2" not in page
    assert "not met" in page

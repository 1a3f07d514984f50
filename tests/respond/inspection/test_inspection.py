"""Labour inspection: notice, permission, moratorium, anonymous sheets, the screening a worker decides on, wages (INS-01, LEG-06)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import override_settings

from dayaq.base.access.context import acting
from dayaq.core.decision import Refused
from dayaq.core.pack import load
from dayaq.core.pack.schema.inspection import InspectionFile
from dayaq.respond.casefile.actions import NewCase
from dayaq.respond.casefile.models import Case, Task
from dayaq.respond.detection.models import Signal
from dayaq.respond.inspection import actions, queries, rules
from dayaq.respond.inspection.models import Employer, Mediation, Sheet, Visit
from dayaq.respond.screening.models import Answer
from tests.cast import company, person
from tests.respond.screening.world import client_of, moment

AT = datetime(2014, 5, 12, 6, tzinfo=UTC)
DAY = timedelta(days=1)
AZ, DEMO = load("az"), load("demo")


def lawful(pack: Any, **said: Any) -> list[str]:
    plan = rules.Plan(**{"kind": "planned", "at": AT, "registered": True, "notice_at": AT - 10 * DAY, "permission": "granted"} | said)
    day = pack.calendar.local_date(plan.at)
    bound = pack.process.inspection if pack.process.inspection.in_force(day) else None
    notice = pack.on(day).clock(bound.clock) if bound else None
    only = bound if bound and bound.registered_only else None
    return [
        reason.code
        for reason in rules.may_visit(pack.area(InspectionFile), plan, pack.calendar, notice=notice, registered_only=only).reasons
    ]


def test_ins_01_notice_permission_reach_and_moratorium_by_the_packs_day() -> None:
    later = datetime(2022, 5, 12, 6, tzinfo=UTC)
    assert lawful(AZ) == []
    assert lawful(AZ, notice_at=AT - 2 * DAY) == ["notice"]
    assert lawful(AZ, notice_at=None, permission="refused") == ["notice", "permission"]
    assert lawful(AZ, kind="tip_off", notice_at=None, permission="not_needed") == []
    assert lawful(AZ, registered=False) == ["not_registered"]
    assert [lawful(AZ, at=datetime(year, 5, 12, tzinfo=UTC)) for year in (2017, 2024)] == [["moratorium"], []]
    assert lawful(DEMO, at=later, registered=False, permission="not_needed", notice_at=later - timedelta(hours=2)) == []
    assert lawful(DEMO, at=datetime(2020, 5, 12, tzinfo=UTC), permission="not_needed") == ["moratorium"]


def test_rights_denied_say_the_law_they_touch_and_what_to_ask_next() -> None:
    rights = AZ.area(InspectionFile).rights
    assert len(rights) == 11
    assert rules.touched(rights, {"change_employer": "no", "union": "yes"}) == {"change_employer": ("osce-plan",)}
    assert rules.hints(rights, {"change_employer": "no", "working_time": "no"}) == ["AZ-L08", "AZ-L03", "AZ-L06"]
    known = set(AZ.indicators["az-labour"].items)
    assert {item for right in rights.values() for item in right.goes_with} <= known == set(AZ.area(InspectionFile).indicator_law)


def test_leg_06_the_last_claim_counts_and_payments_add_up() -> None:
    steps = [
        ("claimed", Decimal(900)),
        ("claimed", Decimal(800)),
        ("called", None),
        ("agreed", Decimal(700)),
        ("paid", Decimal(300)),
        ("paid", Decimal(250)),
    ]
    found = rules.amounts(steps)
    assert (found.claimed, found.agreed, found.paid, found.owed) == (800, 700, 550, 150)


@pytest.fixture
def by(db: None) -> Any:
    company()
    return person("labour").actor


def visited(by: Any, **said: Any) -> Visit:
    with acting(by):
        firm = actions.add_employer(name="Invented Building Firm", registered=True, by=by, at=AT)
        return actions.plan_visit(employer=firm, kind="tip_off", planned_at=AT, by=by, at=AT, **said)


def sheet(by: Any, visit: Visit, **items: str) -> Sheet:
    with acting(by):
        return actions.fill_sheet(visit=visit, rights={"union": "no"}, indicators=items, sex="male", language="ru", by=by, at=AT)


def test_decision_34_a_planned_unlawful_visit_is_refused_and_one_that_happened_is_a_breach(by: Any) -> None:
    at = datetime(2017, 5, 12, 6, tzinfo=UTC)
    with acting(by):
        firm = actions.add_employer(name="Invented Firm", registered=True, by=by, at=at)
        plan = {"employer": firm, "kind": "planned", "planned_at": at, "by": by, "at": at}
        with pytest.raises(Refused):
            actions.plan_visit(**plan)
        kept = actions.plan_visit(**plan, happened_because="danger")
        assert (kept.breach, kept.breach_why, kept.held_at) == ("moratorium", "danger", at)
        private = actions.add_employer(name="Invented Home", registered=False, private_home=True, by=by, at=at)
        with pytest.raises(Refused) as refused:
            actions.plan_visit(employer=private, kind="tip_off", planned_at=at, by=by, at=at)
        assert refused.value.decision.reasons[0].code == "not_registered"


def test_ins_01_no_labour_dispute_while_an_indicator_is_open_and_the_worker_decides(by: Any) -> None:
    visit = visited(by)
    asked = sheet(by, visit, **{"AZ-L06": "yes", "AZ-L08": "no"})
    with acting(by):
        close = {"visit": visit, "outcome": "labour_dispute", "version": 1, "by": by, "at": AT}
        with pytest.raises(Refused) as refused:
            actions.close_visit(**close, reason="pay_only")
        assert refused.value.decision.reasons[0].code == "indicator_open"
        new = NewCase(under_18="no", under_18_reason="papers", sex=("male", "known"))
        case = actions.open_screening(sheet=asked, new=new, version=1, by=by, at=AT + timedelta(hours=1))
        said = dict(Answer.objects.filter(case=case).values_list("code", "answer"))
        assert said == {"AZ-L06": "yes", "AZ-L08": "no"}
        assert Task.objects.get(case=case, kind="referral.send").due_at == AT + DAY
        with pytest.raises(Refused) as refused:
            actions.close_visit(**close)
        assert refused.value.decision.reasons[0].code == "reason_needed"
        assert actions.close_visit(**close, reason="screened").outcome == "labour_dispute"
        asked.refresh_from_db()
        assert asked.decision == "screened"
        assert str(case.id) not in str([list(Sheet.objects.values()), list(asked.answers.values())])


def test_a_worker_may_decline_and_no_case_is_made(by: Any) -> None:
    visit = visited(by)
    asked = sheet(by, visit, **{"AZ-L06": "yes"})
    with acting(by):
        actions.worker_declines(sheet=asked, version=1, by=by, at=AT)
        assert (queries.open_sheets(visit), Case.objects.count()) == ([], 0)


def test_what_an_inspecting_body_keeps_is_its_own_and_the_coordinator_sees_sums(by: Any) -> None:
    visit = visited(by)
    sheet(by, visit, **{"AZ-L06": "yes"})
    for name in ("ngo", "officer", "coordinator", "outsider"):
        with acting(person(name).actor):
            assert (Visit.objects.count(), Sheet.objects.count(), Employer.objects.count()) == (0, 0, 0), name
    since, until = AT - 100 * DAY, AT + 100 * DAY
    with acting(person("coordinator").actor):
        found = queries.sums(since, until)
        assert (found["visits"], found["decisions"], found["rights_denied"]) == ({"tip_off": 1}, {"not_asked": 1}, {"union": 1})
    with acting(by):
        assert queries.sums(since, until) == {}


def test_the_pages_lead_from_employer_to_sheet_screening_outcome_and_wages(by: Any) -> None:
    client, when = client_of(person("labour")), moment(AT)
    assert (
        client.post("/inspections/employers/new/", {"name": "Invented Firm", "registered": "yes", "sector": "construction"}).status_code
        == 302
    )
    with acting(by):
        firm = Employer.objects.get()
    at = f"/inspections/employers/{firm.id}/"
    refused = client.post(f"{at}plan/", {"kind": "planned", "permission": "refused", **when})
    assert (refused.status_code, "needs a permission" in refused.content.decode()) == (400, True)
    planned = client.post(f"{at}plan/", {"kind": "tip_off", "permission": "not_needed", **when})
    here = planned["Location"]
    assert client.post(f"{here}step/", {"what": "held", "workers": "4", "version": "1", **when}).status_code == 302
    form = {"sex": "male", "language": "ru", "right_change_employer": "no", "item_AZ-L06": "yes", **when}
    assert client.post(f"{here}sheet/", form).status_code == 302
    shown = client.get(here).content.decode()
    assert all(
        words in shown for words in ("Papers are kept by somebody else", "To change the employer", "Time to refer", "An indicator is open")
    )
    with acting(by):
        one = Sheet.objects.get()
    opened = client.post(f"{here}sheets/{one.id}/screen/", {"under_18": "no", "under_18_reason": "papers", "version": "1", **when})
    assert (opened.status_code, "/screening/" in opened["Location"]) == (302, True)
    assert client.post(f"{here}outcome/", {"outcome": "suspicion", "version": "2", **when}).status_code == 302
    begun = client.post(f"{at}mediation/", {"workers": "3", "amount": "900", "with_body": "ctmd", **when})
    for step in ({"kind": "agreed", "amount": "700", "channel": "phone"}, {"kind": "paid", "amount": "700", "ends": "on"}):
        assert client.post(begun["Location"], {**step, **moment(AT + DAY)}).status_code == 302
    with acting(by):
        assert Mediation.objects.get().ended_at is not None
    assert client.post(f"{at}information/", {"region": "unknown", "text": "a home where somebody may be kept", **when}).status_code == 302
    with acting(by):
        assert Signal.objects.get().about == "workplace"
    for url in ("", "?state=open&kind=tip_off", "employers/", "mediations/"):
        assert client.get(f"/inspections/{url}").status_code == 200, url
    for name, status in (("ngo", 404), ("outsider", 404), ("officer", 403), ("coordinator", 403)):
        assert client_of(person(name)).get(here).status_code == status, name
    coordinator = client_of(person("coordinator"))
    assert coordinator.get("/inspections/")["Location"] == "/inspections/sums/"
    assert "Unannounced" in coordinator.get("/inspections/sums/?year=2014").content.decode()


@override_settings(HOME_PACK="demo")
def test_the_sheet_asks_what_the_country_asks() -> None:
    assert set(queries.items()) == set(DEMO.indicators["demo-brief"].items) != set(AZ.indicators["az-labour"].items)
    assert len(queries.file().rights) == 11

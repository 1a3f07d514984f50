"""Clocks swept with injected time, and mail that never carries a name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.base.audit.models import Event
from dayaq.base.jobs.models import Mail
from dayaq.core.clock import Phase
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.models import TimelineEvent
from dayaq.respond.casefile.queries import code_for
from dayaq.respond.referral import actions, queries
from dayaq.respond.referral.actions.sending import begin_receipt
from dayaq.respond.referral.models import Referral
from tests import cast
from tests.respond.referral.world import (
    CHILD,
    HOUR,
    LATER,
    SECOND,
    SUSPECTED,
    accepted,
    case_by,
    duty_unit,
    received,
    sent_by,
    suspected_by,
)

pytestmark = pytest.mark.django_db
DUE = SUSPECTED + 24 * HOUR


@pytest.fixture(autouse=True)
def company() -> None:
    cast.company()


def sweep(at: Any) -> dict[str, int]:
    with acting(service("clock")):
        return actions.sweep_clocks(at=at)


def told() -> list[tuple[str, str]]:
    return [(mail.to.split("@")[0], mail.subject) for mail in Mail.objects.order_by("queued_at", "to")]


def test_term_is_reminded_in_its_last_quarter_once() -> None:
    draft = suspected_by("inspector")
    with acting(cast.person("inspector").actor):
        code = code_for(draft.case, cast.person("inspector").actor.organisation_id)
    assert sweep(SUSPECTED + 18 * HOUR - SECOND) == {"remind": 0, "escalate": 0}
    assert [sweep(SUSPECTED + 18 * HOUR), sweep(SUSPECTED + 19 * HOUR)] == [{"remind": 1, "escalate": 0}, {"remind": 0, "escalate": 0}]
    assert told() == [("inspector", f"Due soon: {code}"), ("labour", f"Due soon: {code}")]  # both work in the unit


def test_24_hours_are_not_overdue_and_one_second_more_is_and_is_said_once() -> None:
    suspected_by("inspector")
    sweep(SUSPECTED + 18 * HOUR)
    Mail.objects.all().delete()
    assert sweep(DUE) == {"remind": 0, "escalate": 0}
    assert [sweep(DUE + SECOND), sweep(DUE + HOUR)] == [{"remind": 0, "escalate": 1}, {"remind": 0, "escalate": 0}]
    assert [who for who, _ in told()] == ["coordinator", "inspector", "labour"]


def test_coordinator_is_told_the_number_the_code_and_a_link() -> None:
    draft = suspected_by("inspector")
    sweep(DUE + SECOND)
    mail = Mail.objects.get(to="coordinator@example.invalid")
    with acting(cast.person("inspector").actor):
        code = code_for(draft.case, cast.person("inspector").actor.organisation_id)
    assert mail.subject == "1 term is overdue"
    assert mail.body == f"State Labour Inspection Service: 1 ({code})\nhttp://localhost:8000{reverse('referral:overview')}"


def test_term_that_was_met_is_not_spoken_of() -> None:
    sent_by("inspector")
    Mail.objects.all().delete()
    assert (sweep(DUE + HOUR), told()) == ({"remind": 0, "escalate": 0}, [])


def test_organisations_person_never_reaches_the_coordinator() -> None:
    by, case = cast.person("ngo").actor, case_by("ngo")
    with acting(by):
        actions.keep_back(case=case, by=by, at=SUSPECTED)
        casefile.set_task(case=case, kind="age", unit=by.unit_id, started_at=SUSPECTED, due_at=DUE, rule="referral", by=by)
        actions.record_breach(case=case, kind="unfit_place", reason="no_place", by=by, at=SUSPECTED)
    assert sweep(DUE + SECOND) == {"remind": 0, "escalate": 1}
    assert "coordinator" not in {who for who, _ in told()}
    with acting(cast.person("coordinator").actor):
        assert queries.overview(DUE + HOUR) == []


def test_owed_answer_is_reminded_and_is_no_overdue_term_of_the_law() -> None:
    accepted(sent_by("ngo", person_word="agreed"))
    Mail.objects.all().delete()
    late = SUSPECTED + 15 * 24 * HOUR
    assert sweep(late) == {"remind": 0, "escalate": 1}
    assert {who for who, _ in told()} == {"duty", "officer", "investigator"}
    with acting(cast.person("coordinator").actor):
        assert ("feedback", "ctmd", 1) in queries.overview(late)
        assert not [row for row in queries.overview(late) if row[0].startswith("overdue.")]


def test_receiving_units_own_term_is_another_clock_where_a_country_has_one(settings: Any) -> None:
    since = datetime(2020, 1, 14, 10, tzinfo=SUSPECTED.tzinfo)
    referral, by = sent_by("inspector", at=since), cast.person("inspector").actor
    settings.HOME_PACK = "demo"  # six hours from sending to receipt
    with acting(by):
        begin_receipt(referral, by=by, at=since + HOUR)
    now = since + 7 * HOUR
    assert [queries.receiver_clock(referral, at).phase for at in (now, now + SECOND)] == [Phase.DUE_SOON, Phase.OVERDUE]
    settings.HOME_PACK = "az"
    Mail.objects.all().delete()
    assert [sweep(now)["escalate"], sweep(now + SECOND)["escalate"]] == [0, 1]
    with acting(cast.person("coordinator").actor):
        assert queries.overview(now) == [("waiting", "ctmd", 1)]
        assert queries.overview(now + SECOND) == [("overdue.referral.receive", "ctmd", 1), ("waiting", "ctmd", 1)]
    assert {who for who, subject in told() if subject.startswith("Overdue")} == {"duty", "officer", "investigator"}
    with acting(cast.person("duty").actor) as duty:
        assert queries.inbox(duty, queries.Filters(due="overdue"), now + SECOND).count() == 1


def test_only_the_clock_service_sweeps() -> None:
    from django.db import DatabaseError, transaction

    for name in ("duty", "coordinator", "outsider"):
        with acting(cast.person(name).actor), pytest.raises(DatabaseError), transaction.atomic():
            actions.sweep_clocks(at=DUE)


def test_mail_goes_in_the_readers_language() -> None:
    from django.utils import translation

    cast.person("duty").user.__class__.objects.filter(email="duty@example.invalid").update(language="az")
    with translation.override("az"):
        expected = translation.gettext("Case")
    sent_by("inspector")
    assert f"{expected}: " in Mail.objects.get(to="duty@example.invalid").body


def test_name_of_the_person_stands_in_no_mail_no_trail_no_address_no_timeline() -> None:
    name = "Zümrüdinvented"
    by = cast.person("inspector").actor
    case = case_by("inspector", CHILD)
    with acting(by):
        casefile.record_identity(case=case, given_name=name, family_name=name, by=by, at=SUSPECTED)
        draft = actions.note_suspicion(case=case, suspected_at=SUSPECTED, by=by, at=SUSPECTED)
    sweep(SUSPECTED + 19 * HOUR)
    sweep(DUE + SECOND)
    with acting(by):
        case.refresh_from_db()
        referral = actions.send(
            case=case,
            to_unit=duty_unit(),
            suspected_at=SUSPECTED,
            by=by,
            at=DUE + HOUR,
            envelope=actions.Envelope(message=f"{name} told it"),
        )
    assert referral.id == draft.id
    duty = cast.person("duty").actor
    row = received(referral, at=DUE + 2 * HOUR)
    with acting(duty):
        actions.accept(referral=row, by=duty, at=DUE + 3 * HOUR)
        actions.feed_back(referral=row, outcome="identified", reason="criteria_met", by=duty, at=LATER)
    mails = list(Mail.objects.all())
    assert {mail.to.split("@")[0] for mail in mails} >= {"inspector", "duty", "coordinator"}
    with acting(by):
        texts = [str(row) for model in (TimelineEvent, Referral) for row in model.objects.values()]
        trail = [f"{event.detail} {event.row} {event.kind}" for event in Event.objects.all()]
    letters = [f"{mail.to} {mail.subject} {mail.body} {mail.case_code}" for mail in mails]
    assert [text for text in (*letters, *texts, *trail) if name.lower() in text.lower()] == []
    assert len(trail) > 5

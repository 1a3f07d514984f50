"""Support as it is done: needs, plan, services, consents, courses, follow-up, and what the database keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.base.accounts.models import Organisation
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile.actions import NewCase, open_case, record_word
from dayaq.respond.casefile.models import Case
from dayaq.respond.casefile.queries import by_code, code_for, visible, writes_of
from dayaq.respond.referral.models import Breach
from dayaq.respond.support import actions, models, queries
from tests.cast import Person, person

pytestmark = pytest.mark.django_db
AT = datetime(2016, 5, 2, 6, tzinfo=UTC)
DAY = timedelta(days=1)
ADULT = NewCase(
    under_18="no", under_18_reason="papers", sex=("female", "known"), age_band=("adult", "known"), languages=("ru", "az"), status=""
)
NEEDS = {"housing": actions.Said("yes", "now", "somewhere quiet"), "work": actions.Said("no"), "legal": actions.Said("refused")}


def opened(who: Person, new: NewCase = ADULT) -> Case:
    with acting(who.actor):
        return open_case(new=new, by=who.actor, at=AT)


def clinician(body: str = "vac_baku") -> Person:
    return person("doctor", body, "clinician")


@pytest.fixture
def helper() -> Person:
    return person("helper")


@pytest.fixture
def case(helper: Person) -> Case:
    return opened(helper)


def done(who: Person, verb: Any, **words: Any) -> Any:
    at = words.pop("at", AT)
    with acting(who.actor):
        return verb(by=who.actor, at=at, **words)


def tasks(who: Person, case: Case) -> list[str]:
    with acting(who.actor):
        return sorted(case.tasks.filter(done_at__isnull=True, kind__startswith="support.").values_list("kind", flat=True))


def agreed(who: Person, case: Case, **words: Any) -> models.Plan:
    plan = done(who, actions.begin_plan, case=case, language="ru")
    goal = done(who, actions.add_goal, plan=plan, new=actions.NewGoal(domain="work", words="I want to sew again", language="ru"))
    done(who, actions.add_step, goal=goal, new=actions.NewStep(kind="apply", responsible="together", due_on=date(2016, 6, 1)))
    said = {"signed_on": date(2016, 5, 2), "review_on": date(2016, 7, 1), "copy_given": True} | words
    made: models.Plan = done(who, actions.agree_plan, plan=plan, version=1, **said)
    return made


def test_ass_04_a_person_who_comes_by_herself_gets_everything_without_a_status(helper: Person, case: Case) -> None:
    made, advice = done(helper, actions.record_service, case=case, new=actions.NewService(kind="legal", amount=Decimal(2), unit="hours"))
    assert (made.outcome, made.provider, [reason.code for reason in advice.reasons]) == (
        "given",
        helper.actor.organisation_id,
        ["no_consent"],
    )


def test_ass_06_needs_are_asked_and_health_waits_for_whoever_keeps_it(helper: Person, case: Case) -> None:
    done(helper, actions.assess, case=case, said=NEEDS, language="ru")
    assert tasks(helper, case) == ["support.health"]
    with pytest.raises(Refused):
        done(helper, actions.assess, case=case, said={"health": actions.Said("yes", "now")}, language="ru")
    doctor = clinician()
    done(doctor, actions.assess_health, case=case, said={"health": actions.Said("yes", "weeks", "cannot sleep")}, language="ru")
    with acting(helper.actor):
        assert models.HealthNeed.objects.count() == 0
        assert queries.needs_of(queries.last_assessment(case)) == {"housing": ("yes", "now"), "work": ("no", ""), "legal": ("refused", "")}
    with acting(doctor.actor):
        assert models.HealthNeed.objects.get().text == "cannot sleep"
        assert models.NeedWords.objects.count() == 0


def test_ass_06_a_plan_is_superseded_and_never_overwritten(helper: Person, case: Case) -> None:
    first = agreed(helper, case)
    assert tasks(helper, case) == ["support.plan_review"]
    second = done(helper, actions.begin_plan, case=case, language="ru")
    with acting(helper.actor):
        assert (second.number, second.replaces_id) == (2, first.id)
        assert [words.text for goal in second.goals.all() for words in goal.words.all()] == ["I want to sew again"]
        assert queries.plan(case) == first
    with pytest.raises(Refused):
        done(helper, actions.add_goal, plan=first, new=actions.NewGoal(domain="work", words="another", language="ru"))
    with acting(helper.actor), pytest.raises(ProgrammingError), transaction.atomic():
        models.GoalWords.objects.filter(goal__plan=first).update(text="changed")


def test_a_plan_agreed_twice_is_stale(helper: Person, case: Case) -> None:
    plan = agreed(helper, case)
    with pytest.raises(Stale):
        done(helper, actions.agree_plan, plan=plan, version=1, signed_on=date(2016, 5, 2), review_on=date(2016, 7, 1))


def test_a_goal_of_health_is_kept_among_health_data(helper: Person, case: Case) -> None:
    plan = done(helper, actions.begin_plan, case=case, language="ru")
    with pytest.raises(Refused):
        done(helper, actions.add_goal, plan=plan, new=actions.NewGoal(domain="psychology", words="to sleep", language="ru"))
    done(clinician(), actions.add_goal, plan=plan, new=actions.NewGoal(domain="psychology", words="to sleep", language="ru"))
    with acting(helper.actor):
        assert (models.Goal.objects.count(), models.HealthGoal.objects.count()) == (0, 0)


def test_medical_services_are_health_data_and_costs_are_coded(helper: Person, case: Case) -> None:
    doctor = clinician()
    new = actions.NewService(kind="medical", cost=Decimal("12.50"), currency="AZN", funding="state", institution="designated", free=True)
    done(doctor, actions.record_service, case=case, new=new)
    with pytest.raises(Refused):
        done(helper, actions.record_service, case=case, new=new)
    with acting(doctor.actor):
        kept = models.HealthService.objects.get()
        assert (kept.cost, kept.currency, kept.free, models.Service.objects.count()) == (Decimal("12.50"), "AZN", True, 0)
    with acting(helper.actor):
        assert models.HealthService.objects.count() == 0


def test_ass_04_the_same_service_by_two_bodies_is_pointed_out(helper: Person, case: Case) -> None:
    other = Organisation.objects.get(code="mia_shelter").id
    done(helper, actions.record_service, case=case, new=actions.NewService(kind="social", provider=other))
    _made, advice = done(helper, actions.record_service, case=case, new=actions.NewService(kind="social"), at=AT + 7 * DAY)
    assert "same_elsewhere" in [reason.code for reason in advice.reasons]
    _made, later = done(helper, actions.record_service, case=case, new=actions.NewService(kind="social", provider=other), at=AT + 90 * DAY)
    assert "same_elsewhere" not in [reason.code for reason in later.reasons]


def test_ass_08_a_child_of_the_person_gets_a_school_kit_and_waits_for_a_kindergarten(helper: Person, case: Case) -> None:
    child = done(helper, actions.add_dependant, case=case, kind="child", birth_year=2011)
    new = actions.NewService(kind="school_kit", dependant=child, cost=Decimal(30), currency="AZN", funding="fund")
    done(helper, actions.record_service, case=case, new=new)
    waits = done(helper, actions.wait_for_place, dependant=child, kind="kindergarten")
    done(helper, actions.settle_wait, wait=waits, state="given")
    with acting(helper.actor):
        assert (models.DependantService.objects.get().dependant_id, models.Waiting.objects.get().state) == (child.id, "given")
    with acting(clinician("ctmd").actor):
        assert models.Dependant.objects.count() == 0


def test_ass_09_an_interpreter_of_the_sex_the_person_wishes(helper: Person, case: Case) -> None:
    row = done(helper, actions.need_interpreter, case=case, kind="interpreter", language="tl", sex_wished="female")
    done(helper, actions.change_interpreting, row=row, state="booked", outside="Bureau of languages")
    with acting(helper.actor):
        row.refresh_from_db()
    assert (row.state, row.sex_wished) == ("booked", "female")


def test_ass_05_a_charge_for_free_care_is_a_breach_and_the_money_is_asked_back(helper: Person, case: Case) -> None:
    said = {"institution": "designated", "amount": Decimal(80), "currency": "AZN", "receipt": True}
    charge, answer = done(helper, actions.record_charge, case=case, **said)
    assert (answer.ok, answer.reasons[0].code, tasks(helper, case)) == (False, "unlawful_charge", ["support.refund"])
    with acting(helper.actor):
        assert Breach.objects.get().kind == "charged_for_care"
    done(helper, actions.ask_refund, charge=charge)
    with pytest.raises(Refused):
        done(helper, actions.close_refund, charge=charge, refunded=Decimal(81))
    done(helper, actions.close_refund, charge=charge, refunded=Decimal(80))
    assert tasks(helper, case) == []


def consented(who: Person, case: Case, to: Person, **words: Any) -> models.Consent:
    said = {"service": "legal", "language": "ru", "method": "spoken", "unit": to.actor.unit_id, "groups": ("G3",)} | words
    made: models.Consent = done(who, actions.give_consent, case=case, new=actions.NewConsent(**said))
    return made


def test_ass_02_a_provider_is_let_in_on_consent_and_out_at_once_when_it_is_taken_back(helper: Person, case: Case) -> None:
    ngo = person("ngo")
    with acting(ngo.actor):
        assert list(visible()) == []
    consent = consented(helper, case, ngo)
    with acting(ngo.actor):
        assert [one.id for one in visible()] == [case.id]
        assert by_code(code_for(case, ngo.actor.organisation_id), ngo.actor) == case
    done(helper, actions.withdraw_consent, consent=consent, at=AT + DAY)
    with acting(ngo.actor):
        assert list(visible()) == []


@pytest.mark.parametrize(("service", "writes"), [("legal", True), ("social", False)])
def test_ass_02_who_represents_the_person_writes_mandate_and_claim_where_the_consent_opened_them(service: str, writes: bool) -> None:
    """LEG-02: a lawyer who may only read cannot act for anybody; every other provider still only reads."""
    ngo, lawyer = person("ngo"), person("lawyer")
    with acting(ngo.actor):
        case = open_case(new=ADULT, by=ngo.actor, at=AT)
    consented(ngo, case, lawyer, service=service, groups=("G8",))
    with acting(lawyer.actor):
        assert (Group.G8 in writes_of(case.id), Group.G1 in writes_of(case.id)) == (writes, False)


def test_ass_02_nobody_gives_on_what_he_does_not_hold(helper: Person, case: Case) -> None:
    ngo, outsider = person("ngo"), person("outsider")
    consented(helper, case, ngo)
    with pytest.raises(Refused):
        consented(ngo, case, outsider)
    with acting(outsider.actor):
        assert list(visible()) == []


def test_a_file_closed_to_the_state_is_not_opened_by_a_consent() -> None:
    ngo, vac = person("ngo"), person("helper")
    kept = opened(ngo)
    done(ngo, record_word, case=kept, word="refused")
    with pytest.raises(Refused) as refused:
        consented(ngo, kept, vac)
    assert refused.value.decision.reasons[0].code == "may_not_share"
    with acting(vac.actor):
        assert list(visible()) == []


def test_a_course_begins_at_its_minimum_and_never_takes_more_than_its_places(helper: Person, case: Case) -> None:
    course = done(helper, actions.offer_course, kind="sewing", title="Sewing, spring", language="az", minimum=2, places=2)
    seats = [done(helper, actions.wait_for_course, case=case, course=course)]
    with pytest.raises(Refused):
        done(helper, actions.start_course, course=course, version=1)
    seats += [done(helper, actions.wait_for_course, case=opened(helper), course=course) for _more in range(2)]
    with pytest.raises(Refused):
        done(helper, actions.take_seat, seat=seats[0])
    done(helper, actions.start_course, course=course, version=1)
    for seat in seats[:2]:
        done(helper, actions.take_seat, seat=seat)
    with pytest.raises(Refused):
        done(helper, actions.take_seat, seat=seats[2])
    done(helper, actions.close_seat, seat=seats[0], state="finished", certificate=True)
    with acting(helper.actor):
        assert models.Seat.objects.filter(state="finished", certificate=True).count() == 1


def test_who_waits_for_another_bodys_course_is_a_protected_sum(helper: Person) -> None:
    ngo = person("ngo")
    course = done(helper, actions.offer_course, kind="sewing", title="Sewing", language="az", minimum=2, places=9)
    for _one in range(4):
        done(ngo, actions.wait_for_course, case=opened(ngo), course=course)
    with acting(helper.actor):
        assert queries.course_state(course).waiting == 0
    done(ngo, actions.wait_for_course, case=opened(ngo), course=course)
    with acting(helper.actor):
        assert queries.course_state(course).waiting == 5


def test_people_known_to_an_organisation_only_are_in_no_sum_of_a_state_body(helper: Person) -> None:
    ngo = person("ngo")
    course = done(helper, actions.offer_course, kind="sewing", title="Sewing", language="az", minimum=2, places=9)
    for _one in range(6):
        kept = opened(ngo)
        done(ngo, record_word, case=kept, word="refused")
        done(ngo, actions.wait_for_course, case=kept, course=course)
    with acting(helper.actor):
        assert queries.course_state(course).waiting == 0
    with acting(ngo.actor):
        assert queries.course_state(course).waiting == 6


def test_ass_10_reintegration_sets_its_looks_back_and_trafficked_again_is_a_task_at_once(helper: Person, case: Case) -> None:
    over = done(helper, actions.begin_reintegration, case=case, begun_on=date(2016, 5, 2))
    assert tasks(helper, case) == ["support.follow_up"] * 3
    answers = {"job": "yes", "housing": "yes", "network": "no", "retrafficked": "yes"}
    done(helper, actions.follow_up, over=over, clock="follow_up_last", contact="reached", answers=answers, at=AT + 366 * DAY)
    assert tasks(helper, case) == ["support.follow_up", "support.follow_up", "support.retrafficked"]
    with pytest.raises(Refused):
        done(helper, actions.follow_up, over=over, clock="follow_up_last", contact="lost", answers={})


def test_work_is_counted_by_what_became_of_it(helper: Person, case: Case) -> None:
    said = {"case": case, "occupation": "services", "found_by": "employment_service"}
    row = done(helper, actions.record_job, outcome="started", started_on=date(2016, 5, 1), contract=True, **said)
    with pytest.raises(Refused):
        done(helper, actions.record_job, outcome="started", **said)
    done(helper, actions.end_job, job=row, ended_on=date(2016, 9, 1), reason="unpaid")
    with acting(helper.actor):
        assert models.Job.objects.filter(outcome="started", end_reason="unpaid").count() == 1


def test_mon_04_feedback_reaches_the_monitor_and_not_the_provider(helper: Person) -> None:
    about = helper.actor.organisation_id
    for n in range(5):
        done(
            person("ngo") if n else helper,
            actions.give_feedback,
            about=about,
            answers={"respect": 2},
            channel="paper",
            language="en",
            text="hm",
        )
        with acting(helper.actor):
            assert models.Feedback.objects.count() == 0
            assert queries.feedback_number(AT + DAY) == ((None, True) if n < 4 else (5, False))
    with acting(person("monitor").actor):
        assert models.Feedback.objects.count() == 5
    with acting(person("ngo").actor):
        assert models.Feedback.objects.count() == 0


def test_a_monitor_tied_to_the_body_does_not_read_what_people_say_of_it() -> None:
    monitor = person("monitor")
    done(person("ngo"), actions.give_feedback, about=monitor.actor.organisation_id, answers={"help": 1}, channel="worker", language="en")
    with acting(monitor.actor):
        assert models.Feedback.objects.count() == 0


def test_the_outsider_sees_nothing_of_it(helper: Person, case: Case) -> None:
    agreed(helper, case)
    done(helper, actions.record_service, case=case, new=actions.NewService(kind="legal"))
    done(helper, actions.make_appointment, case=case, kind="talk", starts=AT + DAY, ends=AT + 2 * DAY, place="office")
    with acting(person("outsider").actor):
        for table in (models.Plan, models.Goal, models.GoalWords, models.Step, models.Service, models.Appointment):
            assert table.objects.count() == 0, table

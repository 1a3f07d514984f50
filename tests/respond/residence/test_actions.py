"""Residence as it is done: reflection given, declined, ended; permits; alerts; returns with the blocking step. A14, A16, A17."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dayaq.base.access.context import acting
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile.actions import NewCase, assert_status, change_core, open_case
from dayaq.respond.casefile.models import Case, Task, TimelineEvent
from dayaq.respond.casefile.queries import code_for, pack_of
from dayaq.respond.detection.actions import NewBestInterest, decide_best_interest
from dayaq.respond.identification.actions import Told, agree_to_hint, ask_removal, notify_person
from dayaq.respond.identification.queries import against_removal
from dayaq.respond.referral.models import Breach
from dayaq.respond.residence import actions, queries, rules
from dayaq.respond.residence.actions import returning
from dayaq.respond.residence.actions.returning import Risk, Travel
from dayaq.respond.residence.models import Permit, Reflection, RemovalAlert, Return, ReturnNote, TravelPlan
from tests.cast import person

pytestmark = pytest.mark.django_db
AT = datetime(2014, 5, 1, 6, tzinfo=UTC)
DAY = timedelta(days=1)
WOMAN = NewCase(
    under_18="no",
    under_18_reason="papers",
    sex=("female", "known"),
    age_band=("adult", "known"),
    nationality=("PH", "known"),
    languages=("tl", "en"),
)
BOY = replace(WOMAN, under_18="yes", under_18_reason="", sex=("male", "known"), age_band=("child", "known"))
SAFE = Risk(level="low", factors=("none_found",), excluded="yes", safe=True)
TRAVEL = Travel(papers="passport", transport="air", paid_by=("international",))
FREE = rules.Choice(free=True, informed=True, advised=True, language="tl")


def opened(new: NewCase = WOMAN, who: str = "officer", at: datetime = AT, status: str = "presumed") -> Case:
    by = person(who).actor
    with acting(by):
        case = open_case(new=new, by=by, at=at)
        if status:
            assert_status(case=case, status=status, by=by, at=at)
    return case


def does(who: str, action: Any, **words: Any) -> Any:
    by = person(who).actor
    with acting(by):
        return action(by=by, **words)


def refusals(refusal: Any) -> list[str]:
    return [reason.code for reason in refusal.value.decision.reasons]


def tasks(case: Case, kind: str) -> list[Task]:
    with acting(person("officer").actor):
        return list(Task.objects.filter(case=case, kind=kind, done_at__isnull=True).order_by("due_at"))


def given(case: Case, at: datetime = AT + DAY, who: str = "officer") -> Reflection:
    made: Reflection = does(who, actions.give_reflection, case=case, at=at)
    return made


# --- reflection ------------------------------------------------------------------------------------------------------


def test_a14_a_period_of_2014_ends_with_the_31_of_may_and_nobody_is_removed_meanwhile() -> None:
    case = opened()
    period = given(case, AT)
    with acting(person("officer").actor):
        pack = pack_of(case)
        assert pack.calendar.local_date(period.ends_at - timedelta(seconds=1)) == date(2014, 5, 31)
        assert (period.body, period.status) == ("ctmd", "presumed")
        held = against_removal(case, pack, AT + 10 * DAY)
        assert "reflection" in {reason.params["state"] for reason in held.reasons}
        after = against_removal(case, pack, AT + 60 * DAY)
        assert "reflection" not in {reason.params["state"] for reason in after.reasons}
        hold = ask_removal(case=case, body="sms", by=person("officer").actor, at=AT + DAY)
        assert hold.blocked
    assert [task.due_at for task in tasks(case, "residence.reflection_ends")] == [period.ends_at]


def test_a14_in_2012_it_is_refused_with_the_basis() -> None:
    case = opened(at=datetime(2012, 4, 1, 6, tzinfo=UTC))
    with pytest.raises(Refused) as refusal:
        given(case, datetime(2012, 5, 1, 6, tzinfo=UTC))
    assert refusals(refusal) == ["no_reflection"]


def test_rfl_03_another_body_gives_no_period_but_may_record_that_one_was_given() -> None:
    case = opened(who="ngo")
    with pytest.raises(Refused) as refusal:
        given(case, who="ngo")
    assert refusals(refusal) == ["not_granting"]
    period = does("ngo", actions.give_reflection, case=case, at=AT + DAY, body="sms")
    assert period.body == "sms"


def test_rfl_06_co_operation_changes_nothing() -> None:
    ends = []
    for word in ("no", "yes"):
        case = opened()
        with acting(person("officer").actor):
            change_core(case=case, version=case.version, changes={"cooperates": word}, by=person("officer").actor, at=AT)
        ends.append(given(case).ends_at)
    assert ends[0] == ends[1]


def test_rfl_06_a_period_ends_early_on_the_own_wish_only_or_by_a_lawful_body() -> None:
    case = opened()
    period = given(case)
    with pytest.raises(Refused) as refusal:
        does("officer", actions.end_reflection, period=period, reason="not_cooperating", version=1, at=AT + 2 * DAY)
    assert refusals(refusal) == ["no_lawful_ending"]
    ended = does("officer", actions.end_reflection, period=period, reason="own_wish", version=1, at=AT + 2 * DAY)
    assert (ended.ended_reason, ended.version) == ("own_wish", 2)
    assert tasks(case, "residence.reflection_ends") == []
    with acting(person("officer").actor):
        found = against_removal(case, pack_of(case), AT + 3 * DAY)
        assert "reflection" not in {reason.params["state"] for reason in found.reasons}


def test_a_period_that_somebody_ended_meanwhile_is_stale() -> None:
    period = given(opened())
    does("officer", actions.end_reflection, period=period, reason="own_wish", version=1, at=AT + 2 * DAY)
    with pytest.raises(Stale):
        does("officer", actions.end_reflection, period=period, reason="own_wish", version=1, at=AT + 2 * DAY)


def test_the_country_names_no_extension_and_says_so() -> None:
    period = given(opened())
    with pytest.raises(Refused) as refusal:
        does("officer", actions.extend_reflection, period=period, reason="recovery", version=1, at=AT + 2 * DAY)
    assert refusals(refusal) == ["no_extension"]


def test_a_period_runs_once_at_a_time_also_in_the_database() -> None:
    case = opened()
    period = given(case)
    with pytest.raises(Refused) as refusal:
        given(case, AT + 2 * DAY)
    assert refusals(refusal) == ["runs_already"]
    officer = person("officer").actor
    with acting(officer), pytest.raises(IntegrityError), transaction.atomic():
        Reflection.objects.create(
            case=case, outcome="given", at=AT, organisation=officer.organisation_id, by=officer.user_id, ends_at=period.ends_at
        )
    assert given(case, AT + 90 * DAY).ended_at is None
    with acting(officer):
        assert Reflection.objects.get(id=period.id).ended_reason == "completed"


def test_a_person_who_does_not_want_it_is_recorded_and_can_have_it_later() -> None:
    case = opened()
    declined = does("officer", actions.decline_reflection, case=case, at=AT + DAY)
    assert (declined.outcome, declined.ends_at) == ("declined", None)
    assert given(case, AT + 2 * DAY).outcome == "given"


def test_rfl_04_what_was_told_stays_told_and_the_own_reminder_takes_its_place() -> None:
    case = opened()
    does("officer", notify_person, case=case, told=Told(language="tl", method="interpreter", about="reflection"), at=AT + DAY)
    assert len(tasks(case, "identification.reflection")) == 1
    given(case, AT + 2 * DAY)
    assert (tasks(case, "identification.reflection"), len(tasks(case, "residence.reflection_ends"))) == ([], 1)


# --- permits ---------------------------------------------------------------------------------------------------------


def shared_with_migration(who: str = "migration") -> Case:
    return opened(who=who, status="suspected", at=datetime(2017, 5, 1, 6, tzinfo=UTC))


APPLIED = datetime(2017, 5, 20, 6, tzinfo=UTC)


def applied(case: Case, grounds: tuple[str, ...] = ("personal",), **words: Any) -> Permit:
    made: Permit = does("migration", actions.apply_permit, case=case, kind="temporary", grounds=grounds, **{"at": APPLIED, **words})
    return made


def granted(permit: Permit, starts_on: date = date(2017, 6, 1), **words: Any) -> Permit:
    facts: dict[str, Any] = {"permit": permit, "starts_on": starts_on, "version": permit.version, "at": APPLIED + 5 * DAY, **words}
    made: Permit = does("migration", actions.grant_permit, **facts)
    return made


def test_a17_a_permit_of_june_2017_ends_with_may_2018_and_warns_before() -> None:
    case = shared_with_migration()
    permit = granted(applied(case))
    assert (permit.last_day, permit.body, permit.outcome) == (date(2018, 5, 31), "sms", "granted")
    with acting(person("migration").actor):
        due = [task.due_at for task in Task.objects.filter(case=case, kind="residence.permit_expires").order_by("due_at")]
        assert [(permit.ends_at - one).days for one in due] == [60, 30, 7]
        assert "PH" not in str(list(TimelineEvent.objects.filter(case=case).values_list("facts", flat=True)))


def test_a17_a_renewal_closes_what_it_renews_and_the_warnings_begin_anew() -> None:
    case = shared_with_migration()
    first = granted(applied(case))
    later = datetime(2018, 5, 2, 6, tzinfo=UTC)
    second = granted(applied(case, at=later, renews=first), date(2018, 6, 1), at=later + DAY)
    with acting(person("migration").actor):
        first.refresh_from_db()
        assert (first.ended_reason, second.renews_id, first.renews_id) == ("renewed", first.id, None)
        assert Task.objects.filter(case=case, kind="residence.permit_expires", done_at__isnull=True).count() == 3


def test_res_02_help_to_proceedings_lasts_until_the_final_judgment_and_only_that() -> None:
    case = shared_with_migration()
    with pytest.raises(Refused) as refusal:
        applied(case, ("cooperation",))
    assert refusals(refusal) == ["no_proceedings"]
    permit = granted(applied(case, ("cooperation",), proceedings=True), until_judgment=True)
    assert (permit.ends_at, permit.until_judgment) == (None, True)
    ended = does("migration", actions.end_permit, permit=permit, reason="judgment", at=APPLIED + 400 * DAY)
    assert ended.ended_reason == "judgment"


def test_res_03_a_permit_on_the_personal_situation_does_not_last_until_judgment() -> None:
    with pytest.raises(Refused) as refusal:
        granted(applied(shared_with_migration()), until_judgment=True)
    assert refusals(refusal) == ["not_until_judgment"]


def test_a_refusal_has_its_reason_and_its_remedy() -> None:
    case = shared_with_migration()
    permit = applied(case)
    with pytest.raises(Refused) as refusal:
        does("migration", actions.refuse_permit, permit=permit, reason="because", version=1, at=APPLIED + DAY)
    assert refusals(refusal) == ["not_on_list"]
    does("migration", actions.refuse_permit, permit=permit, reason="no_ground", version=1, at=APPLIED + DAY)
    with acting(person("migration").actor):
        words = queries.permit_words(Permit.objects.get(id=permit.id), pack_of(case))
    assert (words["row"].outcome, "court" in words["remedy"]) == ("refused", True)


def test_another_body_does_not_decide_but_records_the_paper_of_the_one_that_did() -> None:
    case = opened(who="ngo", at=datetime(2017, 5, 1, 6, tzinfo=UTC))
    permit = does("ngo", actions.apply_permit, case=case, kind="temporary", grounds=("personal",), at=APPLIED)
    words: dict[str, Any] = {"permit": permit, "starts_on": date(2017, 6, 1), "version": 1, "at": APPLIED + DAY}
    with pytest.raises(Refused) as refusal:
        does("ngo", actions.grant_permit, **words)
    assert refusals(refusal) == ["not_competent"]
    assert does("ngo", actions.grant_permit, body="sms", **words).body == "sms"
    with pytest.raises(Stale):
        does("ngo", actions.grant_permit, body="sms", **words)


# --- what goes on ----------------------------------------------------------------------------------------------------


def test_leg_07_an_open_claim_raises_an_alert_for_somebody_who_was_not_recognised() -> None:
    case = opened(who="ngo", status="")
    does("ngo", actions.raise_alert, case=case, kind="wages", at=AT)
    again = does("ngo", actions.raise_alert, case=case, kind="wages", at=AT + DAY)
    ngo = person("ngo").actor
    with acting(ngo):
        assert [(one.kind, one.stored) for one in queries.removal_alerts(case)] == [("wages", again.id)]
        assert RemovalAlert.objects.filter(case=case).count() == 1
        code = code_for(case, ngo.organisation_id)
    with acting(person("migration").actor):
        answer = queries.hold_answer(code, pack_of(case), AT + 2 * DAY)
        assert (answer.hold, bool(answer.office)) == (True, True)
    does("ngo", actions.end_alert, alert=again, at=AT + 3 * DAY)
    with acting(ngo):
        assert queries.removal_alerts(case) == []


def test_claims_other_areas_tell_of_stand_beside_those_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    case = opened(who="ngo", status="")
    monkeypatch.setattr(queries, "claim_sources", [])
    queries.register_claims(lambda one: [rules.OpenClaim("damages", AT)] if one.id == case.id else [])
    with acting(person("ngo").actor):
        assert [(one.kind, one.since, one.stored) for one in queries.removal_alerts(case)] == [("damages", AT, None)]


def test_the_check_says_nothing_of_a_person_only_an_organisation_knows_without_her_word() -> None:
    case = opened(who="ngo", status="")
    ngo, migration = person("ngo").actor, person("migration").actor
    does("ngo", actions.raise_alert, case=case, kind="wages", at=AT)
    with acting(ngo):
        from dayaq.respond.casefile.actions import record_word

        record_word(case=case, word="refused", by=ngo, at=AT)
        code = code_for(case, ngo.organisation_id)
    with acting(migration):
        assert queries.hold_answer(code, pack_of(case), AT + DAY) == queries.hold_answer("AZ-NONE-NONE", pack_of(case), AT + DAY)
    does("ngo", agree_to_hint, case=case, at=AT)
    with acting(migration):
        assert queries.hold_answer(code, pack_of(case), AT + DAY).hold


def test_who_acts_for_the_person_and_how_money_reaches_her_stay_after_departure() -> None:
    case = opened(who="ngo")
    does("ngo", actions.keep_going, case=case, kind="power_of_attorney", holder="Lawyer Invented", at=AT)
    row = does("ngo", actions.keep_going, case=case, kind="payment_route", route="transfer", at=AT)
    with pytest.raises(Refused) as refusal:
        does("ngo", actions.keep_going, case=case, kind="power_of_attorney", at=AT)
    assert refusals(refusal) == ["holder_or_route"]
    with acting(person("ngo").actor):
        assert [one.kind for one in queries.continuing(case)] == ["power_of_attorney", "payment_route"]
        facts = str(list(TimelineEvent.objects.filter(case=case).values_list("facts", flat=True)))
        assert "Invented" not in facts
    does("ngo", actions.stop_going, row=row, at=AT + DAY)
    with acting(person("ngo").actor):
        assert [one.kind for one in queries.continuing(case)] == ["power_of_attorney"]
    with acting(person("outsider").actor):
        assert queries.continuing(case) == []


# --- returns ---------------------------------------------------------------------------------------------------------


def begun(case: Case, who: str = "ngo", **words: Any) -> Return:
    made: Return = does(who, actions.begin_return, **{"case": case, "kind": "home", "country": "PH", "at": AT + DAY, **words})
    return made


def prepared(case: Case, who: str = "ngo") -> Return:
    journey = begun(case, who)
    does(who, actions.hear_choice, journey=journey, choice=FREE, version=journey.version, at=AT + 2 * DAY)
    words = {"name": "Partner Invented", "contact": "desk@partner.example.invalid", "consent": True}
    does(who, actions.prepare_partner, journey=journey, outcome="prepared", version=journey.version, at=AT + 3 * DAY, **words)
    return journey


def planned(journey: Return, who: str = "ngo", travel: Travel = TRAVEL) -> Return:
    words: dict[str, Any] = {"travels_at": AT + 20 * DAY, "travel": travel, "version": journey.version, "at": AT + 5 * DAY}
    made: Return = does(who, actions.plan_return, journey=journey, **words)
    return made


def test_ret_03_a_return_without_assessment_is_refused_with_its_reason_and_goes_with_one() -> None:
    case = opened(who="ngo")
    journey = prepared(case)
    with pytest.raises(Refused) as refusal:
        planned(journey)
    assert refusals(refusal) == ["no_risk_assessment"]
    does("ngo", actions.assess_return, journey=journey, risk=SAFE, at=AT + 4 * DAY)
    planned(journey)
    does("ngo", actions.depart, journey=journey, version=journey.version, at=AT + 20 * DAY)
    does("ngo", actions.arrive, journey=journey, met_by="partner", version=journey.version, at=AT + 21 * DAY)
    with acting(person("ngo").actor):
        waiting = Task.objects.filter(case=case, kind="residence.return_follow_up", done_at__isnull=True)
        assert waiting.count() == 4
    does("ngo", actions.follow_up, journey=journey, outcome="safe", through="partner", at=AT + 50 * DAY)
    with acting(person("ngo").actor):
        assert waiting.count() == 3
        assert [row["outcome"] for row in queries.return_words(queries.returns(case)[0], pack_of(case))["follow_ups"]] == ["Safe"]


def test_ret_01_nobody_is_talked_into_a_return() -> None:
    journey = begun(opened(who="ngo"))
    with pytest.raises(Refused) as refusal:
        does("ngo", actions.hear_choice, journey=journey, choice=replace(FREE, free=False), version=1, at=AT + 2 * DAY)
    assert refusals(refusal) == ["no_free_choice"]
    does("ngo", actions.assess_return, journey=journey, risk=SAFE, at=AT + 2 * DAY)
    with pytest.raises(Refused) as refusal:
        planned(journey)
    assert refusals(refusal) == ["no_choice", "no_partner"]


def test_an_assessment_that_contradicts_itself_is_refused_and_words_stay_apart() -> None:
    case = opened(who="ngo")
    journey = begun(case)
    with pytest.raises(Refused) as refusal:
        does("ngo", actions.assess_return, journey=journey, risk=replace(SAFE, excluded="no"), at=AT + 2 * DAY)
    assert refusals(refusal) == ["safe_against_findings"]
    does("ngo", actions.assess_return, journey=journey, risk=replace(SAFE, text="an uncle of the recruiter lives there"), at=AT + 2 * DAY)
    with acting(person("ngo").actor):
        assert ReturnNote.objects.get(case=case).text == "an uncle of the recruiter lives there"
        assert "uncle" not in str(list(TimelineEvent.objects.filter(case=case).values_list("facts", flat=True)))


def test_a16_a_child_of_unknown_years_is_heard_and_its_best_interests_are_decided() -> None:
    case = opened(BOY, who="ngo")
    journey = prepared(case)
    does("ngo", actions.assess_return, journey=journey, risk=SAFE, at=AT + 4 * DAY)
    with pytest.raises(Refused) as refusal:
        planned(journey)
    assert refusals(refusal) == ["best_interests_open", "view_required"]
    does("ngo", actions.assess_return, journey=journey, risk=replace(SAFE, best_interests="yes"), at=AT + 4 * DAY)
    does("ngo", actions.hear_child, journey=journey, view="wants", heard_by="psychologist", at=AT + 4 * DAY)
    assert planned(journey).planned_at == AT + 20 * DAY


@pytest.mark.parametrize(
    ("outcome", "found"), [("in_interest", []), ("not_in_interest", ["against_best_interests"]), ("later", ["best_interests_open"])]
)
def test_a16_the_decision_on_the_best_interest_counts_before_what_an_assessment_says(outcome: str, found: list[str]) -> None:
    case = opened(BOY, who="ngo")
    journey = prepared(case)
    does("ngo", actions.assess_return, journey=journey, risk=replace(SAFE, best_interests="yes"), at=AT + 4 * DAY)
    does("ngo", actions.hear_child, journey=journey, view="wants", heard_by="psychologist", at=AT + 4 * DAY)
    new = NewBestInterest(
        about="return", heard="heard", factors=("family",), outcome=outcome, review_on=date(2014, 9, 1), reasons="weighed"
    )
    does("ngo", decide_best_interest, case=case, new=new, at=AT + 4 * DAY)
    with acting(person("ngo").actor):
        answer = returning.answer(queries.returns(case)[0], AT + 20 * DAY)
    assert [reason.code for reason in answer.reasons if reason.code != "age_disputed"] == found


def test_nobody_travels_without_papers_or_a_payer_of_the_list() -> None:
    journey = prepared(opened(who="ngo"))
    does("ngo", actions.assess_return, journey=journey, risk=SAFE, at=AT + 4 * DAY)
    for travel, code in ((replace(TRAVEL, papers="asked"), "no_papers"), (replace(TRAVEL, paid_by=("person",)), "not_on_list")):
        with pytest.raises(Refused) as refusal:
            planned(journey, travel=travel)
        assert refusals(refusal) == [code]


def test_ret_04_a_scheme_that_is_closed_takes_nobody_and_a_single_return_goes_on() -> None:
    case = opened(who="ngo")
    with pytest.raises(Refused) as refusal:
        begun(case, scheme=True)
    assert refusals(refusal) == ["scheme_closed"]
    assert begun(case).scheme is False


def test_ret_02_a_consul_brings_a_national_home_and_the_way_stays_with_places() -> None:
    case = opened(replace(WOMAN, nationality=("AZ", "known"), languages=("az",)), who="consul", status="suspected")
    journey = begun(case, "consul", kind="from_abroad", country="AZ")
    does("consul", actions.plan_travel, journey=journey, text="Flight on Monday, met at the gate", at=AT + 2 * DAY)
    with acting(person("consul").actor):
        assert "Flight" not in str(list(TimelineEvent.objects.filter(case=case).values_list("facts", flat=True)))
        assert TravelPlan.objects.filter(case=case).count() == 0  # a consul sees places with the person's consent only
    with pytest.raises(Refused):
        does("ngo", actions.plan_travel, journey=journey, text="Flight", at=AT + 2 * DAY)
    own = opened(who="warden")
    does("warden", actions.plan_travel, journey=begun(own, "warden"), text="Night train", at=AT + 2 * DAY)
    with acting(person("warden").actor):
        assert TravelPlan.objects.get(case=own).text == "Night train"


def test_a_removal_that_happened_is_recorded_as_a_breach() -> None:
    case = opened(who="ngo")
    does("ngo", actions.record_removal, case=case, country="PH", reason="not_recognised", at=AT + DAY, body="sms")
    with acting(person("ngo").actor):
        assert list(Breach.objects.filter(case=case).values_list("kind", "by_body")) == [("removed", "sms")]
        assert Return.objects.get(case=case).forced


def test_the_outsider_sees_nothing_of_it() -> None:
    case = opened(who="ngo")
    prepared(case)
    does("ngo", actions.raise_alert, case=case, kind="wages", at=AT)
    with acting(person("outsider").actor):
        assert [model.objects.filter(case=case).count() for model in (Reflection, Permit, RemovalAlert, Return)] == [0, 0, 0, 0]
        assert queries.removal_alerts(case) == []

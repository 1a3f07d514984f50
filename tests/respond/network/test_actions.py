"""The network in the words of the scenarios: who fits and why, consent, links that open nothing they should not, answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.models import Case, StoryNote, Task, TimelineEvent
from dayaq.respond.network import actions, queries
from dayaq.respond.network.actions import Parcel, Report
from dayaq.respond.network.actions.links import door
from dayaq.respond.network.models import AnswerNote, Encounter, Link, LinkText, Onward, Package, Said, Service
from dayaq.respond.referral.models import Message, Referral
from tests import cast
from tests.respond.referral.world import ADULT, CHILD, SUSPECTED, accepted, case_by, duty_unit, sent_by, unit_of
from tests.respond.screening.world import client_of, code_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.decision.reasons]


def service_of(name: str, **fields: Any) -> Service:
    by = cast.person(name).actor
    with acting(by):
        return actions.keep_service(fields={"kind": "legal", "region": "baku", **fields}, by=by, at=timezone.now())


def parcel(**changes: Any) -> Parcel:
    start = {"recipient": "Harbour clinic", "fields": ["sex", "needs"], "services": ["medical"], "consent_at": timezone.now() - DAY}
    return Parcel(**{**start, "link_channel": "email", "code_channel": "telephone", **changes})


def linked(name: str = "ngo", **changes: Any) -> tuple[Any, actions.Secrets]:
    by, case = cast.person(name).actor, case_by(name)
    with acting(by):
        return case, actions.make_link(case=case, parcel=parcel(**changes), by=by, at=timezone.now())


# the directory


def test_only_the_own_body_keeps_its_entry_also_beneath_the_page() -> None:
    row = service_of("ngo", capacity=8, free=3, free_on=date(2016, 1, 1))
    other = cast.person("outsider").actor
    with acting(other):
        with pytest.raises(Refused):
            actions.say_free(service=row, free=1, on=date(2016, 1, 2), version=row.version, by=other, at=timezone.now())
        with pytest.raises(DatabaseError), transaction.atomic():
            Service.objects.filter(id=row.id).update(free=0)
    with acting(cast.person("inspector").actor), pytest.raises(DatabaseError), transaction.atomic():
        Service.objects.filter(id=row.id).update(free=0)
    own = cast.person("ngo").actor
    with acting(own):
        actions.say_free(service=row, free=8, on=date(2016, 1, 2), version=1, by=own, at=timezone.now())
        with pytest.raises(Stale):
            actions.say_free(service=row, free=2, on=date(2016, 1, 2), version=1, by=own, at=timezone.now())
        with pytest.raises(Refused) as refused:
            actions.say_free(service=row, free=9, on=date(2016, 1, 2), version=2, by=own, at=timezone.now())
    assert codes(refused) == ["too_many"]


def test_ref_09_a_woman_exploited_sexually_is_led_to_the_lawyers_the_routing_names_with_its_basis() -> None:
    mine, theirs = service_of("ngo", sexes=["female"]), service_of("outsider", sexes=["male"])
    woman = casefile.NewCase(under_18="no", under_18_reason="papers", sex=("female", "known"), exploitation=("sexual", "known"))
    case = case_by("inspector", woman)
    with acting(cast.person("inspector").actor):
        found = queries.suggestions(queries.need_of(case, service="legal"), timezone.now())
    assert [row.id for row, _ in found] == [mine.id]
    assert [(reason.code, reason.basis) for reason in found[0][1].reasons] == [("routed", "practice")]
    assert theirs.body == "amc"


# leading on


def test_a_person_is_led_on_with_consent_and_the_service_sees_the_envelope_only() -> None:
    by, case = cast.person("ngo").actor, case_by("ngo")
    helper = cast.person("helper")
    with acting(by):
        with pytest.raises(Refused) as refused:
            actions.refer_onward(case=case, to_unit=helper.unit, services=["social"], by=by, at=timezone.now(), agreed_by="")
        row = actions.refer_onward(case=case, to_unit=helper.unit, services=["social"], by=by, at=timezone.now())
    assert codes(refused) == ["needs_consent"]
    with acting(helper.actor):
        assert groups_of(case.id) == Group.G1
        assert [one.id for one in queries.inbox(helper.actor)] == [row.id]
        assert Task.objects.get(kind=queries.ASKED).unit == helper.unit.id
        mine = queries.onward(row.id)
        actions.decide_onward(onward=mine, accept=True, by=helper.actor, at=timezone.now())
        actions.answer_onward(onward=mine, outcome="started", by=helper.actor, at=timezone.now())
    with acting(by):
        seen = Onward.objects.get(id=row.id)
        assert (seen.status, seen.outcome) == ("answered", "started")
        assert list(TimelineEvent.objects.filter(kind__startswith="network.").order_by("at").values_list("kind", flat=True)) == [
            "network.led",
            "network.accepted",
            "network.answered",
        ]


def test_a_service_that_says_no_gives_the_access_back() -> None:
    by, case, helper = cast.person("ngo").actor, case_by("ngo"), cast.person("helper")
    with acting(by):
        row = actions.refer_onward(case=case, to_unit=helper.unit, services=["social"], by=by, at=timezone.now())
    with acting(helper.actor):
        mine = queries.onward(row.id)
        with pytest.raises(Refused) as refused:
            actions.decide_onward(onward=mine, accept=False, by=helper.actor, at=timezone.now())
        assert codes(refused) == ["reason_needed"]
        actions.decide_onward(onward=mine, accept=False, reason="no_place", by=helper.actor, at=timezone.now())
        assert queries.onward(row.id) is None
        assert not Case.objects.filter(id=case.id).exists()
    with acting(by):
        assert Onward.objects.get(id=row.id).decline_reason == "no_place"


def test_taking_it_back_ends_the_access_and_nobody_answers_for_the_other_side() -> None:
    by, case, helper = cast.person("ngo").actor, case_by("ngo"), cast.person("helper")
    with acting(by):
        row = actions.refer_onward(case=case, to_unit=helper.unit, services=["social"], by=by, at=timezone.now())
        with pytest.raises(Refused):
            actions.decide_onward(onward=row, accept=True, by=by, at=timezone.now())
        with pytest.raises(DatabaseError), transaction.atomic():
            Onward.objects.filter(id=row.id).update(status="accepted")
        actions.withdraw_onward(onward=row, by=by, at=timezone.now())
    with acting(helper.actor):
        assert queries.onward(row.id) is None


def test_ref_08_after_a_shelter_the_person_goes_to_the_assistance_centre_without_a_decision() -> None:
    by, case = cast.person("warden").actor, case_by("warden")
    with acting(by):
        to = {"case": case, "services": ["social"], "by": by, "at": timezone.now(), "reason": "shelter_exit"}
        with pytest.raises(Refused) as refused:
            actions.refer_onward(to_unit=unit_of("amc"), **to)
        row = actions.refer_onward(to_unit=unit_of("vac_baku"), **to)
    assert codes(refused) == ["wrong_centre"]
    assert (row.reason, row.to_body) == ("shelter_exit", "vac_baku")


def test_who_received_a_person_under_the_law_leads_her_on_to_shelter_and_help_by_the_page() -> None:
    """The unit and its officer on duty send no referrals of the law to themselves, but the way to a bed begins with them."""
    case = accepted(sent_by("inspector")).case
    client = client_of(cast.person("duty"))
    code = code_of(case, cast.person("duty"))
    assert client.get(f"/cases/{code}/network/lead/").status_code == 200
    for name in ("duty", "officer"):
        by = cast.person(name).actor
        with acting(by):
            actions.refer_onward(case=case, to_unit=unit_of("mia_shelter"), services=["housing"], by=by, at=timezone.now())
    with acting(cast.person("warden").actor):
        assert Onward.objects.filter(case=case).count() == 2
    investigator = cast.person("investigator").actor
    with acting(investigator), pytest.raises(Refused) as refused:
        actions.refer_onward(case=case, to_unit=unit_of("mia_shelter"), services=["housing"], by=investigator, at=timezone.now())
    assert codes(refused) == ["may_not_refer"]


def test_a_file_closed_to_the_state_is_led_to_no_body_of_the_state() -> None:
    by, case = cast.person("ngo").actor, case_by("ngo", ADULT)
    with acting(by):
        casefile.record_word(case=case, word="refused", by=by, at=timezone.now())
        case.refresh_from_db()
        with pytest.raises(Refused) as refused:
            actions.refer_onward(case=case, to_unit=unit_of("vac_baku"), services=["social"], by=by, at=timezone.now())
        assert codes(refused) == ["closed_to_state"]
        assert actions.refer_onward(case=case, to_unit=unit_of("amc"), services=["legal"], by=by, at=timezone.now()).status == "sent"
        with pytest.raises(Refused):
            actions.make_link(case=case, parcel=parcel(to_state=True), by=by, at=timezone.now())


# links


def test_a_link_shows_the_chosen_fields_to_whoever_has_both_parts_and_nothing_else() -> None:
    case, made = linked(fields=["sex", "needs", "message"], message="She needs a dentist.")
    assert door(made.token)["recipient"] == "Harbour clinic"
    told = actions.open_link(token=made.token, code=made.code)
    assert told["state"] == "open"
    assert told["fields"] == {"sex": ["female", "known"], "needs": [["medical"], "known"], "message": ["She needs a dentist.", "known"]}
    with acting(cast.person("ngo").actor):
        row = Link.objects.get(id=made.link.id)
        assert (row.status, row.views_left) == ("seen", 2)
        assert made.token not in (row.token_hash, row.code_hash)
        assert TimelineEvent.objects.filter(case=case, kind="network.link_seen").count() == 1


def test_a_link_opens_as_often_as_the_country_lets_it_and_wrong_codes_lock_it() -> None:
    _case, made = linked()
    states = [actions.open_link(token=made.token, code=made.code)["state"] for _ in range(4)]
    assert states == ["open", "open", "open", "used"]
    _case, other = linked()
    wrong = f"{(int(other.code) + 1) % 10**8:08}"
    assert [actions.open_link(token=other.token, code=wrong)["state"] for _ in range(6)] == ["wrong"] * 4 + ["gone"] * 2
    assert actions.open_link(token=other.token, code=other.code) == {"state": "gone"}
    with acting(cast.person("ngo").actor):
        assert Link.objects.get(id=other.link.id).status == "locked"


def test_withdrawn_consent_kills_a_link_at_once_and_for_good() -> None:
    case, made = linked()
    by = cast.person("ngo").actor
    with acting(by):
        actions.withdraw_link(link=Link.objects.get(id=made.link.id), by=by, at=timezone.now())
        with pytest.raises(DatabaseError), transaction.atomic():
            Link.objects.filter(id=made.link.id).update(status="seen")
    assert door(made.token) is None
    assert actions.open_link(token=made.token, code=made.code) == {"state": "gone"}
    _case, other = linked()
    with acting(by):
        casefile.record_word(case=other.link.case, word="withdrawn", by=by, at=timezone.now())
    assert actions.open_link(token=other.token, code=other.code) == {"state": "gone"}
    assert case is not None


def test_a_link_runs_out() -> None:
    by, case = cast.person("ngo").actor, case_by("ngo")
    with acting(by):
        long_ago = timezone.now() - 4 * DAY
        made = actions.make_link(case=case, parcel=parcel(consent_at=long_ago - DAY), by=by, at=long_ago)
    assert door(made.token) is None
    assert actions.answer_link(token=made.token, code=made.code, answer="accepted") == "gone"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code_channel": "email"}, "one_channel"),
        ({"consent_at": None}, "needs_consent"),
        ({"recipient": " "}, "no_recipient"),
        ({"fields": []}, "no_fields"),
        ({"fields": ["given_name"]}, "identity_needs_consent"),
        ({"fields": ["shelter_address"]}, "more_than_needed"),
        ({"fields": ["message"]}, "message"),
    ],
)
def test_a_link_is_refused_without_consent_recipient_or_second_way(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        linked(**changes)
    assert code in codes(refused)


def test_the_name_goes_only_with_its_own_consent_and_only_by_whom_may_read_it() -> None:
    by, case = cast.person("ngo").actor, case_by("ngo")
    with acting(by):
        casefile.record_identity(case=case, given_name="Zq", family_name="Invented", by=by, at=timezone.now())
        told = parcel(fields=["given_name", "sex"], identity_consent=True)
        made = actions.make_link(case=case, parcel=told, by=by, at=timezone.now())
        other = actions.make_link(case=case, parcel=parcel(), by=by, at=timezone.now())
    assert actions.open_link(token=made.token, code=made.code)["fields"] == {"given_name": ["Zq", "known"], "sex": ["female", "known"]}
    assert "Zq" not in str(actions.open_link(token=other.token, code=other.code))
    with acting(by), pytest.raises(DatabaseError), transaction.atomic():
        Link.objects.filter(id=other.link.id).update(fields=["given_name"])


def test_the_recipient_answers_and_the_sender_reads_it() -> None:
    case, made = linked()
    assert actions.answer_link(token=made.token, code=made.code, answer="accepted") == "gone"  # not opened yet
    actions.open_link(token=made.token, code=made.code)
    assert actions.answer_link(token=made.token, code=made.code, answer="declined") == "incomplete"
    said = actions.answer_link(token=made.token, code=made.code, answer="accepted", outcome="started", words="Monday at ten.")
    assert said == "accepted"
    with acting(cast.person("ngo").actor):
        row = Link.objects.get(id=made.link.id)
        assert (row.status, row.outcome) == ("accepted", "started")
        assert [text.text for text in LinkText.objects.filter(link=row, way="back")] == ["Monday at ten."]
    with acting(cast.person("outsider").actor):
        assert not Link.objects.filter(case=case).exists()


def test_nobody_but_the_courier_opens_links() -> None:
    _case, made = linked()
    with acting(cast.person("ngo").actor), connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("SELECT guard.link_open(%s, %s)", [made.link.token_hash, made.link.code_hash])


# partners abroad


def test_a_package_goes_abroad_only_with_consent_and_a_word_on_the_risk() -> None:
    by, case = cast.person("ngo").actor, case_by("ngo")
    with acting(by):
        told = {"case": case, "country": "UA", "partner_kind": "ngo", "by": by, "at": timezone.now()}
        with pytest.raises(Refused) as refused:
            actions.make_package(parcel=parcel(consent_at=None), **told)
        assert codes(refused) == ["needs_consent", "needs_risk_note"]
        package = actions.make_package(parcel=parcel(fields=["sex", "languages"]), risk="high", risk_note="Cousin lives near.", **told)
        assert queries.package_data(package)["fields"] == {"sex": ("female", "known"), "languages": ([], "not_asked")}
        actions.send_package(package=package, by=by, at=timezone.now())
        actions.answer_package(package=package, accepted=True, by=by, at=timezone.now())
        with pytest.raises(Refused):
            actions.send_package(package=package, by=by, at=timezone.now())
        assert Package.objects.get(id=package.id).status == "accepted"


# six fields, answers, times


def report(**changes: Any) -> Report:
    start = {
        "place": "border",
        "suspected_at": SUSPECTED,
        "sex": "female",
        "under_18": "cannot_be_excluded",
        "seen": "No passport of her own.",
    }
    return Report(**{**start, "leaflet": "border", "leaflet_language": "ru", "nonce": uuid4(), **changes})


def test_six_fields_refer_to_the_officer_on_duty_and_keep_the_leaflet_and_twice_sent_is_once_reported() -> None:
    by, told = cast.person("inspector").actor, report()
    with acting(by):
        first = actions.report_quickly(report=told, to_unit=duty_unit(), by=by, at=timezone.now())
        again = actions.report_quickly(report=told, to_unit=duty_unit(), by=by, at=timezone.now())
    assert first.id == again.id
    assert (first.leaflet, first.leaflet_language, first.place) == ("border", "ru", "border")
    with acting(cast.person("duty").actor):
        referral = Referral.objects.get(case=first.case_id)
        assert (referral.status, referral.suspected_at) == ("sent", SUSPECTED)
        assert Message.objects.get(referral=referral).text == "No passport of her own."
        assert Encounter.objects.count() == 1


def test_an_organisation_keeps_what_was_seen_in_its_own_file() -> None:
    by = cast.person("ngo").actor
    with acting(by):
        met = actions.report_quickly(report=report(), to_unit=duty_unit(), by=by, at=timezone.now())
        assert StoryNote.objects.get(case=met.case_id).text == "No passport of her own."
        assert not Message.objects.exists()


def test_ref_07_words_to_the_referrer_and_one_reminder_a_day() -> None:
    referral = accepted(sent_by("inspector"))
    finder, duty = cast.person("inspector").actor, cast.person("duty").actor
    with acting(finder):
        mine = Referral.objects.select_related("case").get(id=referral.id)
        assert [row.id for row in queries.owed_to_us(finder, timezone.now())] == [referral.id]
        actions.remind(referral=mine, by=finder, at=timezone.now())
        with pytest.raises(Refused) as refused:
            actions.remind(referral=mine, by=finder, at=timezone.now())
        assert codes(refused) == ["reminded"]
    with acting(duty):
        row = Referral.objects.select_related("case").get(id=referral.id)
        assert [one.id for one in queries.owed_by_us(duty, timezone.now())] == [referral.id]
        actions.say_to_referrer(referral=row, text="Thank you, she is safe.", by=duty, at=timezone.now())
    with acting(finder):
        assert [note.said for note in queries.with_words(AnswerNote.objects.filter(kind="answer"))] == ["Thank you, she is safe."]


def test_words_beside_codes_are_for_readers_of_the_story_and_the_two_bodies_alone() -> None:
    referral = accepted(sent_by("ngo", person_word="agreed"))
    finder, duty, core = cast.person("ngo").actor, cast.person("duty").actor, cast.person("helper").actor
    with acting(finder):
        case = Case.objects.get(id=referral.case_id)
        made = actions.make_link(case=case, parcel=parcel(), by=finder, at=timezone.now())
        assert [row.said for row in queries.links_of(case)] == ["Harbour clinic"]
        with connection.cursor() as cursor:  # a reader of the core alone
            words = [case.id, None, core.unit_id, 1, 0, "assistance", "consent", None, None, "test"]
            cursor.execute("SELECT guard.share(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", words)
    with acting(duty):
        row = Referral.objects.select_related("case").get(id=referral.id)
        actions.say_to_referrer(referral=row, text="Thank you, she is safe.", by=duty, at=timezone.now())
    with acting(core):
        assert [(one.id, one.said) for one in queries.links_of(case)] == [(made.link.id, "")]
        assert [one.said for one in queries.with_words(AnswerNote.objects.filter(kind="answer"))] == [""]
        assert not Said.objects.exists()
    with acting(finder):
        assert [one.said for one in queries.with_words(AnswerNote.objects.filter(kind="answer"))] == ["Thank you, she is safe."]


def test_a1_response_times_come_from_the_records_and_hide_what_is_closed_to_the_state() -> None:
    sent_by("inspector", ADULT)
    sent_by("inspector", CHILD, sent=SUSPECTED + timedelta(hours=30))
    case_by("ngo")
    year = (SUSPECTED.replace(month=1, day=1), SUSPECTED.replace(month=12, day=31))
    with acting(cast.person("coordinator").actor):
        rows = {(row.what, row.body): row for row in queries.response_times(*year)}
    sent = rows["sent", "slis"]
    assert (sent.n, sent.in_time, sent.late, sent.very_late, sent.unfinished) == (2, 1, 1, 0, 0)
    assert sent.median == timedelta(hours=15, minutes=30)
    assert rows["received", "ctmd"].unfinished == 2
    with acting(cast.person("outsider").actor):
        assert queries.response_times(*year) == []

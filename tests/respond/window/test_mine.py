"""What stands behind the door: what the person may read of the own file, nothing else, and what the person does there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from dayaq.base.access.context import acting
from dayaq.base.access.models import Grant
from dayaq.base.accounts.models import Organisation
from dayaq.base.accounts.queries import service
from dayaq.core.pack import load
from dayaq.respond.casefile.actions import add_story, record_contact, record_identity, record_word
from dayaq.respond.casefile.models import Case
from dayaq.respond.casefile.queries import visible
from dayaq.respond.identification.actions import notify_person
from dayaq.respond.rights import actions as rights
from dayaq.respond.rights import models as rights_models
from dayaq.respond.rights import queries as rights_queries
from dayaq.respond.shelter import actions as shelter
from dayaq.respond.shelter.models import Leave
from dayaq.respond.support import actions as support
from dayaq.respond.support import models as support_models
from dayaq.respond.window import actions, queries
from tests.cast import Person, person
from tests.respond.fund.world import approved, paid, recognised
from tests.respond.identification.test_actions import NO, TOLD, decided
from tests.respond.screening.world import client_of, code_of, referred
from tests.respond.shelter.world import admitted, beds_in, place_of
from tests.respond.support.test_actions import consented, opened
from tests.respond.window.world import PRIVATE, entered, given, keys_of, now, stranger, text_of

pytestmark = pytest.mark.django_db
AT = datetime(2016, 5, 2, 6, tzinfo=UTC)


@pytest.fixture
def ngo() -> Person:
    return person("ngo")


@pytest.fixture
def case(ngo: Person) -> Case:
    return opened(ngo)


def done(who: Person, verb: Any, **words: Any) -> Any:
    at = words.pop("at", AT)
    with acting(who.actor):
        return verb(by=who.actor, at=at, **words)


def body(code: str) -> UUID:
    found: UUID = Organisation.objects.get(code=code).id
    return found


def own(words: Any) -> tuple[Any, tuple[str, ...]]:
    """A client whose person made own words, and the words."""
    client = entered(words)
    page = text_of(client.post("/mine/new/"))
    six = page.split('class="six"')[1].split("</p>")[0]
    return client, tuple(part.split("</span>")[0] for part in six.split("<span>")[1:])


def test_a_negative_decision_with_its_reason_and_the_ways_that_are_open_in_the_persons_language() -> None:
    case = referred()
    made = decided(case, NO)
    with acting(person("officer").actor):
        notify_person(case=case, told=replace(TOLD, decision=made), by=person("officer").actor, at=AT + timedelta(days=3))
    page = text_of(entered(given(case).words).get("/mine/"))
    assert "not recognised" in page
    assert "The law names no second look by the same office." in page
    assert "These ways are open:" in page
    assert "Your help does not end with this decision." in page
    assert "no means found" not in page  # the free text is read in the file, with the worker
    russian = text_of(entered(given(case, language="ru").words).get("/mine/"))
    reason = load("az").label("codes.negative_reason.no_means", "ru")
    assert reason in russian


def test_the_plan_the_consents_and_what_was_explained_stand_there_and_no_place_name_or_note(case: Case, ngo: Person) -> None:
    done(ngo, record_identity, case=case, given_name="Qumru", family_name="Zzmamedova")
    done(ngo, add_story, case=case, text=PRIVATE, language="en")
    done(person("shelter"), record_contact, case=case, channel="phone", value="+994 50 123 45 67", safe_times="after six")
    plan = done(ngo, support.begin_plan, case=case, language="en")
    goal = done(ngo, support.add_goal, plan=plan, new=support.NewGoal(domain="housing", words="a quiet room of my own", language="en"))
    done(ngo, support.add_step, goal=goal, new=support.NewStep(kind="accompany", responsible="us"))
    done(ngo, support.agree_plan, plan=plan, version=1, signed_on=date(2016, 5, 2), review_on=date(2016, 7, 1))
    done(ngo, rights.tell, case=case, new=rights.Telling(rights=("help",), language="ru", method="spoken", own_words=True))
    consented(ngo, case, person("outsider"))
    page = text_of(entered(given(case).words).get("/mine/"))
    for said in ("a quiet room of my own", "Help that is open now", "Still to be explained", "Take it back"):
        assert said in page
    for secret in ("Qumru", "Zzmamedova", "aunt Leyla", "+994", "after six", "Ngo Invented", "Outsider Invented", code_of(case, ngo)):
        assert secret not in page


def test_one_file_and_no_other(ngo: Person) -> None:
    first, second = opened(ngo), opened(ngo)
    done(
        ngo,
        support.give_consent,
        case=second,
        new=support.NewConsent(service="legal", language="ru", method="spoken", outside="Bureau Zzother"),
    )
    with acting(ngo.actor):
        foreign = support_models.Consent.objects.get()
    client = entered(given(first).words)
    assert "Zzother" not in text_of(client.get("/mine/"))
    assert client.get(f"/mine/{foreign.id}/").status_code == 404
    assert client.post(f"/mine/{foreign.id}/").status_code == 404
    with acting(service("window")):
        assert queries.asked("window_withdraw", "0" * 64, foreign.id) is False
    with acting(ngo.actor):
        foreign.refresh_from_db()
    assert foreign.withdrawn_at is None


def test_ass_02_the_person_takes_a_consent_back_and_the_provider_is_out_at_once(case: Case, ngo: Person) -> None:
    outsider = person("outsider")
    consent = consented(ngo, case, outsider)
    with acting(outsider.actor):
        assert [one.id for one in visible()] == [case.id]
    client = entered(given(case).words)
    assert "Take this consent back?" in text_of(client.get(f"/mine/{consent.id}/"))
    assert client.post(f"/mine/{consent.id}/").status_code == 200
    with acting(outsider.actor):
        assert list(visible()) == []
        assert not Grant.objects.filter(file_id=case.id, revoked_at__isnull=True).exists()
    with acting(ngo.actor):
        assert case.timeline.filter(kind="support.consent_withdrawn").exists()
    assert client.get(f"/mine/{consent.id}/").status_code == 404


def test_she_06_the_person_asks_to_go_out_and_reads_the_answer() -> None:
    shelter_ = person("shelter")
    case = opened(shelter_)
    client = entered(given(case, who="shelter").words)
    asked = {"kind": "out", "from_day_day": "3", "from_day_month": "5", "from_day_year": "2030", "from_clock": "10:00"}
    assert "nobody to ask" in text_of(client.post("/mine/1/", asked))
    admitted(beds_in(place_of())[0], case, at=now() - timedelta(days=1))
    answer = client.post("/mine/1/", asked)
    assert answer.status_code == 200, text_of(answer)
    with acting(shelter_.actor):
        shelter.answer_leave(leave=Leave.objects.get(), answer="refused", reason="danger", by=shelter_.actor, at=now())
    page = text_of(client.get("/mine/"))
    assert "Going out, calls, visits" in page
    assert "house" not in page.split("<main")[1].lower()
    assert load("az").label("codes.shelter_leave_reason.danger", "en") in page


def test_a_complaint_is_not_read_by_the_body_and_not_listed_for_words_it_gave(case: Case, ngo: Person) -> None:
    client, words = own(given(case).words)
    said = {"about": str(body("clean_world")), "subject": "treatment", "words": "they shouted"}
    page = text_of(client.post("/mine/3/", said))
    number = page.split("shown once: ")[1].split("<")[0].strip()
    assert number not in text_of(client.get("/mine/"))
    assert "Treatment by staff" in text_of(client.post("/mine/number/", {"number": number.lower()}))
    assert client.post("/mine/number/", {"number": "2016-AAAAAA"}).status_code == 404
    with acting(ngo.actor):
        assert rights_models.Complaint.objects.count() == rights_models.Complainant.objects.count() == 0
        assert not case.timeline.filter(kind__contains="complain").exists()
    monitor = person("monitor")
    with acting(monitor.actor):
        row = rights_queries.complaint(number)
        assert row is not None
        rights.take_on(complaint=row, version=row.version, by=monitor.actor, at=now())
        rights.decide_complaint(
            complaint=row, outcome="upheld", text="You were right.", language="en", version=row.version, by=monitor.actor, at=now()
        )
    assert "You were right." in text_of(client.post("/mine/number/", {"number": number}))
    other = {"about": str(body("amc")), "subject": "money", "words": "they asked for money"}
    client.post("/mine/3/", other)
    assert "Money asked" in text_of(entered(words).get("/mine/"))


def test_nobody_reads_complaints_wholesale_in_the_windows_name(case: Case) -> None:
    client = entered(given(case).words)
    client.post("/mine/3/", {"about": str(body("amc")), "subject": "money", "words": "they asked for money"})
    with acting(service("window")):
        for table in (rights_models.Complaint, rights_models.Complainant, rights_models.ComplaintText, rights_models.ComplaintStep):
            assert not table.objects.exists()


def test_dat_04_a_request_about_data_becomes_a_task_of_the_body_that_keeps_the_file(case: Case, ngo: Person) -> None:
    client = entered(given(case).words)
    assert client.post("/mine/2/", {"kind": "access", "words": "everything"}).status_code == 200
    with acting(ngo.actor):
        assert case.tasks.get(kind="rights.data").unit == ngo.actor.unit_id
        assert rights_models.DataRequest.objects.get().asked_by == "person"
    assert "See what is held" in text_of(client.get("/mine/"))
    for _ in range(9):
        client.post("/mine/2/", {"kind": "access", "words": ""})
    assert client.post("/mine/2/", {"kind": "access", "words": ""}).status_code == 400


def test_feedback_stands_in_no_file(case: Case) -> None:
    client = entered(given(case).words)
    assert client.post("/mine/4/", {"about": str(body("amc")), "text": ""}).status_code == 400
    marks = {"q_respect": "5", "q_safety": "4"}
    assert client.post("/mine/4/", {"about": str(body("amc")), "text": "good", **marks}).status_code == 200
    with acting(person("monitor").actor):
        assert [(one.channel, one.answers) for one in support_models.Feedback.objects.all()] == [("window", {"respect": 5, "safety": 4})]


def test_own_words_end_the_card_and_show_who_looked(case: Case, ngo: Person) -> None:
    card = given(case)
    client_of(ngo).get(f"/cases/{code_of(case, ngo)}/")
    client, words = own(card.words)
    assert len(words) == 6
    assert entered(words).get("/mine/").status_code == 200
    assert stranger().post("/mine/", {"words": " ".join(card.words)}).status_code == 400
    page = text_of(client.get("/mine/"))
    assert "Who looked at my data" in page
    assert "Clean World" in page
    assert "Ngo Invented" not in page
    with acting(ngo.actor):
        assert case.timeline.filter(kind="window.changed").exists()


def test_the_person_ends_every_word(case: Case, ngo: Person) -> None:
    client = entered(given(case).words)
    assert client.post("/mine/new/", {"stop": "1"}).headers["Location"] == "/mine/"
    assert "Type your words" in text_of(client.get("/mine/"))
    assert all(key.revoked_at for key in keys_of(case, ngo))


def test_words_a_worker_gave_show_no_more_than_that_worker_sees() -> None:
    case = recognised()
    request, _pot = approved(case)
    paid(request)
    giver = person("officer")
    with acting(giver.actor):
        card = actions.give_words(case=case, language="en", by=giver.actor, at=now())
    page = text_of(entered(card.words).get("/mine/"))
    key = keys_of(case, giver)[-1]
    assert key.groups & 128 == 0
    assert "Asked of the fund" not in page
    assert "Shown with words from the organisation that keeps your file" in page
    client, _words = own(card.words)  # whoever gave the first words could have made these himself
    assert "Asked of the fund" not in text_of(client.get("/mine/"))


def test_fnd_01_the_persons_own_body_shows_money_asked_and_paid() -> None:
    case = recognised()
    request, _pot = approved(case)
    paid(request)
    page = text_of(entered(given(case).words).get("/mine/"))
    assert "Asked of the fund" in page
    assert "You have a right to it." in page


def test_beside_a_worker_the_page_shows_no_more_than_the_worker_sees_and_no_navigation(case: Case, ngo: Person) -> None:
    client_of(ngo)
    complaint = rights.NewComplaint(about=body("clean_world"), subject="treatment", words="Zzshout", language="en", case=case)
    done(ngo, rights.complain, new=complaint)
    client = client_of(ngo)
    page = text_of(client.get(f"/cases/{code_of(case, ngo)}/window/beside/"))
    assert "You look at this together." in page
    assert "Treatment by staff" not in page
    assert "My desk" not in page
    assert "Take it back" not in page
    assert client.get(f"/cases/{code_of(case, ngo)}/window/beside/?lang=ru").content.decode().count('<html lang="ru"') == 1


def test_an_ngo_only_file_is_the_same_and_the_state_reads_nothing_of_it(ngo: Person) -> None:
    case = opened(ngo)
    done(ngo, record_word, case=case, word="refused")
    client = entered(given(case).words)
    assert client.get("/mine/").status_code == 200
    for who in ("officer", "duty", "coordinator", "administrator"):
        with acting(person(who).actor):
            assert keys_of(case, person(who)) == []
            assert not case.timeline.exists()


def test_the_service_writes_nothing_without_the_words(case: Case) -> None:
    secret = "0" * 64
    with acting(service("window")):
        assert queries.asked("window_ask", secret, "access", "", "en", None, "data_answer") is False
        assert queries.asked("window_complain", secret, body("amc"), "2016-X", "money", "x", "en", False, None) is False
        assert queries.asked("window_leave", secret, "out", now(), None) is None
        assert queries.asked("window_change", secret, case.id, "1" * 64, now()) is False
        with pytest.raises(ProgrammingError), transaction.atomic():
            queries.asked("window_note", case.id, "window.given", "{}")
        with pytest.raises(ProgrammingError), transaction.atomic():
            queries.asked("window_issue", case.id, case.id, "1" * 64, "en", now())

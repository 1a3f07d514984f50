"""The team's pages: preparing, inviting, reminding, counting, ending; who may not see them; paper read by two people."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dayaq.assess.assessment.models import Assessment, Member
from dayaq.assess.survey import actions, queries
from dayaq.assess.survey.models import Entry, Invitation, Link, Paper, Survey
from dayaq.assess.survey.rules import page
from dayaq.assess.survey.rules.paper import paper_code
from dayaq.base.access.context import acting
from dayaq.base.jobs.models import Mail
from dayaq.core.decision import Refused
from tests import cast
from tests.assess.survey import world
from tests.assess.survey.test_files import as_csv, lines
from tests.assess.survey.world import SURVEY

pytestmark = pytest.mark.django_db
READ = ("overview",)
RAW = ("people", "invite", "invite_file", "files", "texts", "papers")


def client(name: str, *how: str) -> Client:
    signed = Client()
    signed.force_login(cast.person(name, *how).user)
    return signed


def upload(content: bytes, name: str = "table.csv") -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return {"file": SimpleUploadedFile(name, content)}


@pytest.fixture
def one(db: None) -> Assessment:
    return world.assessment()


@pytest.fixture
def survey(one: Assessment) -> Survey:
    return world.running(one)


def colleague(one: Assessment) -> cast.Person:
    """A second person of the team who works with answers."""
    person = cast.person("colleague", "iom", "consultant")
    with acting(world.consultant()):
        Member.objects.create(assessment=one, user=person.user, role="assessor", since=one.starts)
    return person


def test_pages_open_for_the_team_and_for_nobody_else(one: Assessment, survey: Survey) -> None:
    team, stranger, coordinator = client("consultant"), client("stranger", "iom", "consultant"), client("coordinator")
    for name in (*READ, "plan", *RAW):
        address = reverse(f"survey:{name}", args=[one.code])
        assert (name, team.get(address).status_code, stranger.get(address).status_code) == (name, 200, 404)
        assert coordinator.get(address).status_code == (200 if name in READ else 403)
        assert client("outsider").get(address).status_code == 403
        assert Client().get(address)["Location"].startswith("/account/login/")
    for name in ("open", "close", "remind", "register"):
        address = reverse(f"survey:{name}", args=[one.code])
        assert (stranger.post(address).status_code, coordinator.post(address).status_code) == (404, 403)


def test_pages_say_what_to_do_before_there_is_a_survey(one: Assessment) -> None:
    team = client("consultant")
    shown = team.get(f"/assess/{one.code}/survey/").content.decode()
    assert "Prepare the survey" in shown
    assert team.get(f"/assess/{one.code}/survey/people/").status_code == 404
    assert "Prepare the survey" not in client("coordinator").get(f"/assess/{one.code}/survey/").content.decode()


def test_a_survey_is_prepared_opened_and_ended(one: Assessment) -> None:
    team, base = client("consultant"), f"/assess/{one.code}/survey/"
    plan = {"languages": ["az", "ru"], "mode": "both", "batch": "5", "host": "Invented mission", "contact": "a@example.invalid"}
    answer = team.post(f"{base}plan/", {**plan, "batch": "4", "host": "Kept words"})
    assert (answer.status_code, "Kept words" in answer.content.decode()) == (200, True)
    assert team.post(f"{base}plan/", plan)["Location"] == base
    assert team.post(f"{base}open/")["Location"] == base
    with acting(world.consultant()):
        row = Survey.objects.get()
    note = Client().get(f"/answer/open/{row.open_token}/?lang=az").content.decode()
    assert "Invented mission" in note
    changed = team.post(f"{base}plan/", {**plan, "batch": "7", "version": row.version})
    assert "stay as they are" in changed.content.decode()
    assert team.post(f"{base}close/")["Location"] == base
    assert team.post(f"{base}open/").status_code == 409


def test_a_plan_changed_by_two_is_refused_to_the_second(one: Assessment, survey: Survey) -> None:
    plan = {"languages": ["az"], "mode": "invited", "batch": "5", "version": survey.version - 1}
    assert client("consultant").post(f"/assess/{one.code}/survey/plan/", plan).status_code == 409


def test_one_many_and_known_addresses_are_invited(one: Assessment, survey: Survey) -> None:
    team, base = client("consultant"), f"/assess/{one.code}/survey/people/"
    team.post(f"{base}invite/", {"address": "First@example.invalid", "who": "Court", "language": "az"})
    again = team.post(f"{base}invite/", {"address": "first@example.invalid", "language": "az"})
    assert "This address was invited before." in again.content.decode()
    shown = team.post(f"{base}invite/", {"who": "By hand", "language": "en"}).content.decode()
    assert re.search(r"http\S+/answer/[\w-]{32}/", shown)
    table = b"address,who,language\nfirst@example.invalid,,\nsecond@example.invalid,NGO,ru\n"
    assert team.post(f"{base}file/", upload(table)).status_code == 302
    wrong = team.post(f"{base}file/", upload(b"address\nthird@example.invalid\nno address\n")).content.decode()
    assert "Line 3: this is no e-mail address." in wrong
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["first@example.invalid", "second@example.invalid"]
    with acting(world.consultant()):
        assert Invitation.objects.count() == 3
    assert Mail.objects.get(to="second@example.invalid").body.count("/answer/") == 1


def test_searching_and_filtering_put_no_name_into_the_address(one: Assessment, survey: Survey) -> None:
    world.tokens(survey, 60)
    team, base = client("consultant"), f"/assess/{one.code}/survey/people/"
    assert team.get(base).content.decode().count("Take back") == 50
    assert team.post(base, {"text": "guest 7"}).content.decode().count("Take back") == 1
    assert "Nobody matches" in team.get(f"{base}?state=answered").content.decode()
    assert 'method="get"' not in team.get(base).content.decode().split("Institution, name or address")[0].rsplit("<form", 1)[1]


def test_reminders_reach_only_those_who_have_not_answered(one: Assessment, survey: Survey) -> None:
    by = world.consultant()
    with acting(by):
        tokens = [
            actions.invite(survey=survey, guest=actions.Guest(f"guest{n}@example.invalid", language="ru"), by=by, at=world.now())
            for n in range(4)
        ]
        actions.invite(survey=survey, guest=actions.Guest(who="by hand"), by=by, at=world.now())
    world.send(tokens[0], world.given(1))
    with acting(by):
        actions.withdraw(invitation=Invitation.objects.get(address="guest1@example.invalid"), by=by, at=world.now())
    Mail.objects.all().delete()
    client("consultant").post(f"/assess/{one.code}/survey/people/remind/")
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["guest2@example.invalid", "guest3@example.invalid"]
    client("consultant").post(f"/assess/{one.code}/survey/people/remind/")
    assert Mail.objects.count() == 2
    token = re.search(r"/answer/([\w-]{32})/", Mail.objects.get(to="guest2@example.invalid").body)
    assert token
    world.send(token[1], world.given(2))
    with pytest.raises(Refused):
        world.send(tokens[2], world.given(3))
    with acting(by):
        assert [row.address for row in queries.to_remind(one)] == []
        assert Invitation.objects.get(address="guest3@example.invalid").reminders == 1


def test_no_secret_of_a_link_is_kept(one: Assessment, survey: Survey) -> None:
    (token,) = world.tokens(survey, 1)
    with acting(world.consultant()):
        row = Link.objects.get()
        assert token not in str(vars(row)) + str(vars(Invitation.objects.get()))
        assert row.made == queries.today()


def test_counts_by_role_and_language_withhold_what_is_small(one: Assessment) -> None:
    by = world.consultant()
    positions = ["judge"] * 6 + ["police"] * 7 + ["un"]
    with acting(by):
        given = [world.Answered("az" if n < 9 else "ru", "", {"1.2": code}) for n, code in enumerate(positions)]
        actions.deposit(assessment=one, answers=given, channel="deposit", by=by, at=world.now())
        counts = queries.returns(one)
    assert {row.group: row.n for row in counts.roles} == {
        "government": 0, "igo": None, "justice": None, "law_enforcement": 7, "ngo": 0, "other": 0,
    }  # fmt: skip
    assert {row.group: row.n for row in counts.languages} == {"az": 9, "en": 0, "ru": 5}
    shown = client("coordinator").get(f"/assess/{one.code}/survey/").content.decode()
    assert shown.count(">c</abbr>") == 2
    assert {row.group: row.n for row in counts.countries} == {"": 14, "AM": 0, "AZ": 0, "GE": 0, "other": 0}


def test_free_texts_stand_alone_and_only_for_those_who_work_with_answers(one: Assessment) -> None:
    by = world.consultant()
    with acting(by):
        given = [world.Answered("en", "", {"2.6": f"{word} words", "1.2": "judge"}) for word in "cab"]
        actions.deposit(assessment=one, answers=given, channel="deposit", by=by, at=world.now())
    shown = client("consultant").get(f"/assess/{one.code}/survey/texts/?item=2.6").content.decode()
    assert re.findall(r"<li>(\w) words</li>", shown) == ["a", "b", "c"]
    assert "judge" not in shown


def test_a_file_with_faults_is_explained_and_a_good_one_taken(one: Assessment) -> None:
    team, base = client("consultant"), f"/assess/{one.code}/survey/"
    wrong = team.post(f"{base}files/", upload(b"1.1,3.1.1\nAZ,often\n")).content.decode()
    assert "Line 2, column 3.1.1:" in wrong
    assert "This answer is not among those offered: often." in wrong
    assert team.post(f"{base}files/", upload(as_csv(lines(range(5)))))["Location"] == base
    with acting(world.consultant()):
        assert len(queries.answers(one)) == 5


def read_paper(signed: Client, code: str, answers: dict[str, Any], base: str) -> None:
    held = page.fields(SURVEY, answers)
    for number, section in enumerate(SURVEY.sections, 1):
        fields = {**page.typed(SURVEY, section, held), "tongue": "en", "go": "on"}
        assert signed.post(f"{base}paper/{code}/{number}/", fields).status_code == 302


def test_paper_is_read_by_two_people_compared_and_loses_its_code(one: Assessment, survey: Survey) -> None:
    first, second, base = client("consultant"), Client(), f"/assess/{one.code}/survey/"
    second.force_login(colleague(one).user)
    first.post(f"{base}paper/new/")
    assert "AZEsur1" in first.get(f"{base}paper/").content.decode()
    answers = {**world.given(4), "3.1.1": "adequate", "2.6": "as it is"}
    read_paper(first, "AZEsur1", answers, base)
    assert first.get(f"{base}paper/AZEsur1/1/").status_code == 404  # his own reading is finished; the second is another's
    assert first.get(f"{base}paper/AZEsur1/compare/").status_code == 404
    assert "as it is" not in second.get(f"{base}paper/AZEsur1/2/").content.decode()
    read_paper(second, "AZEsur1", {**answers, "3.1.1": "inadequate", "2.6": "as  it is"}, base)
    shown = second.get(f"{base}paper/AZEsur1/compare/").content.decode()
    assert re.findall(r'name="settled:([\d.]+)"', shown) == ["3.1.1", "3.1.1"]
    assert "The two readings still differ." in second.post(f"{base}paper/AZEsur1/compare/").content.decode()
    assert second.post(f"{base}paper/AZEsur1/compare/", {"settled:3.1.1": "2"})["Location"] == f"{base}paper/"
    assert world.in_urn(one) == 1
    with acting(world.consultant()):
        assert not Entry.objects.exists()
        assert Paper.objects.get().done
        actions.close(survey=Survey.objects.get(), by=world.consultant(), at=world.now())


def test_one_person_cannot_read_a_form_twice(one: Assessment, survey: Survey) -> None:
    by = world.consultant()
    with acting(by):
        paper = actions.register(assessment=one, by=by, at=world.now())
        for _turn in (1, 2):
            actions.enter(paper=paper, section="1", fields={"1.1": ["AZ"]}, language="az", by=by, at=world.now(), finished=True)
        assert Entry.objects.count() == 1
        with pytest.raises(Refused):
            actions.agree(paper=paper, assessment=one, settled={}, by=by, at=world.now())


def test_a_paper_reading_is_sealed(one: Assessment, survey: Survey) -> None:
    by = world.consultant()
    with acting(by):
        paper = actions.register(assessment=one, by=by, at=world.now())
        actions.enter(paper=paper, section="8", fields={"8.3": ["invented words"]}, language="az", by=by, at=world.now())
        sealed = bytes(Entry.objects.get().sealed)
    assert b"invented words" not in sealed
    assert len(sealed) == 16_384 + 28


@pytest.mark.parametrize(("country", "code"), [("AZ", "AZEsur3"), ("GE", "GEOsur3"), ("XX", "XXsur3")])
def test_a_form_has_the_code_of_the_method(country: str, code: str) -> None:
    assert paper_code(country, 3) == code


def test_a_survey_is_over_after_its_last_day(one: Assessment, survey: Survey) -> None:
    (token,) = world.tokens(survey, 1)
    day = queries.today()
    for closes, status in ((day, 200), (day - timedelta(days=1), 410)):
        with acting(world.consultant()):
            Survey.objects.update(closes=closes)
        assert Client().get(f"/answer/{token}/").status_code == status
    with acting(world.consultant()):
        Survey.objects.update(closes=None, opens=day + timedelta(days=1))
    assert b"not open" in Client().get(f"/answer/{token}/").content


def test_the_empty_form_can_be_printed_in_every_language(one: Assessment, survey: Survey) -> None:
    for signed in (client("consultant"), client("coordinator")):
        for language in ("en", "az", "ru"):
            shown = signed.get(f"/assess/{one.code}/survey/paper/blank/{language}/").content.decode()
            assert all(f'id="q-{item.code}"' in shown for item in SURVEY.items)
            assert f'lang="{language}"' in shown
    assert client("consultant").get(f"/assess/{one.code}/survey/paper/blank/de/").status_code == 404
    assert client("stranger", "iom", "consultant").get(f"/assess/{one.code}/survey/paper/blank/en/").status_code == 404


def test_the_commissioner_does_not_see_single_answers_arrive(one: Assessment) -> None:
    """Whoever told somebody to answer now could otherwise watch the number go up, or stay."""
    survey = world.running(one)
    seen = []
    for token in world.tokens(survey, 2):
        seen.append(texts_of(client("coordinator").get(f"/assess/{one.code}/survey/")))
        world.send(token, world.given(1))
    seen.append(texts_of(client("coordinator").get(f"/assess/{one.code}/survey/")))
    assert seen[0] == seen[1] == seen[2]
    assert "wait sealed" in texts_of(client("consultant").get(f"/assess/{one.code}/survey/"))


def texts_of(answer: Any) -> str:
    """What a page says between its marks."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode().partition("<main")[2]).split())

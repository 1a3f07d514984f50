"""A workshop on its pages: link without an account, paper, feedback; who may and who may not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from dayaq.assess.assessment import actions as assessments
from dayaq.assess.findings import actions as findings
from dayaq.assess.findings.queries import recommendation
from dayaq.assess.validation import actions, queries
from dayaq.assess.validation.models import Ballot, Door, Workshop
from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from dayaq.core.decision import Refused
from tests import cast

AT = datetime(2016, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def consultant(db) -> cast.Person:
    return cast.person("consultant")


@pytest.fixture
def held(consultant) -> Workshop:
    plan = assessments.Plan(
        code="az-2016", title={"en": "Azerbaijan 2016"}, countries=("AZ",), commissioner=Organisation.objects.get(code="nc").id
    )
    with acting(consultant.actor):
        row = assessments.open_assessment(plan=plan, by=consultant.actor, at=AT)
        text, to = {"en": "Train judges."}, {"en": "State authorities"}
        findings.recommend(assessment=row, area=3, text=text, addressee=to, code="R1", by=consultant.actor, at=AT)
        return actions.convene(assessment=row, on=date(2016, 6, 1), place="Baku", by=consultant.actor, at=AT)


@pytest.fixture
def group(held, consultant):
    with acting(consultant.actor):
        return actions.form_group(workshop=held, name="Police", category="law_enforcement", by=consultant.actor, at=AT)


def at(name: str, *more: object) -> str:
    return reverse(f"validation:{name}", args=["az-2016", *more])


def browser(person: cast.Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def three(*letters: str) -> dict[str, str]:
    return {f"choice_{n}": code for n, code in enumerate(letters, 1)}


@pytest.fixture
def token(group, consultant) -> str:
    with acting(consultant.actor):
        return actions.open_door(group=group, by=consultant.actor, at=AT)


def test_a_group_votes_by_its_link_once_and_without_an_account(group, token, consultant) -> None:
    url = reverse("vote", args=[token])
    page = Client()
    assert "Police" in page.get(url).content.decode()
    assert page.post(url, three("A", "A", "B")).status_code == 422
    assert "Thank you" in page.post(url, three("J", "E", "L")).content.decode()
    assert "not open any more" in page.get(url).content.decode()
    assert page.post(url, three("A", "B", "C")).status_code == 422
    with acting(consultant.actor):
        row = Ballot.objects.get()
        assert (row.choices, row.channel, row.ranked) == (["J", "E", "L"], "link", True)


def test_a_link_nobody_made_is_no_page(group) -> None:
    assert Client().get(reverse("vote", args=["x" * 24])).status_code == 404


def test_a_new_link_ends_the_older_one(group, token, consultant) -> None:
    with acting(consultant.actor):
        actions.open_door(group=group, by=consultant.actor, at=AT)
    assert Client().get(reverse("vote", args=[token])).status_code == 404


def test_the_token_is_not_kept(group, token, consultant) -> None:
    with acting(consultant.actor):
        assert token not in str(Door.objects.values().get())


def test_behind_the_link_the_database_checks_as_well(group, token, consultant) -> None:
    """Somebody who is not the desk, and a ballot with too few or repeated choices, get nowhere."""
    from dayaq.base.accounts.queries import service

    call = "SELECT guard.cast_ballot(%s, %s::jsonb, '')"
    with pytest.raises(Error), acting(consultant.actor), connection.cursor() as cursor:
        cursor.execute(call, [queries.token_hash(token), '["A", "B", "C"]'])
    for chosen in ('["A", "B"]', '["A", "A", "B"]'):
        with acting(service("survey")), connection.cursor() as cursor:
            cursor.execute(call, [queries.token_hash(token), chosen])
            assert cursor.fetchone() == (False,)


def test_a_closed_workshop_takes_nothing(held, group, token, consultant) -> None:
    with acting(consultant.actor):
        Workshop.objects.update(closed=True)
        with pytest.raises(Refused):
            actions.enter_ballot(group=group, chosen=["A", "B", "C"], by=consultant.actor, at=AT)
    assert Client().post(reverse("vote", args=[token]), three("A", "B", "C")).status_code == 422


def test_votes_are_closed_when_every_group_has_voted(held, group, consultant) -> None:
    page = browser(consultant)
    assert "have not voted: Police" in page.post(at("close", held.id), follow=True).content.decode()
    page.post(at("ballot", held.id, group.id), three("J", "E", "L") | {"channel": "paper", "ranked": "on"})
    assert "votes are closed" in page.post(at("close", held.id), follow=True).content.decode()
    with acting(consultant.actor):
        count = queries.votes(held.assessment)
        assert (count.groups, count.total, count.of("J"), count.of("A")) == (1, 3, 1, 0)


def test_ten_votes_counted_on_paper_are_rejected_on_the_page(held, consultant) -> None:
    given = {"groups": 3, "E": 3, "J": 3, "L": 2, "H": 1, "M": 1}
    answer = browser(consultant).post(at("tally", held.id), given)
    assert answer.status_code == 422
    assert "10 votes cannot be: 3 groups with 3 choices each give 9." in answer.content.decode()
    assert browser(consultant).post(at("tally", held.id), given | {"M": 0}).status_code == 302
    with acting(consultant.actor):
        assert queries.votes(held.assessment).total == 9


def test_votes_of_the_room_stand_in_the_way_of_ballots_until_they_are_deleted(held, group, token, consultant) -> None:
    page, ballot = browser(consultant), three("J", "E", "L") | {"channel": "paper", "ranked": "on"}
    page.post(at("tally", held.id), {"groups": 1, "E": 1, "J": 1, "L": 1})
    assert "delete them first" in page.post(at("ballot", held.id, group.id), ballot).content.decode()
    assert Client().post(reverse("vote", args=[token]), three("A", "B", "C")).status_code == 422
    stranger = browser(cast.person("stranger", "iom", "consultant"))
    assert stranger.post(at("drop_tally", held.id)).status_code == 404
    assert at("drop_tally", held.id) in page.get(at("workshop", held.id)).content.decode()
    page.post(at("drop_tally", held.id))
    assert at("drop_tally", held.id) not in page.get(at("workshop", held.id)).content.decode()
    assert page.post(at("ballot", held.id, group.id), ballot).status_code == 302
    with acting(consultant.actor):
        assert queries.votes(held.assessment).total == 3


def test_one_ballot_a_group(held, group, consultant) -> None:
    with acting(consultant.actor):
        actions.enter_ballot(group=group, chosen=["A", "B", "C"], by=consultant.actor, at=AT)
        with pytest.raises(Refused):
            actions.enter_ballot(group=group, chosen=["D", "E", "F"], by=consultant.actor, at=AT)
        actions.take_back(group=group, by=consultant.actor, at=AT)
        actions.enter_ballot(group=group, chosen=["D", "E", "F"], by=consultant.actor, at=AT)


def test_positions_stand_beside_the_words_before_and_after(held, consultant) -> None:
    page = browser(consultant)
    said = {"institution": "Supreme Court", "verdict": "change", "text": "Prosecutors too", "language": "en"}
    assert page.post(at("feedback", held.id, "R1"), said | {"text": ""}).status_code == 422
    assert page.post(at("feedback", held.id, "R1"), said).status_code == 302
    with acting(consultant.actor):
        version = recommendation(held.assessment, "R1").version
    given = {"verdict": "change", "reason": "Asked by the court", "version": version, "text_en": "Train judges and prosecutors."}
    assert page.post(at("settle", held.id, "R1"), given).status_code == 302
    with acting(consultant.actor):
        [line] = queries.discussed(held)
        assert (line.before["en"], line.after["en"], line.tally) == ("Train judges.", "Train judges and prosecutors.", {"change": 1})
    assert page.post(at("settle", held.id, "R1"), given).status_code == 422  # the version is no longer the one seen
    assert "Train judges and prosecutors." in page.get(at("workshop", held.id)).content.decode()


def test_who_comes_is_a_number_of_an_institution(held, consultant) -> None:
    page = browser(consultant)
    page.post(at("attend", held.id), {"institution": "Supreme Court", "kind": "state", "persons": 2})
    page.post(at("attend", held.id), {"institution": "Supreme Court", "kind": "state", "persons": 3})
    with acting(consultant.actor):
        assert queries.attendance(held.assessment) == [("Supreme Court", "state", 3)]


READ = [("index", ()), ("workshop", ("held",))]
WRITE = [("add", ()), ("change", ("held",)), ("tally", ("held",)), ("ballot", ("held", "group")), ("link", ("held", "group"))]


@pytest.mark.parametrize(("name", "parts"), READ + WRITE)
def test_who_may(held, group, consultant, name, parts) -> None:
    url = at(name, *({"held": held.id, "group": group.id}[part] for part in parts))
    assert browser(consultant).get(url).status_code == 200
    assert browser(cast.person("coordinator")).get(url).status_code == (200 if (name, parts) in READ else 403)
    assert browser(cast.person("stranger", "iom", "consultant")).get(url).status_code == 404
    assert browser(cast.person("ngo")).get(url).status_code == 403


def test_another_consultant_writes_no_ballot_into_the_database(held, group, consultant) -> None:
    stranger = cast.person("stranger", "iom", "consultant")
    with acting(stranger.actor), pytest.raises(Error), transaction.atomic():
        Ballot(assessment_id=held.assessment_id, group=group, choices=["A", "B", "C"], channel="paper").save(force_insert=True)


def test_the_link_is_shown_once_with_a_picture(held, group, consultant) -> None:
    page = browser(consultant)
    shown = page.post(at("link", held.id, group.id), follow=True).content.decode()
    assert "/vote/" in shown
    assert page.get(at("picture", held.id, group.id))["Content-Type"] == "image/svg+xml"
    assert browser(consultant).get(at("picture", held.id, group.id)).status_code == 404

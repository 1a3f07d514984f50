"""Answers lose their origin: into the urn sealed, out of it together, and never fewer than a batch at once."""

from __future__ import annotations

from random import Random
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from dayaq.assess.survey import actions, queries
from dayaq.assess.survey.models import Draft, Response, Survey, Urn, Used
from dayaq.assess.survey.rules import sealing
from dayaq.assess.survey.rules.urn import Answered, kept_back, shuffled
from dayaq.base.access.context import acting
from dayaq.base.audit.models import Event
from dayaq.core.decision import Refused
from tests import cast
from tests.assess.survey import world


@pytest.mark.parametrize(
    ("waiting", "running", "kept"),
    [(1, True, 1), (9, True, 9), (10, True, 5), (13, True, 5), (4, False, 4), (5, False, 0), (9, False, 0), (0, False, 0)],
)
def test_no_opening_is_smaller_than_a_batch(waiting: int, running: bool, kept: int) -> None:
    assert kept_back(waiting, batch=5, running=running) == kept


def test_every_sealed_text_has_one_of_three_lengths() -> None:
    key = sealing.derived("token", "seal")
    lengths = {len(sealing.seal(key, "x" * n, "here")) - 28 for n in (0, 1, 500, 16_000, 16_380, 16_381, 60_000, 200_000)}
    assert lengths == set(sealing.SIZES)
    with pytest.raises(sealing.TooLong):
        sealing.seal(key, "x" * 262_144, "here")


def test_a_seal_holds_for_one_place_and_one_key() -> None:
    key, other = sealing.derived("token", "seal"), sealing.derived("tokem", "seal")
    sealed = sealing.seal(key, "çörək", "here")
    assert sealing.unseal(key, sealed, "here") == "çörək"
    assert sealed != sealing.seal(key, "çörək", "here")
    for wrong_key, place in ((other, "here"), (key, "there")):
        with pytest.raises(sealing.Broken):
            sealing.unseal(wrong_key, sealed, place)


def test_names_of_link_and_draft_have_nothing_in_common() -> None:
    token = sealing.new_token()
    assert len({sealing.link_name(token), sealing.draft_name(token), sealing.derived(token, "seal").hex(), token}) == 4


def test_every_order_is_as_likely() -> None:
    rows = [Answered("en", "", {"n": str(n)}) for n in range(3)]
    chance = Random(7)  # noqa: S311 - a repeatable test of the order
    orders = [tuple(str(row.answers["n"]) for row in shuffled(rows, chance)) for _ in range(3000)]
    counts = {order: orders.count(order) for order in set(orders)}
    assert len(counts) == 6
    assert all(400 < n < 600 for n in counts.values())


@pytest.mark.django_db
def test_sent_answers_come_back_whole_and_without_origin() -> None:
    one = world.assessment()
    survey = world.running(one)
    wanted = [world.given(seed) for seed in range(10)]
    for token, answers in zip(world.tokens(survey, 10), wanted, strict=True):
        world.send(token, answers)
    assert world.in_urn(one) == 5
    with acting(world.consultant()):
        assert len(queries.answers(one)) == 5
        actions.close(survey=Survey.objects.get(id=survey.id), by=world.consultant(), at=world.now())
        found = [dict(row.answers) for row in queries.answers(one)]
    assert sorted(map(str, map(sorted_items, found))) == sorted(map(str, map(sorted_items, wanted)))
    assert world.in_urn(one) == 0


def sorted_items(answers: dict) -> list:
    return sorted(answers.items())


@pytest.mark.django_db
def test_fewer_than_five_answers_are_never_opened() -> None:
    one = world.assessment()
    survey = world.running(one)
    for seed, token in enumerate(world.tokens(survey, 4)):
        world.send(token, world.given(seed))
    with acting(world.consultant()):
        assert actions.close(survey=Survey.objects.get(id=survey.id), by=world.consultant(), at=world.now()) == 0
        assert actions.mix(assessment=one, by=world.consultant()) == 0
        assert queries.answers(one) == []
    assert world.in_urn(one) == 4


@pytest.mark.django_db
def test_opening_writes_every_answer_anew() -> None:
    one = world.assessment()
    survey = world.running(one)
    links = world.tokens(survey, 16)
    for seed, token in enumerate(links[:10]):
        world.send(token, world.given(seed))
    with world.desk():
        first = set(Response.objects.values_list("id", flat=True))
        waiting = set(Urn.objects.values_list("id", flat=True))
    for seed, token in enumerate(links[10:15], 10):
        world.send(token, world.given(seed))
    with world.desk():
        assert not first & set(Response.objects.values_list("id", flat=True))
        assert not waiting & set(Urn.objects.values_list("id", flat=True))
        assert (Response.objects.count(), Urn.objects.count()) == (10, 5)


@pytest.mark.django_db
def test_a_link_answers_once() -> None:
    one = world.assessment()
    survey = world.running(one)
    (token,) = world.tokens(survey, 1)
    world.send(token, world.given(1))
    with pytest.raises(Refused) as refused:
        world.send(token, world.given(2))
    assert [reason.code for reason in refused.value.decision.reasons] == ["survey.used"]
    assert world.in_urn(one) == 1


@pytest.mark.django_db
def test_a_survey_without_links_opens_what_is_put_in() -> None:
    one, by = world.assessment(), world.consultant()
    with acting(by):
        actions.deposit(assessment=one, answers=[world.answered(n) for n in range(3)], channel="deposit", by=by, at=world.now())
        assert len(queries.answers(one)) == 3
        assert queries.instrument_of(one).code == "ct-nat-survey"


@pytest.mark.django_db
def test_a_deposit_goes_in_whole_or_not_at_all() -> None:
    one, by = world.assessment(), world.consultant()
    wrong = Answered("en", "", {"3.1.1": "fully_adequate"})
    with acting(by):
        with pytest.raises(Refused) as refused:
            actions.deposit(assessment=one, answers=[world.answered(1), wrong], channel="deposit", by=by, at=world.now())
        assert "Answers 2, question 3.1.1:" in [str(reason) for reason in refused.value.decision.reasons]
        assert queries.answers(one) == []


@pytest.mark.django_db
def test_the_same_file_is_taken_once() -> None:
    one, by = world.assessment(), world.consultant()
    with acting(by):
        actions.deposit(assessment=one, answers=[world.answered(1)], channel="csv", by=by, at=world.now(), digest="a" * 64)
        with pytest.raises(Refused) as refused:
            actions.deposit(assessment=one, answers=[world.answered(1)], channel="csv", by=by, at=world.now(), digest="a" * 64)
        assert [reason.code for reason in refused.value.decision.reasons] == ["survey.twice"]
        assert len(queries.answers(one)) == 1


@pytest.mark.django_db
def test_strangers_and_the_commissioner_see_no_answer_and_put_none_in() -> None:
    one, by = world.assessment(), world.consultant()
    with acting(by):
        actions.deposit(assessment=one, answers=[world.answered(n) for n in range(6)], channel="deposit", by=by, at=world.now())
    for other in (world.stranger(), cast.person("coordinator").actor, cast.person("analyst").actor):
        with acting(other):
            assert queries.answers(one) == []
            assert not Used.objects.exists()
            with pytest.raises(Refused):
                actions.deposit(assessment=one, answers=[world.answered(7)], channel="deposit", by=other, at=world.now())


@pytest.mark.django_db
def test_the_team_reads_opened_answers_and_changes_none() -> None:
    one, by = world.assessment(), world.consultant()
    with acting(by):
        actions.deposit(assessment=one, answers=[world.answered(n) for n in range(6)], channel="deposit", by=by, at=world.now())
    for write in (
        lambda: Response.objects.create(assessment_id=one.id, answers={}),
        lambda: Response.objects.update(answers={}),
        lambda: Urn.objects.create(assessment_id=one.id, sealed=b""),
    ):
        with acting(by), pytest.raises(DatabaseError), transaction.atomic():
            write()
    with acting(by):
        assert Response.objects.all().delete()[0] == 0
        assert list(Urn.objects.all()) == list(Draft.objects.all()) == []
        assert len(queries.answers(one)) == 6


@pytest.mark.django_db
def test_answering_leaves_no_event_in_the_trail() -> None:
    one = world.assessment()
    survey = world.running(one)
    links = world.tokens(survey, 10)
    with acting(cast.person("auditor").actor):
        before = Event.objects.count()
    assert before > 0
    for seed, token in enumerate(links):
        world.send(token, world.given(seed))
    with acting(cast.person("auditor").actor):
        assert Event.objects.count() == before


@pytest.mark.django_db
def test_files_open_no_sealed_answer_however_many_are_added() -> None:
    one, by = world.assessment(), world.consultant()
    survey = world.running(one)
    (token,) = world.tokens(survey, 1)
    world.send(token, {"8.3": "the only unknown one"})
    with acting(by):
        added = [Answered("en", "", {"8.3": f"known {n}"}) for n in range(20)]
        assert actions.deposit(assessment=one, answers=added, channel="csv", by=by, at=world.now()) == 20
        assert queries.texts(one, "8.3") == sorted(f"known {n}" for n in range(20))
        assert actions.close(survey=Survey.objects.get(id=survey.id), by=by, at=world.now()) == 0
    assert world.in_urn(one) == 1


@pytest.mark.django_db
def test_a_paper_form_waits_with_the_others() -> None:
    one, by = world.assessment(), world.consultant()
    world.running(one)
    with acting(by):
        assert actions.deposit(assessment=one, answers=[world.answered(1)], channel="paper", by=by, at=world.now()) == 0
    assert world.in_urn(one) == 1


def test_clicks_at_the_same_moment_count_once_and_lose_nothing(committed: None) -> None:
    """Eight people at once, the first one twice: eight answers wait, one click is refused."""
    one = world.assessment()
    links = world.tokens(world.running(one), 8)
    outcomes: list[str] = []

    def at_once(token: str, seed: int) -> None:
        try:
            actions.send(token=token, language="en")
            outcomes.append("sent")
        except Refused as refused:
            outcomes.append(refused.decision.reasons[0].code)
        finally:
            connection.close()

    for seed, token in enumerate(links):
        actions.keep(token=token, section="8", fields={"8.3": [f"words {seed}"]}, language="en")
    threads = [Thread(target=at_once, args=(token, seed)) for seed, token in enumerate([links[0], *links])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["sent"] * 8 + ["survey.used"]
    assert world.in_urn(one) == 8
    by = world.consultant()
    with acting(by):
        actions.close(survey=Survey.objects.get(), by=by, at=world.now())
        assert queries.texts(one, "8.3") == [f"words {seed}" for seed in range(8)]

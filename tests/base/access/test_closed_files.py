"""A person who wants no police: no page, list, count, search, file or mail of the State changes when such a file comes to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.base.jobs.models import Mail
from dayaq.respond.casefile import actions
from dayaq.respond.referral import actions as referral
from tests.base.access.matrix import ABOUT_A_CASE, FORM_TOKEN, Asker, all_addresses, text_of
from tests.cast import company
from tests.world import World, describe, screen

AT = datetime(2016, 3, 1, 8, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("committed")
STATE = ("officer", "duty", "investigator", "inspector", "coordinator", "analyst", "administrator", "auditor")
# Pages on which a case could show; sums of organisations reach the State protected and are tested with the figures.
AREAS = ABOUT_A_CASE | {"today", "jobs"}
CHANGING = re.compile(
    r'[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|"casefile_token" value="[0-9a-f]+"|name="token" value="[0-9a-f]+"|[0-9a-f]{16,}|\d+ (second|minute)s?'
)


def pages_of_the_state(world: World, clients: dict[str, Client], served: set[str] | None = None) -> Iterator[tuple[str, str]]:
    """Everything the State's people see without naming a case; ``served``: only pages that answered before.

    An address that only takes forms answers a look with a refusal, and refusals are counted on the auditor's first page.
    """
    for name in STATE:
        asker = Asker(world, name, {"code": "analyst"})
        for address in all_addresses():
            page = f"{name} {address.name}"
            if not address.places and address.area in AREAS and asker.opens(address) and (served is None or page in served):
                answer = clients[name].get(address.pattern)
                if served is None and answer.status_code != 200:
                    continue
                text = text_of(answer)
                yield page, CHANGING.sub("", FORM_TOKEN.sub("", text))


def closed_file(world: World) -> tuple[str, str]:
    """A case of an organisation, told everything, whose person refuses; and its code."""
    ngo = world.people["ngo"]
    with acting(ngo.actor):
        new = actions.NewCase(sex=("female", "known"), under_18="no", under_18_reason="document", status="suspected")
        case = world.own("closed", actions.open_case(new=new, by=ngo.actor, at=AT), ngo)
        describe(world, "closed", case, ngo)
        screen(world, "closed", case, ngo, AT + timedelta(hours=1))
        actions.record_word(case=case, word="refused", by=ngo.actor, at=AT + timedelta(hours=2))
        referral.note_suspicion(case=case, suspected_at=AT, by=ngo.actor, at=AT + timedelta(hours=2))
        referral.keep_back(case=case, by=ngo.actor, at=AT + timedelta(hours=3))
        referral.record_breach(case=case, kind="disclosed", reason="not_given", by=ngo.actor, at=AT + timedelta(hours=4))
        return str(case.id), str(case.codes.get(organisation=ngo.actor.organisation_id).code)


@pytest.fixture
def one_minute() -> Iterator[None]:
    """The clock stands still: a form that offers the present minute must not look changed."""
    with time_machine.travel(datetime.now(UTC), tick=False):
        yield


@pytest.mark.usefixtures("one_minute")
def test_a_closed_file_changes_no_page_of_the_state() -> None:
    world = World(company())
    clients: dict[str, Any] = {}
    for name in STATE:
        clients[name] = Client(HTTP_HOST="localhost")
        clients[name].force_login(world.people[name].user)
    served = {page for page, _text in pages_of_the_state(world, clients)}
    before = dict(pages_of_the_state(world, clients, served))
    case, code = closed_file(world)
    with acting(service("clock")):
        referral.sweep_clocks(at=AT + timedelta(days=30))
        actions.deliver_search_notices()
    after = dict(pages_of_the_state(world, clients, served))
    assert len(before) > 40
    assert [page for page, text in after.items() if text != before[page]] == []
    assert [page for page, text in after.items() if code in text or case in text] == []
    state = {world.people[name].user.email for name in STATE}
    assert list(Mail.objects.filter(to__in=state)) == []


def search(client: Client, text: str) -> tuple[int, str]:
    answer = client.post("/cases/search/", {"q": text, "born": ""})
    return answer.status_code, CHANGING.sub("", FORM_TOKEN.sub("", text_of(answer))).replace(text, "asked")


@pytest.mark.parametrize("name", ["officer", "duty", "outsider"])
def test_a_search_for_such_a_person_answers_to_the_byte_like_no_hit(name: str) -> None:
    world = World(company())
    _, code = closed_file(world)
    hidden = {secret.place: secret.text for secret in world.secrets if secret.case == "closed"}
    asker = world.people[name]
    client = Client(HTTP_HOST="localhost")
    client.force_login(asker.user)
    nobody = search(client, "Zqnobodygivenname000qz Zqnobodyfamilyname001qz")
    assert nobody[0] == 200
    for asked in (
        f"{hidden['given_name']} {hidden['family_name']}",
        hidden["family_name"],
        hidden["other_names"],
        hidden["document"],
        code,
        "1971-03-09",
    ):
        length = str(len(asked))
        answer = search(client, asked)
        assert answer == search(client, "x" * int(length)) or answer == nobody, asked
    own = Client(HTTP_HOST="localhost")
    own.force_login(world.people["ngo"].user)
    assert code in text_of(own.post("/cases/search/", {"q": f"{hidden['given_name']} {hidden['family_name']}", "born": ""}))

"""An attacker has the whole database, columns of the system included, at several moments, and knows who answered in which order.

He tries to match invitations and answers by time, order, ids, transactions and places on the disk. Chance gives one hit.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from statistics import correlation
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from dayaq.assess.survey import actions
from dayaq.assess.survey.models import Survey
from dayaq.assess.survey.rules import sealing
from dayaq.base.access.context import acting
from tests.assess.survey import world

PEOPLE = 40
OURS = {"survey_used", "survey_draft", "survey_urn", "survey_response"}
Row = dict[str, Any]
Dump = dict[str, list[Row]]


def dump() -> Dump:
    """Every row of every table as the guard sees it, with transaction, command and place."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall()]
        found: Dump = {}
        for table in tables:
            cursor.execute("SELECT has_table_privilege('dayaq_guard', %s, 'SELECT')", [table])
            role = "dayaq_guard" if cursor.fetchone()[0] else "none"
            cursor.execute(f"SET ROLE {role}")
            cursor.execute(
                f"SELECT xmin::text::bigint AS xmin, xmax::text::bigint AS xmax, cmin::text::bigint AS cmin, ctid::text AS ctid, * FROM {table}"
            )
            names = [column.name for column in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            cursor.execute("RESET ROLE")
    return found


def told(dump: Dump, word: str) -> set[str]:
    """The tables in which a word stands."""
    return {table for table, rows in dump.items() if any(word in readable(value) for row in rows for value in row.values())}


def readable(value: Any) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, memoryview | bytes) else str(value)


def place(row: Row) -> tuple[int, int]:
    block, item = row["ctid"].strip("()").split(",")
    return int(block), int(item)


def answer(token: str, mark: str) -> None:
    client = Client()
    client.post(f"/answer/{token}/", {"agreed": "1"})
    client.post("/answer/en/1/", {"1.1": "AZ", "1.2": "judge", "go": "on"})
    client.post("/answer/en/8/", {"8.3": mark, "go": "on"})
    assert client.post("/answer/en/check/").status_code == 302


TOLD: list[tuple[list[str], list[Dump]]] = []


@pytest.fixture
def story(request: pytest.FixtureRequest) -> tuple[list[str], list[Dump]]:
    """Lived once, with real transactions; what the attacker carried away stays."""
    if not TOLD:
        request.getfixturevalue("committed")
        TOLD.append(lived())
    return TOLD[0]


def lived() -> tuple[list[str], list[Dump]]:
    """Forty people answer one after the other, three begin only; the attacker has a dump before, after every fifth, and at the end."""
    survey = world.running(world.assessment())
    tokens = world.tokens(survey, PEOPLE + 3)
    dumps = [dump()]
    for number, token in enumerate(tokens[:PEOPLE], 1):
        answer(token, f"mark-{number - 1:02}")
        if number % 5 == 0:
            dumps.append(dump())
    for token in tokens[PEOPLE:]:
        client = Client()
        client.post(f"/answer/{token}/", {"agreed": "1"})
        client.post("/answer/en/8/", {"8.3": "mark-draft", "go": "stop"})
    dumps.append(dump())
    by = world.consultant()
    with acting(by):
        actions.close(survey=Survey.objects.get(), by=by, at=world.now())
    dumps.append(dump())
    return tokens, dumps


def who(tokens: list[str], dump: Dump) -> dict[Any, int]:
    """What the attacker knows from outside: the number of the person behind an invitation."""
    numbers = {sealing.link_name(token): number for number, token in enumerate(tokens)}
    return {row["invitation_id"]: numbers[row["name"]] for row in dump["survey_link"]}


ORDERS: dict[str, Callable[[Row], Any]] = {
    "transaction": lambda row: (row["xmin"], row["cmin"], place(row)),
    "place": place,
    "id": lambda row: str(row["id"]),
}


def test_nobody_matches_invitations_and_answers(story: tuple[list[str], list[Dump]]) -> None:
    tokens, dumps = story
    for dump in (dumps[-2], dumps[-1]):
        people, best = who(tokens, dump), []
        opened = len(dump["survey_response"])
        assert opened == (PEOPLE if dump is dumps[-1] else PEOPLE - 5)
        for (_a, left), (_b, right) in itertools.product(ORDERS.items(), ORDERS.items()):
            invited = [people[row["invitation_id"]] for row in sorted(dump["survey_used"], key=left)]
            answered = [int(json.loads(row["answers"])["8.3"][-2:]) for row in sorted(dump["survey_response"], key=right)]
            for line in (invited[:opened], invited[::-1][:opened]):
                best += [sum(a == b for a, b in zip(line, answered, strict=True))]
            assert abs(correlation(range(opened), answered)) < 0.7
        assert max(best) < 8, best  # one hit on average, eight once in a hundred thousand tries


def test_every_opened_and_every_waiting_answer_carries_the_same_transaction(story: tuple[list[str], list[Dump]]) -> None:
    _tokens, dumps = story
    for dump in dumps:
        for table in ("survey_response", "survey_urn"):
            assert len({(row["xmin"], row["cmin"], row["xmax"]) for row in dump[table]}) <= 1, table


def test_answering_changes_no_other_table(story: tuple[list[str], list[Dump]]) -> None:
    """No time, no trail, no session, no job, no counter: everything else is as it was, to the transaction."""
    _tokens, dumps = story
    for dump in dumps[1:-1]:
        assert {table for table, rows in dump.items() if rows != dumps[0][table]} <= OURS


def test_answers_appear_at_least_five_at_a_time_and_always_under_new_ids(story: tuple[list[str], list[Dump]]) -> None:
    _tokens, dumps = story
    counts = [len(dump["survey_response"]) for dump in dumps]
    steps = {after - before for before, after in itertools.pairwise(counts)} - {0}
    assert min(steps) >= 5
    assert counts[-1] == PEOPLE
    for before, after in itertools.pairwise(dumps):
        if len(before["survey_response"]) != len(after["survey_response"]):
            assert not {row["id"] for row in before["survey_response"]} & {row["id"] for row in after["survey_response"]}
        waiting = [{(row["id"], readable(row["sealed"])) for row in dump["survey_urn"]} for dump in (before, after)]
        if len(before["survey_used"]) != len(after["survey_used"]):
            assert not waiting[0] & waiting[1]


def test_no_word_and_no_secret_stands_anywhere_before_the_opening(story: tuple[list[str], list[Dump]]) -> None:
    tokens, dumps = story
    assert all(told(dumps[-2], token) == set() for token in tokens)
    assert told(dumps[-2], "mark-draft") == set()
    assert {table for number in range(PEOPLE) for table in told(dumps[-2], f"mark-{number:02}")} == {"survey_response"}
    assert sum(bool(told(dumps[-2], f"mark-{number:02}")) for number in range(PEOPLE)) == PEOPLE - 5


def test_drafts_lead_to_nobody_and_open_with_nothing_the_installation_has(story: tuple[list[str], list[Dump]]) -> None:
    tokens, dumps = story
    drafts = dumps[-2]["survey_draft"]
    assert len(drafts) == 3
    assert {len(row["sealed"]) for row in drafts} == {sealing.SIZES[0] + 28}
    elsewhere = {readable(value) for table, rows in dumps[-2].items() if table != "survey_draft" for row in rows for value in row.values()}
    for row in drafts:
        assert row["name"] not in elsewhere
        for secret in (settings.VAULT_KEY, settings.SECRET_KEY, settings.CONTEXT_KEY, row["name"]):
            for purpose in ("seal", "urn", "draft"):
                with pytest.raises(sealing.Broken):
                    sealing.unseal(sealing.derived(secret, purpose), bytes(row["sealed"]), row["name"])
    assert sealing.unseal(sealing.derived(tokens[-1], "seal"), bytes(drafts_of(drafts, tokens[-1])), sealing.draft_name(tokens[-1]))
    assert dumps[-1]["survey_draft"] == []


def drafts_of(drafts: list[Row], token: str) -> Any:
    return next(row["sealed"] for row in drafts if row["name"] == sealing.draft_name(token))


def test_only_days_stand_beside_invitations(story: tuple[list[str], list[Dump]]) -> None:
    _tokens, dumps = story
    from datetime import datetime

    for table in (*OURS, "survey_invitation", "survey_link"):
        assert not [row for row in dumps[-1][table] if any(isinstance(value, datetime) for value in row.values())], table

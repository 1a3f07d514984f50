"""The matrix: every address x every role x own, foreign, core-only and closed files, and nobody signed in.

Every address is asked in every run, but each by three only: one of the company the gate is open to, one it is closed to (both told by
the address, so that a run can be repeated), and the outsider. Everybody x every address is marked ``long``. The secrets of the world
are searched in every answer (headers, bodies, unpacked files), every mail, every event, every line of the logs. Rows outside a file
(a call, a bed, a complaint) are asked like files: by their id, own, foreign and never made.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connections

from dayaq.base.access.rules import ASSESSMENT_GROUPS, OUTSIDE_GROUPS
from dayaq.base.accounts.models import Membership, Session
from tests.base.access.excepted import BEHIND, HANDED_OUT, NEVER_IN_AZ, PUBLIC, UNMADE, worded
from tests.base.access.matrix import ABOUT_A_CASE, ANONYMOUS, Address, Answer, Asker, all_addresses, kept_ids, text_of, turn, walk
from tests.cast import ROLES, person
from tests.world import World, build

EVERYBODY = (*ROLES, ANONYMOUS)
CORE_ONLY = {"": "200", "person/": "200", "story/": "404", "history/identity/": "404", "history/story/": "404", "history/facts/": "200"}
LIBRARY = ("account_", "mfa_")


class Lines(logging.Handler):
    """Every line a log gets."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.getMessage()} {record.exc_info or ''} {record.exc_text or ''}")


READ = [
    ("ngo", "casefile:story", "story", "walked"),
    ("officer", "casefile:story", "story", "walked"),
    ("outsider", "casefile:story", "story", "outside"),
    ("ngo", "referral:of_case", "code", "walked"),
    ("inspector", "casefile:case", "code", "found"),
    ("ngo", "casework:notes", "family_note", "kept"),
    ("ngo", "protection:index", "risk_note", "walked"),
    ("ngo", "support:plan", "goal", "walked"),
    ("outsider", "support:plan", "need", "outside"),
    ("clerk", "fund:money", "code", "walked"),
    ("lawyer", "justice:case", "privileged", "walked"),
]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, in real transactions; emptied afterwards."""
    from tests.build import empty_database

    with django_db_blocker.unblock():
        try:
            yield build()
        finally:
            empty_database()


@pytest.fixture(scope="module")
def spare(world: World) -> dict[str, str]:
    """Rows about no case: somebody of the staff nobody else is, with role and visit."""
    from django.test import Client

    colleague = person("spare", "clean_world", "ngo_case_worker")
    Client().force_login(colleague.user)
    membership, session = Membership.objects.get(user=colleague.user), Session.objects.get(user=colleague.user)
    ids = {"person_id": colleague.user.id, "membership_id": membership.id, "session_id": session.id, "code": "analyst"}
    return {name: str(value) for name, value in ids.items()}


@pytest.fixture(scope="module")
def unplanted(world: World) -> list[str]:
    """Columns of words without a planted text, looked for before anybody sends a form."""
    lacking: list[str] = []
    for model in apps.get_models():
        # assessments are walled by their team: their secrets are looked for in tests/assess
        if getattr(model, "GROUP", "none") not in {*OUTSIDE_GROUPS, *ASSESSMENT_GROUPS, "G1", "G10"} and model._meta.app_label != "audit":
            for column in model._meta.concrete_fields:
                if worded(model, column):
                    [(n,)] = as_guard(f"SELECT count(*) FROM {model._meta.db_table} WHERE \"{column.column}\" LIKE 'Zq%%'")
                    lacking += [] if n else [f"{model._meta.label}.{column.name}"]
    return lacking


@pytest.fixture(scope="module")
def seen(world: World, spare: dict[str, str], unplanted: list[str]) -> dict[tuple[str, str], str]:
    """What people read of their own cases, looked at before anybody sends a form."""
    pages = {}
    patterns = {address.name: address.pattern for address in all_addresses() if address.places == ("code",)}
    for name, page, _place, case in READ:
        asker = Asker(world, name, spare)
        answer = asker.client().get(patterns[page].replace("<str:code>", world.code(case, asker.person)))
        pages[name, page] = text_of(answer).lower()
    officer = Asker(world, "officer", spare)
    for part in CORE_ONLY:
        pages["core", part] = str(officer.client().get(f"/cases/{world.code('envelope', officer.person)}/{part}").status_code)
    return pages


def as_guard(sql: str) -> list[tuple[Any, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE dayaq_guard")
        cursor.execute(sql)
        rows = list(cursor.fetchall())
        cursor.execute("RESET ROLE")
    return rows


def matches(text: str, planted: str) -> bool:
    """Whether a piece found is a planted text, whole or cut off."""
    return text.lower().startswith(planted) or planted.startswith(text.lower())


def server_log() -> Path | None:
    from dayaq.site import database, env

    log = database.Server(env.read().home).data / "server.log"
    return log if log.exists() else None


def faults(asker: Asker, answers: list[Answer]) -> Iterator[str]:
    """Every broken rule of a person's walk, in words."""
    asked = {(a.address.pattern, a.method, a.relation): a for a in answers}
    for answer in answers:
        fault = fault_of_gate(asker, answer) or fault_of_method(asker, answer, asked) or fault_of_file(asker, answer, asked)
        if fault:
            yield f"{fault}: {answer}"
        yield from (f"{leak}: {answer}" for leak in leaks(asker, answer))


def fault_of_gate(asker: Asker, answer: Answer) -> str:
    """No answer is a crash; who may not pass the gate is sent to the sign-in, or refused."""
    if answer.status >= 500:
        return "failed"
    if asker.opens(answer.address):
        return ""
    if asker.person is None:
        return "" if answer.status == 302 and answer.location.startswith("/account/login/") else "nobody is signed in, yet it is answered"
    return "" if answer.status == 403 else "a page of another role is not refused"


def fault_of_method(asker: Asker, answer: Answer, asked: dict[tuple[str, str, str], Answer]) -> str:
    """A method the page has not is refused; HEAD answers like GET."""
    if not asker.opens(answer.address):
        return ""
    refusals = {302, 403, 404, 405} if answer.address.name.startswith(LIBRARY) else {405}  # the library looks at the person first
    if answer.method == "DELETE" and answer.status not in refusals:
        return "a wrong method is not refused"
    if answer.method == "HEAD" and answer.status != asked[answer.address.pattern, "GET", answer.relation].status:
        return "HEAD answers otherwise than GET"
    return ""


def fault_of_file(asker: Asker, answer: Answer, asked: dict[tuple[str, str, str], Answer]) -> str:
    """A foreign file is answered, to the byte, like one that never existed; so is a foreign row under the own code."""
    if not (asker.person and (answer.address.about_a_case or answer.address.rows) and asker.opens(answer.address)):
        return ""
    if answer.relation == "mixed":
        return "" if answer.status in {404, 405} else "a foreign row is reached under the own code"
    nothing = asked.get((answer.address.pattern, answer.method, "nothing"))
    if answer.relation == "nothing" or nothing is None or asker.reaches(answer.address, answer.case):
        return ""
    if answer.status not in {404, 405}:
        return "a foreign file is there"
    same = (answer.status, answer.digest) == (nothing.status, nothing.digest)
    return "" if same else f"a foreign file is not answered like one that never existed ({nothing.status})"


def leaks(asker: Asker, answer: Answer) -> Iterator[str]:
    """Secrets, codes of other organisations and ids of files closed to the State in an answer."""
    person, codes = asker.person, asker.world.codes
    known = [secret for secret in asker.world.secrets for piece in answer.planted if matches(secret.text, piece)]
    shown = {secret.place for secret in known if not asker.world.allowed(secret, person)}
    if shown:
        yield f"shows {', '.join(sorted(shown))}"
    if answer.address.name not in HANDED_OUT and any(
        code in codes and codes[code][1] != (person.actor.organisation_id if person else None) for code in answer.codes
    ):
        yield "shows a code of another organisation"
    if (person is None or person.actor.state) and answer.ids & kept_ids(asker.world):
        yield "shows an id of a file closed to the State"


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_addresses_whose_turn_it_is(world: World, spare: dict[str, str], seen: object, name: str) -> None:
    everybody = [Asker(world, one, spare) for one in EVERYBODY]
    asked = [address for address in all_addresses() if name in turn(address, everybody)]
    asked_and_answered(Asker(world, name, spare), asked, whole=False)


@pytest.mark.long
@pytest.mark.parametrize("name", EVERYBODY)
def test_everything_one_person_can_ask(world: World, spare: dict[str, str], seen: object, name: str) -> None:
    asked_and_answered(Asker(world, name, spare), all_addresses(), whole=True)


def asked_and_answered(asker: Asker, addresses: list[Address], *, whole: bool) -> None:
    """Ask, then look at the answers, the log of the server, and every row outside the groups about persons."""
    world, lines = asker.world, Lines()
    cache.clear()  # limits of sign-in attempts, filled by whoever walked before
    log = server_log()
    before = log.stat().st_size if log else 0
    logging.getLogger().addHandler(lines)
    try:
        answers = list(walk(asker, addresses, whole=whole))
    finally:
        logging.getLogger().removeHandler(lines)
    found = list(faults(asker, answers))
    assert found == [], f"{len(found)} faults in {len(answers)} answers:\n" + "\n".join(found)
    assert len(answers) > (100 if whole else 5)
    assert [
        line for line in lines.lines if "zq" in line.lower() and any(secret.text.lower() in line.lower() for secret in world.secrets)
    ] == []
    if log:
        with log.open("rb") as stream:
            stream.seek(before)
            assert b"Zq" not in stream.read()
    leaks = [where for where in places_without_secrets() if any(secret.text in where[1] for secret in world.secrets)]
    assert [table for table, _text in leaks] == []


def places_without_secrets() -> Iterator[tuple[str, str]]:
    """Every row outside the groups about persons: events, mails, codes, tasks, staff; and the core (G1), which carries codes only."""
    for model in apps.get_models():
        if getattr(model, "GROUP", "none") in {*OUTSIDE_GROUPS, "G1", "G10"}:
            table = model._meta.db_table
            for (text,) in as_guard(f"SELECT t::text FROM {table} t WHERE t::text LIKE '%Zq%'"):
                yield table, text


def test_the_case_areas_stand_behind_permissions_of_cases() -> None:
    from dayaq.base.access.gate import declared

    loose, public = [], set()
    for address in all_addresses():
        gate = declared(address.view, address.name)
        assert gate is not None, address.name
        words = {permission.partition(".")[0] for permission in gate.permissions}
        if address.area in ABOUT_A_CASE and gate.public:
            public.add(address.name)
        elif address.area in ABOUT_A_CASE and not (words and words <= BEHIND):
            loose.append(address.name)
    assert (loose, public) == ([], PUBLIC)


def test_every_place_of_an_address_can_be_filled(world: World, spare: dict[str, str]) -> None:
    known = {"code", *(kind for rows in world.ids.values() for kind in rows), *NEVER_IN_AZ, *UNMADE}
    lacking = {f"{a.name} <{place}>" for a in all_addresses() for place in a.rows if not known & set(a.kinds(place))}
    assert lacking == set()


def test_who_opens_a_row_outside_a_file_is_said(world: World, spare: dict[str, str]) -> None:
    """Else nobody would notice that a foreign one is answered."""
    unsaid = set()
    for address in all_addresses():
        if address.rows and not address.about_a_case:
            ids = {str(rows[kind]) for rows in world.ids.values() for kind in address.kinds(address.rows[0]) if kind in rows}
            unsaid |= {address.name} if ids and not ids & set(world.reached) else set()
    assert unsaid == set()


def test_every_text_about_a_person_holds_a_secret(unplanted: list[str]) -> None:
    assert unplanted == []


@pytest.mark.parametrize(("name", "page", "place", "case"), READ)
def test_what_may_be_read_is_read(world: World, seen: dict[tuple[str, str], str], name: str, page: str, place: str, case: str) -> None:
    text = seen[name, page]
    wanted = (
        world.code(case, world.people[name])
        if place == "code"
        else next(s.text for s in world.secrets if (s.case, s.place) == (case, place))
    )
    assert wanted.lower() in text


def test_the_core_alone_shows_no_story_and_no_name(seen: dict[tuple[str, str], str]) -> None:
    assert {part: seen["core", part] for part in CORE_ONLY} == CORE_ONLY


def test_the_walk_meets_every_gate_both_ways(world: World, spare: dict[str, str]) -> None:
    opened: Counter[bool] = Counter()
    addresses: list[Address] = all_addresses()
    for name in EVERYBODY:
        asker = Asker(world, name, spare)
        opened.update(asker.opens(address) for address in addresses)
    assert min(opened[True], opened[False]) > 50

"""Views nobody should write, served through the whole site: what crashes leaves only its failure, what is careless shows nothing foreign."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from dayaq.base.access.checks import gates_declared
from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Session
from dayaq.base.accounts.queries import token_hash
from dayaq.respond.casefile import actions
from dayaq.respond.casefile.queries import code_for
from tests.base.access import planted as views
from tests.cast import Person, person

AT = datetime(2016, 1, 14, 6, tzinfo=UTC)
SECRET = "Zqforeignqz"
pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def planted(settings: Any) -> ModuleType:
    settings.ROOT_URLCONF = "tests.base.access.planted"
    views.RAN.clear()
    return views


def client(who: Person) -> Client:
    made = Client(raise_request_exception=False, HTTP_HOST="localhost")
    made.force_login(who.user)
    return made


def case_of(who: Person) -> tuple[str, str]:
    """A case with a name in it: its id and code."""
    with acting(who.actor):
        case = actions.open_case(new=actions.NewCase(), by=who.actor, at=AT)
        actions.record_identity(case=case, given_name=SECRET, by=who.actor, at=AT)
        return str(case.id), code_for(case, who.actor.organisation_id)


@contextmanager
def as_guard() -> Iterator[Any]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE dayaq_guard")
        yield cursor
        cursor.execute("RESET ROLE")


def rows_of_all_tables() -> dict[str, int]:
    counted = {}
    with as_guard() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table}")
            counted[table] = cursor.fetchone()[0]
    return counted


def last_event() -> dict[str, Any]:
    with as_guard() as cursor:
        cursor.execute("SELECT to_jsonb(e) FROM audit_event e ORDER BY id DESC LIMIT 1")
        row = cursor.fetchone()[0]
    return dict(row if isinstance(row, dict) else json.loads(row))


@pytest.mark.parametrize("view", ["raises", "500"])
def test_a_crashed_view_leaves_nothing_but_its_failure(planted: ModuleType, view: str) -> None:
    ngo = person("ngo")
    browser, before = client(ngo), rows_of_all_tables()
    answer = browser.get(f"/planted/{view}/")
    after = rows_of_all_tables()
    assert answer.status_code == 500
    assert {table: after[table] - n for table, n in before.items() if after[table] != n} == {"audit_event": 1}
    event = last_event()
    assert (event["action"], event["kind"], event["outcome"]) == ("failed", f"planted_{view}", "500")
    assert (event["actor"], event["organisation"]) == (str(ngo.actor.user_id), str(ngo.actor.organisation_id))
    assert "Zqcrashqz" not in str(event)


def test_a_page_of_a_crash_says_nothing_of_it(planted: ModuleType) -> None:
    answer = client(person("ngo")).get("/planted/raises/")
    assert b"Zqcrashqz" not in answer.content
    assert b"Traceback" not in answer.content


def test_the_same_view_without_the_crash_keeps_what_it_wrote(planted: ModuleType) -> None:
    browser, before = client(person("ngo")), rows_of_all_tables()
    assert browser.get("/planted/works/").status_code == 200
    assert rows_of_all_tables()["casefile_case"] == before["casefile_case"] + 1


@contextmanager
def trail_refuses(when: str) -> Iterator[None]:
    """The trail takes no event for which ``when`` holds, as a full disk or a lost right would do."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION public.no_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the trail is full'; END $$;"
            "GRANT EXECUTE ON FUNCTION public.no_event() TO PUBLIC;"
            f"CREATE TRIGGER full_disk BEFORE INSERT ON audit_event FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION public.no_event();"
        )
        try:
            yield
        finally:
            connections["default"].close()
            cursor.execute("DROP TRIGGER full_disk ON audit_event; DROP FUNCTION public.no_event();")


@pytest.mark.parametrize("when", ["NEW.action IN ('read', 'list', 'reveal')", "true"], ids=["no read events", "no events at all"])
@pytest.mark.parametrize("page", ["/cases/{code}/", "/cases/{code}/person/", "/cases/"])
def test_without_its_event_a_page_is_not_served(page: str, when: str) -> None:
    ngo = person("ngo")
    _, code = case_of(ngo)
    browser = client(ngo)
    assert code in browser.get(page.format(code=code)).content.decode()
    with trail_refuses(when):
        answer = browser.get(page.format(code=code))
        assert answer.status_code == 500
        assert code not in answer.content.decode()


def test_without_its_event_a_name_is_not_shown() -> None:
    ngo = person("ngo")
    _, code = case_of(ngo)
    browser, url, wish = client(ngo), f"/cases/{code}/person/reveal/", {"what": "identity", "reason": "contact"}
    assert SECRET in browser.post(url, wish).content.decode()
    with trail_refuses("NEW.action = 'reveal'"):
        answer = browser.post(url, wish)
        assert answer.status_code == 500
        assert SECRET not in answer.content.decode()


def test_a_view_without_a_gate_is_found_at_the_start_and_never_runs(planted: ModuleType) -> None:
    assert [error.msg for error in gates_declared()] == ["the view at /planted/ungated/ (planted_ungated) declares no gate"]
    answer = client(person("ngo")).get("/planted/ungated/")
    assert (answer.status_code, views.RAN) == (500, [])
    assert b"Zqservedqz" not in answer.content
    assert Client(raise_request_exception=False).get("/planted/ungated/").status_code == 500
    assert views.RAN == []


def test_rows_read_after_the_wall_has_closed_are_none(planted: ModuleType) -> None:
    ngo = person("ngo")
    case_of(ngo)
    answer = client(ngo).get("/planted/streams/")
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"")  # type: ignore[attr-defined] # a streaming answer


ALL = "SELECT id::text FROM access_file UNION SELECT given_name FROM casefile_identity UNION SELECT code FROM casefile_casecode"
PAYLOADS = {
    "own rows": "' OR true -- ",
    "union": f"' UNION {ALL} -- ",
    "stacked": f"'; {ALL}; -- ",
    "set_config to a name": "'; SELECT set_config('dayaq.context', '{user}|{membership}', true); " + ALL + "; -- ",
    "set_config in one statement": "' UNION SELECT given_name FROM (SELECT set_config('dayaq.context', '{user}|{membership}', true)) s, casefile_identity -- ",
    "forged from the true one": "'; SELECT set_config('dayaq.context', replace(replace(current_setting('dayaq.context'), '{me}', '{user}'), '{mine}', '{membership}'), true); "
    + ALL
    + "; -- ",
    "forged purpose and time": "'; SELECT set_config('dayaq.context', current_setting('dayaq.context') || '0', true); " + ALL + "; -- ",
    "session level": "'; SELECT set_config('dayaq.context', '{user}|{membership}', false); " + ALL + "; -- ",
    "row security off": f"'; SET LOCAL row_security = off; {ALL}; -- ",
    "role of the guard": f"'; SET ROLE dayaq_guard; {ALL}; -- ",
    "role of the owner": f"'; SET SESSION AUTHORIZATION dayaq_owner; {ALL}; -- ",
    "the key": "'; SELECT encode(inner_pad, 'hex') FROM guard.key; -- ",
    "a grant to oneself": "'; SELECT guard.share('{case}', NULL, '{unit}', 1, 0, 'assistance', 'consent', NULL, NULL, ''); "
    + ALL
    + "; -- ",
    "a grant by hand": "'; INSERT INTO access_grant SELECT gen_random_uuid(), '{case}', NULL, '{unit}', 1023, 1023, '', 'owner', NULL, now(), NULL, '{me}', now(); "
    + ALL
    + "; -- ",
    "a wider role": f"'; UPDATE access_role SET everything = true; {ALL}; -- ",
    "another unit": "'; UPDATE accounts_membership SET unit_id = '{their_unit}' WHERE user_id = '{me}'; " + ALL + "; -- ",
    "a second membership": "'; INSERT INTO accounts_membership (id, user_id, unit_id, role, valid_from) VALUES (gen_random_uuid(), '{me}', '{their_unit}', 'ngo_case_worker', now()); "
    + ALL
    + "; -- ",
    "the histories": "' UNION SELECT new::text FROM audit_historyg2 UNION SELECT old::text FROM audit_historyg1 -- ",
    "the trail": "' UNION SELECT case_id::text FROM audit_event -- ",
    "a function of one's own": f"'; CREATE FUNCTION public.f() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; {ALL}; -- ",
    "statistics of columns": "' UNION SELECT most_common_vals::text FROM pg_stats WHERE tablename LIKE 'casefile%' -- ",
    "an error that talks": "' UNION SELECT given_name::int::text FROM casefile_identity -- ",
}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_a_planted_injection_gets_no_foreign_row(planted: ModuleType, payload: str) -> None:
    ngo, outsider = person("ngo"), person("outsider")
    case, code = case_of(ngo)
    with acting(outsider.actor):
        own = actions.open_case(new=actions.NewCase(), by=outsider.actor, at=AT)
        own_code = code_for(own, outsider.actor.organisation_id)
    words = {
        "user": ngo.actor.user_id, "membership": ngo.actor.membership_id, "me": outsider.actor.user_id, "mine": outsider.actor.membership_id,
        "unit": outsider.actor.unit_id, "their_unit": ngo.actor.unit_id, "case": case,
    }  # fmt: skip
    asked = payload
    for name, value in words.items():
        asked = asked.replace(f"{{{name}}}", str(value))
    browser = client(outsider)
    answers = [
        browser.get("/planted/careless/", {"q": asked}),
        browser.get("/planted/careless/", {"q": "' OR true -- "}),
        browser.get("/cases/"),
    ]
    assert views.RAN == ["careless", "careless"]
    for answer in answers:
        text = answer.content.decode()
        assert [word for word in (SECRET, code, case) if word in text] == []
    assert own_code in answers[1].content.decode()
    assert own_code in answers[2].content.decode()


def test_a_copied_session_row_opens_nothing(planted: ModuleType) -> None:
    ngo, outsider = person("ngo"), person("outsider")
    theirs, browser = client(ngo), client(outsider)
    assert theirs.get("/cases/").status_code == 200
    copy = (
        "'; INSERT INTO accounts_session (id, key_hash, user_id, data, browser, started_at, seen_at, idle_minutes, ended_why) "
        "SELECT gen_random_uuid(), encode(sha256('stolen-by-a-copy'), 'hex'), user_id, data, browser, started_at, seen_at, idle_minutes, ended_why "
        f"FROM accounts_session WHERE user_id = '{ngo.actor.user_id}'; -- "
    )
    assert browser.get("/planted/careless/", {"q": copy}).status_code == 200
    assert Session.objects.filter(key_hash=token_hash("stolen-by-a-copy"), user=ngo.user).count() == 1
    thief = Client(HTTP_HOST="localhost")
    thief.cookies["sessionid"] = "stolen-by-a-copy"
    assert thief.get("/cases/").status_code == 302

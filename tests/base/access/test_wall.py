"""The wall, attacked as the serving role in real transactions."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import Error, connection, connections, transaction

from dayaq.base.access import context
from dayaq.base.access.context import acting, compose
from dayaq.base.access.rules import Actor
from tests.cast import Person, person

AT = datetime(2016, 1, 14, 6, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("committed")


def ask(sql: str, *params: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall()) if cursor.description else []


def as_owner(sql: str, *params: object) -> None:
    """Another connection, committed at once: what an administrator did meanwhile."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, params)


def open_file(who: Person, *, closed: bool = False) -> UUID:
    with acting(who.actor):
        return UUID(str(ask("SELECT guard.open_case(%s, %s, %s)", uuid4(), AT, closed)[0][0]))


def files(actor: Actor) -> set[object]:
    with acting(actor):
        return {row[0] for row in ask("SELECT id FROM access_file")}


@pytest.fixture
def ngo() -> Person:
    return person("ngo")


@pytest.fixture
def outsider() -> Person:
    return person("outsider")


@pytest.fixture
def officer() -> Person:
    return person("officer")


@pytest.fixture
def file(ngo: Person) -> UUID:
    return open_file(ngo)


def test_a_file_is_seen_by_the_unit_that_opened_it_and_by_nobody_else(file: UUID, ngo: Person, outsider: Person, officer: Person) -> None:
    assert files(ngo.actor) == {file}
    assert files(outsider.actor) == set()
    assert files(officer.actor) == set()


def test_without_context_nothing_is_read(file: UUID) -> None:
    with transaction.atomic():
        assert ask("SELECT id FROM access_file") == []


def test_without_context_a_write_is_an_error_not_a_silent_nothing(file: UUID) -> None:
    with pytest.raises(Error, match="nobody is acting"), transaction.atomic():
        ask("UPDATE casefile_case SET stage = 'x'")


@pytest.mark.parametrize("table", ["access_file", "access_grant", "audit_event", "audit_historyg2", "access_role", "register_row"])
def test_a_plain_write_into_the_guards_tables_is_refused(table: str, ngo: Person) -> None:
    with pytest.raises(Error, match="permission denied"), acting(ngo.actor):
        ask(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE dayaq_guard",
        "SET ROLE dayaq_owner",
        "SET SESSION AUTHORIZATION dayaq_owner",
        "ALTER TABLE access_file DISABLE ROW LEVEL SECURITY",
        "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TABLE public.t (x int)",
        "COPY access_file TO PROGRAM 'cat'",
        "SELECT * FROM guard.key",
        "SELECT guard.mac('x', 'y')",
        "SELECT * FROM guard.context()",
        "TRUNCATE audit_event",
        "SET session_replication_role = replica",
    ],
)
def test_steps_over_the_wall_are_refused(statement: str, ngo: Person) -> None:
    with pytest.raises(Error), acting(ngo.actor):
        ask(statement)


def test_row_security_cannot_be_switched_off(file: UUID, outsider: Person) -> None:
    with pytest.raises(Error, match="row-level security"), acting(outsider.actor):
        ask("SET LOCAL row_security = off; SELECT id FROM access_file")


def seen_with(value: str) -> list[tuple[object, ...]]:
    """Rows an attacker sees who can set the variable to any value inside the same transaction."""
    ask("SELECT set_config('dayaq.context', %s, true)", value)
    return ask("SELECT id FROM access_file")


def test_a_forged_context_sees_nothing(file: UUID, ngo: Person, outsider: Person) -> None:
    with acting(outsider.actor):
        true_value = context.current()
        forged = true_value.replace(str(outsider.actor.user_id), str(ngo.actor.user_id)).replace(
            str(outsider.actor.membership_id), str(ngo.actor.membership_id)
        )
        assert forged != true_value
        assert seen_with(forged) == []
        assert seen_with("") == []
        assert seen_with("|||||||") == []
        assert seen_with(f"{ngo.actor.user_id}") == []


def test_an_expired_context_sees_nothing(file: UUID, ngo: Person) -> None:
    with acting(ngo.actor):
        pid, xid = ask("SELECT pg_backend_pid(), pg_current_xact_id()::text")[0]
        late = compose(ngo.actor.user_id, ngo.actor.membership_id, "", int(str(pid)), str(xid), int(time.time()) - 1)
        good = compose(ngo.actor.user_id, ngo.actor.membership_id, "", int(str(pid)), str(xid), int(time.time()) + 60)
        assert seen_with(late) == []
        assert seen_with(good) == [(file,)]


def test_a_context_replayed_in_the_next_transaction_sees_nothing(file: UUID, ngo: Person, outsider: Person) -> None:
    with acting(ngo.actor):
        stolen = context.current()
    with acting(outsider.actor):
        assert seen_with(stolen) == []


def test_a_context_replayed_on_another_connection_sees_nothing(file: UUID, ngo: Person) -> None:
    import psycopg

    said = connections["default"].settings_dict
    address = {
        "host": said["HOST"],
        "port": said["PORT"] or None,
        "dbname": said["NAME"],
        "user": said["USER"],
        "password": said["PASSWORD"] or None,
    }
    with psycopg.connect(**address) as other, acting(ngo.actor):
        stolen = context.current()
        other.execute("SELECT set_config('dayaq.context', %s, true)", [stolen])
        assert other.execute("SELECT id FROM access_file").fetchall() == []


def test_a_context_under_an_unknown_key_sees_nothing(file: UUID, ngo: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CONTEXT_KEY", "0" * 64)
    with acting(ngo.actor):
        assert ask("SELECT id FROM access_file") == []


def test_a_planted_injection_gets_no_foreign_row(file: UUID, ngo: Person, outsider: Person) -> None:
    planted = (
        f"' UNION ALL SELECT id::text FROM access_file WHERE (SELECT set_config('dayaq.context', "
        f"'{ngo.actor.user_id}|{ngo.actor.membership_id}', true)) IS NOT NULL -- "
    )
    with acting(outsider.actor), connection.cursor() as cursor:
        cursor.execute(f"SELECT code FROM casefile_casecode WHERE code = '{planted}'")
        assert cursor.fetchall() == []


def test_an_ended_membership_sees_nothing_in_the_very_next_statement(file: UUID, ngo: Person) -> None:
    with acting(ngo.actor):
        assert ask("SELECT id FROM access_file") == [(file,)]
        as_owner("UPDATE accounts_membership SET valid_to = now() - interval '1 second' WHERE id = %s", ngo.actor.membership_id)
        assert ask("SELECT id FROM access_file") == []


def test_a_deactivated_user_sees_nothing(file: UUID, ngo: Person) -> None:
    with acting(ngo.actor):
        as_owner("UPDATE accounts_user SET is_active = false WHERE id = %s", ngo.actor.user_id)
        assert ask("SELECT id FROM access_file") == []


def share(file: UUID, to: Person, reads: int, *, writes: int = 0, basis: str = "consent") -> None:
    ask("SELECT guard.share(%s, NULL, %s, %s, %s, 'assistance', %s, NULL, NULL, '')", file, to.actor.unit_id, reads, writes, basis)


def test_a_grant_opens_exactly_its_groups(file: UUID, ngo: Person, officer: Person) -> None:
    with acting(ngo.actor):
        share(file, officer, 1)
    with acting(officer.actor):
        assert ask("SELECT guard.groups_of(%s)", file) == [(1,)]
        assert ask("SELECT * FROM guard.cases('G1')") == [(file,)]
        assert ask("SELECT * FROM guard.cases('G2')") == []


def test_a_grant_is_never_wider_than_the_role(file: UUID, ngo: Person, officer: Person) -> None:
    with acting(ngo.actor):
        share(file, officer, 1 | 8)  # health: never the police's, whatever is granted
    with acting(officer.actor):
        assert ask("SELECT guard.groups_of(%s)", file) == [(1,)]


def test_nobody_gives_what_he_lacks(file: UUID, ngo: Person, outsider: Person, officer: Person) -> None:
    with acting(ngo.actor):
        share(file, officer, 1)
    with pytest.raises(Error, match="does not have"), acting(officer.actor):
        share(file, outsider, 1 | 2)
    with pytest.raises(Error, match="does not have"), acting(outsider.actor):
        share(file, outsider, 1)


def test_the_location_needs_two_persons(file: UUID, ngo: Person, outsider: Person) -> None:
    with pytest.raises(Error, match="two persons"), acting(ngo.actor):
        share(file, outsider, 1 | 16)


def test_a_file_closed_to_the_state_is_never_opened_to_it(ngo: Person, officer: Person, outsider: Person) -> None:
    closed = open_file(ngo, closed=True)
    with pytest.raises(Error, match="closed to the State"), acting(ngo.actor):
        share(closed, officer, 1)
    with acting(ngo.actor):
        share(closed, outsider, 1)  # another NGO, with the person's consent
    assert files(outsider.actor) == {closed}


def test_closing_a_file_to_the_state_ends_its_grants_at_once(file: UUID, ngo: Person, officer: Person) -> None:
    with acting(ngo.actor):
        share(file, officer, 1)
    assert files(officer.actor) == {file}
    with acting(ngo.actor):
        ask("SELECT guard.close_to_state(%s, true)", file)
    assert files(officer.actor) == set()


def test_a_revoked_grant_is_gone_and_the_owner_keeps_his(file: UUID, ngo: Person, officer: Person) -> None:
    with acting(ngo.actor):
        share(file, officer, 1)
        grants = ask("SELECT id, basis FROM access_grant WHERE file_id = %s", file)
        results = {basis: ask("SELECT guard.revoke(%s)", grant)[0][0] for grant, basis in grants}
    assert results == {"owner": False, "consent": True}
    assert files(officer.actor) == set()
    assert files(ngo.actor) == {file}


def test_a_state_body_cannot_keep_a_file_from_the_state(officer: Person) -> None:
    with pytest.raises(Error, match="State body"):
        open_file(officer, closed=True)


def test_the_trail_names_columns_and_never_values(ngo: Person) -> None:
    secret = "Zyxwvut"
    file = open_file(ngo)
    with acting(ngo.actor):
        ask(
            "INSERT INTO casefile_case (id, pack, pack_version, opened_at, recorded_at, opened_unit, source_kind, sex, sex_state, nationality, nationality_state, "
            "age_band, age_band_state, under_18, under_18_reason, languages, exploitation, exploitation_state, route, route_state, stage, refers, ngo_only, cooperates, version) "
            "VALUES (%s, 'az', '1', now(), now(), %s, '', '', 'unknown', '', 'unknown', '', 'unknown', 'no', '', '{}', '', 'unknown', '', 'unknown', 'first_assistance', "
            "'not_asked', false, 'not_asked', 1)",
            file,
            ngo.actor.unit_id,
        )
        ask(
            "INSERT INTO casefile_identity (case_id, given_name, family_name, other_names, birth_value, document, match_keys, sort_key, version) "
            "VALUES (%s, %s, '', '', '', '', '{}', '', 1)",
            file,
            secret,
        )
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE dayaq_guard")
        cursor.execute("SELECT action, kind, \"group\", case_id, actor, columns FROM audit_event WHERE kind = 'casefile_identity'")
        [(action, kind, group, case, actor, columns)] = cursor.fetchall()
        cursor.execute("SELECT count(*) FROM audit_event e WHERE e::text LIKE %s", [f"%{secret}%"])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT new ->> 'given_name' FROM audit_historyg2 WHERE case_id = %s", [file])
        assert cursor.fetchall() == [(secret,)]
        cursor.execute("RESET ROLE")
    assert (action, kind, group, case, actor) == ("insert", "casefile_identity", "G2", file, ngo.actor.user_id)
    assert "given_name" in columns


def test_history_is_read_by_those_who_read_the_group(ngo: Person, officer: Person) -> None:
    test_the_trail_names_columns_and_never_values(ngo)
    with acting(ngo.actor):
        file = ask("SELECT id FROM access_file")[0][0]
        share(UUID(str(file)), officer, 1)
        assert len(ask("SELECT id FROM audit_historyg2")) == 1
    with acting(officer.actor):
        assert ask("SELECT id FROM audit_historyg2") == []


def test_the_trail_cannot_be_changed_even_by_the_owner(file: UUID) -> None:
    with connections["owner"].cursor() as cursor, pytest.raises(Error, match="cannot be changed"):
        cursor.execute("DELETE FROM audit_event")


def test_the_mode_of_an_installation_is_final() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE dayaq_guard")
        with pytest.raises(Error, match="cannot be changed"):
            cursor.execute("UPDATE guard.installation SET mode = 'demo'")
        cursor.execute("RESET ROLE")

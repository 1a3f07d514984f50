"""Every model has a field group, every table about persons concerned is walled and audited, every address has a gate."""

from __future__ import annotations

import json
import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from dayaq.base.access.checks import addresses, gates_declared
from dayaq.base.access.rules import ASSESSMENT_GROUPS, HOUSE_GROUPS, OUTSIDE_GROUPS, ROW_GROUPS, Group
from dayaq.site import health

GROUPS = {*(group.name for group in Group), *OUTSIDE_GROUPS, *ASSESSMENT_GROUPS, *HOUSE_GROUPS, *ROW_GROUPS}
OURS = [model for model in apps.get_models() if model.__module__.startswith("dayaq.")]
WALLED = [model for model in OURS if getattr(model, "GROUP", "") not in OUTSIDE_GROUPS]
# Written by the guard alone: no change of theirs is recorded a second time.
GUARDS_OWN = {"audit_event", "register_row"} | {f"audit_historyg{n}" for n in range(1, 10)}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_has_exactly_one_field_group(model: type[models.Model]) -> None:
    assert getattr(model, "GROUP", None) in GROUPS


@pytest.mark.django_db
@pytest.mark.parametrize("model", WALLED, ids=lambda model: model._meta.label)
def test_every_table_about_persons_is_walled_and_audited(model: type[models.Model]) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
        assert cursor.fetchone() == (True, True)
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table])
        triggers = {name for (name,) in cursor.fetchall()}
    if getattr(model, "GROUP", "") == "A3":
        assert triggers == set()  # answers keep no trail: nothing leads from a row to a moment or a person
    elif table not in GUARDS_OWN:
        assert "record_change" in triggers


BY_ROW = [model for model in OURS if getattr(model, "GROUP", "") == "row"]
BY_GROUPS = [model for model in OURS if getattr(model, "GROUP", "") == "rows"]


@pytest.mark.django_db
@pytest.mark.parametrize("model", BY_ROW, ids=lambda model: model._meta.label)
def test_a_row_that_names_its_group_is_asked_for_that_group(model: type[models.Model]) -> None:
    """Every one of the nine groups stands in both policies, each beside its own function call; no row goes without."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(qual, with_check) FROM pg_policies WHERE tablename = %s AND policyname IN ('app_read', 'app_insert')",
            [model._meta.db_table],
        )
        terms = [term for (term,) in cursor.fetchall()]
    assert len(terms) == 2
    for term in terms:
        pairs = re.findall(r"= '(G\d)'::text.*?guard\.(?:cases|writable)\('(G\d)'::text\)", term, re.DOTALL)
        assert pairs == [*((f"G{n}", f"G{n}") for n in range(1, 9)), ("G9", "G1")]  # privileged: the author alone, let into the case
        assert "guard.user_id()" in term.partition("'G9'")[2]


@pytest.mark.django_db
@pytest.mark.parametrize("model", BY_GROUPS, ids=lambda model: model._meta.label)
def test_a_row_of_several_groups_is_asked_for_each_of_them(model: type[models.Model]) -> None:
    """A bit that is set needs its own group; the nine conditions stand side by side."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(qual, with_check) FROM pg_policies WHERE tablename = %s AND policyname IN ('app_read', 'app_insert')",
            [model._meta.db_table],
        )
        terms = [term for (term,) in cursor.fetchall()]
    assert len(terms) == 2
    for term in terms:
        pairs = re.findall(r"guard\W+bit\W+(G\d)'::text\)\) = 0\) OR .*?guard\.cases\('(G\d)'::text\)", term, re.DOTALL)
        assert pairs == [(f"G{n}", f"G{n}") for n in range(1, 10)], term


@pytest.mark.django_db
def test_policies_are_evaluated_once_a_statement() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname, qual, with_check FROM pg_policies WHERE schemaname = 'public'")
        loose = [
            (table, name)
            for table, name, *terms in cursor.fetchall()
            for term in terms
            if term and "guard." in term and "SELECT" not in term
        ]
    assert loose == []


@pytest.mark.django_db
def test_no_function_of_the_guard_looks_at_temporary_objects_first() -> None:
    """Unsaid, they come first: a type or table of that name would be taken with the guard's rights."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'guard'::regnamespace "
            "AND (prosecdef OR prosqlbody IS NULL) "  # a body parsed when it was made looks nothing up later
            "AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY(proconfig), false)"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", WALLED, ids=lambda model: model._meta.label)
def test_every_table_about_persons_is_true_to_who_writes_it(model: type[models.Model]) -> None:
    """A row stays with its file, and columns that say who wrote it are checked against who does."""
    if getattr(model, "GROUP", "") == "A3":
        return  # answers have no author
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('dayaq_app', %s, 'INSERT')", [table])
        if not cursor.fetchone()[0]:
            return
        cursor.execute("SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'true_to_context'", [table])
        found = cursor.fetchone()
    assert found, f"{table} lacks wall.authored()"
    for name in {"by", "recorded_by"} & {field.column for field in model._meta.concrete_fields}:
        assert f'"{name}": "user"' in found[0]


def pointing() -> list[tuple[type[models.Model], str, str]]:
    """Columns of tables of assessments that point at a row of a table of assessments."""
    ours = [model for model in WALLED if "assessment_id" in {field.column for field in model._meta.concrete_fields}]
    return [
        (model, field.column, field.related_model._meta.db_table)
        for model in ours
        for field in model._meta.concrete_fields
        if field.related_model in ours
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "column", "table"), pointing(), ids=lambda one: getattr(one, "__name__", one))
def test_a_row_of_an_assessment_points_at_rows_of_the_same_only(model: type[models.Model], column: str, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'true_to_context'",
            [model._meta.db_table],
        )
        same = re.search(r'"same": ({[^}]*})', cursor.fetchone()[0])
    assert same, model
    assert json.loads(same[1]).get(column) == table


@pytest.mark.django_db
def test_the_doctor_finds_only_the_planted_fault() -> None:
    found = [finding for finding in health.findings() if not finding.ok]
    # the test database is made for evaluation and served as a demo on purpose: the one thing to be found
    assert [finding.check for finding in found] == ["mode"]


def test_every_address_has_a_gate() -> None:
    assert gates_declared() == []
    assert len(list(addresses())) > 5


@pytest.mark.django_db(databases=["default", "owner"])
def test_no_model_waits_for_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)

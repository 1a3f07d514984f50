"""A case of an organisation, its people, and a colleague; all invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from dayaq.base.access.context import acting
from dayaq.respond.casefile import actions, queries
from dayaq.respond.casefile.queries import Case
from tests.cast import Person, person

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
Open = Callable[..., Case]


@pytest.fixture
def shelter() -> Person:
    return person("shelter")


@pytest.fixture
def colleague() -> Person:
    return person("colleague", "clean_world", "shelter_manager")


@pytest.fixture
def outsider() -> Person:
    return person("outsider")


@pytest.fixture
def open_case() -> Open:
    def make(who: Person, given: str = "", family: str = "", birth: str = "", **facts: object) -> Case:
        with acting(who.actor):
            new = actions.NewCase(under_18="no", under_18_reason="papers", **facts)  # type: ignore[arg-type]  # facts of a case
            made = actions.open_case(new=new, by=who.actor, at=AT)
            if given:
                actions.record_identity(case=made, given_name=given, family_name=family, birth=birth, by=who.actor, at=AT)
            return made

    return make


@pytest.fixture
def case(shelter: Person, open_case: Open) -> Case:
    return open_case(shelter, sex=("female", "known"))


@pytest.fixture
def code_of() -> Callable[[Case, Person], str]:
    def ask(case: Case, who: Person) -> str:
        with acting(who.actor):
            return queries.code_for(case, who.actor.organisation_id)

    return ask


@pytest.fixture
def client_of() -> Callable[[Person], Client]:
    def sign_in(who: Person) -> Client:
        client = Client()
        client.force_login(who.user)
        return client

    return sign_in

"""A view without a declared gate cannot be served: the start-up check names it and the middleware refuses it."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from dayaq.base.access.checks import gates_declared
from dayaq.base.access.gate import Gate, gate
from dayaq.site.library import GATES, library
from dayaq.site.urls import urlpatterns as served

PRIVATE = "what only a declared view may show"


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PRIVATE)


@gate(public=True)
def declared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for everybody")


urlpatterns = [*served, path("undeclared/", undeclared, name="undeclared"), path("declared/", declared, name="declared")]


@pytest.fixture
def with_undeclared(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.mark.usefixtures("with_undeclared")
def test_the_start_up_check_names_the_view() -> None:
    assert [(error.id, "undeclared" in str(error.msg)) for error in gates_declared()] == [("access.E001", True)]


@pytest.mark.django_db
@pytest.mark.usefixtures("with_undeclared")
def test_the_middleware_does_not_serve_it() -> None:
    client = Client(raise_request_exception=False)
    answer = client.get("/undeclared/")
    assert (answer.status_code, PRIVATE in answer.content.decode()) == (500, False)
    assert client.get("/declared/").content == b"for everybody"
    with pytest.raises(RuntimeError, match="declares no gate"):
        Client().get("/undeclared/")


def test_every_page_of_the_sign_in_library_that_is_served_has_a_gate_of_its_own() -> None:
    assert {str(entry.name) for entry in library} == set(GATES)
    public = {name for name, its in GATES.items() if its.public}
    assert public == {"account_login", "account_logout", "account_inactive", "mfa_authenticate", "mfa_login_webauthn"}
    assert all(its == Gate() for name, its in GATES.items() if name not in public)


@pytest.mark.parametrize("arguments", [{}, {"public": True, "signed_in": True}])
def test_a_gate_says_exactly_one_thing(arguments: dict[str, bool]) -> None:
    with pytest.raises(ValueError, match="a gate names"):
        gate(**arguments)

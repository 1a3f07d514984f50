"""A request that holds the sign with the number zero is answered as a bad one, wherever it stands; nothing fails over it."""

from __future__ import annotations

import pytest

from tests.cast import person
from tests.respond.residence.test_actions import opened
from tests.respond.screening.world import client_of, code_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("hotline", "/hotline/calls/?q=%00"),
        ("lawyer", "/legal/lawyers/?text=%00"),
        ("labour", "/inspections/employers/?text=%00"),
        ("ngo", "/cases/%00/"),
        ("ngo", "/cases/?text=a%00b"),
    ],
)
def test_an_address(who: str, address: str) -> None:
    assert client_of(person(who)).get(address).status_code == 400


def test_a_timeline_and_a_field_no_form_reads() -> None:
    case = opened(who="ngo")
    client, code = client_of(person("ngo")), code_of(case, person("ngo"))
    assert client.get(f"/cases/{code}/?kind=%00").status_code == 400
    assert client.post("/hotline/write/", {"draft": "1", "words": "a\x00b"}).status_code == 400
    assert client.post(f"/cases/{code}/join/", {"other": "\x00"}).status_code == 400

"""The administrator's pages as they look: wide and narrow, free of faults of accessibility."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dayaq.base.accounts import actions
from dayaq.base.accounts.models import Organisation
from tests.cast import SINCE, company
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_pages_about_people(visit: Callable[..., Any], narrow: bool) -> None:
    everybody = company()
    shelter, by = everybody["shelter"], everybody["administrator"].actor
    body = Organisation.objects.get(code="mia_shelter")
    actions.declare(
        person=shelter.user, organisation=body, function="member of the board", since=date(2020, 5, 1), until=None, by=by, at=SINCE
    )
    page, size = visit(everybody["administrator"], narrow=narrow), "narrow" if narrow else "wide"
    held = shelter.user.memberships.get()
    for name, path in {
        "people": "",
        "people-filtered": "?role=shelter_manager",
        "invite": "invite/",
        "person": f"{shelter.user.id}/",
        "person-role": f"{shelter.user.id}/role/",
        "person-end-role": f"{shelter.user.id}/role/{held.id}/end/",
        "person-tie": f"{shelter.user.id}/tie/",
        "roles": "roles/",
        "role": "roles/identification_officer/",
        "conduct": "me/conduct/",
        "profile": "me/",
        "ended": "ended/?why=idle&next=/",
        "link-gone": "join/invented/",
    }.items():
        page.goto(f"/people/{path}")
        check(page, f"{name}-{size}")
    page.goto("/people/invite/")
    page.get_by_role("button", name="Send the invitation").click()
    check(page, f"invite-errors-{size}")
    page.goto("/people/")
    page.get_by_label("Name or e-mail address").fill("nobody like this")
    page.get_by_role("button", name="Search").click()
    check(page, f"people-nobody-{size}")

"""What waits in the fund stands on the Today page of its own people, and on nobody else's."""

from __future__ import annotations

import pytest

from dayaq.base.access.context import acting
from dayaq.respond.fund.models import Request
from tests.cast import person
from tests.respond.fund.world import asked, funded, recognised
from tests.respond.screening.world import client_of

pytestmark = pytest.mark.django_db


def test_the_funds_people_see_on_today_what_waits_for_them_and_each_number_opens_its_list() -> None:
    case, _pot = recognised(), funded()
    first = asked(case)
    asked(case, "clothing")
    with acting(person("clerk").actor):
        Request.objects.filter(id=first.id).update(state="approved")
    page = client_of(person("clerk")).get("/").content.decode()
    for state in ("waiting", "approved"):
        assert f"/fund/requests/?state={state}" in page
    assert "requests to the fund to decide" in page
    assert "/fund/requests/" not in client_of(person("ngo")).get("/").content.decode()

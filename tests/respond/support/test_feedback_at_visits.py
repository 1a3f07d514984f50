"""A visit of a shelter says how many gave feedback about it: to the monitor each one, to the house itself nothing below five."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from dayaq.respond.shelter.models import Visit
from dayaq.respond.support.actions import give_feedback
from tests.cast import person
from tests.respond.screening.world import client_of
from tests.respond.shelter.test_pages import at, moment, text_of

pytestmark = pytest.mark.django_db


def test_mon_04_a_visits_page_says_how_many_gave_feedback_about_the_house() -> None:
    body = Organisation.objects.get(code="clean_world")
    monitor, house = client_of(person("monitor")), client_of(person("shelter"))
    monitor.post(at("new_visit"), {"provider": str(body.id), "residents": "3", "staff": "1", **moment()})
    with acting(person("monitor").actor):
        page = at("visit", Visit.objects.get().id)
    by, word = person("helper").actor, "Feedback of residents</dt><dd>{}</dd>"
    assert word.format(0) in text_of(house.get(page))
    for n in range(1, 6):
        with acting(by):
            when = timezone.now() - timedelta(hours=1)
            give_feedback(about=body.id, answers={"respect": 2}, channel="paper", language="en", text="hm", by=by, at=when)
        assert word.format(n) in text_of(monitor.get(page))
        assert ("Feedback of residents" in text_of(house.get(page))) == (n == 5)

"""Pages of the hotline: three keystrokes, drafts through sign-out, safe call-backs, numbers for the co-ordinator, the outsider."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.respond.casefile.models import Case
from dayaq.respond.hotline import actions, queries
from dayaq.respond.hotline.models import Call, CallBack, CallTally, Draft, HandOn, Line, Shift
from tests import cast
from tests.respond.hotline.test_actions import call_by
from tests.respond.network.test_pages import moment, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page", "roles"),
    [
        ("desk", {"hotline": 200, "ngo": 200, "helper": 200, "outsider": 200, "coordinator": 302, "inspector": 403, "auditor": 403}),
        ("new_call", {"hotline": 200, "outsider": 200, "coordinator": 403, "inspector": 403}),
        ("calls", {"hotline": 200, "outsider": 200, "coordinator": 403}),
        ("call_backs", {"hotline": 200, "outsider": 200, "coordinator": 403}),
        ("lines", {"hotline": 200, "coordinator": 200, "outsider": 200, "auditor": 403}),
        ("new_line", {"hotline": 200, "coordinator": 403}),
        ("shifts", {"hotline": 200, "coordinator": 403}),
        ("hand_ons", {"hotline": 200, "coordinator": 403}),
        ("figures", {"hotline": 200, "coordinator": 200, "outsider": 200, "inspector": 403}),
        ("tally", {"hotline": 200, "coordinator": 403}),
    ],
)
def test_pages_open_to_their_roles(client: Client, page: str, roles: dict[str, int]) -> None:
    for name, status in roles.items():
        assert signed_in(client, name).get(reverse(f"hotline:{page}")).status_code == status, name


def test_a_call_of_another_body_is_404_and_what_is_unknown_too(client: Client) -> None:
    row = call_by()
    now, by = timezone.now(), cast.person("hotline").actor
    with acting(by):
        back = actions.plan_call_back(call=row, channel="telephone", contact="555", safe_times="mornings", due_at=now, by=by, at=now)
    gets, posts = ("call", "change_call", "call_back"), ("begin", "back_done", "back_again", "back_given_up")
    for who, one, other in (("outsider", row.id, back.id), ("hotline", uuid4(), uuid4())):
        signed_in(client, who)
        for name in gets:
            assert client.get(reverse(f"hotline:{name}", args=[one])).status_code == 404, (who, name)
        for name in posts:
            assert client.post(reverse(f"hotline:{name}", args=[one if name == "begin" else other])).status_code == 404, (who, name)
    for name in gets:
        assert signed_in(client, "hotline").get(reverse(f"hotline:{name}", args=[row.id])).status_code == 200, name


def test_a_call_outside_the_topic_is_saved_in_three_keystrokes_without_script(client: Client) -> None:
    desk = signed_in(client, "hotline").get(reverse("hotline:desk")).content.decode()
    assert "autofocus" in desk.split('name="key"')[0].rpartition("<input")[2] + desk.split('name="key"')[1].partition(">")[0]
    done = client.post(reverse("hotline:desk"), {"key": "9", "line": "clean_world", "started": timezone.now().isoformat()})
    assert done.headers["Location"] == reverse("hotline:desk")
    with acting(cast.person("hotline").actor):
        assert (Call.objects.get().topic, Case.objects.count()) == ("outside", 0)
    wrong = client.post(reverse("hotline:desk"), {"key": "7", "line": "clean_world"})
    assert (wrong.status_code, "means no topic" in wrong.content.decode()) == (400, True)


def written(**more: Any) -> dict[str, Any]:
    start = {
        "line": "clean_world",
        "topic": "thb_labour",
        "note": "a brick works",
        "interpreter": "",
        "caller": "witness",
        "anonymous": "on",
    }
    return {**start, "outcome": "information", "leaflets": ["rights"], **moment(timezone.now() - timedelta(minutes=5)), **more}


def test_a_draft_comes_back_after_signing_out_and_is_gone_when_saved(client: Client) -> None:
    signed_in(client, "hotline").post(reverse("hotline:draft"), written(topic="wages"))
    client.logout()
    assert client.get(reverse("hotline:new_call")).status_code == 302
    page = signed_in(client, "hotline").get(reverse("hotline:new_call")).content.decode()
    assert "a brick works" in page
    assert "a brick works" not in signed_in(client, "ngo").get(reverse("hotline:new_call")).content.decode()
    saved = signed_in(client, "hotline").post(reverse("hotline:new_call"), written())
    with acting(cast.person("hotline").actor):
        row = Call.objects.get()
        assert saved.headers["Location"] == reverse("hotline:call", args=[row.id])
        assert (row.topic, row.leaflets, row.anonymous, row.interpreter) == ("thb_labour", ["rights"], True, None)
        assert not Draft.objects.exists()


def test_keeping_a_draft_works_without_script(client: Client) -> None:
    signed_in(client, "hotline").post(reverse("hotline:new_call"), {**written(), "draft": "1"})
    assert "Go on writing" in client.get(reverse("hotline:desk")).content.decode()
    client.post(reverse("hotline:drop_draft"))
    assert "Go on writing" not in client.get(reverse("hotline:desk")).content.decode()


def test_the_police_are_called_only_at_the_callers_wish_and_nothing_typed_is_lost(client: Client) -> None:
    page = signed_in(client, "hotline").post(reverse("hotline:new_call"), written(outcome="police_emergency")).content.decode()
    assert "only when the caller wants it" in page
    assert "a brick works" in page
    client.post(reverse("hotline:new_call"), written(outcome="police_emergency", caller_wished="on"))
    with acting(cast.person("hotline").actor):
        assert Call.objects.get().outcome == "police_emergency"


def test_a_call_is_put_right_and_leads_to_help_only_when_wished(client: Client) -> None:
    row = call_by("ngo")
    signed_in(client, "ngo").post(reverse("hotline:change_call", args=[row.id]), written(topic="violence", version="1", minutes="3"))
    with acting(cast.person("ngo").actor):
        assert Call.objects.get().topic == "violence"
    client.post(reverse("hotline:begin", args=[row.id]))
    with acting(cast.person("ngo").actor):
        assert not Case.objects.exists()
    begun = client.post(reverse("hotline:begin", args=[row.id]), {"wished": "yes"})
    assert begun.headers["Location"].endswith("/help/")
    assert signed_in(client, "outsider").get(begun.headers["Location"]).status_code == 404


def test_a_call_back_is_planned_tried_and_forgotten(client: Client) -> None:
    row = call_by()
    later = {"due_day_day": "1", "due_day_month": "3", "due_day_year": str(timezone.now().year + 1), "due_clock": "10:00"}
    hotline = signed_in(client, "hotline")
    wrong = hotline.post(reverse("hotline:call_back", args=[row.id]), {"channel": "telephone", "safe_times": "mornings", **later})
    assert (wrong.status_code, "Write the number" in wrong.content.decode()) == (400, True)
    hotline.post(
        reverse("hotline:call_back", args=[row.id]), {"channel": "telephone", "contact": "555 0199", "safe_times": "mornings", **later}
    )
    assert "555 0199" in hotline.get(reverse("hotline:call_backs")).content.decode()
    desk = hotline.get(reverse("hotline:desk"))
    assert f'<a href="{reverse("hotline:call_backs")}">{queries.topic_word(row.topic)}</a><small>' in desk.content.decode()
    places = {str(one["label"]): one["folded"] for one in desk.context["navigation"]}
    assert (places["Hotline"], places["My desk"]) == (False, True)
    assert "555 0199" not in signed_in(client, "outsider").get(reverse("hotline:call_backs")).content.decode()
    with acting(cast.person("hotline").actor):
        back = CallBack.objects.get()
    signed_in(client, "hotline").post(reverse("hotline:back_again", args=[back.id]))
    assert "tried once" in client.get(reverse("hotline:call_backs")).content.decode()
    client.post(reverse("hotline:back_done", args=[back.id]))
    assert "555 0199" not in client.get(reverse("hotline:call_backs")).content.decode()


def test_lines_show_what_is_reached_from_a_country_or_the_consulate(client: Client) -> None:
    page = signed_in(client, "hotline").get(reverse("hotline:lines"), {"country": "TR"}).content.decode()
    assert "No line is reached from there." in page
    assert "The consulate there helps" in page
    assert ">152<" in client.get(reverse("hotline:lines"), {"country": "AZ"}).content.decode()
    fields = {"code": "clean_world", "title": "Our line", "number": "0555", "reach": "both", "hours": "00:00-24:00", "languages": ["az"]}
    assert "Write hours like" in client.post(reverse("hotline:new_line"), {**fields, "hours": "late"}).content.decode()
    client.post(reverse("hotline:new_line"), fields)
    assert "0555" in client.get(reverse("hotline:lines"), {"country": "TR"}).content.decode()
    with acting(cast.person("hotline").actor):
        row = Line.objects.get()
    client.post(reverse("hotline:change_line", args=[row.id]), {**fields, "number": "0556", "version": "1"})
    assert "0556" in client.get(reverse("hotline:lines")).content.decode()
    assert signed_in(client, "outsider").get(reverse("hotline:change_line", args=[row.id])).status_code == 404


def test_shifts_show_who_answers_and_when_nobody_does(client: Client) -> None:
    hotline = signed_in(client, "hotline")
    week = {"week": "2016-03-07"}
    assert "Nobody is on the list" in hotline.get(reverse("hotline:shifts"), week).content.decode()
    told = {"line": "clean_world", "person": str(cast.person("hotline").user.id), "day_day": "7", "day_month": "3", "day_year": "2016"}
    assert hotline.post(f"{reverse('hotline:shifts')}?week=2016-03-07", {**told, "clock": "08:00", "length": "8"}).status_code == 302
    assert "Hotline Invented" in hotline.get(reverse("hotline:shifts"), week).content.decode()
    again = hotline.post(f"{reverse('hotline:shifts')}?week=2016-03-07", {**told, "clock": "09:00", "length": "2"})
    assert (again.status_code, "on a line at that time already" in again.content.decode()) == (400, True)
    with acting(cast.person("hotline").actor):
        row = Shift.objects.get()
    assert signed_in(client, "outsider").post(reverse("hotline:end_shift", args=[row.id])).status_code == 404
    signed_in(client, "hotline").post(reverse("hotline:end_shift", args=[row.id]))
    with acting(cast.person("hotline").actor):
        assert not Shift.objects.exists()


def test_a_caller_is_handed_on_and_the_call_begins_with_what_is_known(client: Client) -> None:
    told = {"from_line": "amc", "to_line": "clean_world", "topic": "thb_labour", "spoken": "ur", "note": "waits"}
    signed_in(client, "outsider").post(reverse("hotline:hand_ons"), told)
    assert "A caller is handed to you" in signed_in(client, "hotline").get(reverse("hotline:desk")).content.decode()
    with acting(cast.person("hotline").actor):
        row = HandOn.objects.get()
    for verb in ("hand_on_accept", "hand_on_decline", "hand_on_withdraw"):
        assert signed_in(client, "helper").post(reverse(f"hotline:{verb}", args=[row.id])).status_code == 404
    taken = signed_in(client, "hotline").post(reverse("hotline:hand_on_accept", args=[row.id]))
    page = client.get(taken.headers["Location"]).content.decode()
    assert '<option value="thb_labour" selected>' in page
    client.post(taken.headers["Location"], written())
    with acting(cast.person("hotline").actor):
        assert Call.objects.get().hand_on_id == row.id


def test_the_co_ordinator_sees_numbers_and_pictures_and_no_text(client: Client) -> None:
    call_by(note="a brick works at the river", topic="thb_labour")
    year = timezone.now().year
    page = signed_in(client, "coordinator").get(reverse("hotline:figures"), {"year": year}).content.decode()
    assert "1 of 1 calls were on trafficking" in page
    assert "brick works" not in page
    for dim in ("topic", "hour", "weekday", "language", "outcome", "caller"):
        picture = client.get(reverse("hotline:chart", args=[dim]), {"year": year})
        assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/svg+xml")
    assert client.get(reverse("hotline:chart", args=["secret"])).status_code == 404
    assert "No call is recorded" in signed_in(client, "outsider").get(reverse("hotline:figures")).content.decode()


def test_sums_of_paper_years_are_typed(client: Client) -> None:
    told = {
        "line": "clean_world",
        "first_day": "1",
        "first_month": "1",
        "first_year": "2014",
        "end_day": "1",
        "end_month": "1",
        "end_year": "2015",
    }
    signed_in(client, "hotline").post(reverse("hotline:tally"), {**told, "topic": "thb", "n": "28", "source": "report 2014"})
    client.post(reverse("hotline:tally"), {**told, "topic": "outside", "n": "13188", "source": "report 2014"})
    with acting(cast.person("hotline").actor):
        assert CallTally.objects.filter(first=date(2014, 1, 1)).count() == 2
    assert "28 of 13,216 calls" in client.get(reverse("hotline:figures"), {"year": 2014}).content.decode()

"""Pages of the network: who may call them, errors beside the field, the door of a link, six fields, the outsider."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.core.pack import load
from dayaq.respond.casefile.queries import code_for
from dayaq.respond.network import actions
from dayaq.respond.network.models import Encounter, Link, Onward, Package, Service
from dayaq.respond.referral.models import Referral
from dayaq.site.demo.stories.housing import SERVICES
from tests import cast
from tests.respond.network.test_actions import linked, service_of
from tests.respond.referral.world import SUSPECTED, accepted, case_by, sent_by

pytestmark = pytest.mark.django_db


def signed_in(client: Client, name: str) -> Client:
    client.force_login(cast.person(name).user)
    return client


def code(case: Any, name: str) -> str:
    actor = cast.person(name).actor
    with acting(actor):
        return code_for(case, actor.organisation_id)


def moment(at: datetime) -> dict[str, str]:
    local = at.astimezone(SUSPECTED.tzinfo)
    return {"day_day": str(local.day), "day_month": str(local.month), "day_year": str(local.year), "clock": local.strftime("%H:%M")}


@pytest.mark.parametrize(
    ("page", "roles"),
    [
        ("directory", {"inspector": 200, "ngo": 200, "hotline": 200, "coordinator": 200, "outsider": 200, "administrator": 403}),
        ("new_service", {"ngo": 200, "inspector": 200, "hotline": 403, "coordinator": 403, "auditor": 403}),
        ("inbox", {"helper": 200, "outsider": 200, "coordinator": 403}),
        ("answers", {"inspector": 200, "duty": 200, "outsider": 200, "coordinator": 403}),
        ("times", {"coordinator": 200, "inspector": 200, "duty": 200, "outsider": 200, "administrator": 403}),
        ("refer", {"inspector": 200, "outsider": 200, "coordinator": 403}),
        ("reach", {"inspector": 204, "coordinator": 403}),
    ],
)
def test_pages_open_to_their_roles(client: Client, page: str, roles: dict[str, int]) -> None:
    for name, status in roles.items():
        assert signed_in(client, name).get(reverse(f"network:{page}")).status_code == status, name


def test_pages_of_a_case_are_404_for_the_outsider(client: Client) -> None:
    case, made = linked()
    by, helper = cast.person("ngo").actor, cast.person("helper")
    with acting(by):
        row = actions.refer_onward(case=case, to_unit=helper.unit, services=["social"], by=by, at=timezone.now())
        told = {"country": "UA", "partner_kind": "ngo", "risk_note": "none", "by": by, "at": timezone.now()}
        package = actions.make_package(
            case=case, parcel=actions.Parcel(recipient="P", fields=["sex"], consent_at=timezone.now() - timedelta(hours=1)), **told
        )
    known = code(case, "ngo")
    ids = {"accept": row.id, "decline": row.id, "answer": row.id, "withdraw": row.id}
    ids |= {"link": made.link.id, "withdraw_link": made.link.id, "package": package.id, "send_package": package.id}
    ids |= {"package_accepted": package.id, "package_declined": package.id, "withdraw_package": package.id}
    posts = {"accept", "withdraw", "withdraw_link", "send_package", "package_accepted", "package_declined", "withdraw_package"}
    for name in ("of_case", "lead", "new_link", "new_package", "referred", *ids):
        address = reverse(f"network:{name}", args=[known, ids[name]] if name in ids else [known])
        for who, status in (("outsider", 404), ("analyst", 403)):
            call = signed_in(client, who).post if name in posts else signed_in(client, who).get
            assert call(address).status_code == status, (name, who)
        if name not in posts and name != "decline":
            assert signed_in(client, "ngo").get(address).status_code == 200, name
        missing = reverse(f"network:{name}", args=[known, uuid4()]) if name in ids else None
        if missing:
            call = signed_in(client, "ngo").post if name in posts else signed_in(client, "ngo").get
            assert call(missing).status_code == 404, name


def test_a_service_is_entered_found_by_filter_and_free_places_carry_their_day(client: Client) -> None:
    ngo = signed_in(client, "ngo")
    wrong = ngo.post(reverse("network:new_service"), {"kind": "legal", "region": "baku", "hours": "always", "free": "3"})
    assert "Write hours like" in wrong.content.decode()
    assert "Say on which day" in wrong.content.decode()
    made = ngo.post(
        reverse("network:new_service"), {"kind": "legal", "region": "baku", "sexes": ["female"], "languages": ["az"], "capacity": "5"}
    )
    row = Service.objects.get()
    assert made.headers["Location"] == reverse("network:service", args=[row.id])
    ngo.post(reverse("network:free", args=[row.id]), {"free": "4", "version": "1"})
    row.refresh_from_db()
    assert (row.free, row.body) == (4, "clean_world")
    found = ngo.get(reverse("network:directory"), {"kind": "legal", "sex": "female"}).content.decode()
    assert str(row.id) in found
    assert str(row.id) not in ngo.get(reverse("network:directory"), {"sex": "male"}).content.decode()
    outsider = signed_in(client, "outsider")
    assert outsider.get(reverse("network:change_service", args=[row.id])).status_code == 404
    outsider.post(reverse("network:free", args=[row.id]), {"free": "0", "version": "2"})
    row.refresh_from_db()
    assert row.free == 4


def test_a_person_is_led_on_from_the_page_and_the_other_body_answers(client: Client) -> None:
    case = case_by("ngo")
    known = code(case, "ngo")
    helper = cast.person("helper")
    told = {"to_unit": str(helper.unit.id), "services": ["social"], "reason": "service", **moment(timezone.now())}
    refused = signed_in(client, "ngo").post(reverse("network:lead", args=[known]), told)
    assert refused.status_code == 400
    assert "only when she or he agrees" in refused.content.decode()
    done = client.post(reverse("network:lead", args=[known]), {**told, "agreed_by": "person"})
    assert done.headers["Location"] == reverse("network:of_case", args=[known])
    theirs = code(case, "helper")
    inbox = signed_in(client, "helper").get(reverse("network:inbox")).content.decode()
    assert theirs in inbox
    assert known not in inbox
    with acting(helper.actor):
        row = Onward.objects.get()
    client.post(reverse("network:accept", args=[theirs, row.id]), {"version": "1"})
    page = client.post(reverse("network:answer", args=[theirs, row.id]), {"outcome": "started", "version": "2"})
    assert page.status_code == 302
    assert "Help has begun" in signed_in(client, "ngo").get(reverse("network:of_case", args=[known])).content.decode()


def test_declining_leads_back_to_the_inbox_without_access(client: Client) -> None:
    by, case, helper = cast.person("ngo").actor, case_by("ngo"), cast.person("helper")
    with acting(by):
        row = actions.refer_onward(case=case, to_unit=helper.unit, services=["social"], by=by, at=timezone.now())
    known = code(case, "helper")
    gone = signed_in(client, "helper").post(reverse("network:decline", args=[known, row.id]), {"reason": "no_place", "version": "1"})
    assert gone.headers["Location"] == reverse("network:inbox")
    assert client.get(reverse("network:of_case", args=[known])).status_code == 404


def test_a_link_is_shown_once_and_opened_at_the_door_by_nobody_in_particular(client: Client) -> None:
    case = case_by("ngo")
    told = {"recipient": "Harbour clinic", "fields": ["sex", "needs"], "services": ["medical"], "consent": "on", "consent_by": "person"}
    ways = {"link_channel": "email", "code_channel": "telephone"}
    page = signed_in(client, "ngo").post(
        reverse("network:new_link", args=[code(case, "ngo")]), {**told, **ways, **moment(timezone.now() - timedelta(hours=1))}
    )
    text = page.content.decode()
    address = text.split('<dd class="code">')[1].split("<")[0]
    secret = text.split('<dd class="code">')[2].split("<")[0]
    door = "/" + address.split("/", 3)[3]
    stranger = Client()
    first = stranger.get(door)
    assert (first.status_code, first.headers["Referrer-Policy"]) == (200, "no-referrer")
    assert "Harbour clinic" in first.content.decode()
    assert "Female" not in first.content.decode()
    assert stranger.post(door, {"code": "00000001"}).status_code == 400
    opened = stranger.post(door, {"code": secret}).content.decode()
    assert "Female" in opened
    assert "Medical help" in opened
    assert code(case, "ngo") not in opened
    answer = stranger.post(door, {"code": secret, "answer": "declined"})
    assert answer.status_code == 400
    assert stranger.post(door, {"code": secret, "answer": "declined", "reason": "no_place"}).status_code == 200
    assert stranger.get(door).status_code == 404
    assert stranger.get(reverse("network:door", args=["no-such-token"])).status_code == 404
    with acting(cast.person("ngo").actor):
        assert (Link.objects.get().status, Link.objects.get().decline_reason) == ("declined", "no_place")


def test_six_fields_work_without_script_and_a_second_sending_is_the_same_report(client: Client) -> None:
    inspector = signed_in(client, "inspector")
    page = inspector.get(reverse("network:refer")).content.decode()
    assert "draft.js" in page
    now = timezone.now() - timedelta(hours=1)
    told = {
        "place": "border",
        "sex": "female",
        "under_18": "cannot_be_excluded",
        "seen": "No passport.",
        "leaflet": "border:ru",
        "nonce": str(uuid4()),
    }
    wrong = inspector.post(reverse("network:refer"), {**told, "place": "", **moment(now)})
    assert "No passport." in wrong.content.decode()
    sent = [inspector.post(reverse("network:refer"), {**told, **moment(now)}) for _ in range(2)]
    assert sent[0].headers["Location"] == sent[1].headers["Location"]
    assert "data-draft-sent" in inspector.get(sent[0].headers["Location"]).content.decode()
    with acting(cast.person("inspector").actor):
        assert (Encounter.objects.count(), Referral.objects.count()) == (1, 1)
        assert Encounter.objects.get().leaflet_language == "ru"


def test_answers_are_asked_for_and_words_are_read_by_the_referrer(client: Client) -> None:
    referral = accepted(sent_by("inspector"))
    inspector = signed_in(client, "inspector")
    assert "Ask again" in inspector.get(reverse("network:answers")).content.decode()
    inspector.post(reverse("network:remind", args=[referral.id]))
    page = signed_in(client, "duty").get(reverse("network:answers")).content.decode()
    assert "reminded once" in page
    client.post(reverse("network:words", args=[referral.id]), {"text": "Safe, thank you."})
    assert "Safe, thank you." in signed_in(client, "inspector").get(reverse("network:answers")).content.decode()
    assert signed_in(client, "outsider").post(reverse("network:remind", args=[referral.id])).status_code == 404


def test_a_package_is_prepared_sent_and_answered_from_its_page(client: Client) -> None:
    case = case_by("ngo")
    known = code(case, "ngo")
    told = {"country": "UA", "partner_kind": "ngo", "recipient": "Partner", "fields": ["sex"], "consent": "on", "consent_by": "person"}
    signed_in(client, "ngo").post(
        reverse("network:new_package", args=[known]),
        {**told, "risk": "low", "risk_note": "Nobody knows her there.", **moment(timezone.now())},
    )
    with acting(cast.person("ngo").actor):
        row = Package.objects.get()
    for version, verb in enumerate(("send_package", "package_accepted", "withdraw_package"), 1):
        client.post(reverse(f"network:{verb}", args=[known, row.id]), {"version": str(version)})
    with acting(cast.person("ngo").actor):
        assert Package.objects.get().status == "withdrawn"


def test_the_directory_says_once_that_a_service_is_for_everybody(client: Client) -> None:
    service_of("ngo")
    page = signed_in(client, "inspector").get(reverse("network:directory")).content.decode()
    assert (page.count(">everybody<"), "everybody · everybody" in page) == (1, False)


def test_the_services_of_the_demonstration_are_services_the_country_names() -> None:
    assert {kind for _who, kind, *_rest in SERVICES} <= set(load("az").codes["service_offered"].items)


def test_the_directory_asks_the_database_no_more_for_three_rows_than_for_one(client: Client, django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    service_of("ngo")
    inspector = signed_in(client, "inspector")
    inspector.get(reverse("network:directory"))
    with CaptureQueriesContext(connection) as one:
        inspector.get(reverse("network:directory"))
    service_of("ngo", region="ganja")
    service_of("outsider")
    with CaptureQueriesContext(connection) as three:
        inspector.get(reverse("network:directory"))
    assert len(three) == len(one)

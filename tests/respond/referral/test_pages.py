"""Pages of referrals: who may call them, refusals beside the field, receipt in one page, lists, sums."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.audit.models import Event
from dayaq.respond.casefile.models import Case, Task
from dayaq.respond.casefile.queries import code_for
from dayaq.respond.referral import actions
from dayaq.respond.referral.models import Breach, Referral
from tests import cast
from tests.respond.referral.world import CHILD, HOUR, SUSPECTED, accepted, case_by, duty_unit, received, sent_by, suspected_by, unit_of

pytestmark = pytest.mark.django_db
BAKU = SUSPECTED.tzinfo


def signed_in(client: Client, name: str) -> Client:
    client.force_login(cast.person(name).user)
    return client


def code(referral: Any, name: str) -> str:
    actor = cast.person(name).actor
    with acting(actor):
        return code_for(getattr(referral, "case", referral), actor.organisation_id)


def moment(at: datetime, prefix: str = "day", clock: str = "clock") -> dict[str, str]:
    local = at.astimezone(BAKU)
    return {
        f"{prefix}_day": str(local.day),
        f"{prefix}_month": str(local.month),
        f"{prefix}_year": str(local.year),
        clock: local.strftime("%H:%M"),
    }


ADULT = {"sex": "female", "under_18": "no", "under_18_reason": "papers"}


@pytest.mark.parametrize(
    ("page", "roles"),
    [
        ("inbox", {"duty": 200, "inspector": 302, "ngo": 302, "outsider": 302, "coordinator": 302, "administrator": 403, "auditor": 403}),
        ("sent", {"inspector": 200, "ngo": 200, "outsider": 200, "duty": 403, "coordinator": 403, "consultant": 403}),
        ("report", {"inspector": 200, "ngo": 200, "outsider": 200, "duty": 403, "coordinator": 403}),
        ("arrival", {"duty": 200, "officer": 200, "inspector": 403, "outsider": 403, "coordinator": 403}),
        ("overview", {"coordinator": 200, "duty": 200, "ngo": 403, "outsider": 403, "inspector": 403}),
    ],
)
def test_list_pages_open_to_their_roles(client: Client, page: str, roles: dict[str, int]) -> None:
    for name, status in roles.items():
        assert signed_in(client, name).get(reverse(f"referral:{page}")).status_code == status, name


def test_pages_of_a_case_are_404_for_the_outsider_and_the_analyst_may_not_come_in(client: Client) -> None:
    referral = sent_by("inspector")
    known = code(referral, "inspector")
    of_case = ["of_case", "send", "suspicion", "keep_back", "breach"]
    of_one = ["one", "arrive", "receive", "accept", "decline", "answer", "withdraw"]
    receiving = {"arrive", "receive", "accept", "decline", "answer"}
    posts = {"keep_back", "arrive", "accept", "withdraw"}
    for name in of_case + of_one:
        address = reverse(f"referral:{name}", args=[known, referral.id] if name in of_one else [known])
        for who, status in (
            ("outsider", 403 if name in receiving else 404),
            ("officer" if name in receiving else "shelter", 404),
            ("analyst", 403),
        ):
            call = signed_in(client, who).post if name in posts else signed_in(client, who).get
            assert call(address).status_code == status, (name, who)


def test_first_responder_reports_a_person_in_one_page(client: Client) -> None:
    signed_in(client, "inspector")
    answer = client.post(
        reverse("referral:report"),
        {
            **ADULT,
            **moment(timezone.now() - HOUR),
            "to_unit": str(duty_unit().id),
            "person_word": "not_asked",
            "risks": ["violence"],
            "send": "1",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    with acting(cast.person("duty").actor):
        row = Referral.objects.get()
        assert (row.status, row.from_body, row.risks, row.to_body) == ("sent", "slis", ["violence"], "ctmd")
    assert answer.url == reverse("casefile:help", args=[code(row, "inspector")])


def test_first_responder_saves_and_sends_later_with_the_term_running(client: Client) -> None:
    signed_in(client, "inspector")
    since = timezone.now() - 2 * HOUR
    answer = client.post(reverse("referral:report"), {**ADULT, **moment(since), "to_unit": str(duty_unit().id), "person_word": "not_asked"})
    assert answer.status_code == 302
    with acting(cast.person("inspector").actor):
        task = Task.objects.get(kind="referral.send")
        assert task.due_at == since.replace(second=0, microsecond=0) + 24 * HOUR
        assert Referral.objects.get().status == "draft"


def test_forbidden_recipient_is_refused_beside_the_field_and_what_was_typed_stays(client: Client) -> None:
    case = case_by("inspector")
    signed_in(client, "inspector")
    answer = client.post(
        reverse("referral:send", args=[code(case, "inspector")]),
        {**moment(SUSPECTED), "to_unit": str(unit_of("district_police").id), "person_word": "not_asked", "message": "typed text stays"},
    )
    text = answer.content.decode()
    assert answer.status_code == 400
    assert 'id="id_to_unit_error"' in text
    assert "officer on duty of the Main Department" in text
    assert "Rules on referral of victims (Cabinet Decision 21), § 7" in text
    assert "typed text stays" in text
    with acting(cast.person("inspector").actor):
        assert not Referral.objects.exists()
        assert Event.objects.filter(action="refuse", kind="referral.send", case_id=case.id).count() == 1


def test_paper_referral_sent_before_is_recorded_at_its_own_time(client: Client) -> None:
    case = case_by("inspector")
    address = reverse("referral:send", args=[code(case, "inspector")])
    data = {**moment(SUSPECTED), "to_unit": str(duty_unit().id), "person_word": "not_asked"}
    on_paper = moment(SUSPECTED + 2 * HOUR, "sent_day", "sent_clock")
    signed_in(client, "inspector")
    assert client.post(address, {**data, **on_paper, "sent_clock": ""}).status_code == 200
    assert client.post(address, {**data, **on_paper}).status_code == 302
    with acting(cast.person("inspector").actor):
        assert Referral.objects.get().sent_at == SUSPECTED + 2 * HOUR
        assert not Breach.objects.exists()


def test_a_no_is_heard_on_the_page_and_kept_back_with_one_click(client: Client) -> None:
    case = case_by("ngo")
    known = code(case, "ngo")
    signed_in(client, "ngo")
    answer = client.post(
        reverse("referral:send", args=[known]), {**moment(SUSPECTED), "to_unit": str(duty_unit().id), "person_word": "refused"}
    )
    assert answer.status_code == 400
    assert reverse("referral:keep_back", args=[known]) in answer.content.decode()
    assert client.post(reverse("referral:keep_back", args=[known])).status_code == 302
    with acting(cast.person("ngo").actor):
        assert Case.objects.get(id=case.id).ngo_only


def test_duty_officer_receives_a_person_with_two_facts(client: Client) -> None:
    signed_in(client, "duty")
    answer = client.post(
        reverse("referral:arrival"),
        {"under_18": "cannot_be_excluded", "sex": "", "from_body": "sbs", **moment(timezone.now() - timedelta(minutes=2))},
    )
    assert answer.status_code == 302, answer.content.decode()
    with acting(cast.person("duty").actor):
        row = Referral.objects.select_related("case").get()
        assert (row.status, row.from_body, row.case.under_18, row.late_entry) == ("received", "sbs", "cannot_be_excluded", True)
    assert answer.url == reverse("casefile:help", args=[code(row, "duty")])
    page = client.get(reverse("referral:one", args=[code(row, "duty"), row.id])).content.decode()
    assert "First help now" in page


def test_arrival_page_offers_what_was_announced(client: Client) -> None:
    referral = sent_by("inspector")
    page = signed_in(client, "duty").get(reverse("referral:arrival")).content.decode()
    assert reverse("referral:receive", args=[code(referral, "duty"), referral.id]) in page


def test_receiving_side_walks_from_arrival_to_the_answer(client: Client) -> None:
    referral = sent_by("ngo", person_word="agreed")
    known = code(referral, "duty")
    signed_in(client, "duty")

    def to(name: str, data: dict[str, Any]) -> str:
        answer = client.post(reverse(f"referral:{name}", args=[known, referral.id]), data)
        assert answer.status_code == 302, (name, answer.content.decode())
        with acting(cast.person("duty").actor):
            return Referral.objects.get(id=referral.id).status

    now = moment(timezone.now())
    walked = [to("arrive", {"version": 2}), to("receive", {**now, "version": 3, "papers_handed_over": "yes"}), to("accept", {"version": 4})]
    walked.append(to("answer", {**now, "version": 5, "outcome": "not_identified", "reason": "no_means"}))
    assert walked == ["arrived", "received", "accepted", "fed_back"]
    page = signed_in(client, "ngo").get(reverse("referral:one", args=[code(referral, "ngo"), referral.id])).content.decode()
    assert "Not recognised as a victim" in page
    assert "No means found (adult)" in page


def test_old_page_changes_nothing(client: Client) -> None:
    referral = received(sent_by("inspector"))
    signed_in(client, "duty")
    client.post(reverse("referral:accept", args=[code(referral, "duty"), referral.id]), {"version": 1})
    with acting(cast.person("duty").actor):
        assert Referral.objects.get(id=referral.id).status == "received"


def test_breach_is_recorded_from_its_page_and_counted_for_the_coordinator(client: Client) -> None:
    case = case_by("inspector")
    signed_in(client, "inspector")
    data = {**moment(timezone.now() - HOUR), "kind": "unfit_place", "by_body": "district_police", "reason": "no_place"}
    assert client.post(reverse("referral:breach", args=[code(case, "inspector")]), data).status_code == 302
    with acting(cast.person("inspector").actor):
        assert [row.kind for row in Breach.objects.all()] == ["unfit_place"]
    page = signed_in(client, "coordinator").get(reverse("referral:overview")).content.decode()
    assert "Lodged in an unfit place" in page
    assert "District police station" in page
    assert code(case, "inspector") not in page


def test_filters_live_in_the_address_and_search_by_code(client: Client) -> None:
    first, second = sent_by("inspector"), received(sent_by("inspector"))
    signed_in(client, "duty")
    inbox = reverse("referral:inbox")

    def shown(query: str) -> set[str]:
        text = client.get(inbox + query).content.decode()
        return {known for known in (code(first, "duty"), code(second, "duty")) if known in text}

    assert shown("") == {code(first, "duty"), code(second, "duty")}
    assert shown("?status=waiting") == {code(first, "duty")}
    assert shown(f"?code={code(second, 'duty')[3:8].lower()}") == {code(second, "duty")}
    assert shown("?status=nonsense&page=zzz") == {code(first, "duty"), code(second, "duty")}
    assert "No referral matches" in client.get(inbox + "?status=declined").content.decode()


def test_empty_inbox_says_what_to_do(client: Client) -> None:
    assert "Nothing is waiting" in signed_in(client, "duty").get(reverse("referral:inbox")).content.decode()


@pytest.mark.parametrize(("page", "who"), [("inbox", "duty"), ("sent", "inspector"), ("arrival", "duty"), ("overview", "coordinator")])
def test_lists_need_the_same_queries_for_one_and_three_rows(client: Client, page: str, who: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    signed_in(client, who)
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            sent_by("inspector")
        client.get(reverse(f"referral:{page}"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(f"referral:{page}"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_case_page_needs_the_same_queries_for_one_and_three_referrals(client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    by, case = cast.person("inspector").actor, case_by("inspector")
    signed_in(client, "inspector")
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            with acting(by):
                actions.send(case=case, to_unit=duty_unit(), suspected_at=SUSPECTED, by=by, at=SUSPECTED + HOUR)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("referral:of_case", args=[code(case, "inspector")]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_drafts_and_kept_back_never_reach_the_inbox(client: Client) -> None:
    draft = suspected_by("inspector", CHILD)
    page = signed_in(client, "duty").get(reverse("referral:inbox")).content.decode()
    assert code(draft, "inspector") not in page
    assert "Nothing is waiting" in page


def test_declining_asks_for_the_reason(client: Client) -> None:
    referral = received(sent_by("inspector"))
    address = reverse("referral:decline", args=[code(referral, "duty"), referral.id])
    signed_in(client, "duty")
    assert client.post(address, {**moment(timezone.now()), "version": referral.version}).status_code == 200
    assert client.post(address, {**moment(timezone.now()), "version": referral.version, "reason": "not_competent"}).status_code == 302


def test_the_answer_after_a_no_ends_the_access_and_leads_to_the_list(client: Client) -> None:
    referral, by = received(sent_by("inspector")), cast.person("duty").actor
    with acting(by):
        actions.decline(referral=referral, reason="not_competent", by=by, at=timezone.now())
    where = [code(referral, "duty"), referral.id]
    given = {**moment(timezone.now()), "version": referral.version, "outcome": "declined_by_unit", "reason": "not_competent"}
    answer = signed_in(client, "duty").post(reverse("referral:answer", args=where), given)
    assert answer.headers["Location"] == reverse("referral:inbox")
    assert "has ended" in client.get(answer.headers["Location"]).content.decode()
    assert client.get(reverse("referral:one", args=where)).status_code == 404


def test_a_task_leads_to_the_page_that_does_it_and_is_not_ticked_off(client: Client) -> None:
    referral = sent_by("inspector")
    known = code(referral, "duty")
    with acting(cast.person("duty").actor):
        task = Task.objects.get(case=referral.case_id, kind="referral.receive")
    page = signed_in(client, "duty").get(reverse("casefile:case", args=[known])).content.decode()
    assert reverse("referral:next", args=[known]) in page
    assert reverse("casefile:done", args=[known, task.id]) not in page
    assert reverse("referral:next", args=[known]) in client.get("/").content.decode()
    client.post(reverse("casefile:done", args=[known, task.id]))
    with acting(cast.person("duty").actor):
        task.refresh_from_db()
        assert task.done_at is None


def test_what_nobody_answered_at_the_receipt_is_not_a_no(client: Client) -> None:
    referral = sent_by("inspector")
    address = reverse("referral:receive", args=[code(referral, "duty"), referral.id])
    signed_in(client, "duty").post(address, {**moment(timezone.now()), "version": referral.version, "papers_handed_over": "no"})
    with acting(cast.person("duty").actor):
        row = Referral.objects.get(id=referral.id)
        assert (row.status, row.papers_handed_over, row.dignity_checked) == ("received", False, None)
        assert (row.person_informed, row.accompanied) == (None, None)


def test_who_waits_at_the_door_stands_before_every_term(client: Client) -> None:
    owed, waits = accepted(sent_by("inspector")), sent_by("ngo", person_word="agreed")
    page = signed_in(client, "duty").get("/").content.decode()
    assert page.index(code(waits, "duty")) < page.index(code(owed, "duty"))


def test_the_report_asks_for_little_and_unfolds_what_is_wrong_below(client: Client) -> None:
    address = reverse("referral:report")
    page = signed_in(client, "inspector").get(address).content.decode()
    first, folded = page.split('<details class="filters"')
    assert "id_under_18_0" in first
    assert "id_person_word_0" in first
    assert "id_sent_clock" in folded
    assert "open>" not in folded.partition("<summary")[0]
    wrong = client.post(address, {**ADULT, **moment(timezone.now()), **moment(timezone.now(), "sent_day", "x"), "person_word": "not_asked"})
    text = wrong.content.decode()
    assert "Give the day and the time" in text
    assert "open>" in text.split('<details class="filters"')[1].partition("<summary")[0]


def test_the_announced_are_named_by_who_sends_them(client: Client) -> None:
    sent_by("inspector")
    assert "State Labour Inspection Service" in signed_in(client, "duty").get(reverse("referral:arrival")).content.decode()


def test_next_step_is_the_receipt_then_yes_or_no_then_the_answer_then_nothing(client: Client) -> None:
    referral, by = sent_by("inspector"), cast.person("duty").actor
    known = code(referral, "duty")

    def leads_to() -> str:
        return str(signed_in(client, "duty").get(reverse("referral:next", args=[known])).headers["Location"])

    assert leads_to() == reverse("referral:receive", args=[known, referral.id])
    row = received(referral)
    assert leads_to() == reverse("referral:one", args=[known, referral.id])
    with acting(by):
        actions.accept(referral=row, by=by, at=timezone.now())
    assert leads_to() == reverse("referral:answer", args=[known, referral.id])
    with acting(by):
        actions.feed_back(referral=row, outcome="identified", reason="criteria_met", by=by, at=timezone.now())
    assert leads_to() == reverse("referral:of_case", args=[known])
    assert [signed_in(client, who).get(reverse("referral:next", args=[known])).status_code for who in ("outsider", "shelter")] == [403, 403]


def test_answer_is_offered_to_who_owes_it(client: Client) -> None:
    referral = accepted(sent_by("ngo", person_word="agreed"))
    for name, offered in {"duty": True, "ngo": False}.items():
        known = code(referral, name)
        page = signed_in(client, name).get(reverse("referral:one", args=[known, referral.id])).content.decode()
        assert (reverse("referral:answer", args=[known, referral.id]) in page) is offered, name

"""Help, attacked again: what was taken back, granted, booked or told stays so, whoever writes which statement.

The police that looks for who said no, a clerk of the fund, a body the person left, a colleague who plants words.
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Group
from dayaq.base.accounts.queries import service
from dayaq.core.decision import Refused
from dayaq.respond.casefile.actions import close_case, record_identity, record_word
from dayaq.respond.casefile.models import Case
from dayaq.respond.casework import actions as casework
from dayaq.respond.casework.models import Transfer
from dayaq.respond.fund import actions as fund
from dayaq.respond.fund.models import Grant
from dayaq.respond.intake.models import Row, Upload
from dayaq.respond.justice import actions as justice
from dayaq.respond.network import actions as network
from dayaq.respond.network.models import Said
from dayaq.respond.rights import actions as rights
from dayaq.respond.rights.models import DataRequest
from dayaq.respond.support import actions as support
from dayaq.respond.support.models import Consent
from tests.cast import Person, person
from tests.respond.intake.world import HEAD, LINES, brought
from tests.respond.justice.world import opened as proceeding_of
from tests.respond.residence.test_actions import opened
from tests.respond.screening.world import client_of, code_of
from tests.respond.test_attacks_5 import ask, let_in, refused

pytestmark = pytest.mark.django_db
AT = datetime(2016, 5, 2, 6, tzinfo=UTC)
DAY = timedelta(days=1)


def agreed(case: Case, who: Person, to: Person, *groups: str, service: str = "legal") -> UUID:
    """A consent of the person that lets a unit in to some groups; its id."""
    new = support.NewConsent(
        service=service, language="en", method="spoken", provider=to.actor.organisation_id, unit=to.actor.unit_id, groups=groups
    )
    with acting(who.actor):
        return support.give_consent(case=case, new=new, by=who.actor, at=AT).id


def share(case: Case, owner: Person, other: Person) -> None:
    """The owner lets a unit read and write the core."""
    with acting(owner.actor):
        ask("SELECT guard.share(%s, NULL, %s, 1, 1, 'assistance', 'statutory_handover', NULL, NULL, '')", case.id, other.actor.unit_id)


def issue(case: Case, who: Person, digest: str) -> None:
    """Somebody gives the person words for the own window."""
    with acting(who.actor):
        ask("SELECT guard.window_issue(%s, %s, %s, 'en', %s)", case.id, uuid4(), digest, timezone.now() + 30 * DAY)


# --- functions -----------------------------------------------------------------------------------------------------------

INNER = (
    "keep_consent(uuid, text, uuid, uuid, text[], timestamptz)",
    "shut(uuid[])",
    "same_person(uuid)",
    "erase_granted(uuid)",
    "window_sent(uuid, int)",
    "window_unsend(uuid, uuid)",
    "window_told(uuid, int, uuid[], boolean, boolean)",
    "window_told_file(uuid, int, uuid[], boolean, boolean)",
    "window_living(text)",
    "living_link(text)",
    "link_code(uuid, text)",
    "window_note(uuid, text, jsonb)",
    "shelter_ask_leave(uuid, text, timestamptz, timestamptz)",
)


@pytest.mark.parametrize("function", INNER)
def test_what_the_guard_keeps_to_itself_is_called_by_nobody(function: str) -> None:
    with acting(person("outsider").actor):
        assert ask("SELECT has_function_privilege('dayaq_app', %s, 'EXECUTE')", f"guard.{function}") == [(False,)]


def test_every_function_with_the_guards_rights_names_its_search_path_and_is_no_ones_by_default() -> None:
    found = ask(
        "SELECT p.proname, p.proconfig, EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0) "
        "FROM pg_proc p WHERE p.pronamespace = 'guard'::regnamespace AND p.prosecdef"
    )
    assert len(found) > 80
    assert [name for name, config, _open in found if not any(one.startswith("search_path=pg_catalog") for one in config or [])] == []
    assert [name for name, _config, everybody in found if everybody] == []


# --- what the person took back -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "role"), [("support_consent", "assistance_worker"), ("support_healthconsent", "clinician")])
def test_a_consent_that_was_taken_back_does_not_come_to_life_again(table: str, role: str) -> None:
    """Else a transfer that waits, or the fund, goes on with what the person ended."""
    case, row, by = opened(who="helper"), uuid4(), person(f"second_{role}", "vac_baku", role).actor
    with acting(by):
        ask(
            f'INSERT INTO {table} (id, case_id, at, recorded_at, organisation, "by", service, outside, groups, language, method, given_by) '
            "VALUES (%s, %s, %s, now(), %s, %s, 'legal', '', '{G1}', 'en', 'spoken', 'person')",
            *(row, case.id, AT, by.organisation_id, by.user_id),
        )
        ask(f"UPDATE {table} SET withdrawn_at = now() WHERE id = %s", row)
        for again in ("NULL", "now() + interval '9 days'"):
            with refused("taken back"):
                ask(f"UPDATE {table} SET withdrawn_at = {again} WHERE id = %s", row)


def test_a_transfer_on_consent_carries_no_more_than_the_person_agreed_to() -> None:
    """The consent names the core; the file's names and story do not go with it."""
    case, giver, taker = opened(who="ngo"), person("ngo"), person("helper")
    kept = agreed(case, giver, taker)
    by = giver.actor
    row = {
        "case": case, "organisation": by.organisation_id, "unit": by.unit_id, "by": by.user_id, "to_organisation": taker.actor.organisation_id,
        "to_unit": taker.actor.unit_id, "basis": "consent", "consent": kept, "reason": "moved", "at": AT,
    }  # fmt: skip
    with acting(by):
        with refused("consent"):
            Transfer.objects.create(groups=int(Group.of({"G1", "G2", "G3"})), **row)
        assert Transfer.objects.create(groups=int(Group.G1), **row).state == "sent"


def test_a_restriction_is_lifted_by_the_keeper_of_the_file_alone() -> None:
    case, ngo, officer = opened(who="ngo"), person("ngo"), person("officer")
    share(case, ngo, officer)
    with acting(ngo.actor):
        asked = rights.ask_data(case=case, new=rights.DataAsked(kind="restriction"), by=ngo.actor, at=AT)
        rights.answer_data(request=asked, outcome="granted", version=1, by=ngo.actor, at=AT)
    with acting(officer.actor), refused("keeps the file"):
        ask("UPDATE rights_datarequest SET lifted_at = now() WHERE id = %s", asked.id)
    with acting(ngo.actor):
        rights.lift_restriction(request=DataRequest.objects.get(id=asked.id), by=ngo.actor, at=AT + DAY)


# --- an erasure by one alone ---------------------------------------------------------------------------------------------


def full(who: Person) -> Case:
    case = opened(who="helper")
    with acting(who.actor):
        record_identity(case=case, given_name="Zqname", family_name="Zqfamily", birth="", by=who.actor, at=AT)
        close_case(case=case, by=who.actor, at=AT)
    return case


def names_left(case: Case) -> int:
    return int(ask("SELECT count(*) FROM casefile_identity WHERE case_id = %s", case.id)[0][0])


def test_nobody_erases_alone_by_signing_nothing() -> None:
    """An erasure granted without the name of who granted it would be carried out by who asked."""
    helper = person("helper")
    case = full(helper)
    with acting(helper.actor):
        asked = rights.ask_data(case=case, new=rights.DataAsked(kind="erasure"), by=helper.actor, at=AT)
        with refused("alone|signed"):
            ask("UPDATE rights_datarequest SET outcome = 'granted', decided_at = now() WHERE id = %s", asked.id)
            ask("SELECT guard.erase_words(%s)", asked.id)
        assert names_left(case) == 1


def test_who_gave_the_words_does_not_ask_with_them_and_erase_alone() -> None:
    """In the person's window asks whoever knows the words; who gave them knows them, too."""
    helper = person("helper")
    case = full(helper)
    digest = "c" * 64
    issue(case, helper, digest)
    with acting(service("window")):
        assert ask("SELECT guard.window_ask(%s, 'erasure', '', 'en', %s, 'data_answer')", digest, timezone.now() + 30 * DAY) == [(True,)]
    with acting(helper.actor):
        asked = DataRequest.objects.get(case=case)
        rights.answer_data(request=asked, outcome="granted", version=1, by=helper.actor, at=timezone.now())
        with pytest.raises(Refused):
            rights.erase(request=asked, by=helper.actor, at=timezone.now())
        assert names_left(case) == 1
    colleague = person("second_helper", "vac_baku", "assistance_worker").actor
    with acting(colleague):
        rights.erase(request=asked, by=colleague, at=timezone.now())
        assert names_left(case) == 0


# --- the person said no to the police ------------------------------------------------------------------------------------


@pytest.mark.parametrize("changed", [False, True])
def test_words_a_body_of_the_state_gave_open_nothing_after_a_no(changed: bool) -> None:
    """Nor words somebody made out of them: whoever gave the first ones could have made those himself."""
    case, ngo, officer = opened(who="ngo", status=""), person("ngo"), person("officer")
    share(case, ngo, officer)
    first, second = "d" * 64, "e" * 64
    issue(case, officer, first)
    with acting(service("window")):
        assert ask("SELECT guard.window_open(%s) IS NOT NULL", first) == [(True,)]
        if changed:
            ask("SELECT guard.window_change(%s, %s, %s, %s)", first, uuid4(), second, timezone.now() + 30 * DAY)
    with acting(ngo.actor):
        record_word(case=Case.objects.get(id=case.id), word="refused", by=ngo.actor, at=AT)
    with acting(service("window")):
        assert ask("SELECT guard.window_open(%s) IS NOT NULL", second if changed else first) == [(False,)]


@pytest.mark.parametrize("changed", [False, True])
def test_words_of_a_body_that_was_let_out_show_the_core_alone(changed: bool) -> None:
    """Consent taken back: what the body read of money and story it does not read on by the words it once gave."""
    case, ngo, helper = opened(who="ngo"), person("ngo"), person("helper")
    kept = agreed(case, ngo, helper, "G3", "G8")
    share(case, ngo, helper)
    first, second = "f" * 64, "0" * 64
    issue(case, helper, first)
    with acting(service("window")):
        assert ask("SELECT guard.window_open(%s) ->> 'money' IS NOT NULL", first) == [(True,)]
        if changed:
            ask("SELECT guard.window_change(%s, %s, %s, %s)", first, uuid4(), second, timezone.now() + 30 * DAY)
    with acting(ngo.actor):
        support.withdraw_consent(consent=Consent.objects.get(id=kept), by=ngo.actor, at=AT)
    with acting(service("window")):
        assert ask("SELECT guard.window_open(%s) ->> 'money' IS NOT NULL", second if changed else first) == [(False,)]


def test_a_no_reaches_every_file_of_the_person_also_by_way_of_one_the_state_keeps() -> None:
    """Two files of an organisation are linked with a third that a body of the State keeps: that one stays, the two close."""
    ngo, officer = person("ngo"), person("officer")
    first, third = opened(who="ngo", status=""), opened(who="ngo", status="")
    middle = opened(who="officer", status="")
    let_in(third, "ngo", "officer")
    let_in(middle, "officer", "ngo", groups=int(Group.of({"G1", "G7"})))
    with acting(ngo.actor):
        for one in (first, third):
            casework.link(case=one, other=middle, kind="same_person", by=ngo.actor, at=AT)
        record_word(case=Case.objects.get(id=first.id), word="refused", by=ngo.actor, at=AT)
    with acting(officer.actor):
        assert {one.id for one in Case.objects.filter(id__in=[first.id, middle.id, third.id])} == {middle.id}


# --- words and money -----------------------------------------------------------------------------------------------------


def test_words_of_a_service_stand_with_a_row_of_the_same_file_alone() -> None:
    """On the door of somebody else's link, and in the person's window, would stand what an outsider planted there."""
    case, ngo, outsider = opened(who="ngo"), person("ngo"), person("outsider")
    other, helper = opened(who="outsider"), person("helper")
    with acting(ngo.actor):
        made = network.refer_onward(case=case, to_unit=helper.unit, services=["medical"], by=ngo.actor, at=AT)
    row = {"case": other, "text": "Call this number", "organisation": outsider.actor.organisation_id, "by": outsider.actor.user_id}
    for about in (made.id, uuid4()):
        with acting(outsider.actor), refused("its own file"):
            Said.objects.create(about=about, **row)


def test_what_a_grant_brought_stays_as_it_was_decided() -> None:
    """A clerk does not change the sum afterwards, nor lose the breach."""
    clerk = person("clerk").actor
    new = fund.NewGrant(
        provider=person("shelter").actor.organisation_id, purpose="shelter", asked_of="government", amount=Decimal(5000), currency="AZN"
    )
    with acting(clerk):
        grant = fund.ask_grant(new=new, by=clerk, at=AT)
        fund.decide_grant(grant=grant, outcome="granted", version=1, given=Decimal(4000), happened=True, by=clerk, at=AT + DAY)
        for change in ("given = 9000", "breach = ''", "reason = 'no_money'"):
            with refused("not changed"):
                ask(f"UPDATE fund_grant SET {change} WHERE id = %s", grant.id)
        assert Grant.objects.get(id=grant.id).breach == "accreditation_first"


def test_a_list_sent_back_to_be_mended_starts_no_formula_by_the_names_of_its_columns() -> None:
    """Who made the list is not who opens it; entries were harmless already, heads were not."""
    head = ['=HYPERLINK("http://evil.invalid")' if name == "Age" else name for name in HEAD]
    upload = brought("\n".join(";".join(line) for line in [head, *LINES]).encode())
    by = person("ngo").actor
    with acting(by):
        Upload.objects.filter(id=upload.id).update(mapping=upload.mapping | {"date": "Date"}, state="done")
        Row.objects.create(id=uuid4(), upload=upload, line=4, outcome="fault", faults=[], unit=by.unit_id)
    answer = client_of(person("ngo")).get(f"/intake/{upload.id}/rejected/")
    lines = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert [entry for line in lines for entry in line if entry.startswith(("=", "+", "@"))] == []
    assert any("HYPERLINK" in entry for entry in lines[0])


def test_a_hearing_of_another_proceeding_is_not_there_for_a_person_without_a_part_in_it() -> None:
    """Two ids in one address: the officer sees both, yet one is not the other's."""
    case, officer = opened(who="officer"), person("officer")
    other = proceeding_of()
    with acting(officer.actor):
        hearing = justice.set_hearing(proceeding=other, kind="main", by=officer.actor, at=AT + 900 * DAY)
    url = f"/cases/{code_of(case, officer)}/justice/hearing/{hearing.id}/"
    client = client_of(officer)
    assert [client.get(url).status_code, client.post(url, {"must_attend": "yes"}).status_code] == [404, 404]

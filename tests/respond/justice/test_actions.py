"""Proceedings and legal help through their actions: who sees what, what is refused, what the database itself refuses."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dayaq.base.access.context import acting
from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.core.decision import Refused, Stale
from dayaq.respond.casefile.models import Case, Task
from dayaq.respond.casefile.queries import remaining_help
from dayaq.respond.fund.models import Announced
from dayaq.respond.justice import actions, queries
from dayaq.respond.justice.actions import NewMandate
from dayaq.respond.justice.models import LegalRequest, Mandate, Party, PrivilegedNote, Proceeding, Statement
from dayaq.respond.support.models import Consent
from tests.cast import person
from tests.respond.identification.test_actions import kept_by_ngo
from tests.respond.justice.world import AT, DAY, lawyer_row, linked, opened, shared, shared_case
from tests.respond.screening.world import ADULT
from tests.respond.screening.world import opened as case_opened

pytestmark = pytest.mark.django_db
LAWYER = Group.G1 | Group.G8


@pytest.fixture
def case() -> Case:
    return case_opened()


def of(name: str) -> Any:
    return person(name).actor


def code_of(refusal: pytest.ExceptionInfo[Refused]) -> str:
    return refusal.value.decision.reasons[0].code


# --- a proceeding and its readers -------------------------------------------------------------------------------------


def test_a_proceeding_is_seen_by_its_unit_and_those_let_in_and_by_nobody_else() -> None:
    row = opened()
    for name, sees in (
        ("investigator", True),
        ("officer", True),
        ("prosecutor", False),
        ("lawyer", False),
        ("coordinator", False),
        ("outsider", False),
    ):
        with acting(of(name)):
            assert (queries.proceeding(row.id) is not None) == sees, name
    assert shared(row, "prosecutor", write=True) == 1
    with acting(of("prosecutor")):
        actions.set_hearing(proceeding=queries.proceeding(row.id), kind="main", by=of("prosecutor"), at=AT + 9 * DAY)
    with acting(of("investigator")):
        actions.unshare(proceeding=row, unit=of("prosecutor").unit_id, by=of("investigator"), at=AT)
    with acting(of("prosecutor")):
        assert queries.proceeding(row.id) is None


def test_a_reader_who_was_let_in_does_not_write_nor_share_on() -> None:
    row = opened()
    shared(row, "prosecutor")
    stranger = of("lawyer")
    with acting(of("prosecutor")):
        with pytest.raises(Refused):
            actions.set_hearing(proceeding=row, kind="main", by=of("prosecutor"), at=AT)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT guard.share_proceeding(%s, %s, true, true, NULL)", [row.id, stranger.unit_id])


def test_roles_without_proceedings_open_none_even_past_the_actions() -> None:
    for name in ("ngo", "lawyer", "labour", "outsider"):
        with acting(of(name)):
            with pytest.raises(Refused):
                actions.open_proceeding(number="1", by=of(name), at=AT)
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT guard.open_proceeding(gen_random_uuid(), now())")


def test_a_number_is_used_once_and_a_faster_colleague_is_noticed() -> None:
    row, by = opened("17/001"), of("investigator")
    with acting(by):
        with pytest.raises(Refused) as refused:
            actions.open_proceeding(number="17/001", by=by, at=AT)
        assert code_of(refused) == "number_taken"
        actions.change_proceeding(proceeding=row, version=1, changes={"origin": "proactive"}, by=by, at=AT)
        with pytest.raises(Stale):
            actions.change_proceeding(proceeding=row, version=1, changes={"origin": "reactive"}, by=by, at=AT)


def test_charges_verdict_and_assets_to_the_fund() -> None:
    row, by = opened(exploitation="sexual"), of("investigator")
    with acting(by):
        [one] = actions.add_offenders(proceeding=row, by=by, at=AT, sex="male", role="recruiter", suspected_at=AT)
        charge = actions.charge(offender=one, article="144-1", aggravations=["minor"], by=by, at=AT + DAY)
        verdict = actions.give_verdict(
            offender=one, convicted=True, sentence="prison", months=72, outcomes={charge.id: "convicted"}, by=by, at=AT + 90 * DAY
        )
        charge.refresh_from_db()
        assert (charge.wording, charge.outcome, charge.verdict_id) == ("v2013", "convicted", verdict.id)
        asset = actions.add_asset(proceeding=row, kind="vehicle", value=Decimal(9000), offender=one, by=by, at=AT + DAY)
        with pytest.raises(Refused) as refused:
            actions.give_to_fund(asset=asset, version=1, amount=Decimal(5), by=by, at=AT + DAY)
        assert code_of(refused) == "not_confiscated"
        actions.change_asset(asset=asset, version=1, what="confiscated", by=by, at=AT + 91 * DAY)
        actions.give_to_fund(asset=asset, version=2, amount=Decimal(4000), by=by, at=AT + 100 * DAY)
    with acting(of("clerk")):
        assert [(one.source, one.amount) for one in Announced.objects.all()] == [("forfeited", Decimal(4000))]


def test_moments_of_a_person_that_cannot_be_are_refused() -> None:
    row, by = opened(), of("investigator")
    with acting(by):
        for facts in ({"wanted_at": AT, "found_at": AT - DAY}, {"legal_person": True, "sex": "male"}, {"role": "nobody"}):
            with pytest.raises(Refused):
                actions.add_offenders(proceeding=row, by=by, at=AT, **facts)


# --- the person -------------------------------------------------------------------------------------------------------


def test_a_person_is_linked_by_who_works_on_the_case_and_seen_within_its_wall(case: Case) -> None:
    row = opened()
    linked(case, row)
    for name, n in (("officer", 1), ("investigator", 1), ("prosecutor", 0), ("ngo", 0)):
        with acting(of(name)):
            assert Party.objects.count() == n, name
    shared(row, "prosecutor", people=True)
    with acting(of("prosecutor")):
        assert [party.case_id for party in queries.parties(row)] == [case.id]


def test_ref_04_somebody_known_to_an_organisation_only_enters_no_proceeding() -> None:
    kept = kept_by_ngo()
    row = opened()
    with acting(of("officer")):
        assert not Case.objects.filter(id=kept.id).exists()
        with pytest.raises((Refused, DatabaseError)), transaction.atomic():
            actions.link_person(case=kept, proceeding=row, role="victim", consent="not_needed", by=of("officer"), at=AT)
        with pytest.raises(DatabaseError), transaction.atomic():
            Party.objects.create(
                case=kept,
                proceeding=row,
                role="victim",
                at=AT,
                consent="agreed",
                by=of("officer").user_id,
                organisation=of("officer").organisation_id,
            )


def test_a_row_of_a_person_points_at_no_proceeding_the_writer_does_not_see(case: Case) -> None:
    row = opened(who="prosecutor", number="P/1")
    with acting(of("officer")), pytest.raises(DatabaseError), transaction.atomic():
        actions.link_person(case=case, proceeding=row, role="victim", consent="agreed", by=of("officer"), at=AT)


def test_a_changed_testimony_ends_no_help_and_no_rule_reads_it(case: Case) -> None:
    party = linked(case, opened())
    with acting(of("officer")):
        before = remaining_help(case)
        actions.change_word(party=party, word="withdrawn", version=1, by=of("officer"), at=AT + 5 * DAY)
        case.refresh_from_db()
        assert (remaining_help(case), case.closed_at, party.ended_at) == (before, None, None)


def test_being_asked_again_needs_a_reason_and_a_recording_shown_instead_is_no_questioning(case: Case) -> None:
    by = of("officer")
    told = {"case": case, "asked_by": "investigator", "consent": "agreed", "by": by}
    with acting(by):
        first = actions.record_statement(method="child_interview", recorded=True, sex_wished="female", asker_sex="female", at=AT, **told)
        with pytest.raises(Refused) as refused:
            actions.record_statement(method="interview", at=AT + DAY, **told)
        assert code_of(refused) == "again_why"
        actions.record_statement(method="recording_used", uses=first, at=AT + DAY, **told)
        assert queries.times_asked(case) == 1
        actions.record_statement(method="interview", again_why="no_record", at=AT + 2 * DAY, **told)
        assert queries.times_asked(case) == 2
    with acting(of("ngo")):
        assert not Statement.objects.exists()


def test_vwp_02_a_measure_in_court_is_asked_granted_and_may_fail_for_want_of_equipment(case: Case) -> None:
    row, by = opened(), of("officer")
    linked(case, row)
    with acting(by):
        hearing = actions.set_hearing(proceeding=row, kind="main", by=by, at=AT + 30 * DAY)
        other = actions.set_hearing(proceeding=opened("17/2"), kind="main", by=by, at=AT + 30 * DAY)
        actions.appear(case=case, hearing=hearing, must_attend=True, asked=["screen", "video"], by=by, at=AT)
        seen = actions.appear(
            case=case,
            hearing=hearing,
            must_attend=False,
            asked=["screen", "video"],
            granted=["video"],
            refused=["screen"],
            no_equipment=True,
            by=by,
            at=AT,
        )
        assert (seen.version, seen.granted, seen.no_equipment) == (2, ["video"], True)
        with pytest.raises(DatabaseError), transaction.atomic():
            actions.appear(case=case, hearing=other, must_attend=True, by=by, at=AT)


# --- legal help -------------------------------------------------------------------------------------------------------


def test_leg_01_a_wish_for_a_lawyer_waits_as_a_task_until_it_is_answered() -> None:
    """LEG-05."""
    case, by = case_opened(ADULT, "ngo"), of("ngo")
    row = lawyer_row()
    with acting(by):
        wish = actions.wish_lawyer(case=case, scopes=["criminal", "claim"], sex_wished="female", by=by, at=AT)
        assert Task.objects.filter(case=case, kind="justice.lawyer", done_at__isnull=True).count() == 1
        actions.answer_wish(request=wish, outcome="assigned", lawyer=row, scheme="organisation", by=by, at=AT + 2 * DAY)
        assert not Task.objects.filter(case=case, kind="justice.lawyer", done_at__isnull=True).exists()
        assert LegalRequest.objects.get().outcome_at - AT == timedelta(days=2)
        with pytest.raises(Stale):
            actions.answer_wish(request=wish, outcome="declined", by=by, at=AT + 3 * DAY)


def test_leg_03_no_criminal_mandate_without_the_bar_but_what_happened_is_a_breach() -> None:
    case, by = case_opened(ADULT, "ngo"), of("ngo")
    adviser = lawyer_row(bar=False, who="ngo", name="Invented Adviser")
    new = NewMandate(lawyer=adviser, scopes=("criminal",), scheme="organisation")
    with acting(by):
        with pytest.raises(Refused) as refused:
            actions.give_mandate(case=case, new=new, by=by, at=AT)
        assert code_of(refused) == "no_bar"
        kept = actions.give_mandate(
            case=case,
            new=NewMandate(lawyer=adviser, scopes=("criminal",), scheme="organisation", happened_because="nobody_else"),
            by=by,
            at=AT,
        )
        wages = actions.give_mandate(case=case, new=NewMandate(lawyer=adviser, scopes=("wages",), scheme="organisation"), by=by, at=AT)
    assert (kept.breach, kept.breach_why, wages.breach) == ("no_bar", "nobody_else", "")


def test_leg_04_time_worked_is_paid_at_the_packs_rate() -> None:
    case = case_opened(ADULT, "ngo")
    shared_case(case, "ngo", person("lawyer"), LAWYER, Group.G8)
    row, by = lawyer_row(), of("lawyer")
    with acting(by):
        mandate = actions.give_mandate(case=case, new=NewMandate(lawyer=row, scopes=("criminal",), scheme="state_appointed"), by=by, at=AT)
        actions.log_work(mandate=mandate, kind="criminal", minutes=90, by=by, at=AT)
        assert (mandate.rate, mandate.currency, queries.owed(queries.mandates(case)[0])) == (Decimal(2), "AZN", Decimal("3.00"))
        assert [one.mandate.id for one in queries.desk(by)] == [mandate.id]
        actions.end_mandate(mandate=mandate, why="done", by=by, at=AT + DAY)
        assert queries.desk(by) == []
    with acting(of("outsider")):
        assert not Mandate.objects.exists()


def test_a_privileged_note_is_its_authors_alone_and_leaves_no_copy_in_the_history() -> None:
    case = case_opened(ADULT, "ngo")
    shared_case(case, "ngo", person("lawyer"), LAWYER, Group.G8)
    with acting(of("lawyer")):
        actions.add_note(case=case, text="between lawyer and client", language="en", by=of("lawyer"), at=AT)
        assert PrivilegedNote.objects.count() == 1
    colleague = person("colleague", "bar", "lawyer").actor
    for actor in (of("ngo"), colleague):
        with acting(actor), connection.cursor() as cursor:
            assert not PrivilegedNote.objects.exists()
            cursor.execute("SELECT count(*) FROM audit_historyg9 WHERE coalesce(new::text, '') LIKE '%%between lawyer%%'")
            assert cursor.fetchone()[0] == 0


def test_a_lawyer_sees_hearings_by_the_persons_consent_and_only_of_own_clients(case: Case) -> None:
    row, other = opened(), case_opened()
    linked(case, row)
    linked(other, row)
    shared_case(case, "officer", person("lawyer"), Group.G1 | Group.G6)
    assert shared(row, "lawyer", write=True, people=True) >= 1
    with acting(of("lawyer")):
        assert isinstance(queries.proceeding(row.id), Proceeding)
        assert [party.case_id for party in queries.parties(row)] == [case.id]
        with pytest.raises(Refused):
            actions.set_hearing(proceeding=row, kind="main", by=of("lawyer"), at=AT)


def test_a_consent_taken_back_ends_what_the_lawyer_sees_of_the_proceeding_at_once(case: Case) -> None:
    row = opened()
    linked(case, row)
    kept = shared_case(case, "officer", person("lawyer"), Group.G1 | Group.G6)
    shared(row, "lawyer", people=True)
    with acting(of("officer")):
        Consent.objects.filter(id=kept.id).update(withdrawn_at=AT + DAY)
    with acting(of("lawyer")):
        assert (queries.proceeding(row.id), groups_of(case.id), groups_of(row.id)) == (None, Group(0), Group(0))
        assert not Party.objects.exists()


def test_a_grant_taken_back_ends_what_rested_on_the_same_consent(case: Case) -> None:
    row = opened()
    linked(case, row)
    kept = shared_case(case, "officer", person("lawyer"), Group.G1 | Group.G6)
    shared(row, "lawyer", people=False)
    with acting(of("officer")), connection.cursor() as cursor:
        cursor.execute("SELECT guard.revoke(id) FROM access_grant WHERE file_id = %s AND evidence = %s", [case.id, kept.id])
    with acting(of("lawyer")):
        assert groups_of(row.id) == Group(0)


def test_a_lawyer_nobody_agreed_to_comes_into_no_proceeding(case: Case) -> None:
    row = opened()
    linked(case, row)
    with pytest.raises(Refused) as refused:
        shared(row, "lawyer")
    assert code_of(refused) == "no_consent"


@pytest.mark.parametrize("who", ["migration", "labour", "clerk", "consul", "monitor", "warden"])
def test_a_proceeding_is_opened_only_to_units_with_a_part_in_proceedings(case: Case, who: str) -> None:
    row, other = opened(), person(who).actor
    linked(case, row)
    with pytest.raises(Refused) as refused:
        shared(row, who)
    assert code_of(refused) == "no_part"
    with acting(of("investigator")), pytest.raises(DatabaseError, match="no part in proceedings"), transaction.atomic():
        connection.cursor().execute("SELECT guard.share_proceeding(%s, %s, false, true, NULL)", [row.id, other.unit_id])
    with acting(other):
        assert (groups_of(row.id), groups_of(case.id) & Group.G6) == (Group(0), Group(0))


def test_only_the_body_that_entered_a_lawyer_changes_the_entry() -> None:
    row = lawyer_row()
    with acting(of("ngo")), pytest.raises(Refused):
        actions.change_lawyer(lawyer=row, version=1, changes={"bar_member": False}, by=of("ngo"), at=AT)

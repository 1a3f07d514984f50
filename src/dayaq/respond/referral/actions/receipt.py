"""The receiving side: arrival, receipt (also before there is a case), yes or no with a reason, and the answer owed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.rules import Actor, Group
from dayaq.base.accounts import queries as accounts
from dayaq.core.clock import Clock
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.queries import code_for
from dayaq.respond.referral import queries, rules
from dayaq.respond.referral.access import may_answer, may_receive
from dayaq.respond.referral.actions.letters import tell_unit
from dayaq.respond.referral.actions.steps import demand, no_conflict, step
from dayaq.respond.referral.models import Referral

ANSWER_HABIT = timedelta(days=14)  # no text names a term: a reminder of the house, never counted as overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What both sides sign: papers, how the person was treated on the way, who brought the person."""

    papers_handed_over: bool | None = None
    dignity_checked: bool | None = None
    from_body: str = ""
    from_kind: str = ""
    suspected_at: datetime | None = None
    person_word: str = "not_asked"


def _mine(referral: Referral, kind: str, *, by: Actor, at: datetime) -> None:
    """Only the unit addressed, and nobody who stands on both sides."""
    demand(may_receive(by, referral.to_unit), kind, referral.case_id)
    demand(no_conflict(referral, by=by, at=at), kind, referral.case_id)


def _times(referral: Referral, at: datetime, **new: Any) -> Decision:
    return rules.check_times(replace(queries.times(referral), **new), max(at, timezone.now()))


def arrive(*, referral: Referral, by: Actor, at: datetime) -> None:
    """The person stands at the door."""
    _mine(referral, "referral.arrive", by=by, at=at)
    demand(_times(referral, at, arrived=at), "referral.arrive", referral.case_id)
    step(referral, rules.Verb.ARRIVE, by=by, at=at, arrived_at=at)


def receive(*, referral: Referral, by: Actor, at: datetime, receipt: Receipt | None = None) -> None:
    """Confirm the receipt: the unit's own measure ends, and its work gets what it needs of the file."""
    slip = receipt or Receipt()
    _mine(referral, queries.RECEIVE, by=by, at=at)
    demand(_times(referral, at, received=at), queries.RECEIVE, referral.case_id)
    step(
        referral,
        rules.Verb.RECEIVE,
        by=by,
        at=at,
        arrived_at=referral.arrived_at or at,
        received_at=at,
        received_by=by.user_id,
        papers_handed_over=slip.papers_handed_over,
        dignity_checked=slip.dignity_checked,
    )
    take_over(referral, at)
    casefile.finish_tasks(case=referral.case, kind=queries.RECEIVE, by=by, at=at)
    casefile.set_task(case=referral.case, kind=queries.DECIDE, unit=referral.to_unit, started_at=at, by=by)


def take_over(referral: Referral, at: datetime) -> None:
    """Let the competent unit in to what its work needs; the guard decides and refuses for a file closed to the State."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.take_over(%s, %s)", [referral.id, at])


def receive_person(*, new: casefile.NewCase, by: Actor, at: datetime, receipt: Receipt | None = None) -> Referral:
    """Receipt first, case later: somebody stands at the door, the file is opened with what is known now.

    Works at any hour with two facts; whatever is not asked stays "not asked". The conflict of interest is asked here too.
    """
    slip = receipt or Receipt()
    demand(
        allowed(by.unit_id is not None and by.may("referral.receive"), "may_not_receive", N_("Your role does not receive people.")),
        queries.RECEIVE,
        None,
    )
    brought = accounts.organisation(slip.from_body) if slip.from_body else None
    suspected = slip.suspected_at or at
    demand(rules.check_times(rules.Times(suspected, None, None, at), max(at, timezone.now())), queries.RECEIVE, None)
    unit = accounts.unit(UUID(str(by.unit_id)))
    referral = Referral(
        from_organisation=brought.id if brought else None,
        from_body=slip.from_body,
        from_kind=slip.from_kind,
        to_unit=unit.id,
        to_organisation=unit.organisation_id,
        to_body=unit.organisation.code,
        suspected_at=suspected,
        arrived_at=at,
        received_at=at,
        received_by=by.user_id,
        made_by=by.user_id,
        status="received",
        papers_handed_over=slip.papers_handed_over,
        dignity_checked=slip.dignity_checked,
        person_word=slip.person_word,
        late_entry=True,
        co_assessor=queries.co_assessor(queries.home(), slip.from_body, at),
    )
    demand(no_conflict(referral, by=by, at=at), queries.RECEIVE, None)
    referral.case = casefile.open_case(new=new, by=by, at=suspected)
    referral.save(force_insert=True)
    facts = {"referral": str(referral.id), "from": slip.from_body, "to": referral.to_body}
    casefile.record(case=referral.case, kind="referral.received", by=by, at=at, facts=facts)
    casefile.set_task(case=referral.case, kind=queries.DECIDE, unit=referral.to_unit, started_at=at, by=by)
    return referral


def accept(*, referral: Referral, by: Actor, at: datetime) -> None:
    """Take the case on: identification begins, and an answer to the referrer is owed."""
    _mine(referral, "referral.accept", by=by, at=at)
    step(referral, rules.Verb.ACCEPT, by=by, at=at, decided_by=by.user_id, decided_at=at)
    _owe_answer(referral, by=by, at=at)


def decline(*, referral: Referral, reason: str, by: Actor, at: datetime) -> None:
    """Say no, with a reason; the answer to the referrer is owed all the same, and the duty to refer stays open there.

    What was opened to the unit's work closes again; the envelope stays until the referrer is answered.
    Basis: CoE Convention, Article 11; in pack az the Law, Article 6.3 (only necessary information).
    """
    _mine(referral, "referral.decline", by=by, at=at)
    demand(
        allowed(reason in queries.DECLINES, "reason_needed", N_("Say why the referral is not accepted.")),
        "referral.decline",
        referral.case_id,
    )
    columns = {"outcome": "declined_by_unit", "outcome_reason": reason, "decided_by": by.user_id, "decided_at": at}
    step(referral, rules.Verb.DECLINE, by=by, at=at, **columns)
    _owe_answer(referral, by=by, at=at)
    give_back(referral, keep=Group.G1)


def give_back(referral: Referral, *, keep: Group | None = None) -> None:
    """End the access of the acting unit that rests on this referral, but for the groups it keeps; its own files stay its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.give_back(%s, %s)", [referral.id, int(keep or 0)])


def _owe_answer(referral: Referral, *, by: Actor, at: datetime) -> None:
    """The task of answering: due by the pack's term, else reminded by the habit of the house."""
    pack = queries.home()
    term = queries.term(pack, "feedback", at)
    due = Clock(term, at).due(pack.calendar) if term else None
    casefile.finish_tasks(case=referral.case, kind=queries.DECIDE, by=by, at=at)
    casefile.set_task(
        case=referral.case,
        kind=queries.FEEDBACK,
        unit=referral.to_unit,
        started_at=at,
        due_at=due or at + ANSWER_HABIT,
        rule="feedback" if due else "",
        by=by,
    )


def feed_back(*, referral: Referral, outcome: str, reason: str, by: Actor, at: datetime) -> None:
    """Tell the referrer how it ended and why, in the application and by mail (code and link only).

    Whoever did not accept the referral has no more to do with the person: the last of the access ends with the answer.

    Basis: US TIP report 2018, recommendation 4; assessment 2021 (no answer to 466 referrals).
    """
    demand(may_answer(by, referral.to_unit), queries.FEEDBACK, referral.case_id)
    demand(no_conflict(referral, by=by, at=at), queries.FEEDBACK, referral.case_id)
    demand(rules.check_feedback(rules.Feedback(outcome, reason, at)), queries.FEEDBACK, referral.case_id)
    demand(
        allowed(outcome in queries.OUTCOMES, "unknown_outcome", N_("Choose the outcome from the list.")), queries.FEEDBACK, referral.case_id
    )
    declined = referral.status == rules.State.DECLINED
    step(referral, rules.Verb.FEED_BACK, by=by, at=at, outcome=outcome, outcome_reason=reason, fed_back_at=at)
    casefile.finish_tasks(case=referral.case, kind=queries.FEEDBACK, by=by, at=at)
    if referral.from_unit is not None:
        code = code_for(referral.case, referral.from_organisation)
        tell_unit(referral.from_unit, "answered", at=at, code=code, link=reverse("referral:one", args=[code, referral.id]))
    if declined:
        give_back(referral)

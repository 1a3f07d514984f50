"""Outgoing letters: drafted, through the offices, sent; urgent protection goes at once and is reported after. Rule REF-08."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from dayaq.base.access.rules import Actor
from dayaq.core.clock import Clock
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.queries import Case, pack_of
from dayaq.respond.casework import queries
from dayaq.respond.casework.actions.listed import core, listed
from dayaq.respond.casework.models import Clearance, Letter
from dayaq.respond.casework.rules import letters

CLEAR = "casework.clear"
REPORT = "casework.report_letter"


def draft_letter(*, case: Case, kind: str, to_body: str, by: Actor, at: datetime, paper: UUID | None = None) -> Letter:
    """Begin a letter; what its kind has to pass stands in the pack."""
    core(case, by)
    listed(case, "letter_kind", kind)
    rule = queries.clearance_of(case, kind, at)
    row = Letter.objects.create(
        case=case, kind=kind, to_body=to_body, organisation=by.organisation_id, unit=by.unit_id, paper=paper, at=at, by=by.user_id,
        at_once=bool(rule and rule.at_once),
    )  # fmt: skip
    casefile.record(case=case, kind="casework.letter_drafted", by=by, at=at, facts={"letter_kind": kind})
    return row


def submit(*, letter: Letter, by: Actor, at: datetime) -> Clearance:
    """Lay it before the next office; from now on its clock runs."""
    core(letter.case, by)
    office = letters.next_office(queries.steps(letter), queries.offices(letter))
    now = queries.state(letter)
    ok = office is not None and now in {letters.State.DRAFTED, letters.State.SENT_BACK}
    require(allowed(ok, "nothing_to_clear", N_("No office has to clear this letter now.")))
    rule = queries.clearance_of(letter.case, letter.kind, letter.at)
    row = Clearance.objects.create(
        case=letter.case, letter=letter, organisation=by.organisation_id, number=letter.clearances.count() + 1, office=office or "",
        outside=bool(rule and office in rule.outside), at=at, by=by.user_id,
    )  # fmt: skip
    start_clock(letter, by, at)
    return row


def start_clock(letter: Letter, by: Actor, at: datetime) -> None:
    """A task with the country's clock: a letter that lies too long is said to be overdue."""
    pack = pack_of(letter.case)
    rule = queries.clearance_of(letter.case, letter.kind, letter.at)
    term = pack.on(pack.calendar.local_date(at)).clock(rule.clock) if rule and rule.clock else None
    due = Clock(term, at).due(pack.calendar) if term else None
    casefile.set_task(
        case=letter.case, kind=CLEAR, unit=by.unit_id, started_at=at, due_at=due, rule=rule.clock or "" if rule else "", by=by
    )


def clear(*, letter: Letter, outcome: str, by: Actor, at: datetime) -> None:
    """Record what the office said, and lay the letter before the next one if it said yes."""
    core(letter.case, by)
    step = letter.clearances.filter(ended_at__isnull=True).first()
    require(allowed(step is not None and outcome in {"cleared", "sent_back"}, "not_there", N_("No office has this letter now.")))
    if step is None:
        return
    require(letters.may_clear(step.outside, letter.by == by.user_id))
    Clearance.objects.filter(id=step.id).update(outcome=outcome, ended_at=at, ended_by=by.user_id)
    casefile.finish_tasks(case=letter.case, kind=CLEAR, by=by, at=at)
    casefile.record(case=letter.case, kind=f"casework.letter_{outcome}", by=by, at=at, facts={"clearance_office": step.office})
    if outcome == "cleared" and queries.state(letter) is letters.State.DRAFTED:
        submit(letter=letter, by=by, at=at)


def send_letter(*, letter: Letter, by: Actor, at: datetime) -> None:
    """It leaves: cleared, or at once for urgent protection, which is then reported to the offices it did not pass."""
    core(letter.case, by)
    require(letters.may_send(queries.state(letter), at_once=letter.at_once))
    Letter.objects.filter(id=letter.id, sent_at__isnull=True).update(sent_at=at, sent_by=by.user_id)
    casefile.record(case=letter.case, kind="casework.letter_sent", by=by, at=at, facts={"letter_kind": letter.kind})
    if letter.at_once:
        casefile.set_task(case=letter.case, kind=REPORT, unit=by.unit_id, started_at=at, by=by)
    letter.refresh_from_db()


def report_letter(*, letter: Letter, by: Actor, at: datetime) -> None:
    """The offices were told of a letter that went at once."""
    core(letter.case, by)
    require(allowed(letter.at_once and letter.sent_at is not None, "nothing_to_report", N_("There is nothing to report of this letter.")))
    Letter.objects.filter(id=letter.id, reported_at__isnull=True).update(reported_at=at)
    casefile.finish_tasks(case=letter.case, kind=REPORT, by=by, at=at)


def withdraw_letter(*, letter: Letter, by: Actor, at: datetime) -> None:
    """It is not needed any more; kept as it is."""
    core(letter.case, by)
    require(allowed(letter.sent_at is None, "gone", N_("This letter is gone already.")))
    Letter.objects.filter(id=letter.id, withdrawn_at__isnull=True).update(withdrawn_at=at)
    casefile.finish_tasks(case=letter.case, kind=CLEAR, by=by, at=at)

"""A case given to another body and taken over by it. Ownership moves when the receiver says yes, never before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from dayaq.base.access.queries import file, groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.base.accounts.queries import unit
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.queries import Case, pack_of
from dayaq.respond.casework import queries
from dayaq.respond.casework.access import may_take, may_transfer
from dayaq.respond.casework.actions.listed import core, listed
from dayaq.respond.casework.models import Transfer
from dayaq.respond.casework.rules import transfers
from dayaq.respond.support.actions import keep_consent

ANSWER = "casework.transfer"


def offer(
    *,
    case: Case,
    to_unit: UUID,
    ground: str,
    groups: Sequence[str],
    reason: str,
    by: Actor,
    at: datetime,
    stays: bool = False,
    order_number: str = "",
    order_body: str = "",
) -> Transfer:
    """Give a case to a unit of another body on a legal ground; until it answers it sees the envelope (G1) and nothing else.

    Basis: THB Law, Articles 6.3 and 17; the ground (consent, hand-over by law, order) is kept with the transfer.
    """
    require(may_transfer(by))
    core(case, by)
    listed(case, "transfer_reason", reason)
    target, row = unit(to_unit), file(case.id)
    require(allowed(row is not None and row.owner_unit == by.unit_id, "not_owner", N_("Only the unit that keeps the file gives it on.")))
    require(allowed(target.organisation_id != by.organisation_id, "same_body", N_("Within your body assign the case instead.")))
    asked: dict[str, Any] = {"ground": ground, "known": queries.grounds(pack_of(case)), "groups": groups, "order_number": order_number}
    closed = bool(row and row.closed_to_state)
    require(transfers.check(**asked, closed_to_state=closed, to_state=target.organisation.state))
    mask = Group.of(groups) | Group.G1
    require(allowed(not mask & ~groups_of(case.id), "beyond_grant", N_("Choose parts of the file that you see.")))
    require(
        allowed(not Transfer.objects.filter(case=case, state="sent").exists(), "offered", N_("A transfer waits for its answer already."))
    )
    made = Transfer.objects.create(
        case=case, organisation=by.organisation_id, unit=by.unit_id, to_organisation=target.organisation_id, to_unit=to_unit, basis=ground,
        consent=keep_consent(case=case, about="transfer", provider=target.organisation_id, unit=to_unit, groups=mask.names, by=by, at=at)
        if ground == "consent" else None,
        order_number=order_number, order_body=order_body, groups=int(mask), stays=stays, reason=reason, at=at, by=by.user_id,
    )  # fmt: skip
    share(made)
    casefile.set_task(case=case, kind=ANSWER, unit=to_unit, started_at=at, by=by)
    casefile.record(case=case, kind="casework.transfer_sent", by=by, at=at, facts={"transfer_reason": reason})
    return made


def share(made: Transfer) -> None:
    """Let the receiving unit see that there is a case, so that it can answer."""
    ground = "consent" if made.basis == "consent" else "statutory_handover"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT guard.share(%s, NULL, %s, 1, 1, 'assistance', %s, %s, NULL, 'transfer')",
            [made.case_id, made.to_unit, ground, made.consent or made.id],
        )


def accept(*, transfer: Transfer, by: Actor, at: datetime) -> int:
    """Take a case over: the file, the groups that were said and the open tasks of the giver; return how many tasks moved."""
    require(may_take(by))
    require(waiting(transfer, by))
    require(
        allowed(queries.still_agreed(transfer), "consent_gone", N_("The person took the consent back: this case is not given any more."))
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.take_over(%s)", [transfer.id])
        moved = int(cursor.fetchone()[0])
    case = Case.objects.get(id=transfer.case_id)
    casefile.finish_tasks(case=case, kind=ANSWER, by=by, at=at)
    casefile.record(case=case, kind="casework.transfer_accepted", by=by, at=at)
    transfer.refresh_from_db()
    return moved


def waiting(transfer: Transfer, by: Actor) -> Any:
    """Whether this unit has an answer to give."""
    ok = transfer.state == "sent" and transfer.to_unit == by.unit_id
    return allowed(ok, "not_waiting", N_("This transfer does not wait for an answer of yours."))


def decline(*, transfer: Transfer, refusal: str, by: Actor, at: datetime) -> None:
    """Say no with the reason; the giver keeps the case, and the envelope closes."""
    require(may_take(by))
    require(waiting(transfer, by))
    listed(transfer.case, "transfer_refusal", refusal)
    casefile.record(case=transfer.case, kind="casework.transfer_declined", by=by, at=at, facts={"transfer_refusal": refusal})
    casefile.finish_tasks(case=transfer.case, kind=ANSWER, by=by, at=at)
    Transfer.objects.filter(id=transfer.id).update(state="declined", answered_at=at, answered_by=by.user_id, refusal=refusal)
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.leave_transfer(%s)", [transfer.id])


def withdraw(*, transfer: Transfer, by: Actor, at: datetime) -> None:
    """Take an offer back before it was answered; the receiver no longer sees the case."""
    core(transfer.case, by)
    ok = transfer.state == "sent" and transfer.unit == by.unit_id
    require(allowed(ok, "answered_already", N_("This transfer was answered already.")))
    Transfer.objects.filter(id=transfer.id).update(state="withdrawn")
    casefile.finish_tasks(case=transfer.case, kind=ANSWER, by=by, at=at)
    casefile.record(case=transfer.case, kind="casework.transfer_withdrawn", by=by, at=at)
    for grant in queries.envelope(transfer):
        with connection.cursor() as cursor:
            cursor.execute("SELECT guard.revoke(%s)", [grant])


def finish_transfer(*, transfer: Transfer, handed: Sequence[str], by: Actor, at: datetime) -> None:
    """The hand-over is complete: what was given and explained, ticked on a list."""
    core(transfer.case, by)
    listed(transfer.case, "hand_over_item", *handed)
    require(allowed(transfer.state == "accepted", "not_accepted", N_("The receiving body has not said yes.")))
    require(
        allowed("person_told" in handed, "person_not_told", N_("The hand-over is complete when the person knows who helps from now on."))
    )
    Transfer.objects.filter(id=transfer.id).update(state="done", handed=list(handed), done_at=at)
    casefile.record(case=transfer.case, kind="casework.transfer_done", by=by, at=at)

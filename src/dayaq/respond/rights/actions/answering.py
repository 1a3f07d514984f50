"""Requests about own data: taken, answered by a date, told; restriction and erasure as the database carries them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import ProgrammingError, connection, transaction
from django.db.models import F

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Refused, Stale, allowed, require
from dayaq.core.pack.schema.rights import RightsFile
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, record, set_task
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.rights import queries, rules
from dayaq.respond.rights.access import may_answer_request, may_tell
from dayaq.respond.rights.actions.complaining import answer_due
from dayaq.respond.rights.models import DataRequest, RequestWords
from dayaq.respond.rights.queries.holding import owner_of

TASK = "rights.data"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataAsked:
    """What the person asks for, about which groups of fields, in whose words."""

    kind: str
    asked_by: str = "person"
    groups: tuple[str, ...] = ()
    words: str = ""
    language: str = "en"


def ask_data(*, case: Case, new: DataAsked, by: Actor, at: datetime) -> DataRequest:
    """Take a request about own data; the body that keeps the file answers by the pack's date.

    Rule: DAT-04. Basis: Convention 108, Article 8.
    """
    may = writes_of(case.id)
    require(may_tell(by, may))
    pack = pack_of(case)
    known = new.kind in rules.KINDS and new.asked_by in pack.codes["request_by"].items
    require(allowed(known, "no_request", N_("Choose what is asked, and by whom.")))
    due = answer_due(pack, pack.area(RightsFile).request, at)
    row = DataRequest(
        case=case,
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
        kind=new.kind,
        groups=list(new.groups),
        asked_by=new.asked_by,
        due_at=due,
    )
    row.save(force_insert=True)
    if new.words.strip() and Group.G3 in may:
        words = RequestWords(request=row, case=case, at=at, by=by.user_id, language=new.language, text=new.words)
        words.save(force_insert=True)
    record(case=case, kind="rights.asked", by=by, at=at, facts={"request": new.kind})
    if by.unit_id:
        set_task(case=case, kind=TASK, unit=by.unit_id, started_at=at, due_at=due, rule="data_answer", by=by)
    return row


def answer_data(*, request: DataRequest, outcome: str, version: int, by: Actor, at: datetime, reason: str = "") -> Decision:
    """Answer a request. A restriction takes hold at once: what was given on consent ends, and nothing further is given.

    Rule: DAT-04. Basis: Convention 108, Article 8; CoE Convention, Article 11.
    """
    case = request.case
    require(may_answer_request(by, owner_of(case.id), writes_of(case.id)))
    answer = rules.may_grant(request.kind, outcome, reason, queries.keeping(case, at), at)
    require(answer)
    holds = request.kind == "restriction" and outcome in ("granted", "partly")
    changed = {"outcome": outcome, "reason": reason, "decided_at": at, "decided_by": by.user_id, "restricted_from": at if holds else None}
    rows = DataRequest.objects.filter(id=request.id, version=version, decided_at__isnull=True)
    if not rows.update(**changed, version=F("version") + 1):
        raise Stale
    request.refresh_from_db()
    record(case=case, kind="rights.answered", by=by, at=at, facts={"request": request.kind, "outcome": outcome})
    if not DataRequest.objects.filter(case=case, decided_at__isnull=True).exists():
        finish_tasks(case=case, kind=TASK, by=by, at=at)
    return answer


def tell_answer(*, request: DataRequest, by: Actor, at: datetime) -> None:
    """The person heard the answer."""
    require(may_tell(by, writes_of(request.case_id)))
    require(allowed(request.decided_at is not None, "not_decided", N_("There is no answer yet.")))
    if not DataRequest.objects.filter(id=request.id, told_at__isnull=True).update(told_at=at):
        raise Stale


def lift_restriction(*, request: DataRequest, by: Actor, at: datetime) -> None:
    """The person lets the file be used again; what had ended stays ended until it is consented to anew."""
    require(may_answer_request(by, owner_of(request.case_id), writes_of(request.case_id)))
    if not DataRequest.objects.filter(id=request.id, restricted_from__isnull=False, lifted_at__isnull=True).update(lifted_at=at):
        raise Stale
    record(case=request.case, kind="rights.restriction_lifted", by=by, at=at)


def erase(*, request: DataRequest, by: Actor, at: datetime) -> int:
    """Carry out a granted erasure: everything but the coded core goes, with its history; return how many rows.

    Asked, granted and carried out by two people at least.

    Rule: DAT-04. Basis: Convention 108, Article 8(c).
    """
    require(may_answer_request(by, owner_of(request.case_id), writes_of(request.case_id)))
    granted = request.kind == "erasure" and request.outcome in ("granted", "partly")
    require(allowed(granted, "not_granted", N_("Only a granted erasure is carried out.")))
    require(rules.may_erase({request.by, request.decided_by, by.user_id}))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT guard.erase_words(%s)", [request.id])
            gone = int(cursor.fetchone()[0])
    except ProgrammingError:  # asked in the person's window by words this same worker gave: the database knows, and counts one
        raise Refused(rules.may_erase({by.user_id})) from None
    record(case=request.case, kind="rights.erased", by=by, at=at, facts={"rows": gone})
    return gone

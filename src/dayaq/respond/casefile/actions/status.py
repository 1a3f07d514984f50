"""What bodies say about a person's status, the person's own word on referral, and the stage of the case."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from dayaq.base.access.queries import file
from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Reason, Refused, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile import rules
from dayaq.respond.casefile.access import WORDS, may_remove, may_state
from dayaq.respond.casefile.actions.record import record, writing
from dayaq.respond.casefile.models import Assertion, Case
from dayaq.respond.casefile.queries import child_mark, pack_of

STANCES = frozenset(rules.STANCES)


def assert_status(*, case: Case, status: str, by: Actor, at: datetime, basis: str = "", evidence: str = "") -> Assertion:
    """State a status for one's own body; the body's earlier word is kept as superseded, other bodies' words stand beside it."""
    pack = pack_of(case)
    if status not in pack.status:
        raise Refused(Decision.refuse(Reason("unknown_status", N_("This country knows no status %(status)s."), {"status": status})))
    rule = pack.on(pack.calendar.local_date(at)).may_assert(status, by.organisation)
    require(may_state(by, rule, by_decision=pack.status[status].decision, evidence=evidence))
    word = Assertion(
        case=case,
        status=status,
        at=at,
        organisation=by.organisation_id,
        body=by.organisation,
        by=by.user_id,
        basis=(basis or next((reason.basis for reason in rule.reasons if reason.basis), ""))[:60],
        evidence=evidence,
    )
    word.save(force_insert=True)
    relink(word)
    record(case=case, kind="casefile.status", by=by, at=at, facts={"status": status, "body": by.organisation})
    return word


def remove_assertion(*, assertion: Assertion, reason: str, by: Actor, at: datetime) -> None:
    """Mark a word as recorded in error: it is kept with its reason and no longer counted."""
    writing(assertion.case, Group.G1, by)
    require(may_remove(by, assertion.organisation, reason))
    require(allowed(assertion.removed_at is None, "removed_already", N_("This was marked as recorded in error already.")))
    assertion.removed_at, assertion.removed_reason = at, reason
    assertion.save(update_fields=["removed_at", "removed_reason"])
    relink(assertion)
    facts = {"status": assertion.status, "body": assertion.body, "reason": reason}
    record(case=assertion.case, kind="casefile.status_removed", by=by, at=at, facts=facts)


def relink(word: Assertion) -> None:
    """Let each word of the body be superseded by its next one in event time, so that a late entry falls into its place."""
    said = Assertion.objects.filter(case_id=word.case_id, body=word.body, removed_at__isnull=True)
    said = said.filter(status__in=STANCES) if word.status in STANCES else said.exclude(status__in=STANCES)
    chain = list(said.order_by("at", "recorded_at", "id"))
    for older, newer in zip(chain, [*chain[1:], None], strict=False):  # nothing stands any more: nothing to link
        if older.superseded_by_id != (newer.id if newer else None):
            older.superseded_by = newer
            older.save(update_fields=["superseded_by"])


def record_word(*, case: Case, word: str, by: Actor, at: datetime, reason: str = "") -> None:
    """Record the person's word on referral; an adult's no to an organisation keeps the file closed to the State.

    Basis: practice of organisations (a person who refuses the police is helped without them); the no of a child
    without guardian and best-interest decision does not bind.
    """
    writing(case, Group.G1, by)
    require(allowed(word in WORDS, "unknown_word", N_("Say whether the person agreed, refused or withdrew.")))
    record(case=case, kind="casefile.word", by=by, at=at, facts={"word": word, "reason": reason})
    case.refers = word
    closing = case.ngo_only if word == "withdrawn" else word == "refused" and no_is_kept(case, by, at)
    if closing != case.ngo_only and owns(case, by) and not by.state:
        case.ngo_only = closing
        with connection.cursor() as cursor:
            cursor.execute("SELECT guard.close_to_state(%s, %s)", [case.id, closing])
        record(case=case, kind="casefile.closed_to_state" if closing else "casefile.open_to_state", by=by, at=at)
    case.save(update_fields=["refers", "ngo_only"])


def no_is_kept(case: Case, by: Actor, at: datetime) -> bool:
    """Whether a no to referral closes the file to the State: the pack allows it for this body, and the person is no child."""
    pack = pack_of(case)
    rule = pack.process.referral.person_refusal
    if by.state or not rule.allowed or not rule.in_force(pack.calendar.local_date(at)):
        return False
    body = pack.bodies.get(by.organisation)
    respected = "any" in rule.respected_by or ("ngo" in rule.respected_by and by.body_type.startswith("ngo"))
    respected = respected or (body is not None and by.organisation in pack.bodies_meant(rule.respected_by))
    return respected and child_mark(case) == "no"


def owns(case: Case, by: Actor) -> bool:
    """Whether the acting unit owns the file."""
    row = file(case.id)
    return row is not None and row.owner_unit == by.unit_id


def set_stage(*, case: Case, stage: str, by: Actor, at: datetime, skip_reason: str = "") -> None:
    """Move the stepper; stages say where the work is, help hangs on none of them."""
    writing(case, Group.G1, by)
    known = stage in rules.ordered(pack_of(case).process.stages)
    require(allowed(known, "unknown_stage", N_("This country's process has no such stage.")))
    if case.stage == stage:
        return
    facts = {"from": case.stage, "to": stage, **({"skip_reason": skip_reason} if skip_reason else {})}
    case.stage = stage
    case.save(update_fields=["stage"])
    record(case=case, kind="casefile.stage", by=by, at=at, facts=facts)

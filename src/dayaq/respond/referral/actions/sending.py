"""The finder's side: a suspicion starts the clock, sending ends the duty, a no that binds keeps the referral back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dayaq.base.access.queries import file
from dayaq.base.access.rules import Actor, Group
from dayaq.base.accounts import queries as accounts
from dayaq.core.clock import Clock, Phase
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.access import may_write
from dayaq.respond.casefile.queries import code_for, writes_of
from dayaq.respond.referral import queries, rules
from dayaq.respond.referral.access import may_follow, may_refer
from dayaq.respond.referral.actions.breach import record_breach
from dayaq.respond.referral.actions.letters import tell_unit
from dayaq.respond.referral.actions.steps import demand, end_access, share, step, write
from dayaq.respond.referral.models import Message, Referral

ENVELOPE, WITH_MESSAGE = 1, 5  # bit masks: G1; G1 and G3
STATUTORY, CONSENT = "statutory_handover", "consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What goes with the person: codes in the envelope, a message only where a grant may carry it."""

    risks: tuple[str, ...] = ()
    person_word: str = "not_asked"
    person_informed: bool | None = None
    rights_explained: bool | None = None
    accompanied: bool | None = None
    message: str = ""
    language: str = "en"
    why_late: str = "not_given"


def note_suspicion(*, case: Any, suspected_at: datetime, by: Actor, at: datetime) -> Referral:
    """Note that somebody is suspected to be a victim: the finder's clock runs from the suspicion, not from the record.

    Basis: in pack az Cabinet Decision 21 of 1 February 2008, Article 7 (24 hours).
    """
    demand(may_refer(by), queries.SEND, case.id)
    demand(may_write(by, Group.G1, writes_of(case.id)), queries.SEND, case.id)
    demand(rules.check_times(rules.Times(suspected_at), max(at, timezone.now())), queries.SEND, case.id)
    draft = Referral.objects.filter(case=case, from_unit=by.unit_id, status="draft").first()
    if draft is None:
        draft = _new(case, accounts.receiving_units().first(), suspected_at=suspected_at, by=by)
        casefile.record(case=case, kind="referral.suspected", by=by, at=suspected_at, facts={"referral": str(draft.id)})
    _start_clock(draft, by=by)
    return draft


def _new(case: Any, to_unit: Any, *, suspected_at: datetime, by: Actor) -> Referral:
    """A draft from the actor's unit to the unit that receives."""
    row = Referral(
        case=case,
        from_unit=by.unit_id,
        from_organisation=by.organisation_id,
        from_body=by.organisation,
        from_kind=case.source_kind,
        to_unit=to_unit.id,
        to_organisation=to_unit.organisation_id,
        to_body=to_unit.organisation.code,
        suspected_at=suspected_at,
        made_by=by.user_id,
    )
    row.save(force_insert=True)
    return row


def _start_clock(draft: Referral, *, by: Actor) -> None:
    """Set the finder's task; it has a due time only where a text binds this body to refer."""
    pack = queries.home()
    duty = queries.term(pack, queries.FINDER_CLOCK, draft.suspected_at)
    bound = rules.must_send(queries.person(draft.case, draft.person_word), queries.sender(pack, by, draft.suspected_at))
    due = Clock(duty, draft.suspected_at).due(pack.calendar) if duty and bound else None
    rule = queries.FINDER_CLOCK if due else ""
    if by.unit_id:
        casefile.set_task(case=draft.case, kind=queries.SEND, unit=by.unit_id, started_at=draft.suspected_at, due_at=due, rule=rule, by=by)


def report_person(
    *, new: casefile.NewCase, to_unit: Any, suspected_at: datetime, by: Actor, at: datetime, envelope: Envelope | None = None
) -> Referral:
    """A first responder's short way: open the case and, unless it is kept for later, send the referral at once."""
    demand(may_refer(by), queries.SEND, None)
    demand(rules.check_times(rules.Times(suspected_at, at), max(at, timezone.now())), queries.SEND, None)
    if envelope is not None:
        demand(queries.recipient(queries.home(), to_unit, at), queries.SEND, None)
    case = casefile.open_case(new=new, by=by, at=suspected_at)
    draft = note_suspicion(case=case, suspected_at=suspected_at, by=by, at=at)
    return draft if envelope is None else send(case=case, to_unit=to_unit, suspected_at=suspected_at, by=by, at=at, envelope=envelope)


def send(*, case: Any, to_unit: Any, suspected_at: datetime, by: Actor, at: datetime, envelope: Envelope | None = None) -> Referral:
    """Send a referral to a lawful recipient: the finder's duty ends, the recipient sees the envelope (G1).

    A forbidden recipient, a respected no and a time that cannot be are refused with the reason, and the refusal is logged.
    """
    words = envelope or Envelope()
    demand(_may_send(case, to_unit, suspected_at, words, by, at), queries.SEND, case.id)
    if words.person_word not in {"not_asked", case.refers}:
        casefile.record_word(case=case, word=words.person_word, by=by, at=at)
    draft = Referral.objects.filter(case=case, from_unit=by.unit_id, status="draft").first()
    referral = draft or _new(case, to_unit, suspected_at=suspected_at, by=by)
    referral.case = case
    pack = queries.home()
    step(
        referral,
        rules.Verb.SEND,
        by=by,
        at=at,
        to_unit=to_unit.id,
        to_organisation=to_unit.organisation_id,
        to_body=to_unit.organisation.code,
        suspected_at=suspected_at,
        sent_at=at,
        sent_by=by.user_id,
        risks=list(words.risks),
        person_word=words.person_word,
        person_informed=words.person_informed,
        rights_explained=words.rights_explained,
        accompanied=words.accompanied,
        stores_message=bool(words.message.strip()),
        co_assessor=queries.co_assessor(pack, by.organisation, at),
    )
    _hand_in(referral, words, by=by, at=at)
    _after_sending(referral, words, by=by, at=at)
    return referral


def _may_send(case: Any, to_unit: Any, suspected_at: datetime, words: Envelope, by: Actor, at: datetime) -> Decision:
    pack, kept = queries.home(), file(case.id)
    recipient = queries.recipient(pack, to_unit, at)
    sender, consent = queries.sender(pack, by, at), words.person_word == "agreed"
    steps = (
        may_refer(by),
        may_write(by, Group.G1, writes_of(case.id)),
        rules.check_times(rules.Times(suspected_at, at), max(at, timezone.now())),
        rules.may_send(queries.person(case, words.person_word), sender, recipient),
        allowed(
            consent or kept is None or not kept.closed_to_state,
            "closed_to_state",
            N_("The person refused: this file is closed to the State until the person agrees."),
        ),
        allowed(
            consent or not (sender.ngo and words.message.strip()),
            "message_needs_consent",
            N_("An organisation adds what the person told only when the person agrees. Send the envelope alone."),
            "coe197.11",
        ),
    )
    return next((decision for decision in steps if not decision), Decision.allow(*steps[3].reasons))


def _hand_in(referral: Referral, words: Envelope, *, by: Actor, at: datetime) -> None:
    """Let the receiving unit see the envelope, and the message where there is one."""
    text = words.message.strip()
    if text:
        message = Message(case_id=referral.case_id, referral=referral, language=words.language, text=text, by=by.user_id, at=at)
        message.save(force_insert=True)
    if referral.to_unit == by.unit_id:
        return  # the own officer on duty: nobody lets himself in
    basis = CONSENT if words.person_word == "agreed" and not by.state else STATUTORY
    share(referral.case_id, referral.to_unit, WITH_MESSAGE if text else ENVELOPE, basis=basis, evidence=referral.id)


def _after_sending(referral: Referral, words: Envelope, *, by: Actor, at: datetime) -> None:
    """Two clocks change hands: the finder's ends, the receiving unit's begins; a late referral is counted."""
    case, pack = referral.case, queries.home()
    bound = rules.must_send(queries.person(case, words.person_word), queries.sender(pack, by, at))
    if bound and queries.finder_clock(referral, at).phase is Phase.MET_LATE:
        record_breach(case=case, kind="late_referral", reason=words.why_late, by=by, at=at, body=by.organisation)
    casefile.finish_tasks(case=case, kind=queries.SEND, by=by, at=at)
    begin_receipt(referral, by=by, at=at)
    if case.stage == "first_assistance" and "referral" in pack.process.stages:
        casefile.set_stage(case=case, stage="referral", by=by, at=at)
    code = code_for(case, referral.to_organisation)
    tell_unit(referral.to_unit, "arrived", at=at, code=code, link=reverse("referral:one", args=[code, referral.id]))


def begin_receipt(referral: Referral, *, by: Actor, at: datetime) -> None:
    """The receiving unit's own measure: a task, due only where the pack has a term."""
    pack = queries.home()
    measure = queries.term(pack, queries.RECEIVER_CLOCK, at)
    due = Clock(measure, at).due(pack.calendar) if measure else None
    rule = queries.RECEIVER_CLOCK if due else ""
    casefile.set_task(case=referral.case, kind=queries.RECEIVE, unit=referral.to_unit, started_at=at, due_at=due, rule=rule, by=by)


def keep_back(*, case: Any, by: Actor, at: datetime, word: str = "refused") -> None:
    """Respect a no: nothing is sent, the file stays with the organisation, help goes on.

    Refused where a text binds the body to refer. Basis: practice of organisations; CoE Convention, Article 12(6).
    """
    demand(may_refer(by), "referral.keep_back", case.id)
    demand(may_write(by, Group.G1, writes_of(case.id)), "referral.keep_back", case.id)
    person = queries.person(case, word)
    bound = rules.must_send(person, queries.sender(queries.home(), by, at))
    text = N_("This body is bound to refer: a no is said with the referral, it does not keep it back.")
    demand(allowed(bound is not True, "bound_to_refer", text), "referral.keep_back", case.id)
    text = N_("A child's no does not bind without a guardian and a decision on its best interest.")
    demand(allowed(rules.refusal_binds(person), "child_refusal", text, "coe197.10(4)"), "referral.keep_back", case.id)
    for draft in Referral.objects.filter(case=case, from_unit=by.unit_id, status="draft"):
        write(draft, status="kept_back", person_word=word)
    casefile.finish_tasks(case=case, kind=queries.SEND, by=by, at=at)
    casefile.record(case=case, kind="referral.kept_back", by=by, at=at, facts={"word": word})
    casefile.record_word(case=case, word=word, by=by, at=at)


def withdraw(*, referral: Referral, by: Actor, at: datetime) -> None:
    """Take a referral back that nobody has received yet; the recipient's access ends with it."""
    mine = allowed(may_follow(by, referral.from_unit), "not_yours", N_("Only the unit that sent it can take it back."))
    demand(mine, "referral.withdraw", referral.case_id)
    early = referral.status in {"draft", *queries.WAITING}
    demand(
        allowed(early, "received_already", N_("The person has been received: it cannot be taken back.")),
        "referral.withdraw",
        referral.case_id,
    )
    write(referral, status="withdrawn", withdrawn_at=at)
    casefile.record(case=referral.case, kind="referral.withdrawn", by=by, at=at, facts={"referral": str(referral.id)})
    for kind in (queries.SEND, queries.RECEIVE):
        casefile.finish_tasks(case=referral.case, kind=kind, by=by, at=at)
    end_access(referral.case_id, referral.id)

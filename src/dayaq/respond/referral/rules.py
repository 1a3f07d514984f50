"""Rules of a referral: its four times, to whom it may go, whose no counts, and what has to come back.

The finder's duty and the receiving unit's measure are two clocks. A wrong hand-over that is planned is
refused with its reason; one that happened is recorded as a breach, never hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from dayaq.core.calendar import Calendar, utc
from dayaq.core.clock import Clock, ClockState, Deadline, Phase
from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_

WORDS = {
    "suspicion": N_("suspicion"),
    "draft": N_("to be sent"),
    "sent": N_("sent"),
    "arrived": N_("arrived"),
    "received": N_("received"),
    "accepted": N_("accepted"),
    "declined": N_("not accepted"),
    "fed_back": N_("answered"),
    "withdrawn": N_("taken back"),
    "outcome": N_("outcome"),
    "reason": N_("reason"),
    "date": N_("date"),
}
NO_CLOCK = ClockState(Phase.NOT_STARTED, None, None)


@dataclass(frozen=True, slots=True)
class Times:
    """When each thing happened, not when it was written down.

    ``right_recipient``: what was sent went where the law says; only then does sending end the duty.
    """

    suspicion: datetime | None = None
    sent: datetime | None = None
    arrived: datetime | None = None
    received: datetime | None = None
    right_recipient: bool = True

    @property
    def in_order(self) -> tuple[tuple[str, datetime], ...]:
        """The known times under their names, in the order in which they ought to have happened."""
        named = {
            "suspicion": self.suspicion,
            "sent": self.sent,
            "arrived": self.arrived,
            "received": self.received,
        }
        return tuple((name, at) for name, at in named.items() if at is not None)


def check_times(times: Times, now: datetime) -> Decision:
    """Whether the times can be true: none after the one it follows from, none in the future."""
    known, wrong = times.in_order, []
    for (earlier, first), (later, second) in pairwise(known):
        if utc(second) < utc(first):
            text = N_("The times cannot be right: “%(later)s” lies before “%(earlier)s”.")
            wrong.append(Reason("times_reversed", text, {"later": named(later), "earlier": named(earlier)}))
    for name, at in known:
        if utc(at) > utc(now):
            wrong.append(Reason("time_in_future", N_("The time “%(name)s” lies in the future."), {"name": named(name)}))
    return Decision.refuse(*wrong) if wrong else Decision.allow()


def named(code: str) -> Reason:
    """A code inside a sentence, in words."""
    return Reason(code, WORDS[code])


def finder_duty(times: Times, deadline: Deadline | None, now: datetime, calendar: Calendar) -> ClockState:
    """The finder's clock: from the suspicion until it is sent to the right recipient.

    Basis: in pack az Cabinet Decision 21 of 1 February 2008, Article 7 (24 hours).
    """
    if deadline is None:
        return NO_CLOCK
    ended = times.sent if times.right_recipient else None
    return Clock(deadline, times.suspicion, ended).state(now, calendar)


def receiver_measure(times: Times, deadline: Deadline | None, now: datetime, calendar: Calendar) -> ClockState:
    """The receiving unit's clock: from arrival (from sending, if arrival is not known) until the receipt."""
    if deadline is None:
        return NO_CLOCK
    return Clock(deadline, times.arrived or times.sent, times.received).state(now, calendar)


class NgoDuty(StrEnum):
    """Whether NGOs are bound to refer; ``UNKNOWN`` where no text says it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """What about the person matters for sending. ``guardian``: appointed and independent of the provider."""

    refuses: bool = False
    child: bool = False
    guardian: bool = False
    best_interest: bool = False


@dataclass(frozen=True, slots=True)
class Sender:
    """What the pack says of the sender: an NGO or not, and whether a refusal told to it is respected."""

    ngo: bool
    respects_refusal: bool
    ngo_duty: NgoDuty = NgoDuty.UNKNOWN
    basis: str = ""


def refusal_binds(person: Person) -> bool:
    """Whether the person's no counts: a child's only with a guardian and a best-interest decision.

    Basis: CoE Convention, Article 10(4); CRC, Articles 3 and 12.
    """
    return person.refuses and (not person.child or (person.guardian and person.best_interest))


def must_send(person: Person, sender: Sender) -> bool | None:
    """Whether the sender is bound to refer; None where no text of the country says it."""
    if refusal_binds(person) and sender.respects_refusal:
        return False
    if not sender.ngo:
        return True
    return None if sender.ngo_duty is NgoDuty.UNKNOWN else sender.ngo_duty is NgoDuty.YES


def may_send(person: Person, sender: Sender, recipient: Decision) -> Decision:
    """Whether this referral may go out; ``recipient`` is the pack's answer on whom it goes to.

    A forbidden recipient is refused with the pack's legal reason. A no that binds and is respected keeps
    the referral back; every other no is said in the reasons.
    Basis: in pack az Cabinet Decision 21, Article 7 (recipient); practice of NGOs (refusal).
    """
    if not recipient:
        return recipient
    if not person.refuses:
        return Decision.allow(*recipient.reasons)
    if not refusal_binds(person):
        text = N_("A child's no does not bind without a guardian and a decision on its best interest.")
        return Decision.allow(*recipient.reasons, Reason("child_refusal", text, basis="coe197.10(4)"))
    if sender.respects_refusal:
        text = N_("The person does not want to be referred, and this is respected. Help goes on without it.")
        return Decision.refuse(Reason("refusal_respected", text, basis=sender.basis))
    text = N_("The person does not want to be referred, but this body is bound to refer. Tell the person so.")
    return Decision.allow(*recipient.reasons, Reason("bound_to_refer", text, basis=sender.basis))


class State(StrEnum):
    """Where a referral stands."""

    DRAFT = "draft"
    SENT = "sent"
    ARRIVED = "arrived"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    FED_BACK = "fed_back"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What can be done with a referral."""

    SEND = "send"
    ARRIVE = "arrive"
    RECEIVE = "receive"
    ACCEPT = "accept"
    DECLINE = "decline"
    FEED_BACK = "feed_back"
    WITHDRAW = "withdraw"


STEPS: Mapping[tuple[State, Verb], State] = {
    (State.DRAFT, Verb.SEND): State.SENT,
    (State.SENT, Verb.ARRIVE): State.ARRIVED,
    (State.SENT, Verb.RECEIVE): State.RECEIVED,
    (State.ARRIVED, Verb.RECEIVE): State.RECEIVED,
    (State.RECEIVED, Verb.ACCEPT): State.ACCEPTED,
    (State.RECEIVED, Verb.DECLINE): State.DECLINED,
    (State.ACCEPTED, Verb.FEED_BACK): State.FED_BACK,
    (State.DECLINED, Verb.FEED_BACK): State.FED_BACK,
    (State.DRAFT, Verb.WITHDRAW): State.WITHDRAWN,
    (State.SENT, Verb.WITHDRAW): State.WITHDRAWN,
    (State.ARRIVED, Verb.WITHDRAW): State.WITHDRAWN,
}


def may_do(state: State, verb: Verb) -> Decision:
    """Whether the verb fits the state; ``STEPS`` names the state that follows."""
    if (state, verb) in STEPS:
        return Decision.allow()
    text = N_("This step does not fit: the referral is “%(state)s”.")
    return Decision.refuse(Reason("wrong_state", text, {"state": named(str(state))}))


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the referrer is told: how it ended, why, and when."""

    outcome: str = ""
    reason: str = ""
    at: datetime | None = None


def check_feedback(feedback: Feedback) -> Decision:
    """Feedback without outcome, reason and date is none. Basis: US TIP report 2018, recommendation 4."""
    parts = {"outcome": feedback.outcome.strip(), "reason": feedback.reason.strip(), "date": feedback.at}
    lacking = [name for name, value in parts.items() if not value]
    if not lacking:
        return Decision.allow()
    text = N_("The referrer has to be told: %(lacking)s.")
    return Decision.refuse(*(Reason("feedback_incomplete", text, {"lacking": named(name)}) for name in lacking))


def check_breach(reason: str, at: datetime | None, now: datetime) -> Decision:
    """A breach needs what happened, in words, and when; not a time still to come (that is only planned)."""
    if not reason.strip() or at is None:
        return Decision.refuse(Reason("breach_incomplete", N_("Say what happened and when.")))
    if utc(at) > utc(now):
        text = N_("A step still to come is not recorded as a breach: it is refused.")
        return Decision.refuse(Reason("not_yet_happened", text))
    return Decision.allow()

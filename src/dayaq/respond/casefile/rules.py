"""Rules of the case file: who may say what about a status, who is treated as a child, what never waits.

Status is never one field. Bodies assert it side by side (police recognition, recognition by an NGO only,
recognition abroad), each superseding only its own word, and help hangs on none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol

from dayaq.core.calendar import utc
from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_

CHILD_AGE = 18


class Status(StrEnum):
    """What a body can assert about a person; the last two are the person's own stance."""

    SIGNAL = "signal"
    AT_RISK = "at_risk"
    SUSPECTED = "suspected"
    PRESUMED = "presumed"
    IDENTIFIED = "identified"
    NOT_IDENTIFIED = "not_identified"
    NGO_IDENTIFIED = "ngo_identified"
    IDENTIFIED_ABROAD = "identified_abroad"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


STANCES = frozenset({Status.DECLINED, Status.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Assertion:
    """One body's word on a status. ``at`` is when it was said, ``recorded`` when it was written down."""

    key: str
    status: Status
    body: str
    at: datetime
    recorded: datetime
    basis: str = ""
    supersedes: str | None = None


def may_supersede(new: Assertion, old: Assertion) -> Decision:
    """A body takes back or corrects its own word only; another body's word stands beside it."""
    if new.body == old.body:
        return Decision.allow()
    text = N_("Only %(body)s may correct what it said; state your own view beside it.")
    return Decision.refuse(Reason("word_of_another_body", text, {"body": old.body}))


def current(assertions: Iterable[Assertion]) -> tuple[Assertion, ...]:
    """The picture now: the last word of each body on the status and on the person's stance, side by side.

    What is corrected is out whatever its date; among the rest the event time decides, so that a word
    entered late does not push aside a newer one.
    """
    said = tuple(assertions)
    corrected = {assertion.supersedes for assertion in said}
    last: dict[tuple[str, bool], Assertion] = {}
    for assertion in sorted(said, key=lambda a: (utc(a.at), utc(a.recorded), a.key)):
        if assertion.key not in corrected:
            last[assertion.body, assertion.status in STANCES] = assertion
    return tuple(sorted(last.values(), key=lambda a: (utc(a.at), utc(a.recorded), a.key)))


def statuses(assertions: Iterable[Assertion]) -> frozenset[Status]:
    """All statuses that stand now."""
    return frozenset(assertion.status for assertion in current(assertions))


def help_remains(status: Status) -> Decision:
    """Whether help goes on under a status: always. A signal has no person yet to be helped.

    Basis: CoE Convention, Article 12(6) (help is not conditional on testimony).
    """
    if status is Status.SIGNAL:
        return Decision.refuse(Reason("no_person_yet", N_("A signal names no person yet who could be helped.")))
    if status in STANCES:
        text = N_("The person does not want the procedure. Help that does not need it goes on.")
    elif status is Status.NOT_IDENTIFIED:
        text = N_("The decision is negative. Help that does not need recognition goes on.")
    else:
        text = N_("Help goes on.")
    return Decision.allow(Reason("help_goes_on", text, basis="coe197.12"))


class Opened(Protocol):
    """A kind of help as packs describe it: any one of ``statuses`` opens it; none named opens it to everybody."""

    @property
    def statuses(self) -> tuple[str, ...]: ...


def help_available(standing: Iterable[str], entitlements: Mapping[str, Opened]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of the help within reach now, and of the help that needs another status, in the pack's order."""
    have = frozenset(standing)
    open_now = tuple(code for code, help_ in entitlements.items() if not help_.statuses or have & {*help_.statuses})
    return open_now, tuple(code for code in entitlements if code not in open_now)


class AgeAnswer(StrEnum):
    """Answer to "could this person be under 18?"."""

    YES = "yes"
    NOT_EXCLUDED = "cannot_be_excluded"
    NO = "no"
    NOT_ASKED = "not_asked"


class AgeGroup(StrEnum):
    """How figures count an age; unknown is kept apart and never guessed."""

    CHILD = "child"
    ADULT = "adult"
    UNKNOWN = "unknown"


def check_age_answer(answer: AgeAnswer, reason: str) -> Decision:
    """ "No" needs a reason; the other answers need none. Basis: CoE Convention, Article 10(3)."""
    if answer is AgeAnswer.NO and not reason.strip():
        text = N_("Say why the person cannot be under 18: papers seen, or what the answer rests on.")
        return Decision.refuse(Reason("reason_for_no", text, basis="coe197.10(3)"))
    return Decision.allow()


def child_path(answer: AgeAnswer, reason: str = "") -> bool:
    """Whether the child path opens: on yes, on "cannot be excluded", unasked, and on a no without reason.

    Basis: CoE Convention, Article 10(3); CRC Committee, General Comment 6.
    """
    return answer is not AgeAnswer.NO or not reason.strip()


def ages(earliest: date, latest: date, on: date) -> tuple[int, int]:
    """Youngest and oldest possible age in whole years on a day, from the limits of a date of birth."""

    def age(born: date) -> int:
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

    return age(latest), age(earliest)


def treat_as_child(known: tuple[int, int] | None, answer: AgeAnswer, reason: str = "", child_age: int = CHILD_AGE) -> bool:
    """Whether the rules for children hold; ``known``: youngest and oldest possible age, if a date is known.

    A doubt in the answer outweighs papers (they may be the trafficker's); a "no" does not make an adult
    of somebody who is certainly a child. Basis: CoE Convention, Articles 4(d) and 10(3).
    """
    if answer in (AgeAnswer.YES, AgeAnswer.NOT_EXCLUDED):
        return True
    if known is not None and (known[1] < child_age or known[0] >= child_age):
        return known[1] < child_age
    return child_path(answer, reason)


def age_group(known: tuple[int, int] | None, answer: AgeAnswer, reason: str = "", child_age: int = CHILD_AGE) -> AgeGroup:
    """The group figures use: child by a known age, adult by a known age or a reasoned no, else unknown.

    "Could be under 18" opens the child path but does not make a child in the figures.
    """
    if known is not None and known[1] < child_age:
        return AgeGroup.CHILD
    if treat_as_child(known, answer, reason, child_age):
        return AgeGroup.UNKNOWN
    return AgeGroup.ADULT


@dataclass(frozen=True, slots=True)
class ChildTask:
    """A task the child path sets; ``only_if_best_interest`` waits for that decision."""

    code: str
    text: str
    basis: str
    at_once: bool = True
    only_if_best_interest: bool = False


CHILD_TASKS = (
    ChildTask("guardian", N_("Appoint a guardian or other representative"), "coe197.10(4)"),
    ChildTask("best_interest", N_("Decide on the best interest of the child, with its view heard"), "crc.3"),
    ChildTask("identity", N_("Establish identity and nationality"), "coe197.10(4)", at_once=False),
    ChildTask("family", N_("Look for the family"), "coe197.10(4)", at_once=False, only_if_best_interest=True),
)


def child_tasks(done: Iterable[str], *, best_interest_for_tracing: bool = False) -> tuple[ChildTask, ...]:
    """Tasks still to be set on the child path. Basis: CoE Convention, Article 10(4); CRC, Article 3."""
    finished = frozenset(done)
    due = (task for task in CHILD_TASKS if best_interest_for_tracing or not task.only_if_best_interest)
    return tuple(task for task in due if task.code not in finished)


def guardian_independent(guardian: str, providers: Iterable[str]) -> Decision:
    """A guardian whose organisation also shelters or serves the child cannot speak against it.

    Basis: CoE Convention, Article 10(4)(a) (acts in the best interests of the child).
    """
    if guardian not in frozenset(providers):
        return Decision.allow()
    text = N_("The guardian's organisation also provides the help: an independent guardian is needed.")
    return Decision.refuse(Reason("guardian_not_independent", text, basis="coe197.10(4)"))


def ngo_only(assertions: Iterable[Assertion], state_bodies: frozenset[str], *, referred: bool = False) -> bool:
    """Whether only an NGO knows this person: it recognised them, no State body spoke, nothing was sent.

    Such a person reaches any State role as a protected sum only: no row, no code, no removal hold.
    """
    said = tuple(assertions)
    by_state = any(assertion.body in state_bodies for assertion in said)
    return Status.NGO_IDENTIFIED in statuses(said) and not by_state and not referred


def may_know(viewer: str, owner: str, *, hidden: bool) -> bool:
    """Whether a body may learn that the file exists; ``hidden``: the person is known to an NGO only."""
    return viewer == owner or not hidden


class Position(StrEnum):
    """Where a stage stands in the stepper."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


FIRST_ASSISTANCE = "first_assistance"


def ordered(stages: Iterable[str]) -> tuple[str, ...]:
    """Codes of the stepper's stages: first assistance first, whatever the pack says, then the pack's order.

    Basis: CoE Convention, Articles 10(2) and 12; in pack az Cabinet Decision 131, 6.4 to 6.7.
    """
    return (FIRST_ASSISTANCE, *(stage for stage in stages if stage != FIRST_ASSISTANCE))


def positions(stages: Iterable[str], done: Iterable[str]) -> tuple[tuple[str, Position], ...]:
    """Each stage with its position: done ones stay done out of order, the first open one is current."""
    steps, finished = ordered(stages), frozenset(done)
    now = next((stage for stage in steps if stage not in finished), None)

    def place(stage: str) -> Position:
        if stage in finished:
            return Position.DONE
        return Position.CURRENT if stage == now else Position.AHEAD

    return tuple((stage, place(stage)) for stage in steps)


class Channel(StrEnum):
    """Ways to reach a person; ``NONE``: do not make contact, the person comes."""

    PHONE = "phone"
    MESSENGER = "messenger"
    EMAIL = "email"
    POST = "post"
    THROUGH = "through"
    IN_PERSON = "in_person"
    NONE = "none"


HEARD_BY_OTHERS = frozenset({Channel.PHONE, Channel.IN_PERSON, Channel.THROUGH})


@dataclass(frozen=True, slots=True)
class SafeContact:
    """How a person may be reached without harm. ``hours`` are half-open and may cross midnight."""

    channel: Channel
    hours: tuple[time, time] | None = None
    leave_message: bool = False

    def is_safe_at(self, clock_time: time) -> bool:
        if self.hours is None:
            return True
        start, end = self.hours
        return start <= clock_time < end if start <= end else clock_time >= start or clock_time < end


def check_safe_contact(channel: Channel, value: str, safe_times: str) -> Decision:
    """Whether a way of contact can be kept: it leads somewhere, and a call or a visit has its safe times.

    Basis: CoE Convention, Articles 11 and 28.
    """
    if channel is not Channel.NONE and not value.strip():
        return Decision.refuse(Reason("contact_empty", N_("Write the number, the address or the person.")))
    if channel in HEARD_BY_OTHERS and not safe_times.strip():
        text = N_("Ask when it is safe: others may hear or see this contact.")
        return Decision.refuse(Reason("safe_times_missing", text))
    return Decision.allow()


def read_hours(safe_times: str) -> tuple[time, time] | None:
    """Safe hours written as 18:00-20:00; None if they are told in other words and a human has to read them."""
    found = re.fullmatch(r"\s*(\d{1,2}:\d{2})\s*[-\u2013]\s*(\d{1,2}:\d{2})\s*", safe_times)
    try:
        return (time.fromisoformat(found[1].zfill(5)), time.fromisoformat(found[2].zfill(5))) if found else None
    except ValueError:
        return None


def may_contact(contact: SafeContact | None, clock_time: time, *, leaving_message: bool = False) -> Decision:
    """Whether contact by this way, at this local time, is what the person called safe.

    Basis: CoE Convention, Articles 11 and 28.
    """
    if contact is None or contact.channel is Channel.NONE:
        return Decision.refuse(Reason("no_safe_way", N_("No safe way of contact is known: do not make contact.")))
    if not contact.is_safe_at(clock_time):
        return Decision.refuse(Reason("unsafe_time", N_("This is outside the hours the person called safe.")))
    if leaving_message and not contact.leave_message:
        return Decision.refuse(Reason("no_message", N_("Never leave a message: somebody else may hear it.")))
    return Decision.allow()


def conflicts(affiliations: Iterable[str], sides: Mapping[str, str], *, own_work: bool = False) -> Decision:
    """Whether one person stands on two sides of a referral, a decision or a monitoring step.

    ``sides``: role of the side ("referrer", "decider", "monitored"...) to organisation; ``own_work``: the
    step judges what the actor did. Basis: IOM needs assessment, recommendation 63; CoE Convention, Article 29.
    """
    held = {organisation for organisation in sides.values() if organisation in frozenset(affiliations)}
    if len(held) > 1:
        text = N_("You belong to more than one side (%(sides)s): somebody else has to do this.")
        return Decision.refuse(Reason("both_sides", text, {"sides": ", ".join(sorted(held))}))
    if own_work:
        return Decision.refuse(Reason("own_work", N_("Nobody approves or monitors their own work.")))
    return Decision.allow()

"""Who is treated as a child, and what the child path sets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_

CHILD_AGE = 18


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

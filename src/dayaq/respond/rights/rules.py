"""Rules of information, complaints and requests about own data.

Pure. What a person has to be told hangs on no co-operation; who answers a complaint stands on neither side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.words import N_

METHODS = ("spoken", "written", "interpreter", "video", "sign")
UNDERSTOOD = ("yes", "partly", "no")
KINDS = ("access", "correction", "restriction", "erasure", "objection")
OUTCOMES = ("granted", "partly", "refused", "withdrawn")


class Owed(Protocol):
    """A right as packs describe it."""

    @property
    def statuses(self) -> tuple[str, ...]: ...

    @property
    def foreign(self) -> bool: ...

    def in_force(self, day: date) -> bool: ...


class State(StrEnum):
    """How far telling somebody of one right is."""

    TOLD = "told"
    UNCLEAR = "unclear"  # said, and not understood in full
    DUE = "due"
    LATE = "late"


def owed(rights: Mapping[str, Owed], statuses: Iterable[str], *, foreign: bool, day: date) -> tuple[str, ...]:
    """Codes of the rights a person has to be told of: by what stands, where the person comes from, and the law of that day.

    Rules: RFL-04, LEG-01. Basis: CoE Convention, Articles 12(1)(d) and 15(1).
    """
    have = frozenset(statuses)
    return tuple(
        code
        for code, right in rights.items()
        if right.in_force(day) and (not right.statuses or have & {*right.statuses}) and (foreign or not right.foreign)
    )


def state_of(understood: Sequence[str], due: datetime | None, now: datetime) -> State:
    """Where one right stands: understood once is told; said without being understood is still owed."""
    if "yes" in understood:
        return State.TOLD
    if due is not None and now > due:
        return State.LATE
    return State.UNCLEAR if understood else State.DUE


def check_telling(
    rights: Sequence[str], *, method: str, language: str, understood: str, own_words: bool, speaks: Sequence[str]
) -> Decision:
    """Whether a telling is whole: of what, how, in which language, and whether the person said it back in the own words.

    Rule: RFL-04. Basis: CoE Convention, Article 12(1)(d) (in a language that they can understand).
    """
    if not rights:
        return allowed(False, "nothing_told", N_("Choose what was explained."))
    if method not in METHODS or understood not in UNDERSTOOD or not language:
        return allowed(False, "telling_incomplete", N_("Say in which language, how, and whether it was understood."))
    if understood == "yes" and speaks and language not in speaks:
        text = N_("The notice was not in a language the person understands (%(language)s).")
        return Decision.refuse(Reason("language_not_understood", text, {"language": language}))
    if understood == "yes" and not own_words:
        return Decision.allow(Reason("not_said_back", N_("Ask the person to say it back in the own words next time.")))
    return Decision.allow()


def may_answer(actor_sides: Iterable[object], about: object, *, answers: bool) -> Decision:
    """Whether somebody answers a complaint: entitled to, and tied to the body complained about in no way.

    Basis: CoE Convention, Articles 15(1) and 29; IOM needs assessment, recommendation 63.
    """
    if not answers:
        return allowed(False, "may_not_answer", N_("Your role does not answer complaints."))
    apart = about not in frozenset(actor_sides)
    return allowed(apart, "own_side", N_("You belong to the body complained about: somebody else has to answer."))


def check_complaint(subject: str, subjects: Iterable[str], words: str) -> Decision:
    """A complaint has a subject and words; a name it needs not."""
    if subject not in frozenset(subjects):
        return allowed(False, "no_subject", N_("Choose what the complaint is about."))
    return allowed(bool(words.strip()), "no_words", N_("Write the complaint as the person says it."))


def check_hearing(text: str, names: Iterable[str], *, may_name: bool) -> Decision:
    """What is laid before the body complained about tells nobody's name or code unless the person agreed.

    Basis: CoE Convention, Article 11(1).
    """
    if not text.strip():
        return allowed(False, "no_words", N_("Write what the body is asked to answer."))
    low = text.casefold()
    found = not may_name and any(name and name.casefold() in low for name in names)
    return allowed(not found, "names_the_person", N_("This text tells who complains, and the person did not agree to that."))


def check_outcome(outcome: str, outcomes: Iterable[str], words: str) -> Decision:
    """A decision on a complaint has an outcome and its reasons."""
    if outcome not in frozenset(outcomes):
        return allowed(False, "no_outcome", N_("Choose the outcome."))
    return allowed(bool(words.strip()), "no_reasons", N_("Give the reasons; the person will hear them."))


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether a file is closed, and until when a text asks to keep it (None: no text names a time)."""

    closed: bool
    until: datetime | None
    named: bool


def may_erase(people: Collection[UUID | None]) -> Decision:
    """Whether those who asked, granted and carry out an erasure are two people at least; evidence is not lost by one alone (A22).

    Rule: DAT-04. Basis: Convention 108, Article 7 (security of data).
    """
    return allowed(len(people) > 1, "alone", N_("You took this request and granted it yourself: a colleague carries the erasure out."))


def may_grant(kind: str, outcome: str, reason: str, kept: Kept, now: datetime) -> Decision:
    """Whether a request is answered so: a refusal has its reason, and nothing is erased that a text asks to keep.

    Rule: DAT-04. Basis: Convention 108, Article 8; CoE Convention, Article 11.
    """
    if kind not in KINDS or outcome not in OUTCOMES:
        return allowed(False, "no_outcome", N_("Choose the outcome."))
    if outcome in ("refused", "partly") and not reason:
        return allowed(False, "reason_needed", N_("Give the reason; the person will hear it."))
    if kind != "erasure" or outcome not in ("granted", "partly"):
        return Decision.allow()
    if not kept.closed:
        return allowed(False, "file_open", N_("The file is open: help goes on with it. Close it first, or refuse with the reason."))
    if kept.until is not None and now < kept.until:
        text = N_("The rules ask to keep this file until %(until)s.")
        return Decision.refuse(Reason("kept_by_law", text, {"until": kept.until.date()}, "conv108"))
    note = Reason("no_time_named", N_("No text at hand names how long files are kept; this was weighed."), basis="conv108")
    return Decision.allow(*(() if kept.named else (note,)))

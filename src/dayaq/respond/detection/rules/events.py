"""Events, information and street children: what kind of way it was, who may pass information on, when a stop ends late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.words import N_

OTHER = "reactive"


def way_kind(ways: Mapping[str, str], way: str) -> str:
    """Whether a way is proactive or reactive in this country; a way the pack does not place is reactive (IDN-06).

    Basis: in pack az Cabinet Decision 131 (proactive and reactive ways); CoE Convention, Article 10(1).
    """
    return ways.get(way, OTHER)


def check_event(at: datetime, now: datetime, persons: int | None) -> Decision:
    """An event has happened, and met nobody or some people, not fewer than none."""
    if at > now:
        return Decision.refuse(Reason("future", N_("This lies in the future.")))
    return allowed(persons is None or persons >= 0, "persons", N_("The number of people met cannot be negative."))


def check_turn(reason: str, reasons: Iterable[str], *, done: bool) -> Decision:
    """Whether somebody is seen in another role from now on: once, and with a reason of the list."""
    if done:
        return Decision.refuse(Reason("turned_already", N_("This was changed already.")))
    return allowed(reason in frozenset(reasons), "reason_needed", N_("Say why the person is seen differently."))


def may_pass(*, without_identity: bool, informs: bool, basis: str) -> Decision:
    """Whether a body passes information without identity on to the competent unit (REF-05); taking it down is always possible.

    Basis: in pack az Cabinet Decision 131 (proactive way: labour, social, education, health bodies and NGOs).
    """
    if not without_identity:
        text = N_("Under the country's rules information without a person's identity is not referred. It is kept here.")
        return Decision.refuse(Reason("identity_needed", text, basis=basis))
    return allowed(informs, "informs_nobody", N_("The rules name other bodies for passing information on. It is kept here."), basis)


@dataclass(frozen=True, slots=True)
class Ends:
    """How a stop of a street child ended."""

    found_at: datetime
    ended_at: datetime
    outcome: str
    late_reason: str = ""


def check_street_end(ends: Ends, outcomes: Iterable[str], reasons: Iterable[str], due: datetime | None) -> Decision:
    """Whether the end is whole: an outcome, not before the child was found, and a reason where it took longer (IDN-11).

    Late is recorded, never refused. Basis: in pack az the law on street children as the sources report it (three hours).
    """
    if ends.outcome not in frozenset(outcomes):
        return Decision.refuse(Reason("outcome_needed", N_("Say how it ended.")))
    if ends.ended_at < ends.found_at:
        return Decision.refuse(Reason("before_found", N_("This lies before the child was found.")))
    late = due is not None and ends.ended_at > due
    return allowed(not late or ends.late_reason in frozenset(reasons), "late_reason", N_("It took longer than the term: say why."))


def asks_for_referral(answers: Mapping[str, str], asking: Iterable[str]) -> bool:
    """Whether a "yes" to one of the country's questions asks for a referral; the person who asked decides."""
    return any(answers.get(question) == "yes" for question in asking)

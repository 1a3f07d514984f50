"""Rules of protection: a risk is looked at again, a plan is agreed, a refusal has its reason, coercion is not punished.

None of them reads whether a person co-operates or gives evidence, and none waits for a clearance when it is urgent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dayaq.core.calendar import Calendar
from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.duration import Duration
from dayaq.core.words import N_

LEVELS = ("low", "medium", "high")
ANSWERS = ("accepted", "refused_by_person", "granted", "refused")
HOW = ("offered", "requested")


def latest_review(assessed: date, within: str | None, calendar: Calendar) -> date | None:
    """The last day on which a risk has to be looked at again; None where the country names no term."""
    return Duration.parse(within).add_to_day(assessed, calendar) if within else None


def check_review(assessed: date, chosen: date, latest: date | None, basis: str) -> Decision:
    """Whether the day of the next look lies after the assessment and within the country's term.

    Basis: CoE Convention, Article 28 (effective protection); the pack's term where it has one.
    """
    if chosen <= assessed:
        return Decision.refuse(Reason("review_before", N_("A risk is looked at again after the day of the assessment.")))
    late = latest is not None and chosen > latest
    text = N_("A risk of this level is looked at again by %(latest)s at the latest.")
    return Decision.refuse(Reason("review_too_late", text, {"latest": latest}, basis)) if late else Decision.allow()


@dataclass(frozen=True, slots=True)
class Seen:
    """A risk as one assessment saw it."""

    level: str
    factors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed between two assessments: ``direction`` higher, lower or same."""

    direction: str
    added: tuple[str, ...]
    gone: tuple[str, ...]


def compared(last: Seen, before: Seen) -> Change:
    """The last assessment beside the one before."""
    step = LEVELS.index(last.level) - LEVELS.index(before.level)
    direction = "higher" if step > 0 else "lower" if step < 0 else "same"
    return Change(direction, tuple(sorted(last.factors - before.factors)), tuple(sorted(before.factors - last.factors)))


def needs_plan(standing: Iterable[str], statuses: Iterable[str], *, planned: bool) -> bool:
    """Whether an individual safety plan is lacking. Basis: ICMPD model indicators, Annex 2; CoE Convention, Article 28 (VWP-04)."""
    return not planned and bool(frozenset(standing) & frozenset(statuses))


def check_plan(steps: str, *, agreed: bool) -> Decision:
    """A safety plan has steps and is agreed with the person: it is hers, nobody writes it over her head (VWP-04)."""
    if not steps.strip():
        return Decision.refuse(Reason("empty_plan", N_("Write what the person does and whom she calls.")))
    return allowed(agreed, "not_agreed", N_("A safety plan is agreed with the person."))


def check_answer(answer: str, reason: str, body: str, deciding: Iterable[str]) -> Decision:
    """Whether an answer to a measure is whole: granted and refused by a body that decides, a refusal with its reason.

    "Not necessary" is a reason that is recorded like any other, so that it can be counted.
    Basis: THB Law, Article 17(3); Law on the protection of participants of proceedings of 1998 (VWP-01, VWP-02).
    """
    if answer not in ANSWERS:
        return Decision.refuse(Reason("not_on_list", N_("Choose from the list.")))
    if answer in ("accepted", "refused_by_person"):
        return Decision.allow()
    if body not in frozenset(deciding):
        return Decision.refuse(Reason("not_deciding", N_("Under the country's rules another body decides on this measure.")))
    return allowed(answer != "refused" or bool(reason), "reason_needed", N_("A refusal needs its reason."))


def punished(kind: str, punishes: Iterable[str], standing: Iterable[str], statuses: Iterable[str]) -> bool:
    """Whether somebody was punished for an act under coercion although the country's rule forbids it from this status on.

    Basis: CoE Convention, Article 26; THB Law, Article 17.7 (NPU-01).
    """
    return kind in frozenset(punishes) and bool(frozenset(standing) & frozenset(statuses))


def may_answer_invocation(*, invoked: bool, answered: bool, answer: str) -> Decision:
    """An answer follows an invocation, once. Basis: CoE Convention, Article 26 (NPU-01)."""
    if answer not in ("granted", "refused", "none"):
        return Decision.refuse(Reason("not_on_list", N_("Choose from the list.")))
    if not invoked:
        return Decision.refuse(Reason("not_invoked", N_("Non-punishment was not invoked yet: do that first.")))
    return allowed(not answered, "answered_already", N_("There is an answer already."))

"""Rules of support: what a need is, when a plan is agreed, when a course begins, what has to be asked a year on.

Pure. Help hangs on no decision, no status and no co-operation: nothing here asks for one (ASS-04).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.words import N_

ANSWERS = ("yes", "no", "unknown", "not_asked", "refused")
URGENCIES = ("now", "weeks", "later")
OUTCOMES = ("given", "offered", "refused_by_person", "not_available")
CLOSED = ("reached", "partly", "not_reached", "dropped")
STEP_ENDS = ("done", "not_possible", "not_wanted")
RESPONSIBLE = ("us", "person", "together", "other_body")
CONTACTS = ("reached", "lost", "refused", "unsafe")
ASKED = ("job", "housing", "network", "retrafficked")


def may_take(status: Iterable[str], takes: Iterable[str], *, self_identified: bool) -> Decision:
    """Whether an assistance centre takes a person: by any status of the pack, or because the person came by itself. Never a decision.

    Rule: ASS-04. Basis: in pack az the Law, Articles 12.1 and 14 (centre for victims and potential victims).
    """
    have, known = frozenset(status), frozenset(takes)
    if not have and self_identified:
        return Decision.allow(Reason("self_identified", N_("The person came by itself: no decision is asked for.")))
    if have & known:
        return Decision.allow(Reason("taken", N_("No decision is asked for.")))
    text = N_("The rules at hand name other people for this centre. First help is given all the same; look for who takes over.")
    return Decision.allow(Reason("not_named", text))


def check_need(answer: str, urgency: str) -> Decision:
    """A need is yes, no, or why there is no answer; how urgent it is goes with yes only.

    Rule: ASS-06. Basis: in pack az none (IOM needs assessment, recommendation 21); CoE Convention, Article 12(2).
    """
    if answer not in ANSWERS:
        return allowed(False, "no_answer", N_("Answer yes or no, or say why there is no answer."))
    if answer == "yes":
        return allowed(urgency in URGENCIES, "no_urgency", N_("Say how soon this is needed."))
    return allowed(not urgency, "urgency_without_need", N_("Only a need has an urgency."))


@dataclass(frozen=True, slots=True)
class Change:
    """How one domain stands against the assessment before: ``new``, ``worse``, ``better``, ``met``, ``same``, ``first``."""

    domain: str
    before: str
    after: str
    kind: str


ORDER: Mapping[str, int] = {"": 0, "later": 1, "weeks": 2, "now": 3}


def compared(before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]) -> tuple[Change, ...]:
    """Two assessments, domain to (answer, urgency), side by side in the order of the later one. Rule: ASS-06."""
    return tuple(Change(domain, before.get(domain, ("", ""))[0], now[0], _change(before.get(domain), now)) for domain, now in after.items())


def _change(before: tuple[str, str] | None, now: tuple[str, str]) -> str:
    if before is None:
        return "first"
    if before[0] != now[0]:
        return {("no", "yes"): "new", ("yes", "no"): "met"}.get((before[0], now[0]), "new" if now[0] == "yes" else "same")
    step = ORDER[now[1]] - ORDER[before[1]]
    return "worse" if step > 0 else "better" if step < 0 else "same"


def check_agreement(goals: int, *, signed_on: date | None, today: date, copy_given: bool, review_on: date | None) -> Decision:
    """Whether a plan is agreed with the person: goals, a date not to come, a copy in the person's hand, a day to look again.

    Rule: ASS-06. Basis: CoE Convention, Article 12(7) (consent, needs); in pack az IOM recommendation 21.
    """
    if not goals:
        return allowed(False, "no_goals", N_("A plan has at least one goal of the person."))
    if signed_on is None or signed_on > today:
        return allowed(False, "not_signed", N_("Write the day on which the person agreed; it does not lie in the future."))
    if review_on is None or review_on <= signed_on:
        return allowed(False, "no_review", N_("Choose the day on which you look at the plan again together."))
    reasons = () if copy_given else (Reason("no_copy", N_("The person has no copy yet: give one, if it is safe to keep.")),)
    return Decision.allow(*reasons)


def hints(stage: str, *, assessed: bool, planned: bool) -> tuple[Reason, ...]:
    """What is still missing at a stage; a hint to the worker, never a lock before help. Rule: ASS-06."""
    found = []
    if not assessed:
        found.append(Reason("not_assessed", N_("Needs were not asked yet. Help goes on meanwhile.")))
    if not planned and stage in ("recovery", "reintegration"):
        found.append(Reason("not_planned", N_("No plan is agreed with the person yet. Help goes on meanwhile.")))
    return tuple(found)


def check_service(outcome: str, reason: str, cost: Decimal | None, currency: str) -> Decision:
    """Help that was not given says why; a cost has its currency. Basis: CoE Convention, Article 12(1)."""
    if outcome not in OUTCOMES:
        return allowed(False, "no_outcome", N_("Say whether it was given, offered, refused or not available."))
    if outcome == "not_available" and not reason:
        return allowed(False, "reason_needed", N_("Say why it was not available."))
    if cost is not None and (cost < 0 or not currency):
        return allowed(False, "no_currency", N_("A cost has its currency."))
    return Decision.allow()


def consent_needed(outcome: str, consents: Iterable[str], service: str, *, emergency: bool = False) -> Decision:
    """Whether a service may be given: with consent to it. What happened without is recorded and said; an emergency goes first.

    Rule: ASS-02. Basis: CoE Convention, Article 12(7); in pack az the action plan of 2014 to 2018 (principle of consent).
    """
    if outcome != "given" or service in frozenset(consents) or emergency:
        return Decision.allow()
    text = N_("No consent to this service is recorded. Ask the person; what was given is recorded all the same.")
    return Decision.allow(Reason("no_consent", text, basis="coe197.12(7)"))


def overlap(days: Iterable[datetime], at: datetime, weeks: int) -> bool:
    """Whether the same service was given by another body within the pack's weeks. Rule: ASS-04 (duplication)."""
    return any(abs(day - at) <= timedelta(weeks=weeks) for day in days)


def check_consent(given_by: str, *, child: bool, scope: Sequence[str], expires: datetime | None, at: datetime) -> Decision:
    """A consent names what it covers and ends after it begins; for a child the guardian gives it and the child is heard.

    Rule: ASS-02. Basis: CoE Convention, Articles 11 and 12(7); CRC, Article 12.
    """
    if expires is not None and expires <= at:
        return allowed(False, "expired", N_("A consent ends after it begins."))
    if "G5" in scope:
        return allowed(False, "no_place", N_("Where the person stays is never given along with a consent."))
    return allowed(not child or given_by == "guardian", "childs_guardian", N_("For a child the guardian consents, and the child is heard."))


def may_charge(free: bool | None) -> Decision:
    """Whether a clinic may ask the person for money: not where care is free. What was asked is recorded in any case.

    Rule: ASS-05. Basis: CoE Convention, Article 12(1)(b); in pack az practice (four designated institutions).
    """
    text = N_("Medical care is free for the person: this charge is unlawful. Ask the money back.")
    return allowed(not free, "unlawful_charge", text, "coe197.12(1)")


@dataclass(frozen=True, slots=True)
class CourseState:
    """Where a course stands: how many wait, how many more are needed, how many places are left."""

    waiting: int
    missing: int
    left: int

    @property
    def may_start(self) -> bool:
        return self.missing == 0


def course_state(minimum: int, places: int, *, waiting: int, taken: int) -> CourseState:
    """A course begins when as many wait as it needs; in pack az the employment service asks for a minimum of participants."""
    return CourseState(waiting, max(0, minimum - waiting - taken), max(0, places - taken))


def may_take_seat(state: CourseState, *, started: bool, over: bool) -> Decision:
    """Whether somebody gets a place: the course is open and a place is left."""
    if over:
        return allowed(False, "course_over", N_("This course is over."))
    if not started:
        return allowed(False, "not_started", N_("The course begins when enough people wait for it."))
    return allowed(state.left > 0, "course_full", N_("Every place is taken; the person stays on the list."))


def check_follow_up(contact: str, answers: Mapping[str, str]) -> Decision:
    """A look back is done when the person was reached and asked, or when it is said why not.

    Rule: ASS-10. Basis: in pack az ICMPD model indicators (one year on: work, people around, trafficked again).
    """
    if contact not in CONTACTS:
        return allowed(False, "no_contact", N_("Say whether the person was reached."))
    if any(answers.get(name, "not_asked") not in ANSWERS for name in ASKED):
        return allowed(False, "no_answer", N_("Answer yes or no, or say why there is no answer."))
    known = any(answers.get(name) in ("yes", "no") for name in ASKED)
    return allowed(contact == "reached" or not known, "not_reached", N_("Without contact there are no answers."))

"""Rules of identification: who decides and with what reasons, who stands by a child, what the person is told.

A human decides; no score does. Help waits for none of the steps, and while it is not settled whether
somebody is a victim, that person is not removed from the country.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dayaq.core.calendar import Calendar
from dayaq.core.clock import Clock, Deadline, Phase, Suspension, last_day
from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_


def may_enter(stage: str, waits_for: Iterable[str], done: Iterable[str], *, happened: bool = False) -> Decision:
    """Whether a stage may begin; ``waits_for``: the stages the pack puts before it (help has none).

    Out of order a planned step is refused and explained; one that happened is recorded with the explanation.
    Basis: in pack az Cabinet Decision 131, 6.4 to 6.7 (order); CoE Convention, Article 12 (help never waits).
    """
    lacking = [before for before in waits_for if before not in frozenset(done)]
    if not lacking:
        return Decision.allow()
    text = N_("%(stage)s comes after %(lacking)s, which is not done yet. Help does not wait for either.")
    reason = Reason("out_of_order", text, {"stage": stage, "lacking": ", ".join(lacking)})
    return Decision.allow(reason) if happened else Decision.refuse(reason)


class Finding(StrEnum):
    """What the deciding person found on one element; ``NOT_REQUIRED`` is for the means of a child."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_REQUIRED = "not_required"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision on status as a human made it; ``from_paper``: entered later, and the paper may not say all."""

    positive: bool
    reasons: str
    act: Finding
    means: Finding
    purpose: Finding
    from_paper: bool = False


def may_decide(body: str, deciders: Iterable[str], conflict: Decision) -> Decision:
    """Whether this body, by this person, decides; ``conflict`` is the answer of ``casefile.conflicts``.

    Basis: CoE Convention, Article 10(1)-(2); in pack az the Law (the special police unit alone).
    """
    named = tuple(deciders)
    if body not in named:
        text = N_("%(body)s does not decide on status; competent: %(named)s.")
        return Decision.refuse(Reason("not_competent", text, {"body": body, "named": ", ".join(named) or "-"}))
    return conflict


def _missing_elements(ruling: Ruling, child: bool) -> list[str]:
    needed = {"act": ruling.act, "purpose": ruling.purpose}
    if not child:
        needed["means"] = ruling.means
    accepted = {Finding.YES, Finding.UNKNOWN} if ruling.from_paper else {Finding.YES}
    return [name for name, finding in needed.items() if finding not in accepted]


def _all_found(ruling: Ruling, child: bool) -> bool:
    return Finding.YES is ruling.act is ruling.purpose and (child or ruling.means is Finding.YES)


def check_ruling(ruling: Ruling, *, child: bool) -> Decision:
    """Whether a decision is complete and agrees with its own findings; it is never turned round here.

    Basis: CoE Convention, Article 4(a), 4(c) (a child needs no means) and 4(b) (consent is no finding).
    """
    if not ruling.reasons.strip():
        return Decision.refuse(Reason("no_reasons", N_("A decision needs its reasons.")))
    lacking = _missing_elements(ruling, child)
    if ruling.positive and lacking:
        text = N_("A positive decision does not agree with its findings: not found: %(lacking)s.")
        return Decision.refuse(Reason("positive_without", text, {"lacking": ", ".join(lacking)}, "coe197.4"))
    if not ruling.positive and _all_found(ruling, child):
        text = N_("A negative decision does not agree with its findings: every element was found.")
        return Decision.refuse(Reason("negative_against_findings", text, basis="coe197.4"))
    return Decision.allow()


@dataclass(frozen=True, slots=True)
class Notice:
    """How the person was told of a decision."""

    language: str = ""
    method: str = ""
    by: str = ""
    on: date | None = None


def check_notice(notice: Notice, understood: Iterable[str], decided_on: date) -> Decision:
    """Whether the notice is whole: language understood, method, by whom, and a date not before the decision.

    Basis: CoE Convention, Articles 12(1)(d) and 15(1).
    """
    parts = {"language": notice.language, "method": notice.method, "by whom": notice.by, "date": notice.on}
    lacking = [name for name, value in parts.items() if not value]
    if lacking:
        text = N_("The notice to the person lacks: %(lacking)s.")
        return Decision.refuse(Reason("notice_incomplete", text, {"lacking": ", ".join(lacking)}))
    if notice.language not in frozenset(understood):
        text = N_("The notice was not in a language the person understands (%(language)s).")
        return Decision.refuse(Reason("language_not_understood", text, {"language": notice.language}))
    if notice.on is not None and notice.on < decided_on:
        return Decision.refuse(Reason("notice_too_early", N_("The notice is dated before the decision.")))
    return Decision.allow()


def may_ask_review(*, positive: bool, decided_at: datetime, window: Deadline | None, now: datetime, calendar: Calendar) -> Decision:
    """Whether a second look may be asked for; ``window``: the pack's term, None where it has no review."""
    if positive:
        return Decision.refuse(Reason("positive", N_("Only a negative decision is reviewed.")))
    if window is None:
        text = N_("The rules at hand name no review. The way to a court, and help, remain.")
        return Decision.refuse(Reason("no_review_known", text))
    state = Clock(window, decided_at).state(now, calendar)
    if state.phase in (Phase.OVERDUE, Phase.PASSED):
        text = N_("The time to ask for a review ended on %(last)s.")
        last = last_day(window, state.due, calendar).isoformat() if state.due else ""
        return Decision.refuse(Reason("review_too_late", text, {"last": last}, window.basis or ""))
    return Decision.allow()


def check_comment(comment: str, by: str, decider: str) -> Decision:
    """A co-assessor's comment stands beside the decision: in words, and not by the deciding body itself."""
    if not comment.strip():
        return Decision.refuse(Reason("empty_comment", N_("Write what you observed.")))
    if by == decider:
        return Decision.refuse(Reason("own_comment", N_("The deciding body gives reasons, not a comment.")))
    return Decision.allow()


UNDECIDED = frozenset({"suspected", "presumed"})
REFLECTION = "reflection"
SETTLED = frozenset({"identified", "not_identified"})
SCREENING_TASK = "screening_before_removal"


@dataclass(frozen=True, slots=True)
class RemovalHold:
    """What stands against a removal now, and the task it sets; without reasons nothing stands against it."""

    reasons: tuple[Reason, ...] = ()
    task: str | None = None

    @property
    def held(self) -> bool:
        return bool(self.reasons)

    @property
    def decision(self) -> Decision:
        """The answer to "may this person be removed?"."""
        return Decision.refuse(*self.reasons) if self.reasons else Decision.allow()


HOLDS: Mapping[str, str] = {
    "suspected": N_("Trafficking is suspected and not yet decided: no removal before the screening ends."),
    "presumed": N_("There are reasonable grounds to presume a victim: no removal until it is decided."),
    REFLECTION: N_("The reflection period runs: no removal while it does."),
}
OTHER_HOLD = N_("The country's rules forbid removal in this state (%(state)s).")


def removal_hold(
    standing: Iterable[str],
    blocked_while: Iterable[str],
    *,
    reflection: bool = False,
    review_open: bool = False,
) -> RemovalHold:
    """What forbids a removal: an open suspicion, a presumption, a running reflection period, as the pack lists.

    ``standing``: all statuses asserted now. Suspicion and presumption hold until a decision is made, and
    again while it is under review.
    Basis: CoE Convention, Articles 10(2) and 13(1); in pack az migration practice and the Law, Article 14-1.
    """
    states = frozenset(standing)
    settled = bool(states & SETTLED) and not review_open
    now = (states - UNDECIDED if settled else states) | ({REFLECTION} if reflection else set())
    held = [state for state in blocked_while if state in now]
    reasons = tuple(Reason("removal_hold", HOLDS.get(state, OTHER_HOLD), {"state": state}, "coe197.10(2)") for state in held)
    return RemovalHold(reasons, SCREENING_TASK if UNDECIDED & set(held) else None)


def paused(clock: Clock, held_from: datetime, held_to: datetime | None = None) -> Clock:
    """The clock to leave the country, standing still while the hold lasts (48 hours in pack az).

    Basis: CoE Convention, Articles 10(2) and 13(1) (no removal meanwhile); in pack az migration practice (48 hours).
    """
    return Clock(clock.deadline, clock.started, clock.stopped, (*clock.suspensions, Suspension(held_from, held_to)))


def answer_to_removal_check(hold: RemovalHold, *, ngo_only: bool, consents: bool, office: str) -> Decision:
    """What a body that plans a removal is told. Of a person known to an NGO only it learns nothing.

    Only with that person's consent it hears that there is a hold and whom to call; ``office``: that office.
    """
    if not ngo_only or not hold.held:
        return hold.decision
    if not consents:
        return Decision.allow()
    text = N_("There is a hold: call %(office)s before anything else.")
    return Decision.refuse(Reason("hold_call_office", text, {"office": office}, "coe197.10(2)"))


# --- panels ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seats:
    """How a panel decides: its seats, how many have to vote, which majority carries a yes."""

    seats: int
    quorum: int
    majority: str  # simple | two_thirds | unanimous


def enough(yes: int, no: int, majority: str) -> bool:
    """Whether the yes votes carry; who abstains counts for neither side."""
    cast = yes + no
    return {"simple": yes > no, "two_thirds": cast > 0 and 3 * yes >= 2 * cast, "unanimous": yes > 0 and no == 0}[majority]


def panel_carries(views: Iterable[str], seats: Seats, *, positive: bool, basis: str = "") -> Decision:
    """Whether the votes of a panel carry this decision: enough have voted, and the result is the one that is written.

    Basis: in pack ge the rules of the permanent group; in pack demo the Protection Act, Article 7.
    """
    cast = tuple(views)
    if len(cast) < seats.quorum:
        text = N_("%(cast)s of %(seats)s members have voted; %(quorum)s are needed.")
        return Decision.refuse(Reason("no_quorum", text, {"cast": len(cast), "seats": seats.seats, "quorum": seats.quorum}, basis))
    if enough(cast.count("yes"), cast.count("no"), seats.majority) != positive:
        text = N_("The decision does not agree with the votes: %(yes)s yes, %(no)s no.")
        return Decision.refuse(Reason("against_votes", text, {"yes": cast.count("yes"), "no": cast.count("no")}, basis))
    return Decision.allow()

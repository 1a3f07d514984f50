"""Removals somebody plans and the terms to leave that stand still while one is held; the check by a code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection

from dayaq.base.accounts.queries import names
from dayaq.core.clock import Clock, ClockState, Suspension
from dayaq.core.decision import Decision
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.detection import DetectionFile
from dayaq.respond.casefile.queries import Case, label, said
from dayaq.respond.identification import rules
from dayaq.respond.identification.models import HoldConsent, PersonNotice, RemovalHold, Review, StayClock
from dayaq.respond.identification.queries.decisions import REFLECTION, reflection_runs
from dayaq.ui.templatetags.dayaq import codes as in_words

LEAVE_CLOCK = "leave_country"

# --- removal ---------------------------------------------------------------------------------------------------------

# What the area above knows of reflection periods that were given: for a case (None: none was), and for a code on a card.
REFLECTS: list[Callable[[Case, datetime], bool | None]] = []
ANSWERS: list[Callable[[str, datetime], bool]] = []


def know_reflection(*, runs: Callable[[Case, datetime], bool | None], answer: Callable[[str, datetime], bool]) -> None:
    """Let the area of residence say whether a period it gave runs; where it gave one, that counts and not the notice alone."""
    REFLECTS[:], ANSWERS[:] = [runs], [answer]


def reflects(case: Case, noticed: bool, now: datetime) -> bool:
    """Whether a reflection period runs: by what was given if anything was, else by the notice."""
    known = [given for runs in REFLECTS if (given := runs(case, now)) is not None]
    return known[0] if known else noticed


def against_removal(case: Case, pack: Pack, now: datetime) -> rules.RemovalHold:
    """What stands against a removal at ``now``; while a review is open, what was suspected before the decision holds again."""
    given = PersonNotice.objects.filter(case=case, about=REFLECTION, understood=True).order_by("-at").values_list("at", flat=True).first()
    open_review = Review.objects.filter(case=case, decided_at__isnull=True).exists()
    words = [word for word in said(case) if word.removed_at is None and (open_review or word.superseded_by_id is None)]
    return rules.removal_hold(
        [word.status for word in words],
        pack.process.removal.blocked_while,
        reflection=reflects(case, reflection_runs(pack, given, now), now),
        review_open=open_review,
    )


def holds(case: Case) -> list[RemovalHold]:
    """Every removal that was asked for, the newest first."""
    return list(RemovalHold.objects.filter(case=case).order_by("-asked_at"))


def hold_rows(case: Case, pack: Pack, now: datetime) -> list[dict[str, Any]]:
    """Removals asked for, with the clock to leave the country as it stands."""
    return [
        {
            "hold": hold,
            "body": label(pack, f"bodies.{hold.asked_by_body}"),
            "state": label(pack, f"status.{hold.reason}") if hold.reason in pack.status else "",
            "clock": leave_clock(hold, pack, now),
        }
        for hold in holds(case)
    ]


def leave_clock(hold: RemovalHold, pack: Pack, now: datetime) -> ClockState | None:
    """The clock to leave the country: it stands still from the request until the hold is lifted."""
    started = hold.clock_started_at
    term = pack.on(pack.calendar.local_date(started)).clock(LEAVE_CLOCK) if started and LEAVE_CLOCK in pack.clocks else None
    if started is None or term is None:
        return None
    clock = Clock(term, started)
    held = rules.paused(clock, hold.asked_at, hold.lifted_at) if hold.blocked else clock
    return held.state(now, pack.calendar)


def hold_consent(case: Case) -> HoldConsent | None:
    """The person's agreement to the hint, if it stands."""
    return HoldConsent.objects.filter(case=case, withdrawn_at__isnull=True).first()


def removal_answer(code: str, pack: Pack, now: datetime) -> Decision | None:
    """What a body that plans a removal is told for a code; None: nothing known, or nothing to be known."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT standing, review_open, reflection_at, hidden, office FROM guard.removal_check(%s)", [code])
        row = cursor.fetchone()
    if row is None:
        return None
    words, review_open, reflection_at, hidden, office = row
    runs = reflection_runs(pack, reflection_at, now) or any(holds_now(code, now) for holds_now in ANSWERS)
    hold = rules.removal_hold(words, pack.process.removal.blocked_while, reflection=runs, review_open=review_open)
    whom = in_words(names([office]).get(office, {}))
    return rules.answer_to_removal_check(hold, ngo_only=hidden, consents=True, office=whom)


# --- terms to leave ----------------------------------------------------------------------------------------------------


def stay_terms(pack: Pack, at: datetime) -> tuple[str, ...]:
    """Codes of the terms that may run against a foreigner on that day (RES-05)."""
    rule = pack.area(DetectionFile).stay_terms
    return rule.clocks if rule is not None and rule.in_force(pack.calendar.local_date(at)) else ()


def pauses(case: Case) -> tuple[Suspension, ...]:
    """When a removal was held: every term to leave stands still meanwhile and goes on with the time that was left (IDN-09)."""
    held = RemovalHold.objects.filter(case=case, blocked=True).order_by("asked_at")
    return tuple(Suspension(hold.asked_at, hold.lifted_at) for hold in held)


def stay_state(row: StayClock, pack: Pack, now: datetime) -> ClockState | None:
    """How one term stands, the time of holds left out; None where no term was in force.

    Basis: CoE Convention, Articles 10(2) and 13(1) (no removal meanwhile); in pack az migration practice (48 hours, 10 days, 3 months).
    """
    day = pack.calendar.local_date(row.started_at)
    term = pack.on(day).clock(row.kind) if row.kind in pack.clocks else None
    return Clock(term, row.started_at, row.ended_at, pauses(row.case)).state(now, pack.calendar) if term else None


def stay_rows(case: Case, pack: Pack, now: datetime) -> list[dict[str, Any]]:
    """Terms that run or ran against the person."""
    rows = StayClock.objects.filter(case=case).select_related("case").order_by("ended_at", "started_at")
    return [
        {
            "row": row,
            "label": in_words(pack.clock_rules[row.kind].label),
            "state": stay_state(row, pack, now),
            "outcome": label(pack, f"codes.stay_outcome.{row.outcome}") if row.outcome else "",
        }
        for row in rows
    ]

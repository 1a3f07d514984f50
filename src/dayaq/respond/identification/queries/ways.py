"""What a country's data says beside the review: other ways after a no, panels that vote, times of steps, recognition abroad."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import organisation, receiving_units, units_of_mechanism
from dayaq.core.clock import Clock, ClockState
from dayaq.core.decision import Decision
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.detection import AgainWay, DetectionFile, Panel
from dayaq.respond.casefile.queries import Case, label, pack_of
from dayaq.respond.casefile.rules import help_available
from dayaq.respond.identification import access, rules
from dayaq.respond.identification.models import AbroadPaper, AbroadRecognition, FormalDecision, Review, StepClock, Vote
from dayaq.respond.identification.queries.decisions import REVIEW, route_of
from dayaq.ui.templatetags.dayaq import codes as in_words

STEP_TASK = "identification.step"


def ways_again(pack: Pack, at: datetime) -> Mapping[str, AgainWay]:
    """Ways after a negative decision beside the country's review, in force that day."""
    day = pack.calendar.local_date(at)
    return {code: way for code, way in pack.area(DetectionFile).again.items() if way.in_force(day)}


def way_label(pack: Pack, code: str) -> str:
    """What a way after a no is called; empty for the review itself."""
    way = pack.area(DetectionFile).again.get(code)
    return in_words(way.label) if way else ""


def unit_of(owner: UUID) -> UUID | None:
    """The unit of an organisation that takes work in: the one that receives referrals, else the first."""
    own = [unit for unit in receiving_units() if unit.organisation_id == owner]
    own += [unit for unit in units_of_mechanism() if unit.organisation_id == owner]
    return own[0].id if own else None


def unit_of_body(body: str) -> UUID | None:
    """The unit of a body by its code; None where the installation has no such organisation."""
    known = organisation(body)
    return unit_of(known.id) if known else None


def may_settle(review: Review, by: Actor) -> Decision:
    """Whether this body writes down the end of a request: the reviewer its review, anybody who may review a court's word,
    the deciding body what new evidence led to.
    """
    pack = pack_of(review.case)
    if review.route == REVIEW:
        rule = pack.process.identification.review
        return access.may_review(by, pack.bodies_meant(rule.by) if rule else ())
    way = pack.area(DetectionFile).again.get(review.route)
    bodies = (review.decision.body,) if way is not None and way.kind == "new_evidence" else (by.organisation,)
    return access.may_review(by, bodies)


# --- panels and times of steps -----------------------------------------------------------------------------------------


def panel_of(pack: Pack, way: str, at: datetime) -> Panel | None:
    """The panel that decides on this way by votes; None where one official decides."""
    panel = pack.area(DetectionFile).panels.get(way)
    return panel if panel is not None and panel.in_force(pack.calendar.local_date(at)) else None


def open_votes(case: Case, organisation: UUID) -> list[Vote]:
    """Votes cast for the decision to come, by who voted first."""
    return list(Vote.objects.filter(case=case, organisation=organisation, decision__isnull=True).order_by("at", "recorded_at"))


def carries(case: Case, pack: Pack, way: str, organisation: UUID, at: datetime, *, positive: bool) -> Decision:
    """Whether the votes cast carry this decision; always where no panel decides."""
    panel = panel_of(pack, way, at)
    if panel is None:
        return Decision.allow()
    views = [vote.view for vote in open_votes(case, organisation)]
    return rules.panel_carries(
        views, rules.Seats(panel.seats, panel.quorum, panel.majority), positive=positive, basis="; ".join(panel.basis)
    )


def step_events(case: Case, pack: Pack) -> dict[str, list[tuple[str, str, str]]]:
    """What starts times on the person's way: event to (way, step, clock). The way alone depends on co-operation; help does not."""
    way, route = route_of(case, pack)
    found: dict[str, list[tuple[str, str, str]]] = {}
    for step, entry in route.steps.items():
        if entry.clock and entry.clock in pack.clock_rules:
            found.setdefault(pack.clock_rules[entry.clock].start, []).append((way, step, entry.clock))
    return found


def step_clock_rows(case: Case, pack: Pack, now: datetime) -> list[dict[str, Any]]:
    """Times of steps that run or ran, with their state."""
    rows = StepClock.objects.filter(case=case).order_by("-started_at")
    return [{"row": row, "label": in_words(pack.clock_rules[row.clock].label), "state": step_state(row, pack, now)} for row in rows]


def step_state(row: StepClock, pack: Pack, now: datetime) -> ClockState | None:
    """The state of one time; None where the country names no number."""
    term = pack.on(pack.calendar.local_date(row.started_at)).clock(row.clock) if row.clock in pack.clocks else None
    return Clock(term, row.started_at, row.met_at).state(now, pack.calendar) if term else None


# --- recognition abroad, and where it took place -------------------------------------------------------------------------


def abroad(case: Case) -> list[AbroadRecognition]:
    """Recognitions by other States and international organisations, the newest first."""
    return list(AbroadRecognition.objects.filter(case=case).order_by("-at", "-recorded_at"))


def abroad_rows(case: Case, pack: Pack) -> list[dict[str, Any]]:
    """Recognitions abroad in words; what the paper says for who may read it."""
    texts: dict[UUID, list[AbroadPaper]] = {}
    for paper in AbroadPaper.objects.filter(case=case).order_by("at"):
        texts.setdefault(paper.recognition_id, []).append(paper)
    return [
        {
            "row": row,
            "authority": label(pack, f"codes.foreign_authority.{row.authority}"),
            "papers": ", ".join(label(pack, f"codes.foreign_paper.{code}") for code in row.papers),
            "home": label(pack, f"codes.home_answer.{row.home}"),
            "texts": texts.get(row.id, []),
        }
        for row in abroad(case)
    ]


def home_decision_needed(pack: Pack) -> bool:
    """Whether a recognition abroad needs a decision at home before it counts as one."""
    rule = pack.area(DetectionFile).abroad
    return bool(rule and rule.home_decision_needed)


def routes_by_year() -> list[tuple[int, str, int]]:
    """Standing positive decisions by year and where it took place: (year, route, number). "unknown" is counted, never left out.

    Basis: Palermo Protocol, Article 3 (internal trafficking is trafficking); 2017 had none within the country (IDN-07).
    """
    latest: dict[UUID, FormalDecision] = {}
    for row in FormalDecision.objects.filter(removed_at__isnull=True).order_by("at", "recorded_at"):
        latest[row.case_id] = row
    found = Counter((row.at.year, row.route or "unknown") for row in latest.values() if row.outcome == "positive")
    return sorted((year, route, n) for (year, route), n in found.items())


def status_matrix(pack: Pack, day: Any) -> list[dict[str, Any]]:
    """What each status opens, as the country's entitlements say that day (IDN-10): status, open help, help that needs another."""
    entries = {code: entry for code, entry in pack.entitlements.items() if entry.in_force(day)}
    rows = []
    for code in pack.status:
        open_now, later = help_available([code], entries)
        rows.append({"status": label(pack, f"status.{code}"), "open": open_now, "later": later})
    return rows

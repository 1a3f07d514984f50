"""Workshops as pages and the report read them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet, Sum

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings import queries as findings
from dayaq.assess.framework.rules.instrument import Choice
from dayaq.assess.framework.rules.loading import priorities
from dayaq.assess.validation import rules
from dayaq.assess.validation.models import Attendance, Ballot, Feedback, Group, Settled, Tally, Workshop


def workshops(assessment: Assessment) -> QuerySet[Workshop]:
    """Workshops, the latest first."""
    return Workshop.objects.filter(assessment=assessment).order_by("-on", "place")


def offered() -> tuple[Choice, ...]:
    """The priorities groups choose among (A to Q)."""
    return priorities()


def letters() -> list[str]:
    """Their codes, "other" the last one."""
    return [choice.code for choice in offered()]


def groups(workshop: Workshop) -> QuerySet[Group]:
    """Groups of a workshop with ballot and link."""
    return workshop.groups.select_related("ballot", "door").order_by("name")


def votes_of(workshop: Workshop) -> rules.Votes:
    """The count of one workshop: its ballots, or what was counted on paper for the whole room."""
    return counts([workshop])[workshop.id]


def counts(held: Sequence[Workshop]) -> dict[UUID, rules.Votes]:
    """The count of each workshop; the database is asked twice, however many there are."""
    tallies = {row.workshop_id: row for row in Tally.objects.filter(workshop__in=held)}
    ballots: dict[UUID, list[tuple[list[str], bool]]] = {one.id: [] for one in held}
    for workshop, choices, ranked in Ballot.objects.filter(group__workshop__in=held).values_list("group__workshop", "choices", "ranked"):
        ballots[workshop].append((choices, ranked))
    return {
        one.id: rules.tallied(tally.votes, tally.groups, one.choices)
        if (tally := tallies.get(one.id))
        else rules.counted(ballots[one.id], one.choices)
        for one in held
    }


def votes(assessment: Assessment) -> rules.Votes:
    """The count of all workshops of an assessment together; no rows where nobody voted yet."""
    return together(list(counts(list(workshops(assessment))).values()))


def listed(assessment: Assessment) -> list[tuple[Workshop, rules.Votes, int]]:
    """Every workshop with its count and how many people came."""
    held = list(workshops(assessment))
    came: Counter[UUID] = Counter()
    for workshop, persons in Attendance.objects.filter(workshop__in=held).values_list("workshop", "persons"):
        came[workshop] += persons
    found = counts(held)
    return [(one, found[one.id], came[one.id]) for one in held]


def together(counts: Sequence[rules.Votes]) -> rules.Votes:
    """Several counts as one; first choices and scores only when all of them have an order."""
    counts = [one for one in counts if one.groups]
    ranked = bool(counts) and all(one.ranked for one in counts)
    total: Counter[str] = Counter()
    first: Counter[str] = Counter()
    score: Counter[str] = Counter()
    for one in counts:
        for row in one.rows:
            total[row.code] += row.votes
            first[row.code] += row.first or 0
            score[row.code] += row.score or 0
    rows = tuple(
        rules.Counted(code, n, first[code] if ranked else None, score[code] if ranked else None) for code, n in sorted(total.items())
    )
    return rules.Votes(sum(one.groups for one in counts), max((one.choices for one in counts), default=0), total.total(), ranked, rows)


def attendance(assessment: Assessment) -> list[tuple[str, str, int]]:
    """Institutions that came, their kind and how many people, over all workshops."""
    rows = Attendance.objects.filter(assessment=assessment).values("institution", "kind").annotate(n=Sum("persons"))
    return [(row["institution"], row["kind"], row["n"]) for row in rows.order_by("institution")]


@dataclass(frozen=True, slots=True)
class Discussed:
    """A recommendation in the feedback table: positions by institution, words before and after, what was decided."""

    code: str
    area: int
    positions: tuple[Feedback, ...]
    tally: dict[str, int]
    before: dict[str, str]
    after: dict[str, str]
    verdict: str


def discussed(workshop: Workshop) -> list[Discussed]:
    """The feedback table of a workshop: every recommendation, also those nobody spoke about."""
    said: dict[str, list[Feedback]] = {}
    for row in Feedback.objects.filter(workshop=workshop).order_by("institution"):
        said.setdefault(str(row.recommendation_id), []).append(row)
    done = {str(row.recommendation_id): row for row in Settled.objects.filter(workshop=workshop).order_by("recorded_at")}
    rows = findings.recommendations(workshop.assessment)
    return [
        line(one, said.get(str(one.id), []), done.get(str(one.id)))
        for one in rows
        if not one.dropped or str(one.id) in said or str(one.id) in done
    ]


def line(one: findings.RecommendationView, positions: list[Feedback], settled: Settled | None) -> Discussed:
    """One line of the feedback table."""
    words = {wording.number: dict(wording.text) for wording in one.wordings}
    before = words.get(settled.before, dict(one.text)) if settled else dict(one.text)
    after = words.get(settled.after, {}) if settled else {}
    tally = Counter(row.verdict for row in positions)
    verdict = settled.verdict if settled else ""
    return Discussed(one.code, one.area, tuple(positions), dict(tally), before, after, verdict)


def token_hash(token: str) -> str:
    """How a link's token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Behind:
    """What the page of a group's link shows."""

    group: str
    on: date
    place: str
    choices: int
    used: bool
    closed: bool


def behind(token: str) -> Behind | None:
    """The group a link was made for, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT group_name, held, place, choices, used, closed FROM guard.ballot_door(%s)", [token_hash(token)])
        row = cursor.fetchone()
    return Behind(*row) if row else None

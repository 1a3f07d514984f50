"""Beds of the own house: who sleeps where now, what is free, how full each day was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from dayaq.base.access.rules import Actor
from dayaq.core.duration import add_months
from dayaq.respond.casefile.queries import codes
from dayaq.respond.shelter import rules
from dayaq.respond.shelter.models import Area, Bed, Leave, OutOfUse, Place, Stay
from dayaq.respond.shelter.queries.words import home


def places(actor: Actor) -> QuerySet[Place]:
    """Places of the actor's own unit, hidden ones too."""
    return Place.objects.filter(unit=actor.unit_id).order_by("code")


def beds(actor: Actor) -> list[Bed]:
    """Beds of the actor's own unit with their area, place and days out of use."""
    rows = Bed.objects.filter(unit=actor.unit_id).select_related("area__place").prefetch_related("out_of_use")
    return sorted(rows, key=lambda bed: (bed.area.place.code, bed.area.code, bed.label.zfill(6)))


def stays(actor: Actor) -> QuerySet[Stay]:
    """Stays of the own house that were not cancelled."""
    return Stay.objects.filter(unit=actor.unit_id, cancelled_at__isnull=True)


def sleeping(actor: Actor, now: datetime) -> QuerySet[Stay]:
    """Who is there now."""
    return stays(actor).filter(period__contains=now).select_related("place", "bed__area")


def usable(bed: Bed, day: date) -> bool:
    """Whether a bed is there and in use on a day."""
    return bed_days(bed).usable(day)


def bed_days(bed: Bed) -> rules.BedDays:
    """A bed as the rules see it."""
    out = tuple(rules.Span(one.valid_from, one.valid_to) for one in bed.out_of_use.all())
    return rules.BedDays(bed.area.serves, rules.Span(bed.valid_from, bed.valid_to), out)


def free(actor: Actor, at: datetime) -> list[Bed]:
    """Beds nobody has from ``at`` on, in use that day."""
    taken = set(stays(actor).filter(Q(period__contains=at) | Q(period__startswith__gt=at)).values_list("bed_id", flat=True))
    day = home().calendar.local_date(at)
    return [bed for bed in beds(actor) if bed.id not in taken and bed.area.place.closed_on is None and usable(bed, day)]


# --- the board of today -----------------------------------------------------------------------------------------------


@dataclass
class Cell:
    """A bed on the board: who is in it by code (empty: the file is not open to the house any more), or why not."""

    bed: Bed
    stay: Stay | None = None
    code: str = ""
    out: bool = False
    away: bool = False


@dataclass
class AreaBoard:
    """An area with its beds."""

    area: Area
    cells: list[Cell] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """The place it belongs to."""
        return self.area.place

    @property
    def taken(self) -> int:
        """Beds with somebody in them."""
        return sum(cell.stay is not None for cell in self.cells)


@dataclass(frozen=True)
class Board:
    """Today in the house."""

    areas: list[AreaBoard]
    arrivals: list[tuple[str, Stay]]
    departures: list[tuple[str, Stay]]
    away: list[tuple[str, Leave]]
    bedless: list[tuple[str, Stay]]
    cases: list[UUID]


def board(actor: Actor, now: datetime) -> Board:
    """The board: beds by area, who comes and goes today, who is out."""
    calendar = home().calendar
    day = calendar.local_date(now)
    start, end = calendar.day_start(day), calendar.day_start(day + timedelta(days=1))
    here = list(sleeping(actor, now))
    out = list(Leave.objects.filter(unit=actor.unit_id, out_at__isnull=False, back_at__isnull=True).order_by("wanted_until"))
    come = list(stays(actor).filter(period__startswith__gte=start, period__startswith__lt=end).select_related("place", "bed"))
    go = list(stays(actor).filter(period__endswith__gte=start, period__endswith__lt=end).select_related("place", "bed"))
    known = codes([row.case_id for row in (*here, *come, *go)], actor.organisation_id)
    away = {leave.stay_id for leave in out}
    by_bed = {stay.bed_id: stay for stay in here}
    areas: dict[UUID, AreaBoard] = {}
    for bed in beds(actor):
        if bed_days(bed).valid.has(day) and bed.area.place.closed_on is None:
            stay = by_bed.get(bed.id)
            cell = Cell(bed, stay, known.get(stay.case_id, "") if stay else "", not usable(bed, day), bool(stay and stay.id in away))
            areas.setdefault(bed.area_id, AreaBoard(bed.area)).cells.append(cell)
    return Board(
        list(areas.values()),
        [(known.get(row.case_id, ""), row) for row in come],
        [(known.get(row.case_id, ""), row) for row in go],
        [(known.get(row.case_id, ""), row) for row in out],
        [(known.get(row.case_id, ""), row) for row in here if row.bed_id is None],
        list(known),
    )


# --- how full it was --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MonthFill:
    """A month of the house: bed nights, the fullest day, beds then."""

    month: date
    nights: int
    peak: int
    capacity: int


def days(actor: Actor, first: date, after: date) -> list[rules.DayFill]:
    """Every day of a span in the own house. SHE-04."""
    calendar = home().calendar
    span = (calendar.day_start(first), calendar.day_start(after))
    rows = stays(actor).filter(period__overlap=span).values_list("period", flat=True)
    nights = [rules.night(period.lower, period.upper, calendar) for period in rows]
    return rules.fill([bed_days(bed) for bed in beds(actor)], nights, first, after)


def months(actor: Actor, year: int, today: date) -> list[MonthFill]:
    """The months of a year up to today."""
    found = []
    filled = days(actor, date(year, 1, 1), min(date(year + 1, 1, 1), max(today + timedelta(days=1), date(year, 1, 2))))
    for n in range(12):
        month = add_months(date(year, 1, 1), n)
        part = [day for day in filled if (day.day.year, day.day.month) == (year, month.month)]
        top = rules.peak(part)
        if top:
            found.append(MonthFill(month, sum(day.slept for day in part), top.slept, top.capacity))
    return found


def of_place(place: Place) -> Sequence[Area]:
    """Areas of a place with their beds and days out of use."""
    out = Prefetch("out_of_use", OutOfUse.objects.order_by("valid_from"))
    laid = Prefetch("beds", Bed.objects.order_by("valid_from", "label").prefetch_related(out))
    return list(place.areas.order_by("code").prefetch_related(laid))

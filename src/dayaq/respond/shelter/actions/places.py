"""Places, their areas and beds, and where they are."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import IntegrityError, models, transaction

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.shelter.access import may_keep
from dayaq.respond.shelter.actions.shared import listed, written
from dayaq.respond.shelter.models import Address, Area, Bed, OutOfUse, Place

Row = TypeVar("Row", bound=models.Model)


def open_place(*, code: str, kind: str, by: Actor, on: date, hidden: bool = False, guarded: bool = False) -> Place:
    """Open a place under a code. SHE-07: a rented flat may be guarded, an undisclosed one hidden."""
    require(may_keep(by))
    listed("shelter_place_kind", kind)
    place = Place(code=code, kind=kind, hidden=hidden, guarded=guarded, opened_on=on, **written(by))
    return once(place, N_("This code is used already."))


def close_place(*, place: Place, on: date, version: int, by: Actor) -> None:
    """A place is given up; its stays remain as they were."""
    require(may_keep(by))
    if not Place.objects.filter(id=place.id, version=version).update(closed_on=on, version=version + 1):
        raise Stale


def set_address(*, place: Place, text: str, phone: str, version: int | None, by: Actor) -> None:
    """Say where a place is; read by its own unit alone."""
    require(may_keep(by))
    if version is None:
        Address.objects.create(place=place, text=text, phone=phone, **written(by))
    elif not Address.objects.filter(place=place, version=version).update(text=text, phone=phone, version=version + 1):
        raise Stale


def add_area(*, place: Place, code: str, serves: str, by: Actor) -> Area:
    """A separate part of a place. SHE-05."""
    require(may_keep(by))
    listed("shelter_area", serves)
    return once(Area(place=place, code=code, serves=serves, **written(by)), N_("This code is used already."))


def lay_beds(*, area: Area, count: int, by: Actor, since: date, until: date | None = None) -> list[Bed]:
    """Put ``count`` beds into an area from a day on; they are numbered on. SHE-04: capacity has a date and an area."""
    require(may_keep(by))
    require(allowed(0 < count <= 200, "how_many", N_("Say how many beds, from 1 to 200.")))
    require(allowed(until is None or until > since, "ends_before", N_("The last day lies before the first.")))
    begin = Bed.objects.filter(area=area).count()
    beds = [Bed(area=area, label=str(begin + n + 1), valid_from=since, valid_to=until, **written(by)) for n in range(count)]
    return Bed.objects.bulk_create(beds)


def take_out(*, bed: Bed, reason: str, by: Actor, since: date, until: date | None = None) -> OutOfUse:
    """A bed cannot be used for some days."""
    require(may_keep(by))
    listed("shelter_out_of_use", reason)
    require(allowed(until is None or until > since, "ends_before", N_("The last day lies before the first.")))
    return OutOfUse.objects.create(bed=bed, reason=reason, valid_from=since, valid_to=until, **written(by))


def once(row: Row, text: str) -> Row:
    """Save a row that may exist only once, or say so in words."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused(Decision.refuse(Reason("exists", text))) from None
    return row

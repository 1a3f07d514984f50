"""Values of shelter: terms of a stay and requests to go out. No blank tells which house it is or where (SHE-07, A18)."""

from __future__ import annotations

from typing import Any

from dayaq.base.access.rules import Group
from dayaq.respond.papers.queries.values import Asking, source
from dayaq.respond.papers.rules.sources import Blank
from dayaq.respond.shelter import queries as shelter


def stay(asking: Asking) -> Any:
    """The last stay of the person of the case."""
    return shelter.stays_of(asking.case).filter(occupant=0, cancelled_at__isnull=True).first()


def request(asking: Asking) -> Any:
    """The last request to go out, be called or visited."""
    return next(iter(shelter.leave_requests(asking.case)), None)


@source("stay.from", Blank(Group.G5, "Stays since"))
def _since(asking: Asking) -> str:
    one = stay(asking)
    return asking.day(one.began) if one else ""


@source("stay.until", Blank(Group.G5, "A place is certain until"))
def _certain(asking: Asking) -> str:
    one = stay(asking)
    return asking.day(shelter.terms_of(one).stands_until) if one else ""


@source("shelter.asked", Blank(Group.G1, "Asked for a place on"))
def _asked(asking: Asking) -> str:
    one = shelter.waits(asking.case, asking.by)
    return asking.day(one.at) if one else ""


@source("shelter.for", Blank(Group.G1, "Part of the house"))
def _serves(asking: Asking) -> str:
    one = shelter.waits(asking.case, asking.by)
    return asking.code("shelter_area", one.serves) if one else ""


@source("leave.kind", Blank(Group.G5, "What is asked"))
def _kind(asking: Asking) -> str:
    one = request(asking)
    return asking.code("shelter_leave_kind", one.kind) if one else ""


@source("leave.asked", Blank(Group.G5, "Asked on"))
def _leave_asked(asking: Asking) -> str:
    one = request(asking)
    return asking.time(one.asked_at) if one else ""


@source("leave.from", Blank(Group.G5, "From"))
def _from(asking: Asking) -> str:
    one = request(asking)
    return asking.time(one.wanted_from) if one else ""


@source("leave.until", Blank(Group.G5, "Until"))
def _until(asking: Asking) -> str:
    one = request(asking)
    return asking.time(one.wanted_until) if one else ""


@source("leave.answer", Blank(Group.G5, "Answer"))
def _answer(asking: Asking) -> str:
    one = request(asking)
    return asking.code("shelter_leave_answer", one.answer) if one else ""


@source("leave.reason", Blank(Group.G5, "Reason"))
def _reason(asking: Asking) -> str:
    one = request(asking)
    return asking.code("shelter_leave_reason", one.reason) if one else ""

"""Lines of the country: those of the pack under those the bodies describe themselves; what reaches a caller where."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from dayaq.base.access.rules import Actor
from dayaq.core.hours import Hours, Span
from dayaq.respond.hotline import rules
from dayaq.respond.hotline.models import Line, Shift
from dayaq.respond.hotline.queries.words import file, home
from dayaq.respond.network.queries import body_word


def lines(on: date) -> dict[str, rules.Line]:
    """Every line at work that day; what a body says of its own line goes before what the pack says."""
    found = {
        code: rules.Line(code, line.body, dict(line.name), line.number or "", line.reach, Hours.parse(line.hours), line.languages, "; ".join(line.basis))
        for code, line in file().lines.items()
        if line.in_force(on)
    }  # fmt: skip
    for row in described():
        found.pop(row.code, None)
        ended = (row.valid_to is not None and row.valid_to <= on) or (row.valid_from is not None and row.valid_from > on)
        if not ended:
            name = {row.language: row.title}
            found[row.code] = rules.Line(row.code, row.body, name, row.number, row.reach, Hours.parse(row.hours), tuple(row.languages))
    return found


def described() -> QuerySet[Line]:
    """Lines as bodies describe them."""
    return Line.objects.order_by("code")


def own_lines(actor: Actor, on: date) -> dict[str, rules.Line]:
    """Lines of the actor's own body."""
    return {code: line for code, line in lines(on).items() if line.body == actor.organisation}


def other_lines(actor: Actor, on: date) -> dict[str, rules.Line]:
    """Lines of other bodies, to which a caller can be handed on."""
    return {code: line for code, line in lines(on).items() if line.body != actor.organisation}


def line_name(line: rules.Line, language: str) -> str:
    """The name of a line in the reader's language, else in the one it has."""
    return line.name.get(language) or next(iter(line.name.values()), line.code)


def reached(country: str, now: datetime) -> list[rules.Reached]:
    """Lines that answer a caller in this country now."""
    calendar = home().calendar
    known = lines(calendar.local_date(now)).values()
    return rules.reachable(known, country=country, home=home().manifest.country or "", now=now, calendar=calendar)


def consulate(country: str) -> dict[str, Any] | None:
    """Whom somebody calls abroad: the consulate there, or the body that has consulates; None at home."""
    if not country or country == home().manifest.country:
        return None
    found = file().consulates.get(country)
    if found:
        return {"name": dict(found.name), "number": found.number or "", "body": ""}
    return {"name": {}, "number": "", "body": body_word(file().consulate_body or "")} if file().consulate_body else None


def line_row(line_id: UUID) -> Line | None:
    """One line as its body describes it."""
    return Line.objects.filter(id=line_id).first()


def shifts(codes: Iterable[str], start: datetime, end: datetime) -> list[Shift]:
    """Who answers these lines in a time, in order."""
    return list(Shift.objects.filter(Q(line__in=list(codes)), starts_at__lt=end, ends_at__gt=start).order_by("starts_at", "line"))


def shift(shift_id: UUID) -> Shift | None:
    """One shift."""
    return Shift.objects.filter(id=shift_id).first()


def gaps_of(line: rules.Line, rows: Iterable[Shift], start: datetime, end: datetime) -> list[Span]:
    """When the line is open and nobody is on the list."""
    spans = [(row.starts_at, row.ends_at) for row in rows if row.line == line.code]
    return rules.uncovered(line.hours, spans, start, end, home().calendar)

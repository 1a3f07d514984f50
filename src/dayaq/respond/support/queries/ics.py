"""A calendar as text (RFC 5545): an appointment says when, a neutral place and nothing of whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from dayaq.respond.support.queries.reads import code_words, home

STATES = {"cancelled_by_us": "CANCELLED", "cancelled_by_person": "CANCELLED"}


def stamp(at: datetime) -> str:
    """A moment as calendars write it."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """A text as calendars want it."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets; a part that goes on begins with a space."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > 74:
            yield part
            part = " "
        part += letter
    yield part


def event(row: Mapping[str, Any], now: datetime) -> list[str]:
    """One appointment. Its mark stays the same when it is moved, its sequence goes up."""
    return [
        "BEGIN:VEVENT",
        f"UID:{row['id']}@dayaq.invalid",
        f"SEQUENCE:{row['version']}",
        f"DTSTAMP:{stamp(now)}",
        f"DTSTART:{stamp(row['starts'])}",
        f"DTEND:{stamp(row['ends'])}",
        f"SUMMARY:{escaped(_('Appointment'))}",
        f"LOCATION:{escaped(code_words(home(), 'appointment_place', row['place']))}",
        f"STATUS:{STATES.get(row['state'], 'CONFIRMED')}",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


def written_out(rows: Iterable[Mapping[str, Any]], now: datetime) -> str:
    """The whole calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//calendar//EN", "METHOD:PUBLISH"]
    for row in rows:
        lines += event(row, now)
    lines.append("END:VCALENDAR")
    return "\r\n".join(part for line in lines for part in folded(line)) + "\r\n"

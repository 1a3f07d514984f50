"""Lines and topics of the country in the reader's words; where information without identity goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from dayaq.base.access.rules import Actor
from dayaq.core.duration import Duration
from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.hotline import HotlineFile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import language
from dayaq.respond.network.queries import word

EVENTS = {"hotline.opened": N_("begun by a call to a hotline")}


@dataclass(frozen=True, slots=True)
class Way:
    """A page of another area to which a call can lead: label (message id), url name, permission."""

    label: str
    url_name: str
    permission: str


WAYS: list[Way] = []


def offer_way(way: Way) -> None:
    """Let an area above say where a call can lead, for example to information without identity (REF-05)."""
    if way not in WAYS:
        WAYS.append(way)


def ways(actor: Actor) -> list[Way]:
    """Where the acting person can lead a call."""
    return [way for way in WAYS if actor.may(way.permission)]


def home() -> Pack:
    """The country's rules."""
    return load(settings.HOME_PACK)


def file() -> HotlineFile:
    """The country's file of the lines."""
    return home().area(HotlineFile)


def life() -> timedelta:
    """How long an operator sees the own calls."""
    start = datetime(2020, 1, 1, tzinfo=home().calendar.zone)
    return Duration.parse(file().call_life).add(start, home().calendar) - start


def topic_word(code: str) -> str:
    """A topic behind the one it stands under."""
    parent = home().codes["call_topic"].parents.get(code, "")
    own = word("call_topic", code)
    return f"{word('call_topic', parent)}: {own}" if parent else own


def topics() -> list[tuple[str, str]]:
    """Topics for a form, each behind the one it stands under."""
    return [(code, topic_word(code)) for code, _text in home().codes["call_topic"].choices(language())]

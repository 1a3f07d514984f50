"""Words of the timeline, the country's file, and codes in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings

from dayaq.core.duration import Duration
from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.network import NetworkFile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Deed, language

ASKED = "network.answer"
EVENTS = {
    "network.led": N_("led to a service"),
    "network.accepted": N_("the service accepted"),
    "network.declined": N_("the service did not accept"),
    "network.answered": N_("the service answered how it went"),
    "network.withdrawn": N_("referral to a service taken back"),
    "network.link_made": N_("link for a service made"),
    "network.link_seen": N_("link opened by the service"),
    "network.link_accepted": N_("accepted through the link"),
    "network.link_declined": N_("not accepted through the link"),
    "network.link_withdrawn": N_("link taken back"),
    "network.package": N_("package for a partner abroad prepared"),
    "network.package_sent": N_("package sent abroad"),
    "network.package_answered": N_("partner abroad answered"),
    "network.package_withdrawn": N_("package taken back"),
    "network.encounter": N_("reported by telephone in six fields"),
    "network.reminded": N_("the answer was asked for again"),
    "network.words": N_("words to the referrer"),
}
TASKS = {ASKED: N_("Say whether the service takes the person")}
DEEDS = {ASKED: Deed("network:of_case", "case.read")}
REASONS = {"service": N_("help by another body"), "shelter_exit": N_("leaving the shelter")}


def home() -> Pack:
    """The country's rules."""
    return load(settings.HOME_PACK)


def file() -> NetworkFile:
    """The country's file of the network."""
    return home().area(NetworkFile)


def today(at: datetime) -> date:
    """The country's day at that moment."""
    return home().calendar.local_date(at)


def after(at: datetime, length: str) -> datetime:
    """The moment a length of time after ``at``."""
    return Duration.parse(length).add(at, home().calendar)


def answer_time(decided_at: datetime) -> datetime | None:
    """Until when the referrer should be told; None where the country names no time."""
    length = file().answer_after
    return after(decided_at, length) if length else None


def word(name: str, code: str) -> str:
    """The label of a code of a list; the bare code for one the pack no longer has."""
    listed = home().codes.get(name)
    return listed.label_of(code, language()) if listed and code in listed.items else code


def words(name: str, codes: Iterable[str]) -> str:
    """Several codes in words, joined."""
    return ", ".join(word(name, code) for code in codes)


def body_word(code: str) -> str:
    """The name of a body."""
    try:
        return home().label(f"bodies.{code}", language())
    except KeyError:
        return code


def term() -> timedelta:
    """The finder's term as a length, for the bands of response times; a day where the country has none."""
    for deadline in home().clocks.get("referral", []):
        span = deadline.value.add(datetime(2020, 1, 1, tzinfo=home().calendar.zone), home().calendar)
        return span - datetime(2020, 1, 1, tzinfo=home().calendar.zone)
    return timedelta(days=1)

"""Trying words at the door: slow, counted by a mark of the address, wrong and ended ones alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from dayaq.base.accounts.queries import role_holders
from dayaq.base.audit.actions import log
from dayaq.respond.window import queries, rules

EVERYWHERE, TOLD = "window-wrong", "window-told"


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a try: too many before, or the digest with what stands behind it, or nothing."""

    locked: bool
    secret: str = ""
    found: Mapping[str, Any] | None = None


def try_words(*, typed: str, address: str, at: datetime) -> Tried:
    """Open the window by what was typed; wrong, expired and ended words give the same answer after the same work."""
    mark = "window-" + rules.marked(address, at.date().isoformat(), settings.SECRET_KEY)
    here, everywhere = counted(mark, rules.SPAN, at), counted(EVERYWHERE, rules.HOUR, at)
    if not rules.may_try(len(here), len(everywhere)):
        return Tried(locked=True)
    secret = rules.digest(rules.plain(typed) or "-", settings.SECRET_KEY)
    found = queries.opened_by(secret)
    if found is None:
        cache.set(mark, [*here, at.timestamp()], rules.SPAN.total_seconds())
        cache.set(EVERYWHERE, [*everywhere, at.timestamp()], rules.HOUR.total_seconds())
        warn(len(everywhere) + 1)
        return Tried(locked=False)
    return Tried(locked=False, secret=secret, found=found)


def counted(mark: str, span: timedelta, at: datetime) -> list[float]:
    """Times of the wrong tries that still count."""
    return rules.recent(cache.get(mark, []), at, span)


def warn(wrong: int) -> None:
    """A quiet word to those who look after the installation, once an hour: no file and no address is in it."""
    if wrong < rules.ALARM or not cache.add(TOLD, True, rules.HOUR.total_seconds()):
        return
    log("denied", kind="window", outcome="many tries", count=wrong)
    text = _("Many wrong words were tried at the public page within an hour. Each address now has one try. Look at the trail.")
    for person in role_holders("administrator"):
        send_mail(_("Dayaq: many wrong tries"), text, None, [person.email])

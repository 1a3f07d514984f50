"""Who may do what with a survey. What the database refuses beneath is said here in words."""

from __future__ import annotations

from datetime import date

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, allowed
from dayaq.core.words import N_

WORK = N_("Only those who lead or work on this assessment prepare its survey.")
RAW = N_("Only those of the team who work with answers may do this.")
NOT_OPEN = N_("This survey is not open.")
OVER = N_("This survey has ended. Thank you for your interest.")
USED = N_("An answer has already been sent with this link. It can be used once.")
ENOUGH = N_("Too many links were asked for today. Please try again tomorrow.")


def work(actor: Actor) -> Decision:
    """Prepare, open and close."""
    return allowed(actor.may("assess.work"), "survey.work", WORK)


def raw(actor: Actor) -> Decision:
    """Invite, enter paper forms, take files in, read free texts."""
    return allowed(actor.may("assess.raw"), "survey.raw", RAW)


def takes(*, status: str, opens: date | None, closes: date | None, today: date) -> Decision:
    """Whether a survey takes answers through links today; the day of the deadline counts whole."""
    if status == "closed" or (closes is not None and today > closes):
        return allowed(False, "survey.over", OVER)
    return allowed(status == "open" and (opens is None or opens <= today), "survey.not_open", NOT_OPEN)

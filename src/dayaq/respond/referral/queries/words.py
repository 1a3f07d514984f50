"""What steps, tasks, answers and refusals of a referral are called, and the country whose rules hold."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from dayaq.core.clock import Deadline
from dayaq.core.pack import Pack, load
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Deed

SEND, RECEIVE, DECIDE, FEEDBACK, ALERT = "referral.send", "referral.receive", "referral.decide", "referral.feedback", "referral.breach"
WAITING, OWED = ("sent", "arrived"), ("accepted", "declined")
EVENTS = {
    "referral.suspected": N_("suspicion noted"),
    "referral.sent": N_("referral sent"),
    "referral.arrived": N_("person arrived"),
    "referral.received": N_("person and papers received"),
    "referral.accepted": N_("referral accepted"),
    "referral.declined": N_("referral not accepted"),
    "referral.fed_back": N_("referrer answered"),
    "referral.withdrawn": N_("referral taken back"),
    "referral.kept_back": N_("referral kept back: the person's no"),
    "referral.breach": N_("something unlawful happened"),
}
TASKS = {
    SEND: N_("Refer the person"),
    RECEIVE: N_("Receive the person"),
    DECIDE: N_("Accept the referral or say why not"),
    FEEDBACK: N_("Answer the referrer"),
    ALERT: N_("Look at what went wrong"),
}
DEEDS = {
    SEND: Deed("referral:send", "referral.send"),
    RECEIVE: Deed("referral:next", "referral.receive", waits=True),
    DECIDE: Deed("referral:next", "referral.receive"),
    FEEDBACK: Deed("referral:next", "referral.feedback"),
    ALERT: Deed("referral:of_case", "case.read", ends=False),
}
WORDS = {"not_asked": N_("not asked"), "agreed": N_("agrees to be referred"), "refused": N_("refuses"), "withdrawn": N_("has withdrawn")}
DECLINES = {
    "not_competent": N_("Another body is competent"),
    "no_person": N_("The person did not arrive"),
    "already_known": N_("The person is in the procedure already"),
    "person_refused": N_("The person does not want the procedure"),
    "other": N_("Another reason"),
}
OUTCOMES = {
    "identified": N_("Recognised as a victim"),
    "not_identified": N_("Not recognised as a victim"),
    "declined_by_unit": N_("The referral was not accepted"),
    "person_withdrew": N_("The person left the procedure"),
    "helped_elsewhere": N_("The person is helped without the procedure"),
}
FINDER_CLOCK, RECEIVER_CLOCK = "referral", "referral_receipt"


YES_NO = {True: N_("yes"), False: N_("no"), None: ""}


def home() -> Pack:
    """The country's rules."""
    return load(settings.HOME_PACK)


def today(pack: Pack, at: datetime) -> date:
    """The country's day at that moment: a referral is judged by the rules of its own day."""
    return pack.calendar.local_date(at)


def term(pack: Pack, code: str, at: datetime) -> Deadline | None:
    """The term of a clock in force at ``at``; None where the pack has none."""
    return pack.on(today(pack, at)).clock(code) if code in pack.clocks else None

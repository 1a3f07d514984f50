"""Every write of a referral: one verb, one function."""

from dayaq.respond.referral.actions.breach import record_breach
from dayaq.respond.referral.actions.clocks import sweep_clocks
from dayaq.respond.referral.actions.receipt import Receipt, accept, arrive, decline, feed_back, receive, receive_person
from dayaq.respond.referral.actions.sending import Envelope, keep_back, note_suspicion, report_person, send, withdraw

__all__ = [
    "Envelope",
    "Receipt",
    "accept",
    "arrive",
    "decline",
    "feed_back",
    "keep_back",
    "note_suspicion",
    "receive",
    "receive_person",
    "record_breach",
    "report_person",
    "send",
    "sweep_clocks",
    "withdraw",
]

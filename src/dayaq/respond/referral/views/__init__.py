"""Pages of referrals: lists and sums, the finder's side, the receiving side."""

from dayaq.respond.referral.views.lists import inbox, overview, sent
from dayaq.respond.referral.views.receiving import accept, answer, arrival, arrive, decline, next_step, one, receive
from dayaq.respond.referral.views.sending import breach, keep_back, of_case, report, send, suspicion, withdraw

__all__ = [
    "accept",
    "answer",
    "arrival",
    "arrive",
    "breach",
    "decline",
    "inbox",
    "keep_back",
    "next_step",
    "of_case",
    "one",
    "overview",
    "receive",
    "report",
    "send",
    "sent",
    "suspicion",
    "withdraw",
]

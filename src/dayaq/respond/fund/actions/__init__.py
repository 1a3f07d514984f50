"""Every write of the fund: one verb, one function."""

from dayaq.respond.fund.actions.asking import ask, end_reintegration, withdraw
from dayaq.respond.fund.actions.claims import award, end_claim, file_claim, give_attorney, pay_claim
from dayaq.respond.fund.actions.deciding import decide
from dayaq.respond.fund.actions.grants import NewGrant, ask_grant, decide_grant
from dayaq.respond.fund.actions.ledger import arrive, open_pot, post, receive, receive_gift, reverse
from dayaq.respond.fund.actions.paying import pay, release, return_payment, sign_receipt

__all__ = [
    "NewGrant",
    "arrive",
    "ask",
    "ask_grant",
    "award",
    "decide",
    "decide_grant",
    "end_claim",
    "end_reintegration",
    "file_claim",
    "give_attorney",
    "open_pot",
    "pay",
    "pay_claim",
    "post",
    "receive",
    "receive_gift",
    "release",
    "return_payment",
    "reverse",
    "sign_receipt",
    "withdraw",
]

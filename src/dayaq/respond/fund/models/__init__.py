"""The fund. About a person (G8): requests, payments, claims. Its own (B1): the ledger, gifts, grants to bodies that help."""

from dayaq.respond.fund.models.books import Account, Announced, Gift, HandOut, Journal, Line, Pot
from dayaq.respond.fund.models.grants import Grant
from dayaq.respond.fund.models.persons import Award, Claim, ClaimPayment, Opinion, Payment, Receipt, Reintegration, Request

__all__ = [
    "Account",
    "Announced",
    "Award",
    "Claim",
    "ClaimPayment",
    "Gift",
    "Grant",
    "HandOut",
    "Journal",
    "Line",
    "Opinion",
    "Payment",
    "Pot",
    "Receipt",
    "Reintegration",
    "Request",
]

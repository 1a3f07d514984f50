"""Every read of the fund: entitlements and requests of a case, claims, the ledger."""

from dayaq.respond.fund.models import Claim, Gift, Journal, Payment, Pot, Request  # the rows other areas are handed
from dayaq.respond.fund.queries.claims import compensation_rows, open_claims, running_claims, ways
from dayaq.respond.fund.queries.grants import accreditations, grant, grant_rows, grants
from dayaq.respond.fund.queries.ledger import announced, balances, gifts, journals, pot_rows, statement
from dayaq.respond.fund.queries.mediation import Mediated, mediation, mediations, register_mediations
from dayaq.respond.fund.queries.money import entitlements, paid_for, request_rows, standing
from dayaq.respond.fund.queries.requests import deciding, instalments, keeper, requests, tiles, waiting_for

__all__ = [
    "Claim",
    "Gift",
    "Journal",
    "Mediated",
    "Payment",
    "Pot",
    "Request",
    "accreditations",
    "announced",
    "balances",
    "compensation_rows",
    "deciding",
    "entitlements",
    "gifts",
    "grant",
    "grant_rows",
    "grants",
    "instalments",
    "journals",
    "keeper",
    "mediation",
    "mediations",
    "open_claims",
    "paid_for",
    "pot_rows",
    "register_mediations",
    "request_rows",
    "requests",
    "running_claims",
    "standing",
    "statement",
    "tiles",
    "waiting_for",
    "ways",
]

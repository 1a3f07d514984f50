"""Pages of the fund."""

from dayaq.respond.fund.views.books import (
    accounts,
    arrived,
    gift,
    gifts,
    income,
    journal,
    journal_file,
    pot,
    reverse,
    statement,
    year_chart,
)
from dayaq.respond.fund.views.case import ask, end, money, one, withdraw
from dayaq.respond.fund.views.claims import attorney, award, claim, claim_end, claim_paid, file_claim
from dayaq.respond.fund.views.fund import decide, home, listing, pay, receipt, release, returned
from dayaq.respond.fund.views.grants import grant, grant_decided, grants

__all__ = [
    "accounts",
    "arrived",
    "ask",
    "attorney",
    "award",
    "claim",
    "claim_end",
    "claim_paid",
    "decide",
    "end",
    "file_claim",
    "gift",
    "gifts",
    "grant",
    "grant_decided",
    "grants",
    "home",
    "income",
    "journal",
    "journal_file",
    "listing",
    "money",
    "one",
    "pay",
    "pot",
    "receipt",
    "release",
    "returned",
    "reverse",
    "statement",
    "withdraw",
    "year_chart",
]

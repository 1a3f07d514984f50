"""Forms of the fund."""

from dayaq.respond.fund.forms.books import DayForm, GiftForm, IncomeForm, JournalFilterForm, PotForm
from dayaq.respond.fund.forms.claims import OUTCOMES, AttorneyForm, AwardForm, ClaimForm, ClaimPaidForm, EndClaimForm, EndForm
from dayaq.respond.fund.forms.grants import GrantForm, GrantOutcomeForm
from dayaq.respond.fund.forms.parts import WhyForm
from dayaq.respond.fund.forms.requests import AskForm, DecideForm, FilterForm, PayForm, ReceiptForm

__all__ = [
    "OUTCOMES",
    "AskForm",
    "AttorneyForm",
    "AwardForm",
    "ClaimForm",
    "ClaimPaidForm",
    "DayForm",
    "DecideForm",
    "EndClaimForm",
    "EndForm",
    "FilterForm",
    "GiftForm",
    "GrantForm",
    "GrantOutcomeForm",
    "IncomeForm",
    "JournalFilterForm",
    "PayForm",
    "PotForm",
    "ReceiptForm",
    "WhyForm",
]

"""Justice. Of a proceeding (its own access file, G6) and of a case: legal help (G1, G8), privileged notes (G9), part in a proceeding (G6)."""

from dayaq.respond.justice.models.house import Fact, Lawyer
from dayaq.respond.justice.models.person import Appearance, LegalRequest, LegalWork, Mandate, OfCase, Party, PrivilegedNote, Statement
from dayaq.respond.justice.models.proceeding import (
    PHASES,
    Asset,
    Charge,
    Gang,
    Hearing,
    MutualRequest,
    Offender,
    OfProceeding,
    Proceeding,
    Verdict,
)
from dayaq.respond.justice.models.written import Written, after, key

__all__ = [
    "PHASES",
    "Appearance",
    "Asset",
    "Charge",
    "Fact",
    "Gang",
    "Hearing",
    "Lawyer",
    "LegalRequest",
    "LegalWork",
    "Mandate",
    "MutualRequest",
    "OfCase",
    "OfProceeding",
    "Offender",
    "Party",
    "PrivilegedNote",
    "Proceeding",
    "Statement",
    "Verdict",
    "Written",
    "after",
    "key",
]

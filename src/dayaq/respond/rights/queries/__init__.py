"""Every read of rights; row security beneath decides which rows exist for the reader."""

from dayaq.respond.rights.queries.complaining import (
    complaint,
    complaints,
    complaints_open,
    complaints_received,
    hearing,
    hearings,
    sides,
    tiles,
)
from dayaq.respond.rights.queries.holding import Held, disclosures, held, keeping, register_source, requests, requests_open, restricted
from dayaq.respond.rights.queries.telling import RightRow, due_of, foreign, matrix, missing, next_due, told, untold_cases

__all__ = [
    "Held",
    "RightRow",
    "complaint",
    "complaints",
    "complaints_open",
    "complaints_received",
    "disclosures",
    "due_of",
    "foreign",
    "hearing",
    "hearings",
    "held",
    "keeping",
    "matrix",
    "missing",
    "next_due",
    "register_source",
    "requests",
    "requests_open",
    "restricted",
    "sides",
    "tiles",
    "told",
    "untold_cases",
]

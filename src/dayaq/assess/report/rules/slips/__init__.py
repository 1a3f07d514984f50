"""Slips: what would make a report wrong although every sentence reads well. Eleven checks, each found in a printed report.

``found(manuscript)`` runs them all. Each is a function of its own over a ``Manuscript``; they know no database and no demo.
Basis: eleven slips in the CT-NAT report of 2016 and its annexes.
"""

from dayaq.assess.report.rules.slips.all import CHECKS, found
from dayaq.assess.report.rules.slips.manuscript import (
    Ballots,
    Credited,
    GroupCount,
    Intro,
    Manuscript,
    Row,
    Slip,
    Statement,
    Typed,
    Worded,
)

__all__ = ["CHECKS", "Ballots", "Credited", "GroupCount", "Intro", "Manuscript", "Row", "Slip", "Statement", "Typed", "Worded", "found"]

"""Multiple systems estimation: how many victims nobody found, from the overlap of the lists of those who were found.

Pure: no Django, no database. Method: Bales, Hesketh, Silverman 2015; Chan, Silverman, Vincent 2021 (sparse log-linear models).
"""

from dayaq.count.estimate.choosing.bootstrap import Replicates, Stopped, bootstrap
from dayaq.count.estimate.choosing.choice import Chosen, Method, Search, all_pairs, bic, choose, independence, stepwise
from dayaq.count.estimate.choosing.intervals import Interval, conditional, mixed
from dayaq.count.estimate.fitting.existence import Checks, Status, Verdict, check_all, status
from dayaq.count.estimate.fitting.fit import Fit, Fits, fit, fit_models
from dayaq.count.estimate.lists.captures import CaptureFault, Captures, from_memberships, from_records, from_rows
from dayaq.count.estimate.lists.reading import read_captures
from dayaq.count.estimate.lists.terms import Model, every_subset, proper_models
from dayaq.count.estimate.reporting.answer import Answered, Asked, answer, as_json

__all__ = [
    "Answered",
    "Asked",
    "CaptureFault",
    "Captures",
    "Checks",
    "Chosen",
    "Fit",
    "Fits",
    "Interval",
    "Method",
    "Model",
    "Replicates",
    "Search",
    "Status",
    "Stopped",
    "Verdict",
    "all_pairs",
    "answer",
    "as_json",
    "bic",
    "bootstrap",
    "check_all",
    "choose",
    "conditional",
    "every_subset",
    "fit",
    "fit_models",
    "from_memberships",
    "from_records",
    "from_rows",
    "independence",
    "mixed",
    "proper_models",
    "read_captures",
    "status",
    "stepwise",
]

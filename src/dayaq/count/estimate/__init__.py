"""Multiple systems estimation: how many victims nobody found, from the overlap of the lists of those who were found.

Pure: no Django, no database. Method: Bales, Hesketh, Silverman 2015; Chan, Silverman, Vincent 2021 (sparse log-linear models).
"""

from dayaq.count.estimate.answer import Answered, Asked, answer, as_json
from dayaq.count.estimate.bootstrap import Replicates, Stopped, bootstrap
from dayaq.count.estimate.captures import CaptureFault, Captures, from_memberships, from_records, from_rows
from dayaq.count.estimate.choice import Chosen, Method, Search, all_pairs, bic, choose, independence, stepwise
from dayaq.count.estimate.existence import Checks, Status, Verdict, check_all, status
from dayaq.count.estimate.fitting import Fit, Fits, fit, fit_models
from dayaq.count.estimate.intervals import Interval, conditional, mixed
from dayaq.count.estimate.models import Model, every_subset, proper_models
from dayaq.count.estimate.reading import read_captures

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

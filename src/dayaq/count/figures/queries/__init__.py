"""Reads of figures: the cells, and the cells laid out for a page or a file."""

from dayaq.count.figures.queries.cells import (
    Query,
    WrongDimension,
    cells,
    countries,
    everything,
    find,
    latest,
    measures,
    printed,
)
from dayaq.count.figures.queries.documents import printed_periods
from dayaq.count.figures.queries.laid_out import Sheet, dimension_label, group_label, said, sheet

__all__ = [
    "Query",
    "Sheet",
    "WrongDimension",
    "cells",
    "countries",
    "dimension_label",
    "everything",
    "find",
    "group_label",
    "latest",
    "measures",
    "printed",
    "printed_periods",
    "said",
    "sheet",
]

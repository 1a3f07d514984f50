"""Tables of counts: cells with their source and margins, laid out for pages and files. What leaves is decided in count/disclosure."""

from dayaq.core.table.cells import Cell, CellStatus, Table
from dayaq.core.table.layout import Pivot, csv_rows, guarded, pivot, unguarded

__all__ = [
    "Cell",
    "CellStatus",
    "Pivot",
    "Table",
    "csv_rows",
    "guarded",
    "pivot",
    "unguarded",
]

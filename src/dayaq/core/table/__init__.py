"""Tables of counts: cells with their source, margins, and the hiding of small numbers before they leave."""

from dayaq.core.table.cells import Cell, CellStatus, Table
from dayaq.core.table.hiding import THRESHOLD, hide_small
from dayaq.core.table.layout import Pivot, csv_rows, guarded, pivot, unguarded

__all__ = [
    "THRESHOLD",
    "Cell",
    "CellStatus",
    "Pivot",
    "Table",
    "csv_rows",
    "guarded",
    "hide_small",
    "pivot",
    "unguarded",
]

"""What figures are, without a database: measures, printed figures, cells and the tables made of them."""

from dayaq.count.figures.rules.cells import Figure, beside, complete, json_value, table
from dayaq.count.figures.rules.leaving import Coarser, Withheld, above, withheld
from dayaq.count.figures.rules.measures import Catalogue, Dimension, Measure, catalogue
from dayaq.count.figures.rules.printed import Printed, read_printed

__all__ = [
    "Catalogue",
    "Coarser",
    "Dimension",
    "Figure",
    "Measure",
    "Printed",
    "Withheld",
    "above",
    "beside",
    "catalogue",
    "complete",
    "json_value",
    "read_printed",
    "table",
    "withheld",
]

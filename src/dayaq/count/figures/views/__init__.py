"""Pages and files of figures."""

from dayaq.count.figures.views.files import chart, csv_file, xlsx_file
from dayaq.count.figures.views.pages import definition, measure, measures
from dayaq.count.figures.views.practice import practice

__all__ = ["chart", "csv_file", "definition", "measure", "measures", "practice", "xlsx_file"]

"""Every read of papers: those made, the templates, and the values that fill them."""

from dayaq.respond.papers.models import Paper
from dayaq.respond.papers.queries.papers import by_id, form_of, listed, newest, rows, templates, words_of
from dayaq.respond.papers.queries.values import BLANKS, SOURCES, filled, labels, source

__all__ = [
    "BLANKS",
    "SOURCES",
    "Paper",
    "by_id",
    "filled",
    "form_of",
    "labels",
    "listed",
    "newest",
    "rows",
    "source",
    "templates",
    "words_of",
]

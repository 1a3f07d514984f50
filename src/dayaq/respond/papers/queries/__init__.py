"""Every read of papers: those made, the templates, and the values that fill them."""

from dayaq.respond.papers.models import Paper
from dayaq.respond.papers.queries.papers import by_id, form_of, letter_of, listed, newest, readable, rows, templates, unsaid, words_of
from dayaq.respond.papers.queries.values import BLANKS, SOURCES, Asking, basis, filled, labels, source

__all__ = [
    "BLANKS",
    "SOURCES",
    "Asking",
    "Paper",
    "basis",
    "by_id",
    "filled",
    "form_of",
    "labels",
    "letter_of",
    "listed",
    "newest",
    "readable",
    "rows",
    "source",
    "templates",
    "unsaid",
    "words_of",
]

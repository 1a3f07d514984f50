"""Pages about interviews."""

from dayaq.assess.interviews.views.coding import add_text, coders, coding, compare, documents, finish, survey_texts
from dayaq.assess.interviews.views.exchange import codebook_file, exchange, project_file
from dayaq.assess.interviews.views.interviews import apart, close, consent, header, listing, new, one, suggestions, withdraw
from dayaq.assess.interviews.views.notes import key, notes
from dayaq.assess.interviews.views.themes import new_theme, paraphrases, theme, themes

__all__ = [
    "add_text",
    "apart",
    "close",
    "codebook_file",
    "coders",
    "coding",
    "compare",
    "consent",
    "documents",
    "exchange",
    "finish",
    "header",
    "key",
    "listing",
    "new",
    "new_theme",
    "notes",
    "one",
    "paraphrases",
    "project_file",
    "suggestions",
    "survey_texts",
    "theme",
    "themes",
    "withdraw",
]

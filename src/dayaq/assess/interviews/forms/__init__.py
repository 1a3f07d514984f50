"""Forms: header, consent, what is kept apart, notes as typed, themes, texts, files, paraphrases."""

from dayaq.assess.interviews.forms.coding import DocumentSearchForm, FileForm, MarkForm, ParaphraseForm, TextForm, ThemeForm, parts_of
from dayaq.assess.interviews.forms.held import ConsentForm, HeaderForm, ObservationForm, RespondentForm, SearchForm, SuggestionForm
from dayaq.assess.interviews.forms.notes import NotesForm, digest
from dayaq.assess.interviews.forms.words import AGENCIES, ATTRIBUTION, DOCUMENT_KINDS, KINDS, language

__all__ = [
    "AGENCIES",
    "ATTRIBUTION",
    "DOCUMENT_KINDS",
    "KINDS",
    "ConsentForm",
    "DocumentSearchForm",
    "FileForm",
    "HeaderForm",
    "MarkForm",
    "NotesForm",
    "ObservationForm",
    "ParaphraseForm",
    "RespondentForm",
    "SearchForm",
    "SuggestionForm",
    "TextForm",
    "ThemeForm",
    "digest",
    "language",
    "parts_of",
]

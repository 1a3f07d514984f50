"""Forms of the case file: what was typed, read and explained. Every fact may stay unknown, not asked or refused."""

from dayaq.respond.casefile.forms.base import ANY, NONE, YES_NO, Choices, EventForm, fact, items, stored
from dayaq.respond.casefile.forms.closing import CloseForm, ReopenForm
from dayaq.respond.casefile.forms.core import AGE_REASONS, UNDER_18, CoreForm, FactsForm, OpenForm, countries, facts_initial, read_birth
from dayaq.respond.casefile.forms.lists import FilterForm, SearchForm
from dayaq.respond.casefile.forms.person import CHANNELS, GUARDIAN_KINDS, REVEAL_REASONS, ContactForm, GuardianForm, IdentityForm, StoryForm
from dayaq.respond.casefile.forms.status import OUTCOME_WORDS, REMOVAL_WORDS, WORD_WORDS, HelpForm, RemoveForm, StatusForm, WordForm

__all__ = [
    "AGE_REASONS",
    "ANY",
    "CHANNELS",
    "GUARDIAN_KINDS",
    "NONE",
    "OUTCOME_WORDS",
    "REMOVAL_WORDS",
    "REVEAL_REASONS",
    "UNDER_18",
    "WORD_WORDS",
    "YES_NO",
    "Choices",
    "CloseForm",
    "ContactForm",
    "CoreForm",
    "EventForm",
    "FactsForm",
    "FilterForm",
    "GuardianForm",
    "HelpForm",
    "IdentityForm",
    "OpenForm",
    "RemoveForm",
    "ReopenForm",
    "SearchForm",
    "StatusForm",
    "StoryForm",
    "WordForm",
    "countries",
    "fact",
    "facts_initial",
    "items",
    "read_birth",
    "stored",
]

"""Writes about interviews: opening, consent, notes, coding, exchange; one verb, one function."""

from dayaq.assess.interviews.actions.coding import (
    add_document,
    add_survey_texts,
    add_theme,
    agree,
    assign,
    change_theme,
    code,
    code_book,
    finish,
    remove_theme,
    uncode,
)
from dayaq.assess.interviews.actions.exchange import take_code_book, take_project
from dayaq.assess.interviews.actions.interviews import (
    Sheet,
    add_respondent,
    consent,
    describe,
    forget_respondent,
    observe,
    open_interview,
    suggest,
    use_suggestion,
    withdraw,
)
from dayaq.assess.interviews.actions.leaving import approve
from dayaq.assess.interviews.actions.notes import Typed, Written, close, noting, write

__all__ = [
    "Sheet",
    "Typed",
    "Written",
    "add_document",
    "add_respondent",
    "add_survey_texts",
    "add_theme",
    "agree",
    "approve",
    "assign",
    "change_theme",
    "close",
    "code",
    "code_book",
    "consent",
    "describe",
    "finish",
    "forget_respondent",
    "noting",
    "observe",
    "open_interview",
    "remove_theme",
    "suggest",
    "take_code_book",
    "take_project",
    "uncode",
    "use_suggestion",
    "withdraw",
    "write",
]

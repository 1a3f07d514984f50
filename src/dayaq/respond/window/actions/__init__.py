"""Giving and ending words, trying them, and what the person does in the window."""

from dayaq.respond.window.actions.giving import Given, end_words, give_words
from dayaq.respond.window.actions.own import NewOwn, ask_about_data, ask_to_go, change_words, complain, stop_words, withdraw
from dayaq.respond.window.actions.trying import Tried, try_words

__all__ = [
    "Given",
    "NewOwn",
    "Tried",
    "ask_about_data",
    "ask_to_go",
    "change_words",
    "complain",
    "end_words",
    "give_words",
    "stop_words",
    "try_words",
    "withdraw",
]

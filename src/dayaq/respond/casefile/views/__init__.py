"""Pages of the case file."""

from dayaq.respond.casefile.views.case import access, case, close, done, history, printed, reopen, seen
from dayaq.respond.casefile.views.lists import cases, new, search
from dayaq.respond.casefile.views.person import contact, end_contact, facts, guardian, identity, person, reveal, story
from dayaq.respond.casefile.views.status import help_, remove, say, status, word

__all__ = [
    "access",
    "case",
    "cases",
    "close",
    "contact",
    "done",
    "end_contact",
    "facts",
    "guardian",
    "help_",
    "history",
    "identity",
    "new",
    "person",
    "printed",
    "remove",
    "reopen",
    "reveal",
    "say",
    "search",
    "seen",
    "status",
    "story",
    "word",
]

"""Pages of case work."""

from dayaq.respond.casework.views.conferences import conference, conferences
from dayaq.respond.casework.views.desk import activity, bulk, desk, doubles, hand_over, seen, transfers
from dayaq.respond.casework.views.letters import letter_step, letters
from dayaq.respond.casework.views.notes import contact, file_error, files, notes, version
from dayaq.respond.casework.views.own import drafts, drop_search, keep_search
from dayaq.respond.casework.views.persons import end_link, links, merge, unmerge
from dayaq.respond.casework.views.summary import summary
from dayaq.respond.casework.views.transfer import transfer, transfer_step
from dayaq.respond.casework.views.work import assign, flag, resolve, stage, task, work

__all__ = [
    "activity",
    "assign",
    "bulk",
    "conference",
    "conferences",
    "contact",
    "desk",
    "doubles",
    "drafts",
    "drop_search",
    "end_link",
    "file_error",
    "files",
    "flag",
    "hand_over",
    "keep_search",
    "letter_step",
    "letters",
    "links",
    "merge",
    "notes",
    "resolve",
    "seen",
    "stage",
    "summary",
    "task",
    "transfer",
    "transfer_step",
    "transfers",
    "unmerge",
    "version",
    "work",
]

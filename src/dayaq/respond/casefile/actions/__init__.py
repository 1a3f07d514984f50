"""Every write to a case file: one verb, one function."""

from dayaq.respond.casefile.actions.child import protect_child
from dayaq.respond.casefile.actions.closing import close_case, reopen_case
from dayaq.respond.casefile.actions.doubles import join_files, part_files
from dayaq.respond.casefile.actions.opening import NewCase, open_case
from dayaq.respond.casefile.actions.person import add_story, appoint_guardian, change_core, end_contact, record_contact, record_identity
from dayaq.respond.casefile.actions.record import record
from dayaq.respond.casefile.actions.search import deliver_search_notices, search, see_notices
from dayaq.respond.casefile.actions.status import assert_status, record_word, remove_assertion, set_stage
from dayaq.respond.casefile.actions.tasks import finish_task, finish_tasks, give_help, set_task

__all__ = [
    "NewCase",
    "add_story",
    "appoint_guardian",
    "assert_status",
    "change_core",
    "close_case",
    "deliver_search_notices",
    "end_contact",
    "finish_task",
    "finish_tasks",
    "give_help",
    "join_files",
    "open_case",
    "part_files",
    "protect_child",
    "record",
    "record_contact",
    "record_identity",
    "record_word",
    "remove_assertion",
    "reopen_case",
    "search",
    "see_notices",
    "set_stage",
    "set_task",
]

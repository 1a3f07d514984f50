"""Every write of case work: one verb, one function."""

from dayaq.respond.casework.actions.assigning import assign, hand_over_all
from dayaq.respond.casework.actions.bulk import Failure, each
from dayaq.respond.casework.actions.conferences import cancel_conference, decide, hold, join, plan_conference, write_minutes
from dayaq.respond.casework.actions.drafts import drop_draft, drop_old_drafts, keep_draft
from dayaq.respond.casework.actions.flags import flag, resolve_flag
from dayaq.respond.casework.actions.letters import clear, draft_letter, report_letter, send_letter, submit, withdraw_letter
from dayaq.respond.casework.actions.notes import add_note, note_contact
from dayaq.respond.casework.actions.own import forget_search, keep_search, mark_seen
from dayaq.respond.casework.actions.persons import end_link, link, merge, unmerge
from dayaq.respond.casework.actions.tasks import move_stage, set_hand_task
from dayaq.respond.casework.actions.transfers import accept, decline, finish_transfer, offer, withdraw

__all__ = [
    "Failure",
    "accept",
    "add_note",
    "assign",
    "cancel_conference",
    "clear",
    "decide",
    "decline",
    "draft_letter",
    "drop_draft",
    "drop_old_drafts",
    "each",
    "end_link",
    "finish_transfer",
    "flag",
    "forget_search",
    "hand_over_all",
    "hold",
    "join",
    "keep_draft",
    "keep_search",
    "link",
    "mark_seen",
    "merge",
    "move_stage",
    "note_contact",
    "offer",
    "plan_conference",
    "report_letter",
    "resolve_flag",
    "send_letter",
    "set_hand_task",
    "submit",
    "unmerge",
    "withdraw",
    "withdraw_letter",
    "write_minutes",
]

"""Every read of case work; row security beneath decides what exists for the reader."""

from dayaq.respond.casework.queries.activity import Activity, activity, activity_rows, alerts
from dayaq.respond.casework.queries.desk import (
    assigned_to,
    colleague_ids,
    colleagues_loaded,
    flags_of,
    leaving_people,
    mine,
    open_flags,
    responsible,
    tasks_of_mine,
)
from dayaq.respond.casework.queries.given import given_away
from dayaq.respond.casework.queries.letters import carry_papers, clearance_of, letter_rows, offices, state, steps
from dayaq.respond.casework.queries.notes import keeps_own, minutes_of, notes_of
from dayaq.respond.casework.queries.own import KEPT_FILTERS, Spot, cipher, draft_at, saved_searches, search_url, search_words, spot
from dayaq.respond.casework.queries.parts import document_rows, summary, transfers_waiting, units_elsewhere
from dayaq.respond.casework.queries.persons import doubles, links_of, merges_of, other_files
from dayaq.respond.casework.queries.stages import stage_rows, stages_done
from dayaq.respond.casework.queries.transfers import envelope, grounds, still_agreed

__all__ = [
    "KEPT_FILTERS",
    "Activity",
    "Spot",
    "activity",
    "activity_rows",
    "alerts",
    "assigned_to",
    "carry_papers",
    "cipher",
    "clearance_of",
    "colleague_ids",
    "colleagues_loaded",
    "document_rows",
    "doubles",
    "draft_at",
    "envelope",
    "flags_of",
    "given_away",
    "grounds",
    "keeps_own",
    "leaving_people",
    "letter_rows",
    "links_of",
    "merges_of",
    "mine",
    "minutes_of",
    "notes_of",
    "offices",
    "open_flags",
    "other_files",
    "responsible",
    "saved_searches",
    "search_url",
    "search_words",
    "spot",
    "stage_rows",
    "stages_done",
    "state",
    "steps",
    "still_agreed",
    "summary",
    "tasks_of_mine",
    "transfers_waiting",
    "units_elsewhere",
]

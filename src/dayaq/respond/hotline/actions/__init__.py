"""Every write of the hotline: one verb, one function."""

from dayaq.respond.hotline.actions.backs import end_call_back, plan_call_back, try_call_back
from dayaq.respond.hotline.actions.calls import NewCall, add_to_call, begin_help, drop_draft, keep_draft, save_call, save_quickly
from dayaq.respond.hotline.actions.lines import answer_hand_on, end_shift, hand_on, keep_line, keep_shift, keep_tally

__all__ = [
    "NewCall",
    "add_to_call",
    "answer_hand_on",
    "begin_help",
    "drop_draft",
    "end_call_back",
    "end_shift",
    "hand_on",
    "keep_draft",
    "keep_line",
    "keep_shift",
    "keep_tally",
    "plan_call_back",
    "save_call",
    "save_quickly",
    "try_call_back",
]

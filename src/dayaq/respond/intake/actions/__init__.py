"""Every write of taking over lists: one verb, one function."""

from dayaq.respond.intake.actions.bringing import bring, drop_file, forget_files, say_columns, say_entries, take_anyway
from dayaq.respond.intake.actions.running import KIND, carry_out, start, take_lines
from dayaq.respond.intake.actions.undoing import undo

__all__ = [
    "KIND",
    "bring",
    "carry_out",
    "drop_file",
    "forget_files",
    "say_columns",
    "say_entries",
    "start",
    "take_anyway",
    "take_lines",
    "undo",
]

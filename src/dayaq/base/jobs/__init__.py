"""Background work: clocks swept, reminders sent, figures refreshed. Every job acts as a named service actor."""

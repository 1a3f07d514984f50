"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_

EVENTS = {
    "window.given": N_("words for the own window given"),
    "window.changed": N_("the person made words of the own"),
    "window.ended": N_("words for the own window ended"),
}


class Window(AppConfig):
    """The person's own window."""

    name = "dayaq.respond.window"
    label = "window"

    def ready(self) -> None:
        """Say what the area's entries are called in the case file."""
        from dayaq.respond.casefile.queries import name_kinds

        name_kinds(events=EVENTS)

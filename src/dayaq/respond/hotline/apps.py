"""The area in Django's eyes."""

from django.apps import AppConfig


class Hotline(AppConfig):
    """Hotline."""

    name = "dayaq.respond.hotline"
    label = "hotline"

    def ready(self) -> None:
        """Say what entries of the timeline are called."""
        from dayaq.respond.casefile.queries import name_kinds
        from dayaq.respond.hotline.queries import EVENTS

        name_kinds(events=EVENTS)

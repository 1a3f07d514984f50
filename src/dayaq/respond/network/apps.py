"""The area in Django's eyes."""

from django.apps import AppConfig


class Network(AppConfig):
    """Referral network."""

    name = "dayaq.respond.network"
    label = "network"

    def ready(self) -> None:
        """Say what entries of the timeline and tasks are called."""
        from dayaq.respond.casefile.queries import name_kinds
        from dayaq.respond.network.queries import DEEDS, EVENTS, TASKS

        name_kinds(events=EVENTS, tasks=TASKS, deeds=DEEDS)

"""The area in Django's eyes."""

from django.apps import AppConfig


class Referral(AppConfig):
    """Referrals between bodies, with four times and feedback."""

    name = "dayaq.respond.referral"
    label = "referral"

    def ready(self) -> None:
        """Say what entries of the timeline and tasks are called."""
        from dayaq.respond.casefile.queries import name_kinds
        from dayaq.respond.referral.queries import DEEDS, EVENTS, TASKS

        name_kinds(events=EVENTS, tasks=TASKS, deeds=DEEDS)

"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_


class Intake(AppConfig):
    """Intake."""

    name = "dayaq.respond.intake"
    label = "intake"

    def ready(self) -> None:
        """Say what the area's entries are called in the case file."""
        from dayaq.respond.casefile.queries import name_kinds

        name_kinds(events={"intake.taken": N_("taken over from a list")})

"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_


class Screening(AppConfig):
    """Answers to indicator lists, two results side by side."""

    name = "dayaq.respond.screening"
    label = "screening"

    def ready(self) -> None:
        """Say what the area's entries and tasks are called in the case file."""
        from dayaq.respond.casefile.queries import Deed, name_kinds

        events = {"screening.started": N_("screening begun"), "screening.finished": N_("screening finished")}
        task = "screening_before_removal"
        name_kinds(events=events, tasks={task: N_("Screen before any removal")}, deeds={task: Deed("screening:index", "case.read")})

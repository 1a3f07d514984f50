"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_

EVENTS = {"protection.entry": N_("entry on protection")}
TASKS = {
    "protection.reassess": N_("Assess the risk anew"),
    "protection.review": N_("Look at the risk again"),
    "protection.plan": N_("Agree an individual safety plan with the person"),
    "protection.invoke": N_("Invoke non-punishment for an act under coercion"),
}


class Protection(AppConfig):
    """Risks, plans, threats, measures, non-punishment."""

    name = "dayaq.respond.protection"
    label = "protection"

    def ready(self) -> None:
        """Say what entries and tasks are called, and where tasks are done."""
        from dayaq.respond.casefile.queries import Deed, name_kinds

        name_kinds(events=EVENTS, tasks=TASKS, deeds=dict.fromkeys(TASKS, Deed("protection:index", "protection.work")))

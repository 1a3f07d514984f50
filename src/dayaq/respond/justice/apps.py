"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_

EVENTS = {
    "justice.linked": N_("part in a proceeding recorded"),
    "justice.word": N_("the person's word in the proceeding recorded"),
    "justice.asked": N_("person questioned"),
    "justice.hearing": N_("hearing noted for the person"),
    "justice.told": N_("person told of legal help"),
    "justice.wished": N_("person wishes a lawyer"),
    "justice.answered": N_("wish for a lawyer answered"),
    "justice.mandate": N_("mandate given"),
    "justice.mandate_unlawful": N_("mandate given without the bar"),
}
TASKS = {"justice.lawyer": N_("Find a lawyer for the person")}


class Justice(AppConfig):
    """Justice."""

    name = "dayaq.respond.justice"
    label = "justice"

    def ready(self) -> None:
        """Say what the area's entries and tasks are called in the case file."""
        from dayaq.respond.casefile.queries import Deed, name_kinds

        name_kinds(events=EVENTS, tasks=TASKS, deeds={"justice.lawyer": Deed("justice:case", "case.write")})

"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_

EVENTS = {
    "rights.told": N_("rights explained"),
    "rights.asked": N_("request about own data"),
    "rights.answered": N_("request about own data answered"),
    "rights.restriction_lifted": N_("restriction lifted by the person"),
    "rights.erased": N_("data erased at the person's word"),
}
TASKS = {"rights.tell": N_("Explain the rights to the person"), "rights.data": N_("Answer the request about own data")}


class Rights(AppConfig):
    """What the person was told, complaints, requests about own data."""

    name = "dayaq.respond.rights"
    label = "rights"

    def ready(self) -> None:
        """Say what the area's entries and tasks are called, and that all tables answer what is held about a person."""
        from dayaq.respond.casefile.queries import Deed, name_kinds
        from dayaq.respond.rights.queries.holding import register_source, tables

        deeds = {"rights.tell": Deed("rights:tell", "case.write"), "rights.data": Deed("rights:index", "case.access_log")}
        name_kinds(events=EVENTS, tasks=TASKS, deeds=deeds)
        register_source("tables", tables)

"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_

EVENTS = {
    "shelter.admitted": N_("taken in"),
    "shelter.moved": N_("moved to another bed"),
    "shelter.left": N_("stay ended"),
    "shelter.cancelled": N_("booking cancelled"),
    "shelter.extended": N_("longer stay decided"),
    "shelter.not_extended": N_("longer stay refused"),
    "shelter.leave_answered": N_("request to go out answered"),
    "shelter.waits": N_("waits for a bed"),
    "shelter.refused": N_("bed refused"),
    "shelter.incident": N_("incident"),
}
TASKS = {
    "shelter.guarantee": N_("Guaranteed stay ends: decide on a longer one"),
    "shelter.cap": N_("Longest stay seen in practice: look at the plan again"),
    "shelter.refer_on": N_("Refer the person to the assistance centre"),
}


class Shelter(AppConfig):
    """Shelter."""

    name = "dayaq.respond.shelter"
    label = "shelter"

    def ready(self) -> None:
        """Say what the area's entries and tasks are called in the case file."""
        from dayaq.respond.casefile.queries import Deed, name_kinds

        stay = Deed("shelter:index", "case.read", ends=False)
        deeds = {"shelter.guarantee": stay, "shelter.cap": stay, "shelter.refer_on": Deed("referral:send", "referral.send", ends=False)}
        name_kinds(events=EVENTS, tasks=TASKS, deeds=deeds)

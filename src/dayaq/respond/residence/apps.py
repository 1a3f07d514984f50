"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_

EVENTS = {
    "residence.reflection_given": N_("reflection period given"),
    "residence.reflection_declined": N_("reflection period not wanted"),
    "residence.reflection_extended": N_("reflection period made longer"),
    "residence.reflection_ended": N_("reflection period ended early"),
    "residence.permit_applied": N_("permit applied for"),
    "residence.permit_granted": N_("permit granted"),
    "residence.permit_refused": N_("permit refused"),
    "residence.permit_withdrawn": N_("application taken back"),
    "residence.permit_ended": N_("permit ended"),
    "residence.alert": N_("call first before a removal"),
    "residence.alert_ended": N_("alert before a removal ended"),
    "residence.goes_on": N_("arranged what goes on after departure"),
    "residence.return_begun": N_("return begun to be prepared"),
    "residence.return_chosen": N_("choice of return heard"),
    "residence.return_assessed": N_("risk of the return assessed"),
    "residence.child_heard": N_("child heard on the return"),
    "residence.partner": N_("partner abroad"),
    "residence.return_planned": N_("day of the journey set"),
    "residence.departed": N_("departed"),
    "residence.arrived": N_("arrived"),
    "residence.followed_up": N_("asked after the return"),
    "residence.return_cancelled": N_("return does not take place"),
    "residence.removed": N_("removed from the country"),
}
TASKS = {
    "residence.reflection_ends": N_("Reflection period ends: ask the person"),
    "residence.permit_decide": N_("Follow the application for a permit"),
    "residence.permit_expires": N_("Permit ends soon: renew it or speak about what follows"),
    "residence.return_risk": N_("Assess the risk of the return"),
    "residence.return_follow_up": N_("Ask how the person is after the return"),
}


class Residence(AppConfig):
    """Reflection, permits, return."""

    name = "dayaq.respond.residence"
    label = "residence"

    def ready(self) -> None:
        """Say what entries and tasks are called and where tasks are done; tell identification which reflection periods run."""
        from dayaq.respond.casefile.queries import Deed, name_kinds
        from dayaq.respond.identification.queries import know_reflection
        from dayaq.respond.residence.queries import reflecting, reflecting_by_code

        stay = Deed("residence:index", "residence.work", ends=False)
        deeds = dict.fromkeys(("residence.reflection_ends", "residence.permit_expires", "residence.permit_decide"), stay)
        way = Deed("residence:returns_of", "residence.work")
        ways = dict.fromkeys(("residence.return_risk", "residence.return_follow_up"), way)
        name_kinds(events=EVENTS, tasks=TASKS, deeds={**deeds, **ways})
        know_reflection(runs=reflecting, answer=reflecting_by_code)

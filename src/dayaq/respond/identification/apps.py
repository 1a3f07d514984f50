"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_

EVENTS = {
    "identification.begun": N_("step of identification begun"),
    "identification.finished": N_("step of identification finished"),
    "identification.decided": N_("decision on status"),
    "identification.decision_removed": N_("decision marked as recorded in error"),
    "identification.commented": N_("comment of the referring organisation"),
    "identification.told_decision": N_("person told of the decision"),
    "identification.told_reflection": N_("person told of the reflection period"),
    "identification.told_rights": N_("person told of the rights"),
    "identification.review_asked": N_("review asked for"),
    "identification.review_decided": N_("review decided"),
    "identification.removal_held": N_("removal asked for and held"),
    "identification.removal_asked": N_("removal asked for, nothing against it"),
    "identification.hold_lifted": N_("removal hold lifted"),
    "identification.hint_agreed": N_("person agrees to a hint before a removal"),
    "identification.voted": N_("member of the panel voted"),
    "identification.clock_began": N_("time of a step began"),
    "identification.stay_began": N_("term to leave began"),
    "identification.stay_ended": N_("term to leave ended"),
    "identification.recognised_abroad": N_("recognised abroad"),
    "identification.home_answer": N_("answer on recognition at home"),
    "identification.hint_withdrawn": N_("person takes the agreement to a hint back"),
}
TASKS = {
    "identification.notice": N_("Tell the person of the decision"),
    "identification.decide_again": N_("Decide anew after the review"),
    "identification.step": N_("Take the step of identification in its time"),
    "identification.reflection": N_("Reflection period ends: ask the person"),
}


class Identification(AppConfig):
    """From presumed to decided, with notice and review."""

    name = "dayaq.respond.identification"
    label = "identification"

    def ready(self) -> None:
        """Say what the area's entries and tasks are called in the case file."""
        from dayaq.respond.casefile.queries import Deed, name_kinds

        page = "identification:index"
        ends = {kind: Deed(page, "case.read") for kind in ("identification.notice", "identification.decide_again", "identification.step")}
        name_kinds(events=EVENTS, tasks=TASKS, deeds={**ends, "identification.reflection": Deed(page, "case.read", ends=False)})

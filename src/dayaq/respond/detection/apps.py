"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_

EVENTS = {
    "detection.met": N_("met at an event with several people"),
    "detection.turned_victim": N_("seen as a presumed victim from now on"),
    "detection.turned_suspect": N_("seen in another role from now on"),
    "detection.street_child": N_("child found in the street"),
    "detection.quick_questions": N_("quick questions asked"),
    "detection.street_family": N_("family found"),
    "detection.street_judge": N_("brought before a judge"),
    "detection.street_ended": N_("stop of a street child ended"),
    "detection.best_interest": N_("best interest decided"),
    "detection.child_step": N_("step for the child"),
    "detection.age_assessed": N_("age assessed"),
    "detection.role": N_("role in proceedings recorded"),
    "detection.coercion_checked": N_("questions on coercion answered"),
}
TASKS = {
    "detection.street_child": N_("Street child: find the family, a judge or a safe place"),
    "detection.best_interest_review": N_("Look again at the best interest of the child"),
    "detection.coercion_check": N_("Ask the questions on coercion before anybody is held responsible"),
}


class Detection(AppConfig):
    """Detection."""

    name = "dayaq.respond.detection"
    label = "detection"

    def ready(self) -> None:
        """Say what the area's entries and tasks are called, and where tasks of the child's path are done."""
        from dayaq.respond.casefile.queries import Deed, name_kinds
        from dayaq.respond.detection.queries import refusal_supported
        from dayaq.respond.hotline.queries import Way, offer_way
        from dayaq.respond.referral.queries import know_best_interest

        deeds = {
            "detection.street_child": Deed("detection:street", "case.write"),
            "detection.best_interest_review": Deed("detection:child", "case.write"),
            "detection.coercion_check": Deed("detection:roles", "case.read"),
            "best_interest": Deed("detection:child", "case.write", ends=False),
            "family": Deed("detection:child", "case.write", ends=False),
        }
        name_kinds(events=EVENTS, tasks=TASKS, deeds=deeds)
        know_best_interest(refusal_supported)
        offer_way(Way(N_("Information without a name"), "detection:new_signal", "event.record"))

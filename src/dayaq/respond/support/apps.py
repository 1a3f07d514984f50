"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_

EVENTS = {
    "support.assessed": N_("needs asked"),
    "support.plan_begun": N_("plan begun"),
    "support.plan_agreed": N_("plan agreed with the person"),
    "support.plan_declined": N_("the person does not want a plan"),
    "support.goal_closed": N_("goal closed"),
    "support.service": N_("service recorded"),
    "support.consent": N_("consent given"),
    "support.consent_withdrawn": N_("consent taken back"),
    "support.appointment": N_("appointment made"),
    "support.appointment_changed": N_("appointment changed"),
    "support.interpreter": N_("interpreter or mediator"),
    "support.course_wanted": N_("waits for a course"),
    "support.course_taken": N_("takes part in a course"),
    "support.course_over": N_("course over for the person"),
    "support.job": N_("work recorded"),
    "support.job_ended": N_("work ended"),
    "support.reintegration": N_("reintegration begins"),
    "support.followed_up": N_("looked back after reintegration"),
}
TASKS = {
    "support.health": N_("A doctor or psychologist asks about health"),
    "support.plan_review": N_("Look at the plan again together"),
    "support.appointment": N_("Appointment with the person"),
    "support.refund": N_("Ask back the money paid for care"),
    "support.follow_up": N_("Look back after reintegration"),
    "support.retrafficked": N_("Trafficked again: help and screen at once"),
}


class Support(AppConfig):
    """Needs, plans, services, follow-up."""

    name = "dayaq.respond.support"
    label = "support"

    def ready(self) -> None:
        """Name the entries and tasks in the case file and where they are done; tell visits of shelters how many gave feedback."""
        from dayaq.respond.casefile.queries import Deed, name_kinds
        from dayaq.respond.shelter.queries import count_feedback
        from dayaq.respond.support.queries.lists import said_about

        deeds = {
            "support.health": Deed("support:plan", "support.plan"),
            "support.plan_review": Deed("support:plan", "support.plan"),
            "support.appointment": Deed("support:appointments", "support.plan"),
            "support.refund": Deed("support:services", "support.plan", ends=False),
            "support.follow_up": Deed("support:way", "support.plan"),
            "support.retrafficked": Deed("screening:index", "case.read", ends=False),
        }
        name_kinds(events=EVENTS, tasks=TASKS, deeds=deeds)
        count_feedback(said_about)

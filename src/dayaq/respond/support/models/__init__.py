"""Needs, plans, services, consents, appointments, dependants, courses, jobs, follow-up, feedback.

What concerns health stands in tables of its own (G4), what concerns children and family in others (G7), the person's
words in others again (G3): a table holds exactly one group.
"""

from dayaq.respond.support.models.help import (
    Appointment,
    Charge,
    Consent,
    ConsentFields,
    Dependant,
    DependantService,
    Feed,
    HealthConsent,
    HealthService,
    Interpreting,
    Service,
    ServiceFields,
    Waiting,
)
from dayaq.respond.support.models.plan import (
    Assessment,
    Goal,
    GoalWords,
    HealthGoal,
    HealthNeed,
    Need,
    NeedFields,
    NeedWords,
    Plan,
    Step,
    Written,
)
from dayaq.respond.support.models.way import Course, Feedback, FollowUp, Job, Reintegration, Seat

__all__ = [
    "Appointment",
    "Assessment",
    "Charge",
    "Consent",
    "ConsentFields",
    "Course",
    "Dependant",
    "DependantService",
    "Feed",
    "Feedback",
    "FollowUp",
    "Goal",
    "GoalWords",
    "HealthConsent",
    "HealthGoal",
    "HealthNeed",
    "HealthService",
    "Interpreting",
    "Job",
    "Need",
    "NeedFields",
    "NeedWords",
    "Plan",
    "Reintegration",
    "Seat",
    "Service",
    "ServiceFields",
    "Step",
    "Waiting",
    "Written",
]

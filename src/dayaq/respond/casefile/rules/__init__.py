"""Rules of the case file: who may say what about a status, who is treated as a child, what never waits.

Status is never one field. Bodies assert it side by side (police recognition, recognition by an NGO only,
recognition abroad), each superseding only its own word, and help hangs on none of them.
"""

from dayaq.respond.casefile.rules.age import (
    CHILD_AGE,
    CHILD_TASKS,
    AgeAnswer,
    AgeGroup,
    ChildTask,
    age_group,
    ages,
    check_age_answer,
    child_path,
    child_tasks,
    guardian_independent,
    treat_as_child,
)
from dayaq.respond.casefile.rules.contact import HEARD_BY_OTHERS, Channel, SafeContact, check_safe_contact, may_contact, read_hours
from dayaq.respond.casefile.rules.sides import conflicts
from dayaq.respond.casefile.rules.stages import FIRST_ASSISTANCE, Position, ordered, positions
from dayaq.respond.casefile.rules.status import (
    STANCES,
    Assertion,
    Opened,
    Status,
    current,
    help_available,
    help_remains,
    may_know,
    may_supersede,
    ngo_only,
    statuses,
)

__all__ = [
    "CHILD_AGE",
    "CHILD_TASKS",
    "FIRST_ASSISTANCE",
    "HEARD_BY_OTHERS",
    "STANCES",
    "AgeAnswer",
    "AgeGroup",
    "Assertion",
    "Channel",
    "ChildTask",
    "Opened",
    "Position",
    "SafeContact",
    "Status",
    "age_group",
    "ages",
    "check_age_answer",
    "check_safe_contact",
    "child_path",
    "child_tasks",
    "conflicts",
    "current",
    "guardian_independent",
    "help_available",
    "help_remains",
    "may_contact",
    "may_know",
    "may_supersede",
    "ngo_only",
    "ordered",
    "positions",
    "read_hours",
    "statuses",
    "treat_as_child",
]

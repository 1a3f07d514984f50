"""Pages of identification."""

from dayaq.respond.identification.views.abroad import abroad, at_home, matrix, new_abroad, routes
from dayaq.respond.identification.views.deciding import again, comment, decide, decision, decision_review, remove, review
from dayaq.respond.identification.views.panel import step_time, vote
from dayaq.respond.identification.views.removal import check, hint, lift, removal, stay, stay_end
from dayaq.respond.identification.views.steps import begin, finish, index, presume, tell, tell_decision, work

__all__ = [
    "abroad",
    "again",
    "at_home",
    "begin",
    "check",
    "comment",
    "decide",
    "decision",
    "decision_review",
    "finish",
    "hint",
    "index",
    "lift",
    "matrix",
    "new_abroad",
    "presume",
    "removal",
    "remove",
    "review",
    "routes",
    "stay",
    "stay_end",
    "step_time",
    "tell",
    "tell_decision",
    "vote",
    "work",
]

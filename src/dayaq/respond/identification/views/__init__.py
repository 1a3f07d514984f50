"""Pages of identification."""

from dayaq.respond.identification.views.deciding import comment, decide, decision, decision_review, remove, review
from dayaq.respond.identification.views.removal import check, hint, lift, removal
from dayaq.respond.identification.views.steps import begin, finish, index, presume, tell, tell_decision, work

__all__ = [
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
    "presume",
    "removal",
    "remove",
    "review",
    "tell",
    "tell_decision",
    "work",
]

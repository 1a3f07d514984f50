"""Pages of rights."""

from dayaq.respond.rights.views.case import answer, ask, complain_in_case, export, held, index, step, tell, untold
from dayaq.respond.rights.views.complaints import act, complain, complaint, complaints, hearing, hearings, requests

__all__ = [
    "act",
    "answer",
    "ask",
    "complain",
    "complain_in_case",
    "complaint",
    "complaints",
    "export",
    "hearing",
    "hearings",
    "held",
    "index",
    "requests",
    "step",
    "tell",
    "untold",
]

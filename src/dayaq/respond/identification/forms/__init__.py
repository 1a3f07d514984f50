"""Forms of identification: the inquiry, the decision, and what surrounds it."""

from dayaq.respond.identification.forms.deciding import (
    ASKERS,
    OUTCOMES,
    REVIEW_OUTCOMES,
    AgainForm,
    DecisionForm,
    ReviewedForm,
    ReviewForm,
    VoteForm,
)
from dayaq.respond.identification.forms.staying import AbroadForm, CheckForm, HomeForm, RemovalForm, StayEndForm, StayForm
from dayaq.respond.identification.forms.steps import METHOD_WORDS, VIEWS, CommentForm, LiftForm, PresumeForm, ReasonForm, StepForm, TellForm

__all__ = [
    "ASKERS",
    "METHOD_WORDS",
    "OUTCOMES",
    "REVIEW_OUTCOMES",
    "VIEWS",
    "AbroadForm",
    "AgainForm",
    "CheckForm",
    "CommentForm",
    "DecisionForm",
    "HomeForm",
    "LiftForm",
    "PresumeForm",
    "ReasonForm",
    "RemovalForm",
    "ReviewForm",
    "ReviewedForm",
    "StayEndForm",
    "StayForm",
    "StepForm",
    "TellForm",
    "VoteForm",
]

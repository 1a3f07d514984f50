"""Forms of justice: of a proceeding, and of a person's part in it."""

from dayaq.respond.justice.forms.accused import MOMENTS, ChargeForm, EndChargeForm, OffenderForm, VerdictForm
from dayaq.respond.justice.forms.case import (
    AppearForm,
    EndForm,
    LawyerForm,
    MandateForm,
    NoteForm,
    OverForm,
    StatementForm,
    ToldForm,
    WishAnswerForm,
    WishForm,
    WordForm,
    WorkForm,
)
from dayaq.respond.justice.forms.court import AnswerForm, AssetForm, AssetStepForm, HearingForm, HeldForm, RequestForm
from dayaq.respond.justice.forms.fields import noon
from dayaq.respond.justice.forms.proceeding import FactsForm, FilterForm, GroupForm, LinkForm, MoveForm, ProceedingForm, ShareForm

__all__ = [
    "MOMENTS",
    "AnswerForm",
    "AppearForm",
    "AssetForm",
    "AssetStepForm",
    "ChargeForm",
    "EndChargeForm",
    "EndForm",
    "FactsForm",
    "FilterForm",
    "GroupForm",
    "HearingForm",
    "HeldForm",
    "LawyerForm",
    "LinkForm",
    "MandateForm",
    "MoveForm",
    "NoteForm",
    "OffenderForm",
    "OverForm",
    "ProceedingForm",
    "RequestForm",
    "ShareForm",
    "StatementForm",
    "ToldForm",
    "VerdictForm",
    "WishAnswerForm",
    "WishForm",
    "WordForm",
    "WorkForm",
    "noon",
]

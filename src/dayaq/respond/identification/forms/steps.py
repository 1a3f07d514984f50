"""Forms of the inquiry: sittings, presumption, telling the person, reasons of a step, the comment of whoever referred."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, EventForm, items
from dayaq.respond.casefile.queries import Case, label
from dayaq.respond.identification.access import LIFTED_WHY, REMOVED_WHY
from dayaq.respond.identification.actions import Told
from dayaq.respond.identification.actions.telling import METHODS
from dayaq.respond.screening.forms import SittingForm
from dayaq.ui.templatetags.dayaq import say

METHOD_WORDS = dict(zip(METHODS, [_("spoken"), _("through an interpreter"), _("in writing"), _("in sign language")], strict=True))
VIEWS = [("supports", _("supports that the person is a victim")), ("doubts", _("doubts it")), ("not_enough", _("does not know enough"))]


class StepForm(SittingForm):
    """When a step began; with a child also who stands by it."""

    def __init__(self, *args: Any, pack: Pack, child: bool, **options: Any) -> None:
        super().__init__(*args, pack=pack, child=child, **options)
        for name in ("language", "interpreter", "alone_because"):
            self.fields.pop(name, None)
        if not child:
            del self.fields["present"]

    @property
    def company(self) -> dict[str, Any]:
        """Who was present, and why others were not needed."""
        absences = {code: self.cleaned_data.get(f"absent_{code}", "") for code in self.people}
        return {"present": tuple(self.cleaned_data.get("present", ())), "absences": {code: why for code, why in absences.items() if why}}


class TellForm(EventForm):
    """How the person was told."""

    field_order = ["language", "method", "understood", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, case: Case, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        own = [(code, label(pack, f"codes.language.{code}")) for code in case.languages]
        others = [pair for pair in items(pack, "language", without="") if pair[0] not in case.languages]
        grouped = [(_("languages of the person"), own), (_("others"), others)] if own else others
        self.fields["language"] = forms.ChoiceField(label=_("In which language?"), choices=[NONE, *grouped])
        self.fields["method"] = forms.ChoiceField(label=_("How?"), choices=list(METHOD_WORDS.items()), widget=forms.RadioSelect)
        self.fields["understood"] = forms.ChoiceField(
            label=_("Did the person understand?"),
            choices=[("yes", _("yes")), ("no", _("no"))],
            widget=forms.RadioSelect({"class": "inline"}),
        )
        self.order_fields(self.field_order)

    def told(self, about: str, decision: Any = None) -> Told:
        """The notice as it was typed."""
        given = self.cleaned_data
        return Told(
            language=given["language"], method=given["method"], understood=given["understood"] == "yes", about=about, decision=decision
        )


class PresumeForm(TellForm):
    """Reasonable grounds, and the notice of reflection if it is given at once."""

    def __init__(self, *args: Any, pack: Pack, case: Case, reflection: bool, **options: Any) -> None:
        super().__init__(*args, pack=pack, case=case, **options)
        if not reflection:
            for name in ("language", "method", "understood"):
                del self.fields[name]
            return
        self.fields["now"] = forms.BooleanField(label=_("The person was told of the reflection period at the same time"), required=False)
        for name in ("language", "method", "understood"):
            self.fields[name].required = False
        self.order_fields(["now", *self.field_order])

    def clean(self) -> dict[str, Any]:
        """Told means told how."""
        cleaned = super().clean()
        if cleaned.get("now"):
            for name in ("language", "method", "understood"):
                if not cleaned.get(name):
                    self.add_error(name, ValidationError(_("Say how the person was told."), code="required"))
        return cleaned


class ReasonForm(EventForm):
    """A step that needs one reason from a list."""

    field_order = ["reason", "day", "clock"]
    reasons = REMOVED_WHY
    words = _("Why?")

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        choices = [(code, say(text)) for code, text in self.reasons.items()]
        self.fields["reason"] = forms.ChoiceField(label=self.words, choices=choices, widget=forms.RadioSelect)
        self.order_fields(self.field_order)


class LiftForm(ReasonForm):
    """Why a hold ends."""

    reasons = LIFTED_WHY


class CommentForm(EventForm):
    """What the organisation that referred observed."""

    view = forms.ChoiceField(label=_("Your organisation"), choices=VIEWS, widget=forms.RadioSelect)
    attended = forms.BooleanField(label=_("We were at the interview"), required=False)
    text = forms.CharField(label=_("What you observed"), max_length=20000, widget=forms.Textarea({"rows": 6}))
    field_order = ["view", "attended", "text", "day", "clock"]

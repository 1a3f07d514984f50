"""What bodies say, the person's word, help."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.access import OUTCOMES, REMOVAL_REASONS, WORDS
from dayaq.respond.casefile.forms.base import NONE, Choices, EventForm, items

OUTCOME_WORDS = [_("given"), _("offered"), _("refused by the person"), _("not available")]

WORD_WORDS = [_("not asked"), _("agrees to be referred"), _("refuses"), _("has withdrawn")]

REMOVAL_WORDS = [
    _("it was about another case"),
    _("another status was meant"),
    _("it was entered twice"),
    _("the date was wrong"),
    _("another reason"),
]


class StatusForm(EventForm):
    """What one's own body says about the status."""

    status = forms.ChoiceField(label=_("Status"))
    evidence = forms.CharField(
        label=_("Rests on"), max_length=60, required=False, help_text=_("The record it rests on, for example: screening, letter 14/2016.")
    )

    def __init__(self, *args: Any, pack: Pack, statuses: Choices, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["status"] = forms.ChoiceField(label=_("Status"), choices=statuses, widget=forms.RadioSelect)


class RemoveForm(EventForm):
    """Why a word was recorded in error."""

    reason = forms.ChoiceField(
        label=_("Why was it recorded in error?"), choices=list(zip(REMOVAL_REASONS, REMOVAL_WORDS, strict=True)), widget=forms.RadioSelect
    )


class WordForm(EventForm):
    """The person's own word on being referred."""

    word = forms.ChoiceField(
        label=_("What does the person say?"), choices=list(zip(WORDS, WORD_WORDS, strict=True))[1:], widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(label=_("Reason, if one was given"), required=False)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["reason"] = forms.ChoiceField(
            label=_("Reason, if one was given"), required=False, choices=[NONE, *items(pack, "refusal_reason", without="")]
        )


class HelpForm(EventForm):
    """Help given, offered, refused or not available."""

    kind = forms.ChoiceField(label=_("Help"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=list(zip(OUTCOMES, OUTCOME_WORDS, strict=True)), widget=forms.RadioSelect, initial="given"
    )
    reason = forms.ChoiceField(label=_("Reason"), required=False, help_text=_("Needed when the help was not available."))
    field_order = ["kind", "outcome", "reason", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        reasons = [
            (_("not available"), items(pack, "provider_refusal", without="")),
            (_("refused by the person"), items(pack, "refusal_reason", without="")),
        ]
        self.fields["kind"] = forms.ChoiceField(
            label=_("Help"), widget=forms.RadioSelect, choices=items(pack, "first_assistance", without="")
        )
        self.fields["reason"] = forms.ChoiceField(
            label=_("Reason"), required=False, choices=[NONE, *reasons], help_text=_("Needed when the help was not available.")
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """What is not available needs its reason."""
        cleaned = super().clean()
        if cleaned.get("outcome") == "not_available" and not cleaned.get("reason"):
            self.add_error("reason", ValidationError(_("Say why the help was not available."), code="required"))
        return cleaned

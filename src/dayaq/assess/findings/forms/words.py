"""Texts in several languages in one form, and refusals said beside the field they are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dayaq.core.decision import Refused
from dayaq.ui.templatetags.dayaq import say

Choices = list[tuple[str, Any]]
ANY: tuple[str, Any] = ("", _("any"))
# Which field a refusal is about, by its code; the others stand at the top of the form.
FIELDS = {
    "judged_without_evidence": "reason",
    "attribution_unknown": "attribution",
    "attribution_institution": "institution",
    "attribution_consent": "consent",
    "reply_who": "institution",
    "withdrawn_why": "reason",
    "reopened_why": "reason",
    "revision_reason": "reason",
    "revision_same": "decision",
    "revision_differs": "decision",
    "recommendation_priority": "priority",
    "period_unknown": "period",
    "measure_unknown": "measure",
    "dims_unknown": "dims",
    "item_unknown": "item",
    "unknown_source": "source",
    "page_beyond": "page",
    "no_page": "page",
}


def explain(form: forms.Form, refusal: Refused) -> None:
    """Say each reason of a refusal beside its field."""
    for reason in refusal.decision.reasons:
        field = FIELDS.get(reason.code)
        form.add_error(field if field in form.fields else None, say(reason))


def languages() -> list[tuple[str, str]]:
    """The languages a text is written in, the reader's own first."""
    own = (get_language() or "en").split("-")[0]
    return sorted(settings.LANGUAGES, key=lambda pair: pair[0] != own)


class GroupField(forms.CharField):
    """A group of people as dimension and value: "sex=female, age=adult" cleans to a mapping."""

    def clean(self, value: Any) -> Any:
        """The group, or an error in words."""
        pairs = [pair.strip().partition("=") for pair in str(super().clean(value) or "").split(",") if pair.strip()]
        if not all(dim and group for dim, _sign, group in pairs):
            raise ValidationError(_("Write the group as sex=female."))
        return {dim.strip(): group.strip() for dim, _sign, group in pairs}


class WordsForm(forms.Form):
    """A form with texts in every language: ``texts`` maps a name to its label and the height of the field."""

    texts: Mapping[str, tuple[Any, int]] = {}

    def __init__(self, *args: Any, words: Mapping[str, Mapping[str, str]] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, (label, rows) in self.texts.items():
            for code, language in languages():
                widget = forms.Textarea({"rows": rows, "lang": code}) if rows > 1 else forms.TextInput({"lang": code})
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=_("%(text)s (%(language)s)") % {"text": label, "language": language},
                    required=False,
                    max_length=20_000 if rows > 1 else 300,
                    widget=widget,
                    initial=(words or {}).get(name, {}).get(code, ""),
                )

    def words(self, name: str) -> dict[str, str]:
        """A text as typed, by language."""
        return {code: self.cleaned_data.get(f"{name}_{code}", "") for code, _language in settings.LANGUAGES}


class ReasonForm(forms.Form):
    """A reason that is kept and shown."""

    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea({"rows": 3}))

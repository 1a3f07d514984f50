"""Fields that the forms of the network share."""

from __future__ import annotations

from typing import Any

from django import forms

from dayaq.core.decision import Decision
from dayaq.ui.templatetags.dayaq import say

Choices = list[tuple[str, Any]]
INLINE = {"class": "inline"}


def spoken(words: Any) -> Choices:
    """Codes with their words in the reader's language."""
    return [(code, say(text)) for code, text in words.items()]


def many(label: Any, choices: Choices, *, hint: Any = "", required: bool = False) -> forms.MultipleChoiceField:
    """Several of a list."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required, help_text=hint, widget=forms.CheckboxSelectMultiple(INLINE)
    )


def explain(form: forms.Form, field: str, decision: Decision) -> None:
    """Say a refusal beside its field."""
    if not decision:
        form.add_error(field, [say(reason) for reason in decision.reasons])
